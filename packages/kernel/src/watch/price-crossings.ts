import { type Columns, nested, partOf, type Saved } from '../columns.ts'
import { grown } from '../grown.ts'
import { PriceThresholds } from './price-thresholds.ts'

/** What a waiter waits for. */
export type Crossing = {
  /** The row whose value it waits on: a product, say. */
  readonly row: number
  /** It is told when the value comes to this or below. */
  readonly at: number
  /** Once told, it waits again when the value has been at this or above: above `at`, so that a value that wavers tells once. */
  readonly again: number
}

/**
 * Tells each waiter once when a value falls to its threshold, and again only after the value has risen to another above it. Whoever is
 * not reached costs nothing, however many wait: O(1) a change, and 0.2 us for each that is told or waits again.
 *
 * Waiters are numbers that the caller gives out, 0, 1, 2 ... Memory: 21 bytes a waiter beside 12 to 24 in its row.
 */
export class PriceCrossings implements Saved {
  readonly #falling = new PriceThresholds('falling')
  readonly #rising = new PriceThresholds('rising')
  /** By waiter: its row + 1; 0 for none. */
  #rows: Uint32Array = new Uint32Array(16)
  /** By waiter: at and again, side by side. */
  #bounds: Float64Array = new Float64Array(32)
  /** By waiter: 1 while it waits for the fall, 0 while for the rise. */
  #isArmed: Uint8Array = new Uint8Array(16)
  readonly #rose: number[] = []

  has(waiter: number): boolean {
    return (this.#rows[waiter] ?? 0) > 0
  }

  /** Whether it waits to be told; else it was, and waits for the rise. */
  isArmed(waiter: number): boolean {
    return this.has(waiter) && this.#isArmed[waiter] === 1
  }

  /** What it waits for; undefined when it does not. */
  of(waiter: number): Crossing | undefined {
    if (!this.has(waiter)) return undefined
    return { row: this.#rows[waiter]! - 1, at: this.#bounds[waiter * 2]!, again: this.#bounds[waiter * 2 + 1]! }
  }

  /**
   * Has a waiter wait, in place of what it waited for. `isArmed` false: as if it had been told already.
   * @throws RangeError unless `again` is above `at`
   */
  set(waiter: number, { row, at, again }: Crossing, isArmed = true): void {
    if (!(again > at)) throw new RangeError(`${again} is not above ${at}`)
    this.remove(waiter)
    this.#rows = grown(this.#rows, waiter + 1)
    this.#bounds = grown(this.#bounds, waiter * 2 + 2)
    this.#isArmed = grown(this.#isArmed, waiter + 1)
    this.#rows[waiter] = row + 1
    this.#bounds[waiter * 2] = at
    this.#bounds[waiter * 2 + 1] = again
    this.#arm(waiter, isArmed)
  }

  /** @returns whether it waited */
  remove(waiter: number): boolean {
    if (!this.has(waiter)) return false
    const { row, at, again } = this.of(waiter)!
    if (this.#isArmed[waiter] === 1) this.#falling.remove(row, at, waiter)
    else this.#rising.remove(row, again, waiter)
    this.#rows[waiter] = 0
    return true
  }

  /** Reads what `change` will read for the first `count` rows when it tells nobody, and changes nothing: see `LowestPrices.warm`. */
  warm(rows: Uint32Array, count: number): number {
    return this.#falling.warm(rows, count) + this.#rising.warm(rows, count)
  }

  /** A row has another value: adds to `told` whoever is to be told. @returns how many */
  change(row: number, value: number, told: number[]): number {
    if (this.#rising.isReached(row, value)) {
      this.#rose.length = 0
      this.#rising.take(row, value, this.#rose)
      for (const waiter of this.#rose) this.#arm(waiter, true)
    }
    if (!this.#falling.isReached(row, value)) return 0
    const before = told.length
    const count = this.#falling.take(row, value, told)
    for (let i = before; i < told.length; i++) this.#arm(told[i]!, false)
    return count
  }

  /**
   * Adds to `told` whoever a value would tell, and changes nothing: those who wait to be told. Whoever would only begin to wait again with
   * it has `again` above `at`, and so is not told by the same value.
   */
  wouldTell(row: number, value: number, told: number[]): number {
    return this.#falling.look(row, value, told)
  }

  save(): Columns {
    return {
      ...nested('falling', this.#falling.save()),
      ...nested('rising', this.#rising.save()),
      rows: this.#rows,
      bounds: this.#bounds,
      isArmed: this.#isArmed,
    }
  }

  restore(columns: Columns): void {
    this.#falling.restore(partOf(columns, 'falling'))
    this.#rising.restore(partOf(columns, 'rising'))
    this.#rows = columns.rows as Uint32Array
    this.#bounds = columns.bounds as Float64Array
    this.#isArmed = columns.isArmed as Uint8Array
  }

  #arm(waiter: number, isArmed: boolean): void {
    const row = this.#rows[waiter]! - 1
    this.#isArmed[waiter] = isArmed ? 1 : 0
    if (isArmed) this.#falling.add(row, this.#bounds[waiter * 2]!, waiter)
    else this.#rising.add(row, this.#bounds[waiter * 2 + 1]!, waiter)
  }
}
