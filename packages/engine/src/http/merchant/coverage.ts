import { CoverageBody, CoverageQuery } from '@nunchi/protocol'
import { pathOfText } from '../../domain/category-path.ts'
import { route } from '../route.ts'

/** GET /v1/attributes/coverage: which attributes offers lack. 200, 403 AUTH_SCOPE, 404 MALL_UNKNOWN. */
export const getCoverage = route({
  method: 'GET',
  path: '/v1/attributes/coverage',
  access: 'secret',
  group: 'Merchant',
  summary: 'Of the offers of each category, what share has which attribute',
  query: CoverageQuery,
  answer: { status: 200, body: CoverageBody },
  handle: async ({ shop }, { query: { category = '', mall } }, reply) => {
    reply.header('cache-control', 'no-store')
    return shop.market.coverage({ path: category.trim() === '' ? [] : pathOfText(category), mall })
  },
})
