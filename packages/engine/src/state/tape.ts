import { grown } from '@nunchi/kernel'
import type { Touch } from '../domain/touch.ts'
import type { Profile } from './profile.ts'
import type { Before, Sessions } from './sessions.ts'

/** What is folded into the views that can be folded apart from the others. */
export type FoldedApart = {
  readonly profile: Pick<Profile, 'touch' | 'merge' | 'clear' | 'remove'>
  readonly sessions: Pick<Sessions, 'touch' | 'followOrder' | 'openGuest' | 'touchGuest' | 'merge' | 'clear'>
}

const profileTouch = 0
const profileMerge = 1
const profileClear = 2
const sessionTouch = 3
const orderFollow = 4
const guestOpen = 5
const guestTouch = 6
const sessionMerge = 7
const sessionClear = 8
const beforeOrder = 9
const profileRemove = 10

const wordsFirst = 1 << 16
/** A guest's session gets its number when the tape is played; until then any will do, as only the last one is touched. */
const guestOfTape = 0

/**
 * Takes down what is to be folded into profile and sessions, as numbers that cross to another thread without a copy;
 * `playTape` folds it there. Doubles, so that nothing is rounded: the bytes of the state are those of folding at once.
 * 20 to 30 numbers a product touched.
 */
export class Tape implements FoldedApart {
  #words: Float64Array = new Float64Array(wordsFirst)
  #end = 0
  /** Number of the order whose past was taken down last. */
  #orderBefore = -1

  readonly profile: FoldedApart['profile'] = {
    touch: (touch, tags, from, to, types) => {
      this.#take(profileTouch, touch)
      this.#put(to - from)
      for (let i = from; i < to; i++) {
        this.#put(tags[i]!)
        this.#put(types[tags[i]!]!)
      }
    },
    merge: (from, into) => this.#note(profileMerge, from, into),
    clear: (row) => this.#note(profileClear, row),
    remove: (row, tag) => this.#note(profileRemove, row, tag),
  }

  readonly sessions: FoldedApart['sessions'] = {
    touch: (touch) => this.#take(sessionTouch, touch),
    followOrder: (before, touch) => {
      if (before.orders !== this.#orderBefore) this.#takeBefore(before)
      this.#take(orderFollow, touch)
    },
    openGuest: (at) => {
      this.#note(guestOpen, at)
      return guestOfTape
    },
    touchGuest: (_session, touch) => this.#take(guestTouch, touch), // always the one opened last
    merge: (from, into) => this.#note(sessionMerge, from, into),
    clear: (row) => this.#note(sessionClear, row),
  }

  /** Numbers taken down since the last cut. */
  get length(): number {
    return this.#end
  }

  /** What was taken down since the last time; its buffer is the caller's to give away. */
  cut(): Float64Array {
    const words = this.#words.subarray(0, this.#end)
    this.#words = new Float64Array(Math.max(wordsFirst, this.#end))
    this.#end = 0
    return words
  }

  #take(what: number, { row, item, kind, weight, at }: Touch): void {
    this.#put(what)
    this.#put(row)
    this.#put(item)
    this.#put(kind)
    this.#put(weight)
    this.#put(at)
  }

  /** What an order follows on is the same for all its lines: taken down once. */
  #takeBefore({ items, weights, count, orders }: Before): void {
    this.#orderBefore = orders
    this.#note(beforeOrder, count)
    for (let i = 0; i < count; i++) {
      this.#put(items[i]!)
      this.#put(weights[i]!)
    }
  }

  #note(what: number, row: number, other?: number): void {
    this.#put(what)
    this.#put(row)
    if (other !== undefined) this.#put(other)
  }

  #put(number: number): void {
    if (this.#end >= this.#words.length) this.#words = grown(this.#words, this.#end + 1)
    this.#words[this.#end++] = number
  }
}

/** Folds what a tape took down, in its order. */
export class TapePlayer {
  readonly #parts: FoldedApart
  readonly #touch: Touch = { row: -1, item: 0, kind: 0, weight: 0, pieces: 1, at: 0 }
  readonly #before: Before = { items: new Uint32Array(64), weights: new Float32Array(64), count: 0, orders: 0 }
  #tags: Uint32Array = new Uint32Array(64)
  /** By tag, as far as the tape has named them. */
  #types: Uint8Array = new Uint8Array(64)
  #guest = -1

  constructor(parts: FoldedApart) {
    this.#parts = parts
  }

  play(words: Float64Array): void {
    for (let at = 0; at < words.length; ) at = this.#playOne(words, at)
  }

  /** @returns where the next begins */
  #playOne(words: Float64Array, at: number): number {
    const { profile, sessions } = this.#parts
    switch (words[at]) {
      case profileMerge:
        profile.merge(words[at + 1]!, words[at + 2]!)
        return at + 3
      case profileClear:
        profile.clear(words[at + 1]!)
        return at + 2
      case profileRemove:
        profile.remove(words[at + 1]!, words[at + 2]!)
        return at + 3
      case guestOpen:
        this.#guest = sessions.openGuest(words[at + 1]!)
        return at + 2
      case sessionMerge:
        sessions.merge(words[at + 1]!, words[at + 2]!)
        return at + 3
      case sessionClear:
        sessions.clear(words[at + 1]!)
        return at + 2
      case beforeOrder:
        this.#readBefore(words, at + 1)
        return at + 2 + this.#before.count * 2
      default:
        return this.#playTouch(words, at)
    }
  }

  #playTouch(words: Float64Array, at: number): number {
    const { profile, sessions } = this.#parts
    const touch = this.#touch
    touch.row = words[at + 1]!
    touch.item = words[at + 2]!
    touch.kind = words[at + 3]!
    touch.weight = words[at + 4]!
    touch.at = words[at + 5]!
    const next = at + 6
    switch (words[at]) {
      case sessionTouch:
        sessions.touch(touch)
        return next
      case guestTouch:
        sessions.touchGuest(this.#guest, touch)
        return next
      case orderFollow:
        sessions.followOrder(this.#before, touch)
        return next
      default:
        profile.touch(touch, this.#readTags(words, next), 0, words[next]!, this.#types)
        return next + 1 + words[next]! * 2
    }
  }

  #readTags(words: Float64Array, at: number): Uint32Array {
    const count = words[at]!
    this.#tags = grown(this.#tags, count)
    for (let i = 0; i < count; i++) {
      const tag = words[at + 1 + i * 2]!
      this.#tags[i] = tag
      this.#types = grown(this.#types, tag + 1)
      this.#types[tag] = words[at + 2 + i * 2]!
    }
    return this.#tags
  }

  #readBefore(words: Float64Array, at: number): void {
    const before = this.#before
    before.count = words[at]!
    for (let i = 0; i < before.count; i++) {
      before.items[i] = words[at + 1 + i * 2]!
      before.weights[i] = words[at + 2 + i * 2]!
    }
  }
}
