import { ShoppersBody, ShoppersQuery, TimelineBody, TimelineQuery } from '@nunchi/protocol'
import { ownShopperOf } from '../identity.ts'
import { route } from '../route.ts'

/** GET /v1/shoppers: who shops here. 200, 400, 403 AUTH_SCOPE. */
export const getShoppers = route({
  method: 'GET',
  path: '/v1/shoppers',
  access: 'secret',
  group: 'Merchant',
  summary: 'The people of the shop, sorted and searched by how their names begin; a page at a time',
  query: ShoppersQuery,
  answer: { status: 200, body: ShoppersBody },
  handle: async ({ shop, settings }, { query }, reply) => {
    reply.header('cache-control', 'no-store')
    const { q, sort = 'recent', order = 'down', offset = 0, count = 50 } = query
    return { currency: settings.currency, ...(await shop.merchant.people({ q, sort, order, offset, count })) }
  },
})

/** GET /v1/timeline: what one person did. 200, 400, 403 AUTH_SCOPE, 404 SHOPPER_UNKNOWN. */
export const getTimeline = route({
  method: 'GET',
  path: '/v1/timeline',
  access: 'secret',
  group: 'Merchant',
  summary: 'What one person did, on all their devices, newest first; a page at a time',
  query: TimelineQuery,
  answer: { status: 200, body: TimelineBody },
  handle: async (rim, { query, key }, reply) => {
    reply.header('cache-control', 'no-store')
    const { before, count = 50 } = query
    const told = await rim.shop.merchant.timeline({ shopper: ownShopperOf(rim, key!, query), before, count })
    return { currency: rim.settings.currency, ...told }
  },
})
