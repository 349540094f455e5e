import {
  type Columns,
  gone,
  grown,
  nested,
  PriceHistory,
  type PriceSteps,
  partOf,
  type Saved,
  standingOf,
  timeQuantile,
} from '@nunchi/kernel'
import { farBelowYoung, isFarFrom, isPerhapsFar } from '../domain/held-price.ts'

const secondsPerDay = 86_400
/** What is usual is the median of so many days, if the price of so many seconds of them is known. */
const usualDays = 30
const knownSecondsMin = secondsPerDay

/**
 * What many things cost, and since when, as steps in time; Infinity: had at no price. Facts of the past do not change what is known: a
 * step is only added behind the newest.
 *
 * note: O(1) amortised. Memory: 20 bytes a number up to the highest that ever had a price, about 8 more for each of its next few, then
 * 1 to 4 (kernel: `PriceHistory`).
 */
export class NotedPrices implements Saved {
  readonly #history = new PriceHistory()

  /** Numbers up to the highest that ever had a price. */
  get rows(): number {
    return this.#history.rows
  }

  /** Notes a price from this second on. A moment before the last counts as the last. @returns whether anything is known now */
  note(row: number, at: number, price: number): boolean {
    const isGone = price === Number.POSITIVE_INFINITY
    if (isGone && this.#history.priceOf(row) === undefined) return false
    this.#history.append(row, Math.max(1, at, this.#history.seenUntil(row)), isGone ? gone : price)
    return true
  }

  /** The second until which is known what a row cost; 0 where nothing is. */
  seenUntil(row: number): number {
    return this.#history.seenUntil(row)
  }

  /** The last price; Infinity where there is none. */
  priceOf(row: number): number {
    const last = this.#history.priceOf(row)
    return last === undefined || last === gone ? Number.POSITIVE_INFINITY : last
  }

  /** The lowest price since a second, the one then in force included; Infinity: none known. O(steps since). */
  lowestSince(row: number, from: number): number {
    const lowest = this.#history.lowestIn(row, { from, to: Number.POSITIVE_INFINITY })
    return lowest ?? Number.POSITIVE_INFINITY
  }

  /**
   * The steps of a row, for what is made of its past (`decide/deals`); `gone` while it had no price.
   * @param until seconds since 1970 until when the last price is taken to hold: now, as the catalogue says what holds
   * @param from the first is what held then; all when absent
   */
  stepsOf(row: number, until: number, from = 0): PriceSteps {
    const room = this.#history.countOf(row)
    const times = new Uint32Array(room)
    const prices = new Float64Array(room)
    const count = this.#history.read(row, { from, to: Number.POSITIVE_INFINITY }, times, prices)
    return { times, prices, count, until }
  }

  /** Forgets what a row cost. */
  clear(row: number): void {
    this.#history.clear(row)
  }

  save(): Columns {
    return nested('history', this.#history.save())
  }

  restore(columns: Columns): void {
    this.#history.restore(partOf(columns, 'history'))
  }
}

/** What each catalogue item could be had for: its lowest total price, and the lowest of all time. 8 bytes an item beside the steps. */
export class Prices implements Saved {
  readonly #noted = new NotedPrices()
  /** By item: the lowest price ever known + 1; 0 for none. */
  #lowest: Float64Array = new Float64Array(16)

  /** Items up to the highest that ever had a price. */
  get rows(): number {
    return this.#noted.rows
  }

  /** As `NotedPrices.note`. */
  note(item: number, at: number, price: number): void {
    if (!this.#noted.note(item, at, price)) return
    this.#lowest = grown(this.#lowest, item + 1)
    const isGone = price === Number.POSITIVE_INFINITY
    if (!isGone && (this.#lowest[item] === 0 || price + 1 < this.#lowest[item]!)) this.#lowest[item] = price + 1
  }

  /** As `NotedPrices.seenUntil`. */
  seenUntil(item: number): number {
    return this.#noted.seenUntil(item)
  }

  /** The lowest price in so many days before a moment (seconds), that of their beginning included; of all time for 0. Infinity: none known. */
  lowestIn(item: number, days: number, at: number): number {
    const lowest = this.#lowest[item] ?? 0
    if (lowest === 0) return Number.POSITIVE_INFINITY
    return days === 0 ? lowest - 1 : this.#noted.lowestSince(item, at - days * secondsPerDay)
  }

  /** As `NotedPrices.stepsOf`. */
  stepsOf(item: number, until: number, from = 0): PriceSteps {
    return this.#noted.stepsOf(item, until, from)
  }

  /**
   * The usual price of an item, if another one is so far from it that it is to be checked first; undefined when it can be believed, or too
   * little is known to say. O(1) for prices that were there before; O(steps of 30 days) for others.
   */
  doubtOf(item: number, price: number, at: number): number | undefined {
    const lowest = (this.#lowest[item] ?? 0) - 1
    if (lowest < 0 || price === Number.POSITIVE_INFINITY) return undefined
    const last = this.#noted.priceOf(item)
    if (!isPerhapsFar(price, { lowest, last })) return undefined
    const span = { from: at - usualDays * secondsPerDay, to: at }
    const steps = this.stepsOf(item, at, span.from)
    const { knownSeconds } = standingOf(steps, span, price)
    if (knownSeconds < knownSecondsMin)
      return price < last * farBelowYoung && last < Number.POSITIVE_INFINITY ? last : undefined
    const usual = timeQuantile(steps, span, 0.5)
    return usual !== undefined && isFarFrom(usual, price) ? usual : undefined
  }

  /** Forgets what an item cost. */
  clear(item: number): void {
    this.#noted.clear(item)
    if (item < this.#lowest.length) this.#lowest[item] = 0
  }

  save(): Columns {
    return { ...this.#noted.save(), lowest: this.#lowest }
  }

  restore(columns: Columns): void {
    this.#noted.restore(columns)
    this.#lowest = columns.lowest as Float64Array
  }
}
