import { type Columns, grown, nested, partOf, type Saved, SlabLists } from '@nunchi/kernel'

const secondsPerDay = 86_400
const gone = Number.POSITIVE_INFINITY

/**
 * What each catalogue item could be had for, and since when: its lowest total price, as steps in time, Infinity while it could not be had.
 * Facts of the past do not change what is known: a step is only added behind the newest.
 *
 * note: O(1). lowestIn: O(steps within the days). Memory: 12 bytes a step, twice that at most, and 8 an item.
 */
export class Prices implements Saved {
  readonly #steps = new SlabLists({ at: 'u32', price: 'f64' }, 1)
  /** By item: the lowest price ever known + 1; 0 for none. */
  #lowest: Float64Array = new Float64Array(16)

  /** Notes what an item costs from this second on; Infinity: it cannot be had. */
  note(item: number, at: number, price: number): void {
    const count = this.#steps.countOf(item)
    const last = count > 0 ? this.#steps.starts[item]! + count - 1 : -1
    if (last >= 0 && this.#steps.columns.price[last] === price) return
    if (last < 0 && price === gone) return
    this.#lowest = grown(this.#lowest, item + 1)
    if (price < gone && (this.#lowest[item] === 0 || price + 1 < this.#lowest[item]!)) this.#lowest[item] = price + 1
    if (last >= 0 && at <= this.#steps.columns.at[last]!) {
      this.#steps.columns.price[last] = price // the same second, or a clock that went wrong
      return
    }
    const slot = this.#steps.push(item)
    this.#steps.columns.at[slot] = at
    this.#steps.columns.price[slot] = price
  }

  /** The lowest price in so many days before a moment (seconds), that of their beginning included; of all time for 0. Infinity: none known. */
  lowestIn(item: number, days: number, at: number): number {
    const lowest = this.#lowest[item] ?? 0
    if (days === 0 || lowest === 0) return lowest === 0 ? gone : lowest - 1
    const from = at - days * secondsPerDay
    let found = gone
    const start = this.#steps.starts[item]!
    for (let i = this.#steps.countOf(item) - 1; i >= 0; i--) {
      found = Math.min(found, this.#steps.columns.price[start + i]!)
      if (this.#steps.columns.at[start + i]! <= from) break
    }
    return found
  }

  /** The steps of an item, the oldest first. */
  of(item: number): readonly { readonly at: number; readonly price: number }[] {
    const start = this.#steps.countOf(item) > 0 ? this.#steps.starts[item]! : 0
    const { at, price } = this.#steps.columns
    return Array.from({ length: this.#steps.countOf(item) }, (_, i) => ({
      at: at[start + i]!,
      price: price[start + i]!,
    }))
  }

  /** Forgets what an item cost. */
  clear(item: number): void {
    this.#steps.clear(item)
    if (item < this.#lowest.length) this.#lowest[item] = 0
  }

  save(): Columns {
    return { ...nested('steps', this.#steps.save()), lowest: this.#lowest }
  }

  restore(columns: Columns): void {
    this.#steps.restore(partOf(columns, 'steps'))
    this.#lowest = columns.lowest as Float64Array
  }
}
