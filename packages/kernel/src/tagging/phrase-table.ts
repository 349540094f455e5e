import type { Columns, Saved } from '../columns.ts'
import { isContent, TokenList } from './token-list.ts'

/** A phrase found: its number, and the tokens that it covers, `to` not included. */
export type PhraseFound = { phrase: number; from: number; to: number }

const slotsFirst = 256
const none = 0
const onTheWay = 1

/**
 * Phrases by their tokens: a trie whose edges are hashes, all in one open-addressed table. Spaces, hyphens and the like
 * between the tokens of a phrase make no difference: Wi-Fi, wi fi and WIFI do only where they were added as such.
 *
 * Memory: 12 bytes a slot, two slots and more a token of a phrase. Finding: one look-up a token, and it stops with the first
 * token that no phrase goes on with. Two phrases are taken for one with a chance of n^2 / 2^65.
 */
export class PhraseTable implements Saved {
  /** Three numbers a slot: both halves of the hash, and 0 empty, 1 on the way to a phrase, else its number + 2. */
  #slots: Uint32Array = new Uint32Array(slotsFirst * 3)
  #taken = 0
  #size = 0
  readonly #scratch = new TokenList()
  /** The two halves of the path's hash so far. */
  #high = 0
  #low = 0

  /** Phrases added. */
  get size(): number {
    return this.#size
  }

  /**
   * Adds a phrase under a number of the caller's; the number of one that is there already is kept.
   * @returns the number it has now, or -1 for a text without letters and digits
   */
  add(text: string, number: number): number {
    const tokens = this.#scratch.read(text)
    let slot = -1
    this.#start()
    for (let i = 0; i < tokens.count; i++) {
      if (!isContent(tokens.kinds[i]!)) continue
      if (this.#taken * 2 > this.#slots.length / 3) this.#grow()
      this.#step(tokens.hashes[i]!)
      slot = this.#slotOf()
      if (this.#slots[slot + 2] !== none) continue
      this.#slots[slot] = this.#high
      this.#slots[slot + 1] = this.#low
      this.#slots[slot + 2] = onTheWay
      this.#taken += 1
    }
    if (slot < 0) return -1
    if (this.#slots[slot + 2] === onTheWay) {
      this.#slots[slot + 2] = number + 2
      this.#size += 1
    }
    return this.#slots[slot + 2]! - 2
  }

  /** The number of the phrase that is all of `text`, or -1. */
  find(text: string): number {
    const tokens = this.#scratch.read(text)
    let found: number = none
    this.#start()
    for (let i = 0; i < tokens.count; i++) {
      if (!isContent(tokens.kinds[i]!)) continue
      this.#step(tokens.hashes[i]!)
      found = this.#slots[this.#slotOf() + 2]!
      if (found === none) return -1
    }
    return found >= 2 ? found - 2 : -1
  }

  /**
   * The longest phrase that begins with token `from`.
   * @returns whether there is one; `found` is filled then
   */
  longest(tokens: TokenList, from: number, found: PhraseFound): boolean {
    let to = -1
    if (!isContent(tokens.kinds[from]!)) return false
    this.#start()
    for (let i = from; i < tokens.count; i++) {
      if (!isContent(tokens.kinds[i]!)) continue
      this.#step(tokens.hashes[i]!)
      const value = this.#slots[this.#slotOf() + 2]!
      if (value === none) break
      if (value === onTheWay) continue
      found.phrase = value - 2
      to = i + 1
    }
    found.from = from
    found.to = to
    return to >= 0
  }

  /** Calls `visit` with every phrase that begins with token `from`, shortest first, and the token after it. */
  each(tokens: TokenList, from: number, visit: (phrase: number, to: number) => void): void {
    if (!isContent(tokens.kinds[from]!)) return
    this.#start()
    for (let i = from; i < tokens.count; i++) {
      if (!isContent(tokens.kinds[i]!)) continue
      this.#step(tokens.hashes[i]!)
      const value = this.#slots[this.#slotOf() + 2]!
      if (value === none) return
      if (value >= 2) visit(value - 2, i + 1)
    }
  }

  save(): Columns {
    return { slots: this.#slots, counts: Uint32Array.of(this.#taken, this.#size) }
  }

  restore(columns: Columns): void {
    this.#slots = columns.slots as Uint32Array
    const counts = columns.counts as Uint32Array
    this.#taken = counts[0]!
    this.#size = counts[1]!
  }

  #start(): void {
    this.#high = 0x9747b28c
    this.#low = 0x85ebca6b
  }

  #step(hash: number): void {
    const high = Math.imul(this.#high ^ hash, 0x9e3779b1)
    const low = Math.imul(this.#low ^ (hash >>> 7) ^ (hash << 25), 0xc2b2ae35)
    this.#high = (high ^ (high >>> 15)) >>> 0
    this.#low = (low ^ (low >>> 13)) >>> 0
  }

  /** Where the path so far lies, or the empty slot where it would. */
  #slotOf(): number {
    const slots = this.#slots
    const mask = slots.length / 3 - 1
    for (let place = this.#low & mask; ; place = (place + 1) & mask) {
      const slot = place * 3
      if (slots[slot + 2] === none || (slots[slot] === this.#high && slots[slot + 1] === this.#low)) return slot
    }
  }

  #grow(): void {
    const old = this.#slots
    const [high, low] = [this.#high, this.#low]
    this.#slots = new Uint32Array(old.length * 2)
    for (let slot = 0; slot < old.length; slot += 3) {
      if (old[slot + 2] === none) continue
      this.#high = old[slot]!
      this.#low = old[slot + 1]!
      this.#slots.set(old.subarray(slot, slot + 3), this.#slotOf())
    }
    this.#high = high
    this.#low = low
  }
}
