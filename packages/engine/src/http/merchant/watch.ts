import { BusiestBody, BusiestQuery, DryRunBody, DryRunQuery } from '@nunchi/protocol'
import type { Static } from 'typebox'
import type { ProductId } from '../../domain/units.ts'
import { route } from '../route.ts'

/** GET /v1/watch/dry-run. 200, 400 SUBSCRIPTION_TARGET, 403 AUTH_SCOPE, 404 PRODUCT_UNKNOWN. */
export const getDryRun = route({
  method: 'GET',
  path: '/v1/watch/dry-run',
  access: 'secret',
  group: 'Merchant',
  summary: 'How many would be told if a product cost this, and what they wait for; nobody is told',
  query: DryRunQuery,
  answer: { status: 200, body: DryRunBody },
  handle: (rim, { query }, reply) => {
    const told = rim.shop.watch.dryRun(query.product as ProductId, query.priceMinor)
    const body = { currency: rim.settings.currency, ...told } as unknown as Static<typeof DryRunBody>
    return reply.header('cache-control', 'no-store').send(body)
  },
})

/** GET /v1/watch/busiest. 200, 403 AUTH_SCOPE. */
export const getBusiest = route({
  method: 'GET',
  path: '/v1/watch/busiest',
  access: 'secret',
  group: 'Merchant',
  summary: 'The products whose prices most wait for',
  query: BusiestQuery,
  answer: { status: 200, body: BusiestBody },
  handle: (rim, { query }, reply) => {
    const told = rim.shop.watch.busiest(query.count ?? 20)
    return reply.header('cache-control', 'no-store').send({ currency: rim.settings.currency, ...told })
  },
})
