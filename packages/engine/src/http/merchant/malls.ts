import { type MallBody, MallParams, MallBody as MallSchema, MallsBody, MallsQuery, PutMallBody } from '@nunchi/protocol'
import { givenFeed, shownFeed } from '../../app/malls/feed-address.ts'
import type { MallTold } from '../../app/malls/malls.ts'
import { runsTold } from '../../app/malls/run-told.ts'
import { epochMs } from '../../domain/units.ts'
import type { Rim } from '../rim.ts'
import { route } from '../route.ts'
import { encodingIn } from './sent-file.ts'

/** GET /v1/malls: who sells here. 200. */
export const getMalls = route({
  method: 'GET',
  path: '/v1/malls',
  access: 'secret',
  group: 'Merchant',
  summary: 'Malls whose offers are taken in, with the newest reading of their feeds',
  query: MallsQuery,
  answer: { status: 200, body: MallsBody },
  handle: (rim, { query: { offset = 0, count = 20, q = '' } }, reply) => {
    reply.header('cache-control', 'no-store')
    const { malls } = rim.shop
    const page = malls.page({ words: q, offset, count })
    return {
      total: page.total,
      ...malls.counts(),
      matcher: malls.matcherState,
      malls: page.malls.map((one) => mallJson(rim, one)),
      bytesMax: rim.feeds?.bytesMax,
    }
  },
})

/** GET /v1/malls/:mall: one mall. 200, 404 MALL_UNKNOWN. */
export const getMall = route({
  method: 'GET',
  path: '/v1/malls/:mall',
  access: 'secret',
  group: 'Merchant',
  summary: 'One mall: by whose leave its offers are here, where they come from, and the newest reading',
  params: MallParams,
  answer: { status: 200, body: MallSchema },
  handle: (rim, { params: { mall } }, reply) => {
    reply.header('cache-control', 'no-store')
    return mallJson(rim, rim.shop.malls.get(mall))
  },
})

/** PUT /v1/malls/:mall: registers a mall, or says anew what it is. 200, 400 MALL_ID, MALL_CONSENT, FEED_ADDRESS, IMPORT_MAP. */
export const putMall = route({
  method: 'PUT',
  path: '/v1/malls/:mall',
  access: 'secret',
  group: 'Merchant',
  summary:
    'Registers a mall, or says anew what it is; with a feed address it is read at once, and from then on by schedule',
  params: MallParams,
  body: PutMallBody,
  answer: { status: 200, body: MallSchema },
  handle: async (rim, { params: { mall: id }, body }) => {
    const { malls } = rim.shop
    const { name, consent, feed } = body
    const { by, at = rim.shop.now(), note } = consent ?? { by: '' }
    const known = malls.find(id)?.mall
    const manySellers = body.manySellers ?? known?.manySellers
    if (feed?.encoding !== undefined) encodingIn('body.feed.encoding', feed.encoding)
    const address = feed ? givenFeed(feed, known?.feed) : feed === null ? undefined : known?.feed
    const told = await malls.put({
      ...{ id, name },
      ...(manySellers ? { manySellers } : {}),
      ...(address === undefined ? {} : { feed: address }),
      ...(consent === undefined ? {} : { consent: { by, at: epochMs(at), ...(note === undefined ? {} : { note }) } }),
    })
    rim.feeds?.look(id)
    return mallJson(rim, told)
  },
})

/** DELETE /v1/malls/:mall: erases a mall. 204, 404 MALL_UNKNOWN. */
export const deleteMall = route({
  method: 'DELETE',
  path: '/v1/malls/:mall',
  access: 'secret',
  group: 'Merchant',
  summary:
    'Erases a mall and all that came from it: at once from every answer, then from log, snapshots and kept feeds',
  params: MallParams,
  answer: { status: 204 },
  handle: async (rim, { params: { mall } }, reply) => {
    await (rim.feeds ?? rim.shop.malls).erase(mall)
    return reply.send()
  },
})

/** POST /v1/malls/:mall/pause: 200, 404 MALL_UNKNOWN. */
export const pauseMall = route({
  method: 'POST',
  path: '/v1/malls/:mall/pause',
  access: 'secret',
  group: 'Merchant',
  summary: 'Reads the feed of a mall no more until it is resumed; its offers stay',
  params: MallParams,
  answer: { status: 200, body: MallSchema },
  handle: (rim, { params: { mall } }) => turned(rim, rim.shop.malls.pause(mall)),
})

/** POST /v1/malls/:mall/resume: 200, 404 MALL_UNKNOWN. */
export const resumeMall = route({
  method: 'POST',
  path: '/v1/malls/:mall/resume',
  access: 'secret',
  group: 'Merchant',
  summary: 'Reads the feed of a paused mall again, at once where it is due',
  params: MallParams,
  answer: { status: 200, body: MallSchema },
  handle: (rim, { params: { mall } }) => turned(rim, rim.shop.malls.resume(mall)),
})

async function turned(rim: Rim, turn: Promise<MallTold>): Promise<MallBody> {
  const told = await turn
  rim.feeds?.look(told.mall.id)
  return mallJson(rim, told)
}

function mallJson({ feeds }: Rim, state: MallTold): MallBody {
  const { mall, isPaused, offers } = state
  const { id, name, manySellers, consent, feed } = mall
  const [run] = feeds === undefined ? runsTold(state, []) : feeds.list(id)
  return {
    ...{ mall: id, name, isPaused, manySellers, consent, offers },
    feed: feed && { ...shownFeed(feed), nextAt: feeds?.nextAt(id) },
    run,
  }
}
