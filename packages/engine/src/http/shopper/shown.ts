import {
  HomeBody,
  HomeQuery,
  type Lang,
  moduleNames,
  RankAnswerBody,
  RankBody,
  WhyBody,
  WhyQuery,
} from '@nunchi/protocol'
import type { FastifyReply } from 'fastify'
import type { RankAnswer } from '../../app/face.ts'
import type { HomeAnswer, ModuleName } from '../../decide/rank/answer.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ProductId } from '../../domain/units.ts'
import { aliasOf, ownAliasOf } from '../identity.ts'
import { type JsonBytes, JsonBytesPool } from '../json-bytes.ts'
import type { Rim } from '../rim.ts'
import { type Ask, route } from '../route.ts'
import { explained } from './explanation.ts'
import { moduleTitle } from './sentence.ts'

type Asked = { readonly user?: string; readonly anonymous?: string; readonly userHash?: string }

/** The person to show a page to; undefined for a stranger, who is shown what everybody is shown. */
export function shopperOf(rim: Rim, key: Ask<undefined, undefined, undefined>['key'], asked: Asked) {
  const alias = aliasOf(rim, key!, asked)
  return alias === undefined ? undefined : rim.shop.shopperOf(alias)
}

/** Pages are most of what a server sends: they are put together from the bytes of their products. */
export const pages = new JsonBytesPool()

/** The beginning of an answer's JSON, without the closing brace. */
function headOf(rim: Rim, { policy, position }: { readonly policy: string; readonly position: number }): string {
  return JSON.stringify({ policy, position, currency: rim.settings.currency }).slice(0, -1)
}

/** Writes a page. */
export function writeHome(json: JsonBytes, rim: Rim, home: HomeAnswer, lang: Lang): JsonBytes {
  json.text(headOf(rim, home)).text(',"modules":[')
  home.modules.forEach(({ module, items }, i) => {
    const title = JSON.stringify(moduleTitle(module, lang, home))
    json.text(`${i === 0 ? '' : ','}{"module":"${module}","title":${title},"items":`)
    rim.items.writeAll(json, items, lang)
    json.text('}')
  })
  return json.text(']}')
}

/** Writes ranked products. */
export function writeRanked(json: JsonBytes, rim: Rim, ranked: RankAnswer, lang: Lang): JsonBytes {
  json.text(headOf(rim, ranked)).text(',"items":')
  rim.items.writeAll(json, ranked.items, lang)
  const { unknown, unavailable } = ranked
  return json.text(`,${JSON.stringify({ unknown, unavailable }).slice(1)}`)
}

/** Sends an answer whose bytes came from `pages`, and gives them back. */
export function sendJson(reply: FastifyReply, json: JsonBytes): FastifyReply {
  reply.raw.once('close', () => pages.give(json)) // sent, or nobody is there to send it to
  const body = json.bytes()
  return reply.type('application/json; charset=utf-8').header('cache-control', 'no-store').send(body)
}

/** By which name the policy is drawn: a device's, while it is named, outlives logging in. */
export const drawnBy = ({ user, anonymous }: Asked): string | undefined => anonymous ?? user

function modulesIn(names: string | undefined): ModuleName[] | undefined {
  if (names === undefined || names === '') return undefined
  return names.split(',').map((name) => {
    const known = moduleNames.find((module) => module === name.trim())
    if (known !== undefined) return known
    throw new Refusal('BODY_INVALID', {
      field: 'querystring.modules',
      reason: `is not one of: ${moduleNames.join(', ')}`,
    })
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
  handle: (rim, { query, key, request }, reply) => {
    const { policy, items = 20, lang = 'en' } = query
    const shopper = shopperOf(rim, key, query)
    const modules = modulesIn(query.modules)
    const isRehearsal = query.preview === true || request.method === 'HEAD' // the person does not see that page
    const ask = { shopper, drawnBy: drawnBy(query), policy, itemsPerModule: items, modules, isRehearsal }
    return sendJson(reply, writeHome(pages.take(), rim, rim.shop.home(ask), lang))
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
    const shopper = shopperOf(rim, key, body)
    const ranked = rim.shop.rank({ shopper, drawnBy: drawnBy(body), policy, products })
    return sendJson(reply, writeRanked(pages.take(), rim, ranked, lang))
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
    const product = query.product as ProductId
    const why = rim.shop.why({ shopper, drawnBy: drawnBy(query), product, policy })
    return reply.send(explained(rim, why, lang))
  },
})
