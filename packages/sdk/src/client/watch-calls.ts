import type {
  AlertStreamQuery,
  AlertsBody,
  AlertsQuery,
  DealBody,
  Person,
  PriceHistoryBody,
  PriceHistoryQuery,
  SubscribeBody,
  SubscriptionChange,
  SubscriptionMade,
  SubscriptionsBody,
  SuggestionBody,
  SuggestionQuery,
} from '@nunchi/protocol'
import type { Asker, CallOptions } from './ask.ts'
import { readAlerts, type StreamOptions } from './stream.ts'

/** Prices that a shopper waits for, that any key may ask about. Who names nobody means the client's `person`. */
export function watchCalls(asker: Asker) {
  const pathOf = (id: string) => `/v1/subscriptions/${encodeURIComponent(id)}`
  return {
    /** Has this person told; give an `id` (a random UUID) to be able to send it again after a failure. */
    subscribe: (body: SubscribeBody, options?: CallOptions) =>
      asker.json<SubscriptionMade>(
        { method: 'POST', path: '/v1/subscriptions', body: asker.about(body), isRead: body.id !== undefined },
        options,
      ),
    /** Puts another wish in its place. */
    changeSubscription: (id: string, body: SubscriptionChange, options?: CallOptions) =>
      asker.json<SubscriptionMade>({ method: 'PUT', path: pathOf(id), body: asker.about(body) }, options),
    endSubscription: (id: string, person?: Person, options?: CallOptions) =>
      asker.json<undefined>({ method: 'DELETE', path: pathOf(id), query: asker.about(person) }, options),
    /** What this person waits for, and how far prices are from it. */
    subscriptions: (person?: Person, options?: CallOptions) =>
      asker.json<SubscriptionsBody>({ path: '/v1/subscriptions', query: asker.about(person) }, options),
    /** A price of a product that is worth waiting for. */
    suggestion: (query: SuggestionQuery, options?: CallOptions) =>
      asker.json<SuggestionBody>({ path: '/v1/subscriptions/suggestion', query: asker.about(query) }, options),
    /** What this person was told, newest first. */
    alerts: (query?: AlertsQuery, options?: CallOptions) =>
      asker.json<AlertsBody>({ path: '/v1/alerts', query: asker.about(query) }, options),
    /** What this person is told from now on, as it comes to be; goes on by itself after lost connections. */
    alertStream: (query?: AlertStreamQuery, options?: Omit<StreamOptions, 'onGap'>) =>
      readAlerts(asker, query, options),
    /** How good a product's price is by its past, what its reduction is worth, and whether waiting pays. */
    deal: (product: string, options?: CallOptions) =>
      asker.json<DealBody>({ path: `/v1/products/${encodeURIComponent(product)}/deal` }, options),
    /** What a product cost, with `by: 'mall'` also each mall's offer; the last 90 days unless told otherwise. */
    priceHistory: (product: string, query?: PriceHistoryQuery, options?: CallOptions) =>
      asker.json<PriceHistoryBody>(
        { path: `/v1/products/${encodeURIComponent(product)}/price-history`, query },
        options,
      ),
  }
}
export type WatchCalls = ReturnType<typeof watchCalls>
