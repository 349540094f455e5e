import { JudgeBody, JudgedBody, ReviewsBody, ReviewsQuery, VerdictParams, WithdrawnBody } from '@nunchi/protocol'
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

/**
 * DELETE /v1/offers/:mall/:key/verdicts/:otherMall/:otherKey: takes a person's word on a pair back, in whichever order the two are named.
 * 200, 403 AUTH_SCOPE, 404 OFFER_UNKNOWN, VERDICT_UNKNOWN.
 */
export const deleteVerdict = route({
  method: 'DELETE',
  path: '/v1/offers/:mall/:key/verdicts/:otherMall/:otherKey',
  access: 'secret',
  group: 'Merchant',
  summary: 'Takes back what a person said of two offers, as if nobody had: the pair may be asked about again',
  params: VerdictParams,
  answer: { status: 200, body: WithdrawnBody },
  handle: ({ shop }, { params: { mall, key, otherMall, otherKey } }) =>
    shop.market.withdrawVerdict({ one: { mall, key }, other: { mall: otherMall, key: otherKey } }),
})

function reviewBody({ one, other, evidence, ...rest }: ReviewTold) {
  const { shared, different, vetoes, words, weights } = evidence
  return {
    ...rest,
    one: offerBody(one),
    other: offerBody(other),
    shared: shared.map(pairBody),
    // What one of them does not say at all may keep them apart as well.
    different: [...different, ...vetoes.filter(({ one, other }) => one.value === '' || other.value === '')].map(
      pairBody,
    ),
    vetoes: vetoes.map(({ attribute }) => attribute),
    words,
    weights,
  }
}

function pairBody({ attribute: name, one, other }: ValuePair) {
  return { name, one, other }
}
