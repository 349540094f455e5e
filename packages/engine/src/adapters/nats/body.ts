import { Refusal } from '../../domain/refusal.ts'
import type { ShopEvent } from '../../events/event.ts'
import { damaged } from './damaged.ts'
import type { Stored } from './stream.ts'

/** Some events as one message can carry them: JSON lines without a last line end. */
export type Piece = { readonly body: Buffer; readonly count: number }

/** How much goes into a message. */
export type BodyLimits = {
  /** A list of events is split beyond this many bytes. */
  readonly pieceBytes: number
  /** A single event may not be larger than this: the server's max_payload less the headers. */
  readonly eventBytes: number
}

/**
 * Events as pieces of at most `pieceBytes`; an event that is larger makes a piece of its own.
 * @throws Refusal BODY_TOO_LARGE when one event is larger than `eventBytes`
 */
export function toPieces(events: readonly ShopEvent[], limits: BodyLimits): Piece[] {
  if (events.length === 0) return []
  const lines = events.map((event) => JSON.stringify(event))
  const whole = Buffer.from(lines.join('\n'))
  if (whole.length <= Math.min(limits.pieceBytes, limits.eventBytes)) return [{ body: whole, count: events.length }]
  const pieces: Piece[] = []
  let firstLine = 0
  let bytes = 0
  for (let line = 0; line <= lines.length; line++) {
    const lineBytes = line < lines.length ? Buffer.byteLength(lines[line]) + 1 : Number.POSITIVE_INFINITY
    if (bytes > 0 && bytes + lineBytes > limits.pieceBytes) {
      pieces.push({ body: Buffer.from(lines.slice(firstLine, line).join('\n')), count: line - firstLine })
      firstLine = line
      bytes = 0
    }
    bytes += lineBytes
  }
  for (const { body } of pieces) {
    if (body.length > limits.eventBytes) throw new Refusal('BODY_TOO_LARGE', { bytesMax: limits.eventBytes })
  }
  return pieces
}

/** Several pieces as one. */
export function joinPieces(pieces: readonly Piece[]): Piece {
  if (pieces.length === 1) return pieces[0]
  const lineEnd = Buffer.from('\n')
  const body = Buffer.concat(pieces.flatMap((piece, index) => (index === 0 ? [piece.body] : [lineEnd, piece.body])))
  return { body, count: pieces.reduce((sum, piece) => sum + piece.count, 0) }
}

/** The events of a message. One parse for all lines: three times as fast as one for each. @throws Refusal DATA_DAMAGED */
export function eventsOf(stored: Stored): ShopEvent[] {
  const { buffer, byteOffset, byteLength } = stored.body
  const lines = Buffer.from(buffer, byteOffset, byteLength).toString('utf8')
  const events = parsed(`[${lines.replaceAll('\n', ',')}]`)
  if (events?.length === stored.frame.count) return events
  throw damaged(`message ${stored.sequence} does not hold what its frame says`)
}

function parsed(text: string): ShopEvent[] | undefined {
  try {
    return JSON.parse(text) as ShopEvent[]
  } catch {
    return undefined
  }
}
