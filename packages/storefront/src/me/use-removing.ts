import type { InterestBody } from '@nunchi/protocol'
import { interestName, useLanguage } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useHomeWatch } from '../app/home-watch.tsx'
import { useShop } from '../app/shop.tsx'

/** Takes an interest out of the person's profile; it may come back only by what they do from now on. */
export function useRemoving() {
  const { client, collector } = useShop()
  const { lang } = useLanguage()
  const { after } = useHomeWatch()
  const queries = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ tag }: InterestBody) => {
      await collector.flush()
      return client.changePreferences({ removeInterests: [tag] })
    },
    onSuccess: async (_, interest) => {
      await queries.invalidateQueries({ queryKey: ['interests'] })
      await after({ kind: 'removed', name: interestName(interest, lang) })
    },
  })
  return { remove: mutate, isRemoving: isPending }
}
