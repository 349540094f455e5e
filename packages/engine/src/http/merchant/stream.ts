import { Readable } from 'node:stream'
import { StreamQuery } from '@nunchi/protocol'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../../domain/refusal.ts'
import type { Rim } from '../rim.ts'
import { route } from '../route.ts'
import { beat, blocksOf, lastBlock, openingAt, wantsOf } from './stream-text.ts'

/** GET /v1/stream: the log as it grows, as text/event-stream. 200, 400, 403 AUTH_SCOPE, 429 STREAMS_TOO_MANY. */
export const getStream = route({
  method: 'GET',
  path: '/v1/stream',
  access: 'secret',
  group: 'Merchant',
  summary: 'Events as they are folded, as text/event-stream; from now on, or from a position of the log',
  query: StreamQuery,
  answer: { status: 200 },
  handle: async (rim, { query, key, request }, reply) => {
    reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no')
    reply.type('text/event-stream; charset=utf-8')
    const wants = wantsOf(query.kinds)
    const from = await beginningOf(rim, query, { wants, lastSeen: request.headers['last-event-id'] })
    if (request.method === 'HEAD') return reply.send('')
    const stream = rim.streams.open(key!.id)
    reply.raw.once('close', stream.end)
    const lines = linesOf(rim, { from, wants, signal: stream.signal, key: key!.id, request })
    return reply.send(Readable.from(lines, { objectMode: false }))
  },
})

type Reading = {
  readonly from: number
  readonly wants: (kind: string) => boolean
  readonly signal: AbortSignal
  /** Id of the key, which may be revoked meanwhile. */
  readonly key: string
  readonly request: FastifyRequest
}

type Beginning = { readonly wants: Reading['wants']; readonly lastSeen: string | string[] | undefined }

/**
 * Where to begin: after the last event that was seen, else where the query says, or with the latest that it asks for; with what comes
 * when none of these is given.
 */
async function beginningOf(
  { shop }: Rim,
  { from, last }: StreamQuery,
  { wants, lastSeen }: Beginning,
): Promise<number> {
  const { position } = shop.health()
  if (typeof lastSeen === 'string' && lastSeen !== '') {
    if (!/^(-1|\d{1,15})$/.test(lastSeen))
      throw new Refusal('BODY_INVALID', { field: 'headers.last-event-id', reason: 'is no position of the log' })
    return Math.min(position, Number(lastSeen) + 1)
  }
  if (from !== undefined && from > position) {
    const reason = `is beyond the log, which has ${position} events; leave it out to begin with what comes`
    throw new Refusal('BODY_INVALID', { field: 'querystring.from', reason })
  }
  return from ?? (last === undefined ? position : shop.merchant.latest(last, wants))
}

/** Taken as fast as the reader takes it, and no faster. */
async function* linesOf(rim: Rim, { from, wants, signal, key, request }: Reading): AsyncGenerator<string> {
  const { streamBeatMs: beatMs } = rim.settings
  yield openingAt(from)
  let spokeAt = performance.now()
  try {
    for await (const step of rim.shop.merchant.follow({ from, wants, signal, beatMs })) {
      const now = performance.now()
      const blocks = blocksOf(step)
      if (blocks === '' && now - spokeAt < beatMs * 0.9) continue
      if (!rim.keys.list().some(({ id }) => id === key)) throw new Refusal('AUTH_UNKNOWN')
      spokeAt = now
      yield blocks === '' ? beat : blocks
    }
    if (signal.reason instanceof Refusal) yield lastBlock(signal.reason, request.id)
  } catch (error) {
    if (!(error instanceof Refusal)) request.log.error({ err: error }, 'stream failed')
    yield lastBlock(error instanceof Refusal ? error : new Refusal('INTERNAL', { requestId: request.id }), request.id)
  }
}
