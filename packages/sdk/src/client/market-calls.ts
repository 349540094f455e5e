import type {
  BusiestBody,
  CancelledBody,
  CorrectValueBody,
  CoverageBody,
  CoverageQuery,
  DryRunBody,
  DryRunQuery,
  HeldPricesBody,
  HeldPricesQuery,
  JudgeBody,
  JudgedBody,
  JudgedPriceBody,
  JudgePriceBody,
  OfferBody,
  OffersBody,
  OffersQuery,
  ReviewsBody,
  WaitingBody,
  WithdrawnBody,
} from '@nunchi/protocol'
import type { Asker, CallOptions } from './ask.ts'

type Ref = JudgeBody['one']

/** What malls offer, what was read out of it, and what persons say of it. With a secret key. */
export function marketCalls(asker: Asker) {
  return {
    offers: (query?: Partial<OffersQuery>, options?: CallOptions) =>
      asker.json<OffersBody>({ path: '/v1/offers', query }, options),
    /** One offer in its mall's own words. */
    offer: (ref: Ref, options?: CallOptions) => asker.json<OfferBody>({ path: pathOf(ref) }, options),
    /** What a person says of an attribute of an offer wins over what was read, and teaches; null: it has none. */
    correctValue: (
      { mall, key, name }: Ref & { readonly name: string },
      body: CorrectValueBody,
      options?: CallOptions,
    ) =>
      asker.json<OfferBody>(
        { method: 'PUT', path: `${pathOf({ mall, key })}/values/${encodeURIComponent(name)}`, body },
        options,
      ),
    /** Takes back what a person said of an attribute: what was read counts again. */
    withdrawValue: ({ mall, key, name }: Ref & { readonly name: string }, options?: CallOptions) =>
      asker.json<OfferBody>(
        { method: 'DELETE', path: `${pathOf({ mall, key })}/values/${encodeURIComponent(name)}` },
        options,
      ),
    /** Pairs for a person to look at, those of which a word would change most first. */
    reviews: (query?: { readonly count?: number }, options?: CallOptions) =>
      asker.json<ReviewsBody>({ path: '/v1/reviews', query }, options),
    judge: (body: JudgeBody, options?: CallOptions) =>
      asker.json<JudgedBody>({ method: 'POST', path: '/v1/reviews', body }, options),
    /** Takes back what a person said of two offers, as if nobody had: the pair may be asked about again. */
    withdrawVerdict: ({ one, other }: Pick<JudgeBody, 'one' | 'other'>, options?: CallOptions) => {
      const path = `${pathOf(one)}/verdicts/${[other.mall, other.key].map(encodeURIComponent).join('/')}`
      return asker.json<WithdrawnBody>({ method: 'DELETE', path }, options)
    },
    coverage: (query?: Partial<CoverageQuery>, options?: CallOptions) =>
      asker.json<CoverageBody>({ path: '/v1/attributes/coverage', query }, options),
    /** How many would be told if a product cost this; nobody is. */
    dryRun: (query: DryRunQuery, options?: CallOptions) =>
      asker.json<DryRunBody>({ path: '/v1/watch/dry-run', query }, options),
    /** The products whose prices most wait for. */
    busiest: (query?: { readonly count?: number }, options?: CallOptions) =>
      asker.json<BusiestBody>({ path: '/v1/watch/busiest', query }, options),
    /** Whether waiting for a lower price pays: what was learned of it, and how it was judged. */
    waiting: (options?: CallOptions) => asker.json<WaitingBody>({ path: '/v1/watch/waiting' }, options),
    /** Begins to learn that anew. */
    learnWaiting: (options?: CallOptions) =>
      asker.json<WaitingBody>({ method: 'POST', path: '/v1/watch/waiting' }, options),
    cancelWaiting: (options?: CallOptions) =>
      asker.json<CancelledBody>({ method: 'DELETE', path: '/v1/watch/waiting' }, options),
    /** Prices that nobody is told of before they were checked, those that most wait for first. */
    heldPrices: (query?: HeldPricesQuery, options?: CallOptions) =>
      asker.json<HeldPricesBody>({ path: '/v1/watch/held', query }, options),
    /** Says whether a held price is right. */
    judgePrice: (body: JudgePriceBody, options?: CallOptions) =>
      asker.json<JudgedPriceBody>({ method: 'POST', path: '/v1/watch/held', body }, options),
  }
}
export type MarketCalls = ReturnType<typeof marketCalls>

function pathOf({ mall, key }: Ref): string {
  return `/v1/offers/${[mall, key].map(encodeURIComponent).join('/')}`
}
