import type {
  FeedRunBody,
  FeedRunsBody,
  MallBody,
  MallsBody,
  MallsQuery,
  OfferPricesBatch,
  PageQuery,
  PostRunQuery,
  PricesAnswer,
  ProductPricesBatch,
  PutMallBody,
} from '@nunchi/protocol'
import type { Asker, CallOptions } from './ask.ts'
import { type UploadOptions, upload } from './upload.ts'

/** Malls and the readings of their feeds. With a secret key. */
export function mallCalls(asker: Asker) {
  const path = (mall: string) => `/v1/malls/${encodeURIComponent(mall)}`
  const runPath = (mall: string, run: string) => `${path(mall)}/runs/${encodeURIComponent(run)}`
  const post = <Answer>(path: string, options?: CallOptions) => asker.json<Answer>({ method: 'POST', path }, options)
  return {
    malls: (query?: MallsQuery, options?: CallOptions) => asker.json<MallsBody>({ path: '/v1/malls', query }, options),
    mall: (mall: string, options?: CallOptions) => asker.json<MallBody>({ path: path(mall) }, options),
    /** Registers a mall, or says anew what it is. */
    putMall: (mall: string, body: PutMallBody, options?: CallOptions) =>
      asker.json<MallBody>({ method: 'PUT', path: path(mall), body }, options),
    /** Its feed is read no more until it is resumed; its offers stay. */
    pauseMall: (mall: string, options?: CallOptions) => post<MallBody>(`${path(mall)}/pause`, options),
    resumeMall: (mall: string, options?: CallOptions) => post<MallBody>(`${path(mall)}/resume`, options),
    /** All that came from it goes: at once from every answer, behind the answer from the log. */
    eraseMall: (mall: string, options?: CallOptions) =>
      asker.json<void>({ method: 'DELETE', path: path(mall) }, options),
    /** What offers of a mall cost now, up to 10,000. Give the batch an `id`: then sending it again does no harm. */
    updateMallPrices: (mall: string, batch: OfferPricesBatch, options?: CallOptions) =>
      asker.json<PricesAnswer>(
        { method: 'POST', path: `${path(mall)}/prices`, body: batch, isRead: batch.id !== undefined },
        options,
      ),
    /** The same for products of the shop's own. */
    updatePrices: (batch: ProductPricesBatch, options?: CallOptions) =>
      asker.json<PricesAnswer>(
        { method: 'POST', path: '/v1/prices', body: batch, isRead: batch.id !== undefined },
        options,
      ),
    feedRuns: (mall: string, query?: PageQuery, options?: CallOptions) =>
      asker.json<FeedRunsBody>({ path: `${path(mall)}/runs`, query }, options),
    feedRun: (mall: string, run: string, options?: CallOptions) =>
      asker.json<FeedRunBody>({ path: runPath(mall, run) }, options),
    /** Fetches the feed from its address now. */
    fetchFeed: (mall: string, options?: CallOptions) =>
      asker.json<FeedRunBody>({ method: 'POST', path: `${path(mall)}/runs`, query: { fetch: true } }, options),
    /** Sends a file as the mall's feed; the answer comes as soon as it is with the server: ask `feedRun` how far it is. */
    uploadFeed: (
      mall: string,
      file: Blob | string | Uint8Array<ArrayBuffer>,
      query: Omit<PostRunQuery, 'fetch'>,
      options?: UploadOptions,
    ) => upload<FeedRunBody>(asker, { method: 'POST', path: `${path(mall)}/runs`, query, file }, options),
    cancelFeedRun: (mall: string, run: string, options?: CallOptions) =>
      asker.json<FeedRunBody>({ method: 'DELETE', path: runPath(mall, run) }, options),
    /** Applies a held one although so much would go; the answer is the reading that does so. */
    applyFeedRun: (mall: string, run: string, options?: CallOptions) =>
      post<FeedRunBody>(`${runPath(mall, run)}/apply`, options),
    /** Says that a held one is not to be applied. */
    dismissFeedRun: (mall: string, run: string, options?: CallOptions) =>
      post<FeedRunBody>(`${runPath(mall, run)}/dismiss`, options),
    /** Every rejected row with its reason, as CSV. */
    feedRejects: async (mall: string, run: string, options?: CallOptions) =>
      (await asker.response({ path: `${runPath(mall, run)}/rejects` }, options)).text(),
  }
}
export type MallCalls = ReturnType<typeof mallCalls>
