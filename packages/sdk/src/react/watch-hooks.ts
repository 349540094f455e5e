import type {
  AlertBody,
  AlertsBody,
  DealBody,
  PriceHistoryBody,
  PriceHistoryQuery,
  SubscribeBody,
  SubscriptionChange,
  SubscriptionsBody,
  SuggestionBody,
} from '@nunchi/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import { NunchiError } from '../client/error.ts'
import { useNunchi } from './provider.ts'
import { type Answer, useAnswer } from './use-answer.ts'

export type SubscriptionsAnswer = Answer<SubscriptionsBody> & {
  /** Each asks anew for what depends on it. @throws NunchiError */
  readonly subscribe: (body: SubscribeBody) => Promise<void>
  readonly change: (id: string, body: SubscriptionChange) => Promise<void>
  readonly end: (id: string) => Promise<void>
}

/** What the shopper waits for, and the ways to change it. */
export function useSubscriptions(): SubscriptionsAnswer {
  const { client, refresh } = useNunchi()
  const answer = useAnswer<SubscriptionsBody>('own', (signal) => client.subscriptions({}, { signal }), { isLive: true })
  const subscribe = useCallback(
    async (body: SubscribeBody) => {
      await client.subscribe(body)
      refresh()
    },
    [client, refresh],
  )
  const change = useCallback(
    async (id: string, body: SubscriptionChange) => {
      await client.changeSubscription(id, body)
      refresh()
    },
    [client, refresh],
  )
  const end = useCallback(
    async (id: string) => {
      await client.endSubscription(id)
      refresh()
    },
    [client, refresh],
  )
  return { ...answer, subscribe, change, end }
}

/** A price of a product that is worth waiting for; nothing is asked while its id is undefined. */
export function useSuggestion(product: string | undefined): Answer<SuggestionBody> {
  const { client } = useNunchi()
  return useAnswer(product, (signal) => client.suggestion({ product: product ?? '' }, { signal }))
}

/** What a product cost; nothing is asked while its id is undefined. */
export function usePriceHistory(product: string | undefined, query: PriceHistoryQuery = {}): Answer<PriceHistoryBody> {
  const { client } = useNunchi()
  const key = product === undefined ? undefined : JSON.stringify([product, query])
  return useAnswer(key, (signal) => client.priceHistory(product ?? '', query, { signal }), { keeps: true })
}

/** How good a product's price is, and whether waiting pays; nothing is asked while its id is undefined. */
export function useDeal(product: string | undefined): Answer<DealBody> {
  const { client } = useNunchi()
  return useAnswer(product, (signal) => client.deal(product ?? '', { signal }))
}

/**
 * What the shopper was told of prices, and is told while this is shown: an alert that comes is given to `onAlert`, and asks anew for the
 * list. Of a shopper who was forgotten it listens again as soon as they did something.
 */
export function useAlerts(onAlert?: (alert: AlertBody) => void): Answer<AlertsBody> {
  const { client, onRefresh } = useNunchi()
  const answer = useAnswer<AlertsBody>('own', (signal) => client.alerts({}, { signal }), { isLive: true })
  const { refetch } = answer
  const [attempt, setAttempt] = useState(0)
  const told = useRef(onAlert)
  useEffect(() => {
    told.current = onAlert
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt listens anew
  useEffect(() => {
    const stop = new AbortController()
    let end: (() => void) | undefined
    const listen = async () => {
      try {
        for await (const alert of client.alertStream({}, { signal: stop.signal })) {
          told.current?.(alert)
          refetch()
        }
      } catch (error) {
        if (stop.signal.aborted || !(error instanceof NunchiError)) return
        end = onRefresh(() => setAttempt((count) => count + 1))
      }
    }
    void listen()
    return () => {
      stop.abort()
      end?.()
    }
  }, [client, refetch, onRefresh, attempt])
  return answer
}
