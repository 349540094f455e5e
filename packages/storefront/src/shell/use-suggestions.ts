import { useDebouncedValue } from '@mantine/hooks'
import type { SuggestBody } from '@nunchi/protocol'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useShop } from '../app/shop.tsx'

export type Completion = SuggestBody['completions'][number]
const waitMs = 120
const none: readonly Completion[] = []

/** What the words so far may become; nothing for what has just been searched for. */
export function useSuggestions(text: string, searched: string): readonly Completion[] {
  const { client, about } = useShop()
  const [typed] = useDebouncedValue(text.trim(), waitMs)
  const isNew = typed !== '' && typed !== searched
  const { data } = useQuery({
    queryKey: ['suggest', ...about, typed],
    queryFn: ({ signal }) => client.suggest({ q: typed, count: 8 }, { signal }),
    enabled: isNew,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  })
  return (isNew && data?.completions) || none
}

/** Where a completion leads. */
export function addressOf({ type, text, product, path }: Completion): string {
  if (type === 'product' && product) return `/products/${encodeURIComponent(product)}`
  if (type === 'category') return `/search?category=${encodeURIComponent(path ?? text)}`
  return type === 'brand' ? `/search?brand=${encodeURIComponent(text)}` : `/search?q=${encodeURIComponent(text)}`
}
