import type { Notifiers } from '../app/alerts/notifiers.ts'
import type { UnsubscribeLinks } from '../app/alerts/unsubscribe-links.ts'
import type { Troubles } from '../app/collect/troubles.ts'
import type { ApiKey, KeyStore, ShopFace } from '../app/face.ts'
import type { ImportJobs } from '../app/import/jobs.ts'
import type { FeedRuns } from '../app/malls/feed-runs.ts'
import type { RoutingFace } from '../app/routing/routing-desk.ts'
import type { Rates } from './merchant/rates.ts'
import type { Streams } from './merchant/streams.ts'
import type { Metrics } from './metrics.ts'
import type { Settings } from './options.ts'
import type { RateLimit } from './rate-limit.ts'
import type { ItemJson } from './shopper/item-json.ts'

/** What routes work with: the shop and what surrounds it at the rim. */
export type Rim = {
  readonly shop: ShopFace
  readonly keys: KeyStore
  readonly settings: Settings
  readonly metrics: Metrics
  /** What senders were told, for /v1/quality. */
  readonly troubles: Troubles
  readonly byKey: RateLimit
  readonly byAddress: RateLimit
  /** Checks that the holder of `userHash` was told by the shop's server that it is `user`; undefined without a secret. */
  readonly proves: ((user: string, userHash: unknown) => boolean) | undefined
  /** The OpenAPI document; known once all routes are there. */
  readonly openApi: () => object
  readonly items: ItemJson
  readonly streams: Streams
  /** Of alerts, by shopper. */
  readonly alertStreams: Streams
  /** Files that are imported; undefined where nothing is kept on disk. */
  readonly imports: ImportJobs | undefined
  /** Readings of malls' feeds; undefined where nothing is kept on disk. */
  readonly feeds: FeedRuns | undefined
  /** Plans routes; undefined where nothing does. */
  readonly routing: RoutingFace | undefined
  /** How people can be told things; undefined where nothing leaves. */
  readonly notifiers: Notifiers | undefined
  /** Links by which people end messages; undefined without a secret to sign them with. */
  readonly unsubscribing: UnsubscribeLinks | undefined
  readonly rates: Rates
  /** When the server was built, ms since 1970. */
  readonly startedAt: number
  stopping: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The key shown in the header; undefined until known. */
    apiKey: ApiKey | undefined
    /** Bytes of the body after unpacking. */
    bodyBytes: number
  }
}
