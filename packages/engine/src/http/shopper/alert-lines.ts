import type { FastifyRequest } from 'fastify'
import type { AlertsFollowed } from '../../app/face.ts'
import { Refusal } from '../../domain/refusal.ts'
import { beat, lastBlock } from '../merchant/stream-text.ts'

export type AlertReading = {
  /** What `told` began with. */
  readonly beginning: AlertsFollowed
  readonly told: AsyncGenerator<AlertsFollowed, void, undefined>
  readonly signal: AbortSignal
  readonly request: Pick<FastifyRequest, 'id' | 'log'>
  /** Whether the key still holds, which may be revoked meanwhile. */
  readonly mayRead: () => boolean
  /** How long a reader may leave untaken what is there. */
  readonly stallMsMax: number
  /** Cuts off a reader who left it longer. */
  readonly onStall: () => void
}

/** A stream of alerts as text/event-stream: taken as fast as the reader takes it, so that nothing is queued for anybody. */
export async function* alertLines(reading: AlertReading): AsyncGenerator<string> {
  const { beginning, told, signal, request, mayRead, stallMsMax, onStall } = reading
  const stall = () => setTimeout(onStall, stallMsMax)
  let timer = stall()
  try {
    yield `: Nunchi\nretry: 2000\nid: ${beginning.place}\n\n`
    clearTimeout(timer)
    for await (const step of told) {
      if (!mayRead()) throw new Refusal('AUTH_UNKNOWN')
      timer = stall()
      yield blocksOf(step)
      clearTimeout(timer)
    }
    if (signal.reason instanceof Refusal) yield lastBlock(signal.reason, request.id)
  } catch (error) {
    if (!(error instanceof Refusal)) request.log.error({ err: error }, 'stream of alerts failed')
    yield lastBlock(error instanceof Refusal ? error : new Refusal('INTERNAL', { requestId: request.id }), request.id)
  } finally {
    clearTimeout(timer)
  }
}

function blocksOf({ alerts, places }: AlertsFollowed): string {
  if (alerts.length === 0) return beat
  return alerts.map((alert, i) => `id: ${places[i]}\ndata: ${JSON.stringify(alert)}\n\n`).join('')
}
