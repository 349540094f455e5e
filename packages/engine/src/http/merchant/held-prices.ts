import { HeldPricesBody, HeldPricesQuery, JudgedPriceBody, JudgePriceBody } from '@nunchi/protocol'
import { route } from '../route.ts'

/** GET /v1/watch/held. 200, 403 AUTH_SCOPE. */
export const getHeldPrices = route({
  method: 'GET',
  path: '/v1/watch/held',
  access: 'secret',
  group: 'Merchant',
  summary: 'Prices far from what is usual, which nobody is told of before they were checked',
  query: HeldPricesQuery,
  answer: { status: 200, body: HeldPricesBody },
  handle: ({ shop, settings }, { query: { offset = 0, count = 20 } }, reply) => {
    const page = shop.heldPrices.page({ offset, count, currency: settings.currency.code })
    reply.header('cache-control', 'no-store')
    return { currency: settings.currency, ...page, held: [...page.held] }
  },
})

/** POST /v1/watch/held: a person's word on a held price. 200, 403 AUTH_SCOPE, 409 PRICE_NOT_HELD. */
export const postHeldPrice = route({
  method: 'POST',
  path: '/v1/watch/held',
  access: 'secret',
  group: 'Merchant',
  summary:
    'Says whether a held price is right, so that it counts and is told of; or wrong, so that it does not until another is said',
  body: JudgePriceBody,
  answer: { status: 200, body: JudgedPriceBody },
  handle: ({ shop }, { body: { totalMinor, verdict, ...of } }) => shop.heldPrices.judge(of, totalMinor, verdict),
})
