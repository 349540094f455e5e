import type {
  CorrectValueBody,
  CoverageBody,
  CoverageQuery,
  JudgeBody,
  JudgedBody,
  OfferBody,
  OffersBody,
  OffersQuery,
  PageQuery,
  ProductOffersBody,
  ReviewsBody,
} from '@nunchi/protocol'
import type { Asker, CallOptions } from './ask.ts'

/** What malls offer, what was read out of it, and what persons say of it. With a secret key. */
export function marketCalls(asker: Asker) {
  return {
    offers: (query?: Partial<OffersQuery>, options?: CallOptions) =>
      asker.json<OffersBody>({ path: '/v1/offers', query }, options),
    /** One offer in its mall's own words. */
    offer: ({ mall, key }: { readonly mall: string; readonly key: string }, options?: CallOptions) =>
      asker.json<OfferBody>({ path: `/v1/offers/${[mall, key].map(encodeURIComponent).join('/')}` }, options),
    productOffers: (product: string, query?: PageQuery, options?: CallOptions) =>
      asker.json<ProductOffersBody>({ path: `/v1/products/${encodeURIComponent(product)}/offers`, query }, options),
    /** What a person says of an attribute of an offer wins over what was read, and teaches; null: it has none. */
    correctValue: (
      { mall, key, name }: { readonly mall: string; readonly key: string; readonly name: string },
      body: CorrectValueBody,
      options?: CallOptions,
    ) => {
      const path = `/v1/offers/${[mall, key].map(encodeURIComponent).join('/')}/values/${encodeURIComponent(name)}`
      return asker.json<OfferBody>({ method: 'PUT', path, body }, options)
    },
    /** Pairs for a person to look at, those of which a word would change most first. */
    reviews: (query?: { readonly count?: number }, options?: CallOptions) =>
      asker.json<ReviewsBody>({ path: '/v1/reviews', query }, options),
    judge: (body: JudgeBody, options?: CallOptions) =>
      asker.json<JudgedBody>({ method: 'POST', path: '/v1/reviews', body }, options),
    coverage: (query?: Partial<CoverageQuery>, options?: CallOptions) =>
      asker.json<CoverageBody>({ path: '/v1/attributes/coverage', query }, options),
  }
}
export type MarketCalls = ReturnType<typeof marketCalls>
