import { type Columns, nested, partOf, type Saved } from '../columns.ts'
import { grown } from '../grown.ts'
import { SlabLists } from '../slab-lists.ts'
import { PriceCrossings } from './price-crossings.ts'

/** What a waiter waits for of a row's price, which is Infinity while it cannot be had. */
export type PriceWait =
  /** That it is at `at` or below; again once it was at `again` or above. Infinity for `again`: once it could not be had. */
  | { readonly kind: 'fall'; readonly row: number; readonly at: number; readonly again: number }
  /** That it can be had at `at` or above; again once it was at `again` or below. */
  | { readonly kind: 'rise'; readonly row: number; readonly at: number; readonly again: number }
  /** That it falls, to `at` or below, lower than (or `orEqual`: as low as) in the `days` before; 0 days: than ever known. */
  | {
      readonly kind: 'lowest'
      readonly row: number
      readonly at: number
      readonly days: number
      readonly orEqual: boolean
      /** Only after it could not be had. */
      readonly isBack: boolean
    }

/** A row's price changes. */
export type PriceChange = {
  readonly row: number
  readonly before: number
  readonly now: number
  /** The lowest price of the days before this change; of all time for 0. Infinity: none known. */
  readonly lowestIn: (days: number) => number
}

const flags = { orEqual: 1, isBack: 2, armed: 4 } as const
const kinds = ['none', 'fall', 'rise', 'lowest'] as const

/**
 * Who is to be told of a change of price: each once when what it waits for comes to be so, and again only after it clearly was not. Whoever
 * waits for a price is only looked at when it is reached; whoever waits for a lowest one, at each fall of that row: O(1 + those).
 *
 * Waiters are numbers that the caller gives out. Memory: some 45 bytes a waiter.
 */
export class PriceWaits implements Saved {
  readonly #falls = new PriceCrossings()
  /** Over prices below 0, so that a rise is a fall. */
  readonly #rises = new PriceCrossings()
  readonly #lowest = new SlabLists({ waiter: 'u32' }, 1)
  #kinds: Uint8Array = new Uint8Array(16)
  /** By waiter for a lowest price: its row, days, flags; and `at` and the price from which it waits again, side by side. */
  #rows: Uint32Array = new Uint32Array(16)
  #days: Uint16Array = new Uint16Array(16)
  #flags: Uint8Array = new Uint8Array(16)
  #bounds: Float64Array = new Float64Array(32)
  readonly #hysteresis: number

  /** @param hysteresis share of a price by which it has to rise above a lowest one before another is told of */
  constructor(hysteresis: number) {
    this.#hysteresis = hysteresis
  }

  has(waiter: number): boolean {
    return (this.#kinds[waiter] ?? 0) > 0
  }

  /** Whether it waits to be told; else it was, and waits for what it waits for to end. */
  isArmed(waiter: number): boolean {
    const kind = kinds[this.#kinds[waiter] ?? 0]
    if (kind === 'lowest') return (this.#flags[waiter]! & flags.armed) !== 0
    return kind === 'rise' ? this.#rises.isArmed(waiter) : this.#falls.isArmed(waiter)
  }

  /** Has a waiter wait, in place of what it waited for. `isArmed` false: as if it had been told already. @throws RangeError as `PriceCrossings.set` */
  set(waiter: number, wait: PriceWait, isArmed = true): void {
    this.remove(waiter)
    const { row, at } = wait
    if (wait.kind === 'fall') this.#falls.set(waiter, { row, at, again: wait.again }, isArmed)
    else if (wait.kind === 'rise') this.#rises.set(waiter, { row, at: -at, again: -wait.again }, isArmed)
    else this.#setLowest(waiter, wait, isArmed)
    this.#kinds = grown(this.#kinds, waiter + 1)
    this.#kinds[waiter] = kinds.indexOf(wait.kind)
  }

  /** @returns whether it waited */
  remove(waiter: number): boolean {
    const kind = kinds[this.#kinds[waiter] ?? 0]!
    if (kind === 'none') return false
    if (kind === 'fall') this.#falls.remove(waiter)
    else if (kind === 'rise') this.#rises.remove(waiter)
    else this.#lowest.removeAt(this.#rows[waiter]!, this.#placeOf(waiter))
    this.#kinds[waiter] = 0
    return true
  }

  /** Adds to `told` whoever is to be told. @returns how many */
  change(change: PriceChange, told: number[]): number {
    const { row, before, now } = change
    const size = told.length
    if (now === before) return 0
    this.#falls.change(row, now, told)
    if (now < Number.POSITIVE_INFINITY) this.#rises.change(row, -now, told)
    if (this.#lowest.countOf(row) === 0) return told.length - size
    for (const waiter of this.#lowestOf(row)) if (this.#isLowest(waiter, change)) told.push(waiter)
    return told.length - size
  }

  /** Adds to `told` whoever would be told of a change, and changes nothing. @returns how many */
  wouldTell(change: PriceChange, told: number[]): number {
    const { row, before, now } = change
    const size = told.length
    if (now === before) return 0
    this.#falls.wouldTell(row, now, told)
    if (now < Number.POSITIVE_INFINITY) this.#rises.wouldTell(row, -now, told)
    for (const waiter of this.#lowestOf(row)) if (this.#isDue(waiter, change)) told.push(waiter)
    return told.length - size
  }

  save(): Columns {
    return {
      ...nested('falls', this.#falls.save()),
      ...nested('rises', this.#rises.save()),
      ...nested('lowest', this.#lowest.save()),
      kinds: this.#kinds,
      rows: this.#rows,
      days: this.#days,
      flags: this.#flags,
      bounds: this.#bounds,
    }
  }

  restore(columns: Columns): void {
    this.#falls.restore(partOf(columns, 'falls'))
    this.#rises.restore(partOf(columns, 'rises'))
    this.#lowest.restore(partOf(columns, 'lowest'))
    this.#kinds = columns.kinds as Uint8Array
    this.#rows = columns.rows as Uint32Array
    this.#days = columns.days as Uint16Array
    this.#flags = columns.flags as Uint8Array
    this.#bounds = columns.bounds as Float64Array
  }

  #setLowest(waiter: number, wait: Extract<PriceWait, { kind: 'lowest' }>, isArmed: boolean): void {
    const { row, at, days, orEqual, isBack } = wait
    const slot = this.#lowest.push(row)
    this.#lowest.columns.waiter[slot] = waiter
    this.#rows = grown(this.#rows, waiter + 1)
    this.#days = grown(this.#days, waiter + 1)
    this.#flags = grown(this.#flags, waiter + 1)
    this.#bounds = grown(this.#bounds, waiter * 2 + 2)
    this.#rows[waiter] = row
    this.#days[waiter] = days
    this.#flags[waiter] = (orEqual ? flags.orEqual : 0) | (isBack ? flags.isBack : 0) | (isArmed ? flags.armed : 0)
    this.#bounds[waiter * 2] = at
    this.#bounds[waiter * 2 + 1] = isBack ? Number.POSITIVE_INFINITY : 0
  }

  #lowestOf(row: number): Uint32Array {
    const count = this.#lowest.countOf(row)
    const start = count > 0 ? this.#lowest.starts[row]! : 0
    return this.#lowest.columns.waiter.subarray(start, start + count)
  }

  /** Whether a waiter is to be told; notes that it was, or that it waits again. */
  #isLowest(waiter: number, change: PriceChange): boolean {
    const { now } = change
    if (now >= this.#bounds[waiter * 2 + 1]!) this.#flags[waiter]! |= flags.armed
    if (!this.#isDue(waiter, change)) return false
    const flag = this.#flags[waiter]!
    const isBack = (flag & flags.isBack) !== 0
    this.#flags[waiter] = flag & ~flags.armed
    this.#bounds[waiter * 2 + 1] = isBack ? Number.POSITIVE_INFINITY : now * (1 + this.#hysteresis)
    return true
  }

  /** Whether a waiter is to be told, as it is. */
  #isDue(waiter: number, { before, now, lowestIn }: PriceChange): boolean {
    const flag = this.#flags[waiter]!
    if ((flag & flags.armed) === 0 && now < this.#bounds[waiter * 2 + 1]!) return false
    if (now >= before || now > this.#bounds[waiter * 2]!) return false
    const lowest = lowestIn(this.#days[waiter]!)
    return (flag & flags.orEqual) !== 0 ? now <= lowest : now < lowest
  }

  #placeOf(waiter: number): number {
    const start = this.#lowest.starts[this.#rows[waiter]!]!
    let place = 0
    while (this.#lowest.columns.waiter[start + place] !== waiter) place += 1
    return place
  }
}
