import type {
  HomeBody,
  HomeQuery,
  InterestsBody,
  InterestsQuery,
  MyDataBody,
  NextBody,
  NextQuery,
  PreferencesBody,
  PreferencesChange,
  ProductAnswerBody,
  RankAnswerBody,
  RankBody,
  SearchBody,
  SearchQuery,
  SuggestBody,
  WhyBody,
  WhyQuery,
} from '@nunchi/protocol'
import { useCallback } from 'react'
import { useNunchi } from './provider.ts'
import { type Answer, useAnswer } from './use-answer.ts'

const keyOf = (query: unknown): string => JSON.stringify(query ?? {})

/** The shopper's home; asked again as soon as something they did was collected. */
export function useHome(query?: HomeQuery): Answer<HomeBody> {
  const { client } = useNunchi()
  return useAnswer(keyOf(query), (signal) => client.home(query, { signal }), { isLive: true, keeps: true })
}

/** Given products in the shopper's order, as `useHome`. */
export function useRank(body: RankBody): Answer<RankAnswerBody> {
  const { client } = useNunchi()
  return useAnswer(keyOf(body), (signal) => client.rank(body, { signal }), { isLive: true, keeps: true })
}

/** One product; nothing is asked while its id is undefined. */
export function useProduct(product: string | undefined): Answer<ProductAnswerBody> {
  const { client } = useNunchi()
  return useAnswer(product, (signal) => client.product(product ?? '', { signal }))
}

/** Products found; asked when the query has stayed the same for a moment. What was found before is shown until then. */
export function useSearch(query: SearchQuery | undefined, { waitMs = 150 } = {}): Answer<SearchBody> {
  const { client } = useNunchi()
  const key = query && keyOf(query)
  return useAnswer(key, (signal) => client.search(query, { signal }), { waitMs, keeps: true })
}

/** What the words so far may become; nothing is asked while there are none. */
export function useSuggest(words: string, { count = 8, waitMs = 100 } = {}): Answer<SuggestBody> {
  const { client } = useNunchi()
  const q = words.trim()
  const key = q === '' ? undefined : keyOf([q, count])
  return useAnswer(key, (signal) => client.suggest({ q, count }, { signal }), { waitMs, keeps: true })
}

/** Why a product is shown; nothing is asked while the query is undefined, as before somebody wants to know. */
export function useWhy(query: WhyQuery | undefined): Answer<WhyBody> {
  const { client } = useNunchi()
  return useAnswer(query && keyOf(query), (signal) => client.why(query!, { signal }))
}

/** What the shopper will do next; as `useHome`. */
export function useNext(query?: NextQuery): Answer<NextBody> {
  const { client } = useNunchi()
  return useAnswer(keyOf(query), (signal) => client.next(query, { signal }), { isLive: true, keeps: true })
}

/** What the shopper is drawn to; as `useHome`. */
export function useInterests(query?: InterestsQuery): Answer<InterestsBody> {
  const { client } = useNunchi()
  return useAnswer(keyOf(query), (signal) => client.interests(query, { signal }), { isLive: true, keeps: true })
}

/** Everything that is kept about the shopper. */
export function useMyData(): Answer<MyDataBody> {
  const { client } = useNunchi()
  return useAnswer('mine', (signal) => client.myData({}, { signal }))
}

export type PreferencesAnswer = Answer<PreferencesBody> & {
  /** Changes them; what depends on them is asked anew. @throws NunchiError */
  readonly change: (change: PreferencesChange) => Promise<void>
}

/** What the shopper allowed and asked never to see, and the way to change it. */
export function usePreferences(): PreferencesAnswer {
  const { client, refresh } = useNunchi()
  const answer = useAnswer<PreferencesBody>('own', (signal) => client.preferences({}, { signal }))
  const { put } = answer
  const change = useCallback(
    async (wanted: PreferencesChange) => {
      const { personalised, consent, hidden } = await client.changePreferences(wanted)
      put({ personalised, consent, hidden })
      refresh()
    },
    [client, put, refresh],
  )
  return { ...answer, change }
}
