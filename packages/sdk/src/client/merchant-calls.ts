import type {
  AliveBody,
  CancelledBody,
  CollectAnswer,
  DeliveryBody,
  KeysBody,
  NewKey,
  NewKeyBody,
  PlainBatch,
  PoliciesBody,
  QualityBody,
  RankerBody,
  ReadyBody,
  ReplayedBody,
  SalesBody,
  SalesQuery,
  SegmentMessage,
  ShoppersBody,
  ShoppersQuery,
  StatusBody,
  StreamQuery,
  TimelineBody,
  TimelineQuery,
} from '@nunchi/protocol'
import type { Asker, CallOptions } from './ask.ts'
import { readStream, type StreamOptions } from './stream.ts'

/** A plain event with the fields of its kind (docs/api.md). */
export type EventToSend = PlainBatch['events'][number] & { readonly [field: string]: unknown }

/** The calls that run a shop, most of them with a secret key: for its servers and for the console. */
export function merchantCalls(asker: Asker) {
  const ranker = (method: 'GET' | 'PUT' | 'POST', path: string, body: unknown, options?: CallOptions) =>
    asker.json<RankerBody>({ method, path, body }, options)
  return {
    /** Plain events, up to 5,000. Give each an `id`: then sending again does no harm. */
    events: (events: readonly EventToSend[], options?: CallOptions & { readonly imported?: boolean }) =>
      asker.json<CollectAnswer>(
        {
          method: 'POST',
          path: '/v1/events',
          body: { events, imported: options?.imported, sentAt: new Date().toISOString() },
        },
        options,
      ),
    /** Calls of the Segment protocol, up to 5,000. */
    batch: (batch: readonly SegmentMessage[], options?: CallOptions) =>
      asker.json<CollectAnswer>(
        { method: 'POST', path: '/v1/batch', body: { batch, sentAt: new Date().toISOString() } },
        options,
      ),
    /** The same for history: times are taken as they are. */
    importHistory: (batch: readonly SegmentMessage[], options?: CallOptions) =>
      asker.json<CollectAnswer>({ method: 'POST', path: '/v1/import', body: { batch } }, options),
    /** Events as they are folded: `for await (const event of client.stream())`. Goes on by itself after lost connections. */
    stream: (query?: StreamQuery, options?: StreamOptions) => readStream(asker, query, options),
    /** What the shop sold on each of the last days. */
    sales: (query?: SalesQuery, options?: CallOptions) => asker.json<SalesBody>({ path: '/v1/sales', query }, options),
    shoppers: (query?: ShoppersQuery, options?: CallOptions) =>
      asker.json<ShoppersBody>({ path: '/v1/shoppers', query }, options),
    /** What one shopper did, newest first. */
    timeline: (query?: TimelineQuery, options?: CallOptions) =>
      asker.json<TimelineBody>({ path: '/v1/timeline', query: asker.about(query) }, options),
    /** How the server does. */
    status: (options?: CallOptions) => asker.json<StatusBody>({ path: '/v1/status' }, options),
    policies: (options?: CallOptions) => asker.json<PoliciesBody>({ path: '/v1/policies' }, options),
    quality: (options?: CallOptions) => asker.json<QualityBody>({ path: '/v1/quality' }, options),
    ranker: (options?: CallOptions) => ranker('GET', '/v1/ranker', undefined, options),
    /** Lets a version order pages from now on; null: the blend alone. */
    chooseRanker: (version: string | null, options?: CallOptions) => ranker('PUT', '/v1/ranker', { version }, options),
    trainRanker: (options?: CallOptions) => ranker('POST', '/v1/ranker/training', undefined, options),
    cancelTraining: (options?: CallOptions) =>
      asker.json<CancelledBody>({ method: 'DELETE', path: '/v1/ranker/training' }, options),
    keys: (options?: CallOptions) => asker.json<KeysBody>({ path: '/v1/keys' }, options),
    /** Makes a key; `secret` of the answer is the only time it is seen. */
    makeKey: (key: NewKey, options?: CallOptions) =>
      asker.json<NewKeyBody>({ method: 'POST', path: '/v1/keys', body: key }, options),
    revokeKey: (id: string, options?: CallOptions) =>
      asker.json<void>({ method: 'DELETE', path: `/v1/keys/${encodeURIComponent(id)}` }, options),
    /** How alerts get to people: what waits, which servers are in trouble, what was given up. */
    delivery: (options?: CallOptions) => asker.json<DeliveryBody>({ path: '/v1/delivery' }, options),
    /** Tells again what was given up, by the ids that `delivery` has. */
    replayLetters: (letters: readonly string[], options?: CallOptions) =>
      asker.json<ReplayedBody>({ method: 'POST', path: '/v1/delivery/replay', body: { letters } }, options),
    /** Figures for Prometheus, as text. */
    metrics: async (options?: CallOptions) => (await asker.response({ path: '/metrics' }, options)).text(),
    /** Whether the process is alive. */
    alive: (options?: CallOptions) => asker.json<AliveBody>({ path: '/healthz' }, options),
    /** Whether the server can serve; not being ready is an answer, no error. */
    ready: (options?: CallOptions) => asker.json<ReadyBody>({ path: '/readyz', alsoFine: 503 }, options),
  }
}
export type MerchantCalls = ReturnType<typeof merchantCalls>
