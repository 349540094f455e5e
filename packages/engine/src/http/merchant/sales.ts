import { SalesBody, SalesQuery } from '@nunchi/protocol'
import { route } from '../route.ts'

/** GET /v1/sales: what the shop sold, day by day. 200, 400, 403 AUTH_SCOPE. */
export const getSales = route({
  method: 'GET',
  path: '/v1/sales',
  access: 'secret',
  group: 'Merchant',
  summary: 'What everybody did and ordered on each of the last days, as days go in a time zone',
  query: SalesQuery,
  answer: { status: 200, body: SalesBody },
  handle: ({ shop, settings }, { query }, reply) => {
    reply.header('cache-control', 'no-store')
    const { zone = 'UTC', days: count = 90 } = query
    const days = [...shop.merchant.sales({ now: shop.now(), zone, count })]
    return { currency: settings.currency, position: shop.health().position, zone, days }
  },
})
