import { type Lang, SearchBody, SearchQuery, SuggestBody, SuggestQuery } from '@nunchi/protocol'
import type { FoundAnswer } from '../../app/finding.ts'
import type { JsonBytes } from '../json-bytes.ts'
import type { Rim } from '../rim.ts'
import { route } from '../route.ts'
import { drawnBy, pages, sendJson, shopperOf } from './shown.ts'

type Page = { readonly found: FoundAnswer; readonly offset: number; readonly lang: Lang }

/** Writes one page of what was found. */
export function writeFound(json: JsonBytes, rim: Rim, { found, offset, lang }: Page): JsonBytes {
  const { policy, position, total, facets, corrected, relaxed, items } = found
  const { currency } = rim.settings
  const head = { policy, position, currency, total, offset, corrected, relaxed: relaxed || undefined, facets }
  json.text(`${JSON.stringify(head).slice(0, -1)},"items":[`)
  items.forEach(({ told, inStock }, i) => {
    if (i > 0) json.text(',')
    rim.items.write(json, told, lang, `,"inStock":${inStock}`)
  })
  return json.text(']}')
}

/** GET /v1/search: products by words, in one person's order. 200, 403 IDENTITY_UNPROVEN. */
export const getSearch = route({
  method: 'GET',
  path: '/v1/search',
  access: 'publishable',
  group: 'Shopper',
  summary: "Products by words, or all of them to browse in, in this person's own order",
  query: SearchQuery,
  answer: { status: 200, body: SearchBody },
  handle: async (rim, { query, key, request }, reply) => {
    const { q = '', category, brand, minPrice, maxPrice, sort = 'best', offset = 0, count = 24 } = query
    const { policy, lang = 'en' } = query
    const found = await rim.shop.finding.search({
      shopper: shopperOf(rim, key, query),
      drawnBy: drawnBy(query),
      policy,
      query: q,
      filters: { category, brand, minPriceMinor: minPrice, maxPriceMinor: maxPrice },
      sort,
      offset,
      count,
      isRehearsal: request.method === 'HEAD', // nobody sees that page
    })
    return sendJson(reply, writeFound(pages.take(), rim, { found, offset, lang }))
  },
})

/** GET /v1/suggest: what the words typed so far could become. 200, 403 IDENTITY_UNPROVEN. */
export const getSuggest = route({
  method: 'GET',
  path: '/v1/suggest',
  access: 'publishable',
  group: 'Shopper',
  summary:
    'Brands, categories and products that what was typed so far could become; Korean initials and half syllables too',
  query: SuggestQuery,
  answer: { status: 200, body: SuggestBody },
  handle: async (rim, { query, key }, reply) => {
    const { q, count = 8 } = query
    const answer = await rim.shop.finding.suggest({ shopper: shopperOf(rim, key, query), query: q, count })
    return reply.header('cache-control', 'no-store').send(answer)
  },
})
