import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { Refusal } from '../domain/refusal.ts'
import { beat, lastBlock } from './merchant/stream-text.ts'
import type { OpenStream } from './merchant/streams.ts'
import type { Rim } from './rim.ts'
import type { Ask } from './route.ts'

type StateStream = {
  readonly stream: OpenStream
  /** The state whenever it changed; undefined when only time went by. Where it ends by itself, there will be no other. */
  readonly states: AsyncGenerator<unknown, void, undefined>
  readonly ask: Pick<Ask<undefined, undefined, undefined>, 'key' | 'request'>
}

/**
 * Sends a state as text/event-stream, whole each time, so that who comes back after a break needs nothing that was sent before. Nothing is
 * queued for a reader: who leaves untaken what is there for `alertStallMsMax` is cut off.
 */
export function sendStates(rim: Rim, { stream, states, ask }: StateStream, reply: FastifyReply): FastifyReply {
  reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no')
  reply.type('text/event-stream; charset=utf-8')
  if (ask.request.method === 'HEAD') {
    stream.end()
    return reply.send('')
  }
  reply.raw.once('close', stream.end)
  const lines = linesOf(rim, { stream, states, ask }, () => reply.raw.destroy())
  return reply.send(Readable.from(lines, { objectMode: false }))
}

async function* linesOf(rim: Rim, { stream, states, ask }: StateStream, cut: () => void): AsyncGenerator<string> {
  const { signal } = stream
  const { id, log } = ask.request
  let timer = setTimeout(cut, rim.settings.alertStallMsMax)
  try {
    yield ': Nunchi\nretry: 2000\n\n'
    clearTimeout(timer)
    for await (const state of states) {
      if (!rim.keys.list().some((key) => key.id === ask.key!.id)) throw new Refusal('AUTH_UNKNOWN')
      timer = setTimeout(cut, rim.settings.alertStallMsMax)
      yield state === undefined ? beat : `data: ${JSON.stringify(state)}\n\n`
      clearTimeout(timer)
    }
    if (signal.reason instanceof Refusal) yield lastBlock(signal.reason, id)
    else yield 'event: done\ndata: {}\n\n'
  } catch (error) {
    if (!(error instanceof Refusal)) log.error({ err: error }, 'stream of states failed')
    yield lastBlock(error instanceof Refusal ? error : new Refusal('INTERNAL', { requestId: id }), id)
  } finally {
    clearTimeout(timer)
  }
}
