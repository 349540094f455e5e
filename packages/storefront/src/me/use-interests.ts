import { useQuery } from '@tanstack/react-query'
import { useShop } from '../app/shop.tsx'

const countMax = 100

/** What the person is drawn to, strongest first. */
export function useInterests() {
  const { client, about } = useShop()
  return useQuery({
    queryKey: ['interests', ...about],
    queryFn: ({ signal }) => client.interests({ count: countMax }, { signal }),
    staleTime: 0,
  })
}
