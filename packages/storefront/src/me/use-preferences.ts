import { useQuery } from '@tanstack/react-query'
import { useShop } from '../app/shop.tsx'

/** What the person allowed, and asked never to see. */
export function usePreferences() {
  const { client, about } = useShop()
  return useQuery({
    queryKey: ['preferences', ...about],
    queryFn: ({ signal }) => client.preferences(undefined, { signal }),
    staleTime: 0,
    retryOnMount: false,
  })
}
