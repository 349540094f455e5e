import type { InterestsBody } from '@nunchi/protocol'
import { useQuery } from '@tanstack/react-query'
import { ifKnown } from '../app/if-known.ts'
import { useShop } from '../app/shop.tsx'

const countMax = 100
const none: InterestsBody = { interests: [] }

/** What the person is drawn to, strongest first, with all that they did until now. */
export function useInterests() {
  const { client, collector, about } = useShop()
  return useQuery({
    queryKey: ['interests', ...about],
    queryFn: async ({ signal }) => {
      await collector.flush()
      return ifKnown(client.interests({ count: countMax }, { signal }), none)
    },
    staleTime: 0,
    retryOnMount: false,
  })
}
