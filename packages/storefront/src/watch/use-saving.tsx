import { notifications } from '@mantine/notifications'
import type { SubscriptionBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMutation } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useWatch } from './watch-context.ts'
import { sheetWords } from './watch-words.ts'

/** Has the person told, or changes what stands and leaves as it is how and until when they are told, and, where that is not asked, which prices count; says so. */
export function useSaving(current: SubscriptionBody | undefined, done: () => void) {
  const { mine } = useWatch()
  const say = useWords(sheetWords)
  return useMutation({
    mutationFn: (wish: Pick<SubscriptionBody, 'wanted' | 'conditions' | 'counting'>) => {
      if (current === undefined) return mine.subscribe(wish)
      const { id, channels, counting, until } = current
      return mine.change(id, { channels, counting, until, ...wish })
    },
    onSuccess: () => {
      const id = notifications.show({
        title: current === undefined ? say.started : say.changed,
        message: (
          <Link href="/watch" style={{ color: 'inherit' }} onClick={() => notifications.hide(id)}>
            {say.list}
          </Link>
        ),
      })
      done()
    },
  })
}
