import { type Columns, DecayedColumn, grown, nested, partOf, type Saved } from '@nunchi/kernel'
import { type Touch, touchKinds } from '../domain/touch.ts'

const day = 86_400
/** What was learned of a product a month ago counts half. */
const halfLife = 30 * day
/** A touch is put down to the latest showing of the product within so long before it; an order within a day. */
const clickSeconds = 1_800
const orderSeconds = day
/** Showings of all shoppers that can still be answered: an hour and a half of 200 a second. */
const keptMax = 1 << 20
/** When so many were numbered, numbers begin anew. */
const numbersMax = 0xfff0_0000
/** A touch is looked for in so many of the shopper's latest showings: some pages of them. */
const lookedMax = 128
const none = 0

const open = 1
const clicked = 2
const bought = 4

/** What showings came to: decayed counts of one product, or of all. */
export type ShowingCounts = { readonly shown: number; readonly clicked: number; readonly bought: number }

/**
 * How often products were shown by chance or beside what was (`slate.shown`), and how often those who were shown them then
 * touched them in any way that speaks for them (`clicked`, orders included) or ordered them (`bought`). Counts at a half-life
 * of 30 days; an answer counts as of its showing, so that no product is clicked more often than it was shown.
 *
 * The latest 1,048,576 showings wait in a ring for an answer, those of one shopper in a chain from the newest back. What has
 * left the ring, and a click that is folded before the showing, is not counted: rates are then too low for all alike.
 *
 * 24 bytes a product, 4 a shopper, 13 a showing in the ring (14 MB when it is full). show: O(1). touch: O(1) for who was shown
 * nothing; else at most 128 steps.
 */
export class Showings implements Saved {
  readonly #shown = new DecayedColumn(halfLife)
  readonly #clicked = new DecayedColumn(halfLife)
  readonly #bought = new DecayedColumn(halfLife)
  /** By row: its newest showing's number + 1. */
  #newest: Uint32Array = new Uint32Array(16)
  #rows = 0
  /** Showings so far: the number of the next one. */
  #count = 0
  /** By number modulo what is kept: the product, when it was shown, what came of it, and the same shopper's one before + 1. */
  #items: Uint32Array = new Uint32Array(16)
  #times: Uint32Array = new Uint32Array(16)
  #states: Uint8Array = new Uint8Array(16)
  #before: Uint32Array = new Uint32Array(16)
  readonly #keptMax: number
  readonly #numbersMax: number

  /** @param sizes for tests: how many showings the ring holds, and how many are numbered at least before numbers begin anew */
  constructor(sizes: { readonly keptMax: number; readonly numbersMax: number } = { keptMax, numbersMax }) {
    this.#keptMax = sizes.keptMax
    this.#numbersMax = sizes.numbersMax
  }

  /** Notes that the shopper in `row` was shown an item. */
  show(row: number, item: number, at: number): void {
    this.#reach(row)
    const slot = this.#slotFor(this.#count)
    this.#items[slot] = item
    this.#times[slot] = at
    this.#states[slot] = open
    this.#before[slot] = this.#newest[row]!
    this.#newest[row] = ++this.#count
    if (this.#count >= this.#numbersMax) this.#renumber()
    this.#shown.add(item, 1, at)
  }

  /** Counts a touch that speaks for the product as the answer to the shopper's latest showing of it, once. */
  touch(touch: Touch): void {
    if (touch.weight <= 0 || touch.row < 0 || touch.row >= this.#rows) return
    let next = this.#newest[touch.row]!
    for (let looked = 0; this.#isKept(next) && looked < lookedMax; looked++) {
      const slot = (next - 1) % this.#keptMax
      if (this.#items[slot] === touch.item && this.#times[slot]! <= touch.at) return this.#answer(slot, touch)
      next = this.#before[slot]!
    }
  }

  /** Whether the item was ever shown. */
  wasShown(item: number): boolean {
    return this.#shown.scaled[item]! > 0
  }

  shownOf(item: number, now: number): number {
    return this.#shown.valueAt(item, now)
  }

  clickedOf(item: number, now: number): number {
    return this.#clicked.valueAt(item, now)
  }

  boughtOf(item: number, now: number): number {
    return this.#bought.valueAt(item, now)
  }

  /** What the showings of all products came to. */
  countsOfAll(now: number): ShowingCounts {
    return { shown: total(this.#shown, now), clicked: total(this.#clicked, now), bought: total(this.#bought, now) }
  }

  /** Gives the showings of row `from` to row `into`, in the order in which they were shown. O(showings of both in the ring). */
  merge(from: number, into: number): void {
    const all = [...this.#chain(from), ...this.#chain(into)].sort((a, b) => a - b)
    if (all.length === 0) return
    this.#reach(Math.max(from, into))
    this.#newest[from] = none
    let before = none
    for (const next of all) {
      this.#before[(next - 1) % this.#keptMax] = before
      before = next
    }
    this.#newest[into] = before
  }

  /** Forgets what the shopper was shown; what that taught about products stays, as it names nobody. */
  clear(row: number): void {
    for (const next of this.#chain(row)) {
      const slot = (next - 1) % this.#keptMax
      this.#items[slot] = 0
      this.#times[slot] = 0
      this.#states[slot] = none
      this.#before[slot] = none
    }
    if (row < this.#rows) this.#newest[row] = none
  }

  save(): Columns {
    const kept = Math.min(this.#count, this.#keptMax)
    return {
      ...nested('shown', this.#shown.save()),
      ...nested('clicked', this.#clicked.save()),
      ...nested('bought', this.#bought.save()),
      newest: this.#newest.subarray(0, this.#rows),
      count: Uint32Array.of(this.#count),
      items: this.#items.subarray(0, kept),
      times: this.#times.subarray(0, kept),
      states: this.#states.subarray(0, kept),
      before: this.#before.subarray(0, kept),
    }
  }

  restore(columns: Columns): void {
    this.#shown.restore(partOf(columns, 'shown'))
    this.#clicked.restore(partOf(columns, 'clicked'))
    this.#bought.restore(partOf(columns, 'bought'))
    this.#newest = columns.newest as Uint32Array
    this.#rows = this.#newest.length
    this.#count = (columns.count as Uint32Array)[0]!
    this.#items = columns.items as Uint32Array
    this.#times = columns.times as Uint32Array
    this.#states = columns.states as Uint8Array
    this.#before = columns.before as Uint32Array
  }

  #answer(slot: number, touch: Touch): void {
    const after = touch.at - this.#times[slot]!
    const isOrder = touch.kind === touchKinds.order
    if (after > (isOrder ? orderSeconds : clickSeconds)) return
    this.#note(slot, clicked)
    if (isOrder) this.#note(slot, bought)
  }

  #note(slot: number, what: typeof clicked | typeof bought): void {
    if ((this.#states[slot]! & what) !== 0) return
    this.#states[slot]! |= what
    const counts = what === clicked ? this.#clicked : this.#bought
    counts.add(this.#items[slot]!, 1, this.#times[slot]!)
  }

  /** @param next a showing's number + 1, or none */
  #isKept(next: number): boolean {
    return next !== none && next + this.#keptMax > this.#count
  }

  /** The numbers + 1 of the row's showings in the ring, newest first. */
  #chain(row: number): number[] {
    const all: number[] = []
    let next = row < this.#rows ? this.#newest[row]! : none
    for (; this.#isKept(next); next = this.#before[(next - 1) % this.#keptMax]!) all.push(next)
    return all
  }

  /** Takes the same from all numbers, so that they fit 32 bits for ever; what has left the ring is no longer pointed to. */
  #renumber(): void {
    const offset = (Math.floor(this.#count / this.#keptMax) - 1) * this.#keptMax
    for (const numbers of [this.#newest, this.#before])
      for (let i = 0; i < numbers.length; i++) numbers[i] = this.#isKept(numbers[i]!) ? numbers[i]! - offset : none
    this.#count -= offset
  }

  #slotFor(count: number): number {
    const slot = count % this.#keptMax
    this.#items = grown(this.#items, slot + 1)
    this.#times = grown(this.#times, slot + 1)
    this.#states = grown(this.#states, slot + 1)
    this.#before = grown(this.#before, slot + 1)
    return slot
  }

  #reach(row: number): void {
    if (row < this.#rows) return
    this.#rows = row + 1
    this.#newest = grown(this.#newest, this.#rows)
  }
}

function total(counts: DecayedColumn, now: number): number {
  return counts.totalScaled * counts.factorAt(now)
}
