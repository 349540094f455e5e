import { HomeBody, HomeQuery, moduleNames, RankAnswerBody, RankBody, WhyBody, WhyQuery } from '@nunchi/protocol'
import type { ModuleName } from '../../decide/rank/answer.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ProductId } from '../../domain/units.ts'
import { aliasOf, ownAliasOf } from '../identity.ts'
import type { Rim } from '../rim.ts'
import { type Ask, route } from '../route.ts'
import { shownItem } from './item.ts'
import { moduleTitle } from './sentence.ts'

type Asked = { readonly user?: string; readonly anonymous?: string; readonly userHash?: string }

/** The person to show a page to; undefined for a stranger, who is shown what everybody is shown. */
function shopperOf(rim: Rim, key: Ask<undefined, undefined, undefined>['key'], asked: Asked) {
  const alias = aliasOf(rim, key!, asked)
  return alias === undefined ? undefined : rim.shop.shopperOf(alias)
}

function modulesIn(names: string | undefined): ModuleName[] | undefined {
  if (names === undefined || names === '') return undefined
  return names.split(',').map((name) => {
    const known = moduleNames.find((module) => module === name.trim())
    if (known !== undefined) return known
    throw new Refusal('BODY_INVALID', { field: 'querystring.modules', reason: `knows ${moduleNames.join(', ')}` })
  })
}

/** GET /v1/home: one shopper's page. 200, 403 IDENTITY_UNPROVEN. */
export const getHome = route({
  method: 'GET',
  path: '/v1/home',
  access: 'publishable',
  group: 'Shopper',
  summary: "One shopper's home: modules of products in this person's own order, each with a reason",
  query: HomeQuery,
  answer: { status: 200, body: HomeBody },
  handle: (rim, { query, key }, reply) => {
    const { policy, items = 20, lang = 'en' } = query
    const shopper = shopperOf(rim, key, query)
    const home = rim.shop.home({ shopper, policy, itemsPerModule: items, modules: modulesIn(query.modules) })
    // Measured with Korean titles, 5 x 20 items: 92 us, against 123 us with the serializer compiled from the schema.
    reply.serializer(JSON.stringify).type('application/json; charset=utf-8')
    return reply.header('cache-control', 'no-store').send({
      policy: home.policy,
      position: home.position,
      currency: rim.settings.currency,
      modules: home.modules.map(({ module, items: ranked }) => ({
        module,
        title: moduleTitle(module, lang),
        items: ranked.map((item) => shownItem(rim, item, lang)),
      })),
    })
  },
})

/** POST /v1/rank: these products in this shopper's order. 200, 400, 403 IDENTITY_UNPROVEN. */
export const postRank = route({
  method: 'POST',
  path: '/v1/rank',
  access: 'publishable',
  group: 'Shopper',
  summary: "Puts given products (a search result, a category page) into this person's own order",
  body: RankBody,
  answer: { status: 200, body: RankAnswerBody },
  handle: (rim, { body, key }, reply) => {
    const { policy, lang = 'en' } = body
    const products = body.products as ProductId[]
    const ranked = rim.shop.rank({ shopper: shopperOf(rim, key, body), policy, products })
    return reply.header('cache-control', 'no-store').send({
      policy: ranked.policy,
      position: ranked.position,
      currency: rim.settings.currency,
      items: ranked.items.map((item) => shownItem(rim, item, lang)),
      unknown: ranked.unknown,
    })
  },
})

/** GET /v1/why: what puts a product before this shopper. 200, 403 IDENTITY_UNPROVEN, 404 PRODUCT_UNKNOWN. */
export const getWhy = route({
  method: 'GET',
  path: '/v1/why',
  access: 'publishable',
  group: 'Shopper',
  summary: 'Why a product stands where it stands for this person, in words, with the points of each source',
  query: WhyQuery,
  answer: { status: 200, body: WhyBody },
  handle: (rim, { query, key }, reply) => {
    const named = query.user !== undefined || query.anonymous !== undefined
    const shopper = named ? rim.shop.shopperOf(ownAliasOf(rim, key!, query)) : undefined
    const { policy, lang = 'en' } = query
    reply.header('cache-control', 'no-store')
    return reply.send(rim.shop.why({ shopper, product: query.product as ProductId, policy, lang }))
  },
})
