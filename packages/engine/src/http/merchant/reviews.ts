import { JudgeBody, JudgedBody, ReviewsBody, ReviewsQuery } from '@nunchi/protocol'
import type { ReviewTold } from '../../app/market/answers.ts'
import type { ValuePair } from '../../decide/match/evidence.ts'
import { route } from '../route.ts'
import { offerBody } from './offer-body.ts'

/** GET /v1/reviews: pairs for a person to look at. 200, 403 AUTH_SCOPE. */
export const getReviews = route({
  method: 'GET',
  path: '/v1/reviews',
  access: 'secret',
  group: 'Merchant',
  summary: 'Pairs of offers that may be the same thing, side by side: those of which a word would change most',
  query: ReviewsQuery,
  answer: { status: 200, body: ReviewsBody },
  handle: async ({ shop, settings }, { query: { count = 20 } }, reply) => {
    reply.header('cache-control', 'no-store')
    const { reviews, ...counts } = await shop.market.reviews(count)
    return { currency: settings.currency, ...counts, reviews: reviews.map(reviewBody) }
  },
})

/** POST /v1/reviews: a person's word on a pair. 200, 403 AUTH_SCOPE, 404 OFFER_UNKNOWN, 409 VERDICT_CONTRADICTS. */
export const postReview = route({
  method: 'POST',
  path: '/v1/reviews',
  access: 'secret',
  group: 'Merchant',
  summary: 'Says whether two offers are the same thing; no later run undoes it',
  body: JudgeBody,
  answer: { status: 200, body: JudgedBody },
  handle: ({ shop }, { body }) => shop.market.judge(body),
})

function reviewBody({ one, other, evidence, ...rest }: ReviewTold) {
  const { shared, different, vetoes, words, weights } = evidence
  return {
    ...rest,
    one: offerBody(one),
    other: offerBody(other),
    shared: shared.map(pairBody),
    different: different.map(pairBody),
    vetoes: vetoes.map(({ attribute }) => attribute),
    words,
    weights,
  }
}

function pairBody({ attribute: name, one, other }: ValuePair) {
  return { name, one, other }
}
