import { FeedRunBody, FeedRunsBody, MallParams, PageQuery, PostRunQuery, RunParams } from '@nunchi/protocol'
import type { FeedRuns } from '../../app/malls/feed-runs.ts'
import { type RunTold, runsTold } from '../../app/malls/run-told.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Rim } from '../rim.ts'
import { route } from '../route.ts'
import { encodingIn, fileIn, fileName, sendRejects } from './sent-file.ts'

/** @throws Refusal IMPORTS_NONE */
function feedsOf({ feeds }: Rim): FeedRuns {
  if (feeds === undefined) throw new Refusal('IMPORTS_NONE')
  return feeds
}

/** GET /v1/malls/:mall/runs: readings of a mall's feed. 200, 404 MALL_UNKNOWN. */
export const getRuns = route({
  method: 'GET',
  path: '/v1/malls/:mall/runs',
  access: 'secret',
  group: 'Merchant',
  summary:
    "Readings of a mall's feed, newest first: those under way, then the newest 200 that ended, and the newest held one",
  params: MallParams,
  query: PageQuery,
  answer: { status: 200, body: FeedRunsBody },
  handle: (rim, { params: { mall }, query: { offset = 0, count = 20 } }, reply) => {
    reply.header('cache-control', 'no-store')
    const { feeds, shop } = rim
    const runs = feeds === undefined ? runsTold(shop.malls.get(mall), []) : feeds.list(mall)
    return { total: runs.length, runs: runs.slice(offset, offset + count) }
  },
})

/**
 * POST /v1/malls/:mall/runs: takes a feed, or fetches it. 202, 400 IMPORT_FILE, IMPORT_BINARY, FEED_FORMAT, IMPORT_MAP, 404 MALL_UNKNOWN,
 * 409 MALL_PAUSED, FEED_NONE, IMPORTS_NONE, 413, 429 IMPORTS_WAITING, 507 IMPORTS_FULL.
 */
export const postRun = route({
  method: 'POST',
  path: '/v1/malls/:mall/runs',
  access: 'secret',
  group: 'Merchant',
  summary:
    'Reads the feed that is the body, of any content type, behind the answer; with fetch=true and no body, the feed at its address',
  params: MallParams,
  query: PostRunQuery,
  answer: { status: 202, body: FeedRunBody },
  takesFile: true,
  handle: async (rim, { params: { mall }, query, request }, reply) => {
    reply.header('cache-control', 'no-store')
    const feeds = feedsOf(rim)
    const { name = '', map, encoding, fetch = false } = query
    if (fetch) {
      checkNoFile(request.body, query)
      return feeds.fetchNow(mall)
    }
    const file = fileName(name) ?? 'feed'
    const how = { map, encoding: encoding === undefined ? undefined : encodingIn('querystring.encoding', encoding) }
    const bytesTold = Number(request.headers['content-length'] ?? 0)
    return feeds.send({ mall, name: file, ...how }, fileIn(request, file, none), bytesTold)
  },
})

const none = 'no file came with the request; send one, or say fetch=true for the one at its address'

/** What is fetched is read as the mall's address says. @throws Refusal BODY_INVALID */
function checkNoFile(body: unknown, { name, map, encoding }: PostRunQuery): void {
  if (body === undefined && name === undefined && map === undefined && encoding === undefined) return
  const reason = 'is for a feed that is fetched; send a file, its name or how to read it without it'
  throw new Refusal('BODY_INVALID', { field: 'querystring.fetch', reason })
}

/** GET /v1/malls/:mall/runs/:run: one reading. 200, 404 MALL_UNKNOWN, RUN_UNKNOWN. */
export const getRun = route({
  method: 'GET',
  path: '/v1/malls/:mall/runs/:run',
  access: 'secret',
  group: 'Merchant',
  summary: 'How far a reading is, what became of it, and the first rows that were rejected',
  params: RunParams,
  answer: { status: 200, body: FeedRunBody },
  handle: async (rim, { params: { mall, run } }, reply) => {
    reply.header('cache-control', 'no-store')
    return withRejects(rim, runOf(rim, mall, run))
  },
})

/** GET /v1/malls/:mall/runs/:run/rejects: all rejected rows as CSV. 200, 404 MALL_UNKNOWN, RUN_UNKNOWN. */
export const getRunRejects = route({
  method: 'GET',
  path: '/v1/malls/:mall/runs/:run/rejects',
  access: 'secret',
  group: 'Merchant',
  summary: 'The rows of a reading that were rejected, as CSV: line, code, field, value, reason, detail, remedy',
  params: RunParams,
  answer: { status: 200 },
  handle: (rim, { params: { mall, run } }, reply) => {
    const feeds = feedsOf(rim)
    return sendRejects(reply, feeds.get(mall, run).source, feeds.allRejects(mall, run))
  },
})

/** DELETE /v1/malls/:mall/runs/:run: ends a reading. 200, 404 MALL_UNKNOWN, RUN_UNKNOWN. */
export const deleteRun = route({
  method: 'DELETE',
  path: '/v1/malls/:mall/runs/:run',
  access: 'secret',
  group: 'Merchant',
  summary:
    'Ends a reading that waits or is under way; what it has applied so far stays, and the next reading does the rest',
  params: RunParams,
  answer: { status: 200, body: FeedRunBody },
  handle: async (rim, { params: { mall, run } }) => withRejects(rim, await feedsOf(rim).cancel(mall, run)),
})

/** POST /v1/malls/:mall/runs/:run/apply: 202, 404 MALL_UNKNOWN, RUN_UNKNOWN, 409 RUN_NOT_HELD, RUN_FEED_GONE, MALL_PAUSED. */
export const applyRun = route({
  method: 'POST',
  path: '/v1/malls/:mall/runs/:run/apply',
  access: 'secret',
  group: 'Merchant',
  summary: 'Applies a held feed, whatever it takes away',
  params: RunParams,
  answer: { status: 202, body: FeedRunBody },
  handle: (rim, { params: { mall, run } }) => feedsOf(rim).apply(mall, run),
})

/** POST /v1/malls/:mall/runs/:run/dismiss: 200, 404 MALL_UNKNOWN, RUN_UNKNOWN, 409 RUN_NOT_HELD. */
export const dismissRun = route({
  method: 'POST',
  path: '/v1/malls/:mall/runs/:run/dismiss',
  access: 'secret',
  group: 'Merchant',
  summary: 'Lets go of a held feed: nothing of it is applied',
  params: RunParams,
  answer: { status: 200, body: FeedRunBody },
  handle: (rim, { params: { mall, run } }) => feedsOf(rim).dismiss(mall, run),
})

/** @throws Refusal MALL_UNKNOWN, RUN_UNKNOWN */
function runOf({ feeds, shop }: Rim, mall: string, run: string): RunTold {
  if (feeds !== undefined) return feeds.get(mall, run)
  const told = runsTold(shop.malls.get(mall), []).find((one) => one.run === run)
  if (told === undefined) throw new Refusal('RUN_UNKNOWN', { mall, run })
  return told
}

async function withRejects({ feeds }: Rim, told: RunTold): Promise<FeedRunBody> {
  if (!told.hasRejects || feeds === undefined) return told
  return { ...told, rejects: [...(await feeds.firstRejects(told.mall, told.run))] }
}
