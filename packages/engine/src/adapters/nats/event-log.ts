import { assert } from '../../domain/assert.ts'
import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ShopEvent } from '../../events/event.ts'
import type { EventLog, LogIdentity } from '../../ports/event-log.ts'
import { parseAddress } from './address.ts'
import { eventsOf, type Piece, toPieces } from './body.ts'
import { damaged } from './damaged.ts'
import { Eraser } from './eraser.ts'
import { lengthAfter } from './frame.ts'
import { Patches } from './patches.ts'
import { PositionIndex } from './position-index.ts'
import { Reader, type Tail } from './reader.ts'
import { connectTo, type Names, type NatsTls, namesOf, setUpStreams } from './setup.ts'
import { Stream } from './stream.ts'
import { Lost, Wire } from './wire.ts'
import { unavailable, Writer } from './writer.ts'

export type NatsLogOptions = {
  /** Servers that keep a copy, when the streams are made: 1, 3 or 5. Default 1. */
  readonly replicas?: number
  /** Within this time a call succeeds or is refused, give or take one answer of the server. Default 10,000. */
  readonly waitMsMax?: number
  /** Files of certificates; an address with tls:// needs none when the server's is publicly trusted. */
  readonly tls?: NatsTls
}

/** Larger appends are split into parts of this size. */
const pieceBytesMax = 512 * 1024
/** Room in a message for headers. */
const headerBytesMax = 4 * 1024
/** Positions are looked up by so many at a time. */
const lookupsAtOnce = 16

/**
 * Opens the log at nats://user:pass@host:4222/name (see `parseAddress`), makes its streams where they are missing.
 * @throws Refusal LOG_ADDRESS, LOG_UNREACHABLE; with the address but never the credentials
 */
export async function openNatsLog(url: string, options: NatsLogOptions = {}): Promise<EventLog> {
  const address = parseAddress(url)
  const names = namesOf(address.name)
  const fail = (error: unknown): never => {
    const reason = messageOf(error)
    throw new Refusal('LOG_UNREACHABLE', { place: address.printed, reason })
  }
  const connection = await connectTo(address, options.tls).catch(fail)
  try {
    await setUpStreams(connection, names, { replicas: options.replicas ?? 1 })
  } catch (error) {
    await connection.close()
    return fail(error)
  }
  return new NatsEventLog(new Wire(connection), names, {
    place: address.printed,
    waitMsMax: options.waitMsMax ?? 10_000,
  })
}

/**
 * Log in a NATS JetStream stream with file storage. What an acknowledgement survives depends on the server: see
 * docs/decisions/0004-nats-log.md.
 */
class NatsEventLog implements EventLog {
  readonly #wire: Wire
  readonly #stream: Stream
  readonly #subject: string
  readonly #reader: Reader
  readonly #writer: Writer
  readonly #eraser: Eraser
  readonly #index = new PositionIndex()
  readonly #waitMsMax: number
  readonly #place: string
  /** The end of the log as last seen: at least what this writer had acknowledged. */
  #tail: Tail = { sequence: 0, length: 0 }
  #erasing: Promise<void> = Promise.resolve()

  constructor(wire: Wire, names: Names, { place, waitMsMax }: { readonly place: string; readonly waitMsMax: number }) {
    this.#wire = wire
    this.#place = place
    this.#waitMsMax = waitMsMax
    this.#subject = names.logSubject
    this.#stream = new Stream(names.log, wire, waitMsMax / 2)
    const patches = new Patches(new Stream(names.patches, wire, waitMsMax / 2), names.patchSubject)
    this.#reader = new Reader(this.#stream, patches, this.#index)
    this.#writer = new Writer({
      wire,
      stream: this.#stream,
      subject: this.#subject,
      patches,
      waitMsMax,
      onStored: (tail, place) => this.#stored(tail, place),
    })
    const cap = (sequence: number): Promise<void> => this.#writer.cap(sequence)
    this.#eraser = new Eraser({ stream: this.#stream, patches, reader: this.#reader, cap })
  }

  /** JetStream streams carry no id of ours; the moment of their making, with the name, is one. */
  identity(): Promise<LogIdentity> {
    return this.#patiently(async () => {
      return { id: `${this.#stream.name} ${await this.#stream.madeAt()}`, place: this.#place }
    })
  }

  length(): Promise<number> {
    return this.#patiently(async () => (await this.#askTail()).length)
  }

  async append(events: readonly ShopEvent[], expectedLength: number): Promise<number> {
    const eventBytes = this.#wire.payloadBytesMax - headerBytesMax
    const pieces = toPieces(events, { pieceBytes: Math.min(pieceBytesMax, eventBytes), eventBytes })
    return await this.#writer.append(pieces, expectedLength)
  }

  read(from: number, countMax: number): Promise<readonly ShopEvent[]> {
    return this.#patiently(async () => {
      const known = this.#tail.length >= from + countMax && !this.#writer.doubtful
      return await this.#found(known ? this.#tail : await this.#askTail(), async (tail, exactness) => {
        const until = Math.min(from + countMax, tail.length)
        return from < until ? await this.#reader.stretch(from, until, tail, exactness) : []
      })
    })
  }

  readAt(positions: readonly number[]): Promise<readonly ShopEvent[]> {
    return this.#patiently(async () => {
      const tail = await this.#tailHolding(positions)
      const sorted = [...new Set(positions)].sort((a, b) => a - b)
      const events = new Map<number, ShopEvent>()
      const share = Math.ceil(sorted.length / lookupsAtOnce)
      const lookups = Array.from({ length: lookupsAtOnce }, (_, index) =>
        this.#lookUp(sorted.slice(index * share, (index + 1) * share), tail, events),
      )
      await Promise.all(lookups)
      return positions.map((position) => events.get(position)!)
    })
  }

  erase(positions: readonly number[]): Promise<void> {
    const erased = this.#erasing.then(() =>
      this.#patiently(async () => this.#eraser.erase(positions, await this.#tailHolding(positions))),
    )
    this.#erasing = erased.catch(() => undefined)
    return erased
  }

  async close(): Promise<void> {
    await Promise.all([this.#writer.close(), this.#erasing])
    await this.#wire.close()
  }

  /** Fills in the events at these positions, which are sorted. */
  async #lookUp(positions: readonly number[], tail: Tail, events: Map<number, ShopEvent>): Promise<void> {
    for (let at = 0; at < positions.length; ) {
      const stored = await this.#found(tail, (end, exactness) => this.#reader.messageAt(positions[at], end, exactness))
      const { first, count } = stored.frame
      const inside = eventsOf(stored)
      for (; at < positions.length && positions[at] < first + count; at++) {
        events.set(positions[at], inside[positions[at] - first])
      }
    }
  }

  /** Looks with what is known first, then once more with nothing but the leader's word. */
  async #found<T>(
    tail: Tail,
    look: (tail: Tail, exactness: { readonly exact: boolean }) => Promise<T | undefined>,
  ): Promise<T> {
    const found = await look(tail, { exact: false })
    if (found !== undefined) return found
    this.#index.clear()
    const again = await look(await this.#askTail(), { exact: true })
    if (again === undefined) throw damaged('messages are missing from the stream')
    return again
  }

  async #tailHolding(positions: readonly number[]): Promise<Tail> {
    const last = positions.reduce((max, position) => Math.max(max, position), -1)
    const tail = last < this.#tail.length && !this.#writer.doubtful ? this.#tail : await this.#askTail()
    for (const position of positions) assert(position >= 0 && position < tail.length, `log: no event at ${position}`)
    return tail
  }

  /** The end of the log by the leader's word, and never behind what was acknowledged here. */
  async #askTail(): Promise<Tail> {
    if (this.#writer.doubtful) await this.#writer.cap(-1)
    const last = await this.#stream.last(this.#subject)
    if (last) this.#see({ sequence: last.sequence, length: lengthAfter(last.frame) })
    return this.#tail
  }

  #see(tail: Tail): void {
    if (tail.sequence >= this.#tail.sequence) this.#tail = tail
  }

  #stored(tail: Tail, { first, parts }: { readonly first: number; readonly parts: readonly Piece[] }): void {
    this.#see(tail)
    let at = first
    for (const [part, { count }] of parts.entries()) {
      this.#index.note({ first: at, end: at + count, sequence: tail.sequence - parts.length + 1 + part })
      at += count
    }
  }

  /** Does what may be done again, until it is answered or the time is up. */
  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    const deadline = (this.#wire.lostAt ?? performance.now()) + this.#waitMsMax
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof Lost)) throw error
        const leftMs = this.#wire.closed ? 0 : deadline - performance.now()
        await this.#wire.beforeRetry(leftMs)
        if (leftMs <= 0) throw unavailable(error.message)
      }
    }
  }
}
