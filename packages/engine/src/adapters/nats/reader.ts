import type { ShopEvent } from '../../events/event.ts'
import { eventsOf } from './body.ts'
import type { Patches } from './patches.ts'
import type { PositionIndex } from './position-index.ts'
import type { Stored, Stream } from './stream.ts'

/** The end of the log: sequence of its last message and number of events that count. */
export type Tail = { readonly sequence: number; readonly length: number }

/** exact: ask the leader only, never a replica that may lag behind. */
type Exactness = { readonly exact: boolean }

/** What is asked for ahead of the message being read: far below what a server lets wait for one client (64 MB). */
const ahead = { bytes: 8 * 1024 * 1024, messagesMin: 8, messagesMax: 256 } as const

/** Finds and reads messages by position. Holds nothing but hints: what it returns always comes from the server. */
export class Reader {
  readonly #stream: Stream
  readonly #patches: Patches
  readonly #index: PositionIndex
  #eventsPerMessage = 1
  #bytesPerMessage = 256 * 1024

  constructor(stream: Stream, patches: Patches, index: PositionIndex) {
    this.#stream = stream
    this.#patches = patches
    this.#index = index
  }

  /**
   * Events `from` to `until - 1`, both within the log whose end is `tail`.
   * @returns undefined when one of them was not found: a replica that lags behind, or an end of the log that has moved
   */
  async stretch(from: number, until: number, tail: Tail, { exact }: Exactness): Promise<ShopEvent[] | undefined> {
    const start = await this.#locate(from, tail, { exact })
    if (start === undefined) return undefined
    const events: ShopEvent[] = []
    const coming: Promise<Stored | undefined>[] = []
    const comingMax = Math.max(ahead.messagesMin, Math.min(ahead.messagesMax, ahead.bytes / this.#bytesPerMessage))
    let messages = 0
    let bytes = 0
    for (let next = start; from + events.length < until; ) {
      const wanted = Math.ceil((until - from - events.length) / this.#eventsPerMessage)
      const askUpTo = coming.length > comingMax / 2 ? 0 : Math.min(comingMax, wanted) // many questions in one packet
      while (next <= tail.sequence && coming.length < askUpTo) {
        const loading = this.#load(next++, { exact })
        loading.catch(() => undefined) // heard when its turn comes, or never when the stretch ends before
        coming.push(loading)
      }
      if (coming.length === 0) return undefined
      const stored = await coming.shift()
      if (!stored) continue // taken out: it never counted
      const { first, count } = stored.frame
      const position = from + events.length
      if (first > position) return undefined
      if (first + count <= position) continue
      const found = eventsOf(stored)
      for (let at = position - first; at < count; at++) events.push(found[at])
      messages++
      bytes += stored.body.length
      this.#note(stored)
    }
    this.#eventsPerMessage = Math.max(1, events.length / messages)
    this.#bytesPerMessage = Math.max(1, bytes / messages)
    return events.length > until - from ? events.slice(0, until - from) : events
  }

  /** The message that holds a position; undefined as for `stretch`. */
  async messageAt(position: number, tail: Tail, { exact }: Exactness): Promise<Stored | undefined> {
    const start = await this.#locate(position, tail, { exact })
    for (let sequence = start ?? tail.sequence + 1; sequence <= tail.sequence; sequence++) {
      const stored = await this.#load(sequence, { exact })
      if (!stored || stored.frame.first + stored.frame.count <= position) continue
      this.#note(stored)
      return stored.frame.first <= position ? stored : undefined
    }
    return undefined
  }

  /**
   * A sequence at or shortly before which the position lies. O(log messages) questions when nothing near is known:
   * guesses alternate between proportion, which is nearly right for even messages, and halving, which is never bad.
   */
  async #locate(position: number, tail: Tail, { exact }: Exactness): Promise<number | undefined> {
    const { below, above } = this.#index.around(position)
    if (below && position < below.end) return below.sequence
    if (below && position === below.end) return below.sequence + 1
    let low = { sequence: (below?.sequence ?? 0) + 1, position: below?.end ?? 0 }
    let high = above
      ? { sequence: above.sequence - 1, position: above.first }
      : { sequence: tail.sequence, position: tail.length }
    for (let halving = false; low.sequence <= high.sequence; halving = !halving) {
      const share = halving ? 0.5 : (position - low.position) / Math.max(1, high.position - low.position)
      const guess = low.sequence + Math.floor((high.sequence - low.sequence) * Math.min(1, share))
      const stored = await this.#firstFrom(guess, high.sequence, { exact })
      if (!stored) {
        high = { sequence: guess - 1, position: high.position }
        continue
      }
      this.#note(stored)
      const { first, count } = stored.frame
      if (position < first) high = { sequence: guess - 1, position: first }
      else if (position < first + count) return stored.sequence
      else low = { sequence: stored.sequence + 1, position: first + count }
    }
    return undefined
  }

  async #firstFrom(from: number, until: number, { exact }: Exactness): Promise<Stored | undefined> {
    for (let sequence = from; sequence <= until; sequence++) {
      const stored = await this.#load(sequence, { exact })
      if (stored) return stored
    }
    return undefined
  }

  /** The message at a sequence, as it stands now: an erased one is gone from the stream and stands in the patches. */
  async #load(sequence: number, { exact }: Exactness): Promise<Stored | undefined> {
    const stored = await (exact ? this.#stream.get(sequence) : this.#stream.getDirect(sequence))
    return stored ?? (await this.#patches.load(sequence))
  }

  #note({ frame, sequence }: Stored): void {
    this.#index.note({ first: frame.first, end: frame.first + frame.count, sequence })
  }
}
