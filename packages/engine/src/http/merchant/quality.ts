import { QualityBody } from '@nunchi/protocol'
import type { Coverage } from '../../app/face.ts'
import { route } from '../route.ts'

/** GET /v1/quality: what is wrong with the data. 200, 403 AUTH_SCOPE. */
export const getQuality = route({
  method: 'GET',
  path: '/v1/quality',
  access: 'secret',
  group: 'Merchant',
  summary: 'What was rejected and warned about since the start, event names nobody knows, and what the catalogue lacks',
  answer: { status: 200, body: QualityBody },
  handle: async ({ shop, troubles }, _ask, reply) => {
    reply.header('cache-control', 'no-store')
    const { since, accepted, duplicates, dropped, rejectedTotal, rejected, unknownEvents, warnings } = troubles
    const coverage = await shop.coverage()
    return {
      ...{ since, accepted, duplicates, dropped, rejectedTotal, rejected, unknownEvents, warnings },
      catalog: catalogIn(coverage),
      unknownProducts: coverage.unknownProducts,
    }
  },
})

function catalogIn({ products, missing, byCategory }: Coverage) {
  const fields = (Object.entries(missing) as [keyof typeof missing, number][]).sort((a, b) => b[1] - a[1])
  return {
    products,
    missing: fields.map(([field, count]) => ({ field, count, share: products === 0 ? 0 : count / products })),
    byCategory: byCategory.map(({ category, products, missing: { brand, image, price, attributes } }) => ({
      category,
      products,
      missing: { brand, image, price, attributes },
    })),
  }
}
