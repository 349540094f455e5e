import { type Columns, grown, type Saved } from '@nunchi/kernel'

/** Prices of a category that count before any can be told to be cheap. */
const pricesMin = 5
/** Below the mean logarithm by so many standard deviations lies the cheapest third, were logarithms normal. */
const cheapThird = 0.43
const perCategory = 3
/** A shopper's counts stop here, far beyond where one more order says anything. */
const countMax = 0xffff

/** One line of an order. */
export type Choice = {
  readonly row: number
  /** The product's narrowest category, as the catalogue numbers it plus 1; 0 for none. */
  readonly category: number
  /** What it cost; undefined when nobody said. */
  readonly priceMinor: number | undefined
  readonly isReduced: boolean
}

/**
 * How much of what shoppers order is a bargain: reduced, or of the cheapest third of what is chosen of its category.
 * 4 bytes a shopper, 28 a category. O(1) per choice.
 */
export class Bargains implements Saved {
  /** By row: all choices of which the price is known, and bargains among them. */
  #chosen: Uint16Array = new Uint16Array(16)
  #bargains: Uint16Array = new Uint16Array(16)
  rows = 0
  chosenInAll = 0
  bargainsInAll = 0
  /** Category -> its place in `#prices`: count, mean and sum of squared distances of the logarithms. */
  readonly #places = new Map<number, number>()
  #prices: Float64Array = new Float64Array(16)

  choose({ row, category, priceMinor, isReduced }: Choice): void {
    if (priceMinor === undefined || priceMinor <= 0) return
    const isBargain = isReduced || this.#isCheap(category, Math.log(priceMinor))
    if (category > 0) this.#note(category, Math.log(priceMinor))
    this.chosenInAll += 1
    if (isBargain) this.bargainsInAll += 1
    if (row < 0) return
    this.#reach(row)
    this.#add(row, 1, isBargain ? 1 : 0)
  }

  /** What the shopper chose, and how much of it was a bargain. */
  of(row: number): { readonly chosen: number; readonly bargains: number } {
    if (row < 0 || row >= this.rows) return { chosen: 0, bargains: 0 }
    return { chosen: this.#chosen[row]!, bargains: this.#bargains[row]! }
  }

  merge(from: number, into: number): void {
    const { chosen, bargains } = this.of(from)
    if (chosen === 0) return
    this.#reach(into)
    this.#add(into, chosen, bargains)
    this.clear(from)
  }

  clear(row: number): void {
    if (row >= this.rows) return
    this.#chosen[row] = 0
    this.#bargains[row] = 0
  }

  save(): Columns {
    return {
      chosen: this.#chosen.subarray(0, this.rows),
      bargains: this.#bargains.subarray(0, this.rows),
      all: Float64Array.of(this.chosenInAll, this.bargainsInAll),
      categories: Uint32Array.from(this.#places.keys()),
      prices: this.#prices.subarray(0, this.#places.size * perCategory),
    }
  }

  restore(columns: Columns): void {
    this.#chosen = columns.chosen as Uint16Array
    this.#bargains = columns.bargains as Uint16Array
    this.rows = this.#chosen.length
    const [chosen, bargains] = columns.all as Float64Array
    this.chosenInAll = chosen!
    this.bargainsInAll = bargains!
    this.#places.clear()
    for (const category of columns.categories as Uint32Array) this.#places.set(category, this.#places.size)
    this.#prices = columns.prices as Float64Array
  }

  #add(row: number, chosen: number, bargains: number): void {
    if (this.#chosen[row]! + chosen > countMax) return
    this.#chosen[row]! += chosen
    this.#bargains[row]! += bargains
  }

  #isCheap(category: number, price: number): boolean {
    const place = this.#places.get(category)
    if (place === undefined) return false
    const [count, mean, squares] = this.#prices.subarray(place * perCategory, (place + 1) * perCategory)
    if (count! < pricesMin || squares === 0) return false
    return price < mean! - cheapThird * Math.sqrt(squares! / count!)
  }

  /** Takes a price into its category's mean and spread. Source: Welford (1962), doi:10.1080/00401706.1962.10490022. */
  #note(category: number, price: number): void {
    const place = this.#places.get(category) ?? this.#places.size
    if (place === this.#places.size) this.#places.set(category, place)
    this.#prices = grown(this.#prices, (place + 1) * perCategory)
    const base = place * perCategory
    const count = this.#prices[base]! + 1
    const before = this.#prices[base + 1]!
    const mean = before + (price - before) / count
    this.#prices[base] = count
    this.#prices[base + 1] = mean
    this.#prices[base + 2]! += (price - before) * (price - mean)
  }

  #reach(row: number): void {
    if (row < this.rows) return
    this.rows = row + 1
    this.#chosen = grown(this.#chosen, this.rows)
    this.#bargains = grown(this.#bargains, this.rows)
  }
}
