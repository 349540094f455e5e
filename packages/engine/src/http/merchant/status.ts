import { getHeapStatistics } from 'node:v8'
import { StatusBody } from '@nunchi/protocol'
import { troubleOf } from '../errors.ts'
import type { Rim } from '../rim.ts'
import { route } from '../route.ts'

/** GET /v1/status: how the server does. 200, also while it is not ready; 403 AUTH_SCOPE. */
export const getStatus = route({
  method: 'GET',
  path: '/v1/status',
  access: 'secret',
  group: 'Merchant',
  summary:
    'How the server does: whether it is ready, how much comes in, what it holds, what is done behind the answers',
  answer: { status: 200, body: StatusBody },
  handle: async (rim, _ask, reply) => {
    reply.header('cache-control', 'no-store')
    return statusOf(rim)
  },
})

async function statusOf({ shop, settings, rates, streams, startedAt }: Rim): Promise<StatusBody> {
  const { rss, heapUsed } = process.memoryUsage()
  const { share, pages, dropped } = shop.exploring()
  return {
    version: settings.version,
    demo: settings.demo !== undefined,
    startedAt,
    now: shop.now(),
    ...shop.health(),
    reasons: shop.health().reasons.map(troubleOf),
    rates: rates.read(performance.now()),
    streams: streams.count,
    counts: { ...shop.counts() },
    chores: shop.chores().map((chore) => ({ ...chore })),
    memory: { rssBytes: rss, heapBytes: heapUsed, heapLimitBytes: getHeapStatistics().heap_size_limit },
    log: await shop.storage(),
    policies: { ...shop.policies.shares },
    explore: { share, pages, dropped },
    currency: settings.currency,
    ranker: shop.rankers.state.inUse,
  }
}
