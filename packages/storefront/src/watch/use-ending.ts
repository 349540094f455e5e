import { notifications } from '@mantine/notifications'
import { useWords } from '@nunchi/ui'
import { useMutation } from '@tanstack/react-query'
import { useWatch } from './watch-context.ts'

const words = { ko: { ended: '가격 알림을 껐어요' }, en: { ended: 'The price alert has ended' } }

/** Ends a subscription, and says so; `done` is called once it has ended. One that was gone already has ended as well. */
export function useEnding(done: () => void) {
  const { mine } = useWatch()
  const say = useWords(words)
  return useMutation({
    mutationFn: async (id: string) => {
      try {
        await mine.end(id)
      } catch (error) {
        if ((error as { readonly code?: string }).code !== 'SUBSCRIPTION_UNKNOWN') throw error
        mine.refetch()
      }
    },
    onSuccess: () => {
      notifications.show({ message: say.ended })
      done()
    },
  })
}
