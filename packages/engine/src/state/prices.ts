import { type Columns, gone, grown, nested, PriceHistory, type PriceSteps, partOf, type Saved } from '@nunchi/kernel'

const secondsPerDay = 86_400

/**
 * What each catalogue item could be had for, and since when: its lowest total price, as steps in time, Infinity while it could not be had.
 * Facts of the past do not change what is known: a step is only added behind the newest.
 *
 * note: O(1) amortised. lowestIn: O(steps within the days), and the rest of the blocks that they are packed in. Memory: 28 bytes
 * an item with one price, about 8 more for each of the next few, then 1 to 4 (kernel: `PriceHistory`).
 */
export class Prices implements Saved {
  readonly #history = new PriceHistory()
  /** By item: the lowest price ever known + 1; 0 for none. */
  #lowest: Float64Array = new Float64Array(16)

  /** Notes what an item costs from this second on; Infinity: it cannot be had. A moment before the last counts as the last. */
  note(item: number, at: number, price: number): void {
    const isGone = price === Number.POSITIVE_INFINITY
    const last = this.#history.priceOf(item)
    if (last === undefined && isGone) return
    this.#lowest = grown(this.#lowest, item + 1)
    if (!isGone && (this.#lowest[item] === 0 || price + 1 < this.#lowest[item]!)) this.#lowest[item] = price + 1
    this.#history.append(item, Math.max(1, at, this.#history.seenUntil(item)), isGone ? gone : price)
  }

  /** The lowest price in so many days before a moment (seconds), that of their beginning included; of all time for 0. Infinity: none known. */
  lowestIn(item: number, days: number, at: number): number {
    const lowest = this.#lowest[item] ?? 0
    if (lowest === 0) return Number.POSITIVE_INFINITY
    if (days === 0) return lowest - 1
    const span = { from: at - days * secondsPerDay, to: Number.POSITIVE_INFINITY }
    return this.#history.lowestIn(item, span) ?? Number.POSITIVE_INFINITY
  }

  /**
   * All steps of an item, for what is made of its past (`decide/deals`); `gone` while it could not be had.
   * @param until seconds since 1970 until when the last price is taken to hold: now, as the catalogue says what holds
   */
  stepsOf(item: number, until: number): PriceSteps {
    const room = this.#history.countOf(item)
    const times = new Uint32Array(room)
    const prices = new Float64Array(room)
    const count = this.#history.read(item, { from: 0, to: Number.POSITIVE_INFINITY }, times, prices)
    return { times, prices, count, until }
  }

  /** Forgets what an item cost. */
  clear(item: number): void {
    this.#history.clear(item)
    if (item < this.#lowest.length) this.#lowest[item] = 0
  }

  save(): Columns {
    return { ...nested('history', this.#history.save()), lowest: this.#lowest }
  }

  restore(columns: Columns): void {
    this.#history.restore(partOf(columns, 'history'))
    this.#lowest = columns.lowest as Float64Array
  }
}
