import { createInbox } from '@nats-io/transport-node'
import { Refusal } from '../../domain/refusal.ts'
import { joinPieces, type Piece } from './body.ts'
import { endsGroup, type Frame, isFence, lengthAfter } from './frame.ts'
import type { Patches } from './patches.ts'
import type { Tail } from './reader.ts'
import type { Stored, Stream } from './stream.ts'
import { Lost, type Wire } from './wire.ts'

/** Waiting appends go into one message up to this size: large enough for speed, small enough to rewrite on erasure. */
const groupBytesMax = 128 * 1024

type Append = {
  readonly pieces: readonly Piece[]
  readonly count: number
  readonly expectedLength: number
  readonly resolve: (length: number) => void
  readonly reject: (error: unknown) => void
}

/** A wish that the stream's last sequence be above `sequence`; -1 only asks that nothing be in doubt. */
type Cap = { readonly sequence: number; readonly resolve: () => void; readonly reject: (error: unknown) => void }

/** Appends on their way as one group. */
type Group = {
  /** Those who wait for it; emptied when they have been refused, after which it must not count. */
  appends: readonly Append[]
  readonly parts: readonly Piece[]
  readonly nonce: string
  readonly from: number
  readonly total: number
  /** Sequence that its first part has if it was stored. */
  readonly sequence: number
}

export type WriterParts = {
  readonly wire: Wire
  readonly stream: Stream
  readonly subject: string
  readonly patches: Patches
  /** Within this time an append is stored or refused, give or take one answer of the server. */
  readonly waitMsMax: number
  /** Told of every group that is stored: where it begins and ends, and the sequence of its first message. */
  readonly onStored: (tail: Tail, place: { readonly first: number; readonly parts: readonly Piece[] }) => void
}

/**
 * Writes the log. One group is under way at a time; appends that come meanwhile travel together in the next one, so
 * that under load a message, an answer and (where the server syncs) a disk write serve many of them.
 *
 * **Invariant:** nothing is sent before the fate of what was sent earlier is known. Where no answer came, a fence is
 * stored first: from then on the earlier message either is in the log or never can be.
 */
export class Writer {
  readonly #parts: WriterParts
  readonly #nonce = createInbox('w').slice(2)
  #groups = 0
  #queue: Append[] = []
  #caps: Cap[] = []
  #tail: Tail | undefined
  #doubt: Group | undefined
  #running: Promise<void> | undefined
  #movedAt = -1
  #closed = false

  constructor(parts: WriterParts) {
    this.#parts = parts
    parts.wire.onBack(() => this.#run()) // settle what is in doubt as early as can be
  }

  /** Whether a group that was reported as refused may lie in the stream and is still to be taken back. */
  get doubtful(): boolean {
    return this.#doubt !== undefined && this.#doubt.appends.length === 0
  }

  append(pieces: readonly Piece[], expectedLength: number): Promise<number> {
    if (this.#closed) return Promise.reject(unavailable('the log is closed'))
    return new Promise((resolve, reject) => {
      const count = pieces.reduce((sum, piece) => sum + piece.count, 0)
      this.#queue.push({ pieces, count, expectedLength, resolve, reject })
      this.#run()
    })
  }

  /** Makes sure that a message comes after `sequence` (-1: only that nothing is in doubt). */
  cap(sequence: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#caps.push({ sequence, resolve, reject })
      this.#run()
    })
  }

  /** Waits for what is under way; takes no more. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  #run(): void {
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined
    })
  }

  async #work(): Promise<void> {
    await Promise.resolve() // appends made in one go travel together
    while (this.#queue.length > 0 || this.#caps.length > 0 || this.#doubt) {
      const deadline = (this.#parts.wire.lostAt ?? performance.now()) + this.#parts.waitMsMax
      try {
        await this.#persist(deadline)
      } catch (error) {
        this.#refuse(error)
        if (this.#queue.length === 0 && this.#caps.length === 0) return // a doubt stays until the server is back
      }
    }
  }

  /** One step forward, tried again until the deadline while the server cannot be reached. */
  async #persist(deadline: number): Promise<void> {
    for (;;) {
      try {
        return await this.#advance()
      } catch (error) {
        if (!(error instanceof Lost)) throw error
        const leftMs = deadline - performance.now()
        await this.#parts.wire.beforeRetry(leftMs)
        if (leftMs <= 0) throw unavailable(error.message)
      }
    }
  }

  async #advance(): Promise<void> {
    let tail = this.#tail
    const known = tail !== undefined && !this.#doubt
    if (!tail || this.#doubt) tail = await this.#settle()
    while (this.#caps.length > 0) {
      if (tail.sequence <= this.#caps[0].sequence) tail = await this.#fence(tail, noDrop)
      if (!tail) return // somebody wrote in between: look again
      this.#caps.shift()?.resolve()
    }
    if (this.#queue.length === 0) return
    const first = this.#queue[0]
    // What is remembered may be behind another writer's: only the server's own word refuses.
    if (known && (first.expectedLength !== tail.length || first.count === 0)) tail = await this.#settle()
    if (first.expectedLength !== tail.length) throw conflict(first.expectedLength, tail.length)
    await this.#send(this.#board(tail))
  }

  /** Takes from the queue what fits into one group and keeps count. */
  #board(tail: Tail): Group {
    const appends: Append[] = []
    let total = 0
    let bytes = 0
    for (const append of this.#queue) {
      if (append.expectedLength !== tail.length + total) break
      const appendBytes = append.pieces.reduce((sum, piece) => sum + piece.body.length + 1, 0)
      if (appends.length > 0 && bytes + appendBytes > groupBytesMax) break
      appends.push(append)
      total += append.count
      bytes += appendBytes
    }
    this.#queue.splice(0, appends.length)
    const pieces = appends.flatMap((append) => append.pieces)
    const parts = appends.length === 1 || pieces.length === 0 ? pieces : [joinPieces(pieces)]
    const nonce = `${this.#nonce}-${this.#groups++}`
    return { appends, parts, nonce, from: tail.length, total, sequence: tail.sequence + 1 }
  }

  /** Sends the parts one after the other: a part is stored only right behind the one before it. */
  async #send(group: Group): Promise<void> {
    const { parts, from, total, nonce } = group
    if (parts.length === 0) return this.#land(group, { sequence: group.sequence - 1, length: from })
    this.#doubt = group
    let first = from
    for (const [part, { body, count }] of parts.entries()) {
      const frame = { from, total, part, parts: parts.length, first, count, nonce, ...noDrop }
      const expected = { last: group.sequence + part - 1 }
      const { stream, subject } = this.#parts
      const outcome = await stream.publish({ subject, frame, body, expected }).catch((error: unknown) => {
        if (part === 0 && error instanceof Lost && !error.sent) this.#takeBack(group)
        throw error
      })
      if (outcome.kind !== 'stored') {
        this.#takeBack(group)
        this.#tail = undefined
        if (outcome.kind === 'refused') throw unavailable(outcome.reason)
        return this.#moved(expected.last)
      }
      first += count
    }
    this.#land(group, { sequence: group.sequence + parts.length - 1, length: from + total })
  }

  /** The group is stored: tells those who wait. */
  #land(group: Group, tail: Tail): void {
    this.#doubt = undefined
    this.#tail = tail
    this.#parts.onStored(tail, { first: group.from, parts: group.parts })
    let length = group.from
    for (const append of group.appends) {
      length += append.count
      append.resolve(length)
    }
  }

  /** The group is not stored and never will be: those who wait go back to the head of the queue. */
  #takeBack(group: Group): void {
    this.#doubt = undefined
    this.#queue.unshift(...group.appends)
  }

  /**
   * Finds the end of the log and settles what is in doubt. When it returns, everything before the end counts or is
   * destroyed, and nothing sent earlier can still arrive. A group that is stored after its appends were refused is
   * taken back, unless another writer has built on it: then it stays, and the next append meets a LOG_CONFLICT.
   */
  async #settle(): Promise<Tail> {
    this.#tail = undefined
    for (;;) {
      const last = await this.#parts.stream.last(this.#parts.subject)
      const tail = { sequence: last?.sequence ?? 0, length: last ? lengthAfter(last.frame) : 0 }
      const doubt = this.#doubt
      if (last && isFence(last.frame)) await this.#drop(last.frame)
      let settled: Tail | undefined
      if (doubt && (await this.#isStored(doubt, last))) {
        const isLast = last?.frame.nonce === doubt.nonce
        if (doubt.appends.length > 0 || !isLast) {
          this.#land(doubt, { sequence: doubt.sequence + doubt.parts.length - 1, length: doubt.from + doubt.total })
          continue
        }
        const dropped = { dropFrom: doubt.sequence, dropTo: last.sequence }
        settled = await this.#fence({ sequence: last.sequence, length: doubt.from }, dropped)
      } else if (last && !isFence(last.frame) && !endsGroup(last.frame)) {
        settled = await this.#fence(tail, { dropFrom: last.sequence - last.frame.part, dropTo: last.sequence })
      } else settled = doubt ? await this.#fence(tail, noDrop) : tail
      if (!settled) continue
      if (this.#doubt) this.#takeBack(this.#doubt)
      this.#tail = settled
      return settled
    }
  }

  /** Whether the group in doubt is in the log, as of now. */
  async #isStored(group: Group, last: Stored | undefined): Promise<boolean> {
    const sequence = group.sequence + group.parts.length - 1
    if (!last || last.sequence < sequence) return false
    if (last.frame.nonce === group.nonce) return endsGroup(last.frame)
    const { stream, subject, patches } = this.#parts
    const there = (await stream.get(sequence)) ?? (await patches.load(sequence))
    if (there?.frame.nonce !== group.nonce || !endsGroup(there.frame)) return false
    const after = await stream.next(sequence + 1, subject)
    return after === undefined || after.frame.from >= group.from + group.total
  }

  /** Stores a fence that says how long the log is; undefined when somebody else wrote first. */
  async #fence(tail: Tail, dropped: typeof noDrop): Promise<Tail | undefined> {
    const { stream, subject } = this.#parts
    const nonce = `${this.#nonce}-${this.#groups++}`
    const { length: from } = tail
    const frame = { from, total: 0, part: 0, parts: 0, first: from, count: 0, nonce, ...dropped }
    const outcome = await stream.publish({ subject, frame, body: '', expected: { last: tail.sequence } })
    if (outcome.kind === 'refused') throw unavailable(outcome.reason)
    this.#tail = undefined
    if (outcome.kind === 'moved') {
      this.#moved(tail.sequence)
      return undefined
    }
    await this.#drop(frame)
    this.#tail = { sequence: outcome.sequence, length: from }
    return this.#tail
  }

  /** Somebody wrote behind `sequence`. To be told so twice means that the end we are shown is not the stream's end. */
  #moved(sequence: number): void {
    if (this.#movedAt === sequence) throw unavailable('the last message was deleted from the stream by another program')
    this.#movedAt = sequence
  }

  /** Destroys what a fence says does not count. Done by whoever comes first, before anything else is written. */
  async #drop({ dropFrom, dropTo }: Pick<Frame, 'dropFrom' | 'dropTo'>): Promise<void> {
    for (let sequence = dropFrom; sequence <= dropTo && dropTo > 0; sequence++) {
      await this.#parts.stream.destroy(sequence)
    }
  }

  /** Refuses what waits. A group in doubt is disowned: if it turns out to be stored, it is taken back. */
  #refuse(error: unknown): void {
    const queue = this.#queue
    this.#queue = []
    const isConflict = error instanceof Refusal && error.code === 'LOG_CONFLICT'
    const { actual } = isConflict ? error.details : {}
    for (const { expectedLength, reject } of queue) reject(isConflict ? conflict(expectedLength, actual) : error)
    if (isConflict) return
    for (const append of this.#doubt?.appends ?? []) append.reject(error)
    if (this.#doubt) this.#doubt.appends = []
    for (const { reject } of this.#caps) reject(error)
    this.#caps = []
  }
}

const noDrop = { dropFrom: 0, dropTo: -1 }

function conflict(expected: number, actual: number | string): Refusal {
  return new Refusal('LOG_CONFLICT', { expected, actual })
}

/** The refusal of a call that the server did not answer, or not well. `reason` never holds credentials. */
export function unavailable(reason: string): Refusal {
  return new Refusal('LOG_UNAVAILABLE', { reason })
}
