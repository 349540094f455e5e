import { queryOptions } from '@tanstack/react-query'
import { forVisitors } from '../app/for-visitors.ts'
import type { Shop } from '../app/shop.tsx'

/** The home of who looks. It is asked again after each thing they do, not by the clock: it should not move by itself. */
export function homeOptions({ client, about }: Shop) {
  return queryOptions({
    queryKey: ['home', ...about],
    queryFn: ({ signal }) => client.home({ items: 20, ...forVisitors }, { signal }),
    staleTime: 120_000,
  })
}
