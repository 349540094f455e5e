import type { Columns, Saved } from '../columns.ts'
import { SlabLists } from '../slab-lists.ts'

/**
 * Who waits for a value to come to a threshold: per row (of a product, say) the thresholds sorted, the nearest last. Finding that nobody
 * is reached is O(1); whoever is, is taken off. Waiters are numbers that the caller gives out.
 *
 * Memory: 12 bytes a waiter, twice that at most, and 9 a row. add and remove: O(log n + n moved at memory speed) for n of a row.
 */
export class PriceThresholds implements Saved {
  readonly #lists = new SlabLists({ nearness: 'f64', waiter: 'u32' }, 1)
  /** 1 where a value reaches what is not below it, -1 where what is not above it: thresholds are kept times this, ascending. */
  readonly #sign: 1 | -1

  /** @param reached 'falling': by a value at or below the threshold; 'rising': by one at or above it */
  constructor(reached: 'falling' | 'rising') {
    this.#sign = reached === 'falling' ? 1 : -1
  }

  /** Waiters of a row. */
  countOf(row: number): number {
    return this.#lists.countOf(row)
  }

  /** Whether a value reaches anybody. NaN reaches nobody. */
  isReached(row: number, value: number): boolean {
    const count = this.#lists.countOf(row)
    return count > 0 && this.#lists.columns.nearness[this.#lists.starts[row]! + count - 1]! >= value * this.#sign
  }

  /** Reads what `isReached` will read for the first `count` rows, and changes nothing: see `LowestPrices.warm`. */
  warm(rows: Uint32Array, count: number): number {
    const { starts, columns } = this.#lists
    let read = 0
    for (let i = 0; i < count; i++) {
      const size = this.#lists.countOf(rows[i]!)
      if (size > 0) read += columns.nearness[starts[rows[i]!]! + size - 1]!
    }
    return read
  }

  /** @throws RangeError for a threshold that is no number */
  add(row: number, threshold: number, waiter: number): void {
    if (Number.isNaN(threshold)) throw new RangeError('a threshold is a number')
    const nearness = threshold * this.#sign
    const slot = this.#lists.insertAt(row, this.#rankOf(row, nearness, waiter))
    this.#lists.columns.nearness[slot] = nearness
    this.#lists.columns.waiter[slot] = waiter
  }

  /** @returns whether it was there */
  remove(row: number, threshold: number, waiter: number): boolean {
    const nearness = threshold * this.#sign
    const rank = this.#rankOf(row, nearness, waiter)
    if (rank === this.#lists.countOf(row)) return false
    const slot = this.#lists.starts[row]! + rank
    if (this.#lists.columns.waiter[slot] !== waiter || this.#lists.columns.nearness[slot] !== nearness) return false
    this.#lists.removeAt(row, rank)
    return true
  }

  /** Takes off all that a value reaches, and adds them to `taken`, the nearest first. O(those). @returns how many */
  take(row: number, value: number, taken: number[]): number {
    const count = this.look(row, value, taken)
    if (count === 0) return 0
    const left = this.#lists.countOf(row) - count
    const start = this.#lists.starts[row]!
    this.#lists.zero(start + left, start + left + count)
    this.#lists.counts[row] = left
    return count
  }

  /** Adds to `reached` all that a value would reach, the nearest first, and leaves them there. O(those). @returns how many */
  look(row: number, value: number, reached: number[]): number {
    const { nearness, waiter } = this.#lists.columns
    const count = this.#lists.countOf(row)
    const start = count > 0 ? this.#lists.starts[row]! : 0
    const reach = value * this.#sign
    let end = start + count
    while (end > start && nearness[end - 1]! >= reach) {
      end -= 1
      reached.push(waiter[end]!)
    }
    return start + count - end
  }

  save(): Columns {
    return this.#lists.save()
  }

  restore(columns: Columns): void {
    this.#lists.restore(columns)
  }

  /** The first place of a row that is not before this waiter: by nearness, then number. */
  #rankOf(row: number, nearness: number, waiter: number): number {
    const { nearness: all, waiter: waiters } = this.#lists.columns
    let [low, high] = [0, this.#lists.countOf(row)]
    const start = high > 0 ? this.#lists.starts[row]! : 0
    while (low < high) {
      const middle = (low + high) >>> 1
      const at = start + middle
      if (all[at]! < nearness || (all[at] === nearness && waiters[at]! < waiter)) low = middle + 1
      else high = middle
    }
    return low
  }
}
