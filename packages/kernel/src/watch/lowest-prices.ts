import { type Columns, nested, partOf, type Saved } from '../columns.ts'
import { grown } from '../grown.ts'
import { SlabLists } from '../slab-lists.ts'

/** So many offers `warm` reads ahead: more than a core waits for at a time, and what they read still lies in its cache when it is needed. */
export const warmOffersMax = 64

/**
 * The exact lowest price of every product while its offers change: an offer belongs to one product, or to none. Offers and products are
 * numbers that the caller gives out, 0, 1, 2 ...; a price is a number of minor units, and Infinity while the offer cannot be had.
 *
 * A change is O(1), but for the lowest offer of a product that gets dearer: then all offers of the product are looked at. With millions of
 * offers nearly all of the time is waiting for memory: whoever has many changes calls `warm` first, and the waits overlap; see
 * docs/benchmarks.md, watch.
 *
 * Memory: 12 bytes an offer, 4 to 8 beside it in its product's block, and 17 a product.
 */
export class LowestPrices implements Saved {
  readonly #offers = new SlabLists({ offer: 'u32' }, 1)
  /** By offer: its product + 1; 0 for none. */
  #products: Uint32Array = new Uint32Array(16)
  /** By offer; 0 for one of no product. */
  #prices: Float64Array = new Float64Array(16)
  /** By product; 0 for one without offers. */
  #lowest: Float64Array = new Float64Array(16)
  readonly #warmed = new Uint32Array(warmOffersMax)
  /** After a change: the lowest price of the product before it, and now. Infinity: nothing can be had. */
  before = Number.POSITIVE_INFINITY
  now = Number.POSITIVE_INFINITY

  /** Products addressed so far. */
  get products(): number {
    return this.#offers.rows
  }

  /** The product of an offer; -1 for none. */
  productOf(offer: number): number {
    return (this.#products[offer] ?? 0) - 1
  }

  /** How many offers a product has, those that cannot be had included. */
  countOf(product: number): number {
    return this.#offers.countOf(product)
  }

  /** An offer's price; Infinity for one that cannot be had or is not there. */
  priceOf(offer: number): number {
    return this.productOf(offer) < 0 ? Number.POSITIVE_INFINITY : this.#prices[offer]!
  }

  /** The lowest price of a product; Infinity when nothing can be had. */
  lowestOf(product: number): number {
    return this.#offers.countOf(product) > 0 ? this.#lowest[product]! : Number.POSITIVE_INFINITY
  }

  /** The offer with the lowest price, the lowest number first; -1 when nothing can be had. O(offers of the product). */
  lowestOfferOf(product: number): number {
    const lowest = this.lowestOf(product)
    if (lowest === Number.POSITIVE_INFINITY) return -1
    let best = -1
    for (const offer of this.offersOf(product))
      if (this.#prices[offer] === lowest && (best < 0 || offer < best)) best = offer
    return best
  }

  /** The offers of a product, in no order. */
  *offersOf(product: number): Generator<number> {
    const count = this.#offers.countOf(product)
    for (let i = 0; i < count; i++) yield this.#offers.columns.offer[this.#offers.starts[product]! + i]!
  }

  /**
   * Adds an offer that is of no product. @returns whether the product's lowest price is another now; see `before` and `now`
   * @throws RangeError for an offer that has a product, or a price that is no number
   */
  add(offer: number, product: number, price: number): boolean {
    checkPrice(price)
    if (this.productOf(offer) >= 0) throw new RangeError(`offer ${offer} is of product ${this.productOf(offer)}`)
    const before = this.lowestOf(product)
    this.#products = grown(this.#products, offer + 1)
    this.#prices = grown(this.#prices, offer + 1)
    this.#lowest = grown(this.#lowest, product + 1)
    this.#products[offer] = product + 1
    this.#prices[offer] = price
    const slot = this.#offers.push(product)
    this.#offers.columns.offer[slot] = offer
    return this.#note(product, before, Math.min(before, price))
  }

  /**
   * Gives an offer another price. @returns whether the product's lowest price is another now
   * @throws RangeError for a price that is no number
   */
  set(offer: number, price: number): boolean {
    const product = (this.#products[offer] ?? 0) - 1
    if (product < 0) return false
    checkPrice(price)
    const own = this.#prices[offer]!
    const before = this.#lowest[product]!
    this.#prices[offer] = price
    if (price <= before) return this.#note(product, before, price)
    return this.#note(product, before, own > before ? before : this.#lookOver(product, before))
  }

  /** Takes an offer out of its product: O(offers of the product). @returns whether the product's lowest price is another now */
  remove(offer: number): boolean {
    const product = this.productOf(offer)
    if (product < 0) return false
    const before = this.#lowest[product]!
    const start = this.#offers.starts[product]!
    let place = 0
    while (this.#offers.columns.offer[start + place] !== offer) place += 1
    this.#offers.removeAt(product, place)
    this.#products[offer] = 0
    this.#prices[offer] = 0
    return this.#note(product, before, this.#lookOver(product, before))
  }

  /**
   * Reads what `set` will read for the offers `from` to before `to`, `warmOffersMax` at most, and changes nothing. No read waits for the one
   * before, as those of a change do, so that a core waits for many at once.
   *
   * @returns a number that says nothing: with it no compiler leaves the reads out
   */
  warm(offers: Uint32Array, from: number, to: number): number {
    const rows = this.#warmed
    const count = Math.min(to - from, warmOffersMax)
    let read = 0
    for (let i = 0; i < count; i++) {
      const offer = offers[from + i]!
      rows[i] = this.#products[offer] ?? 0
      read += this.#prices[offer] ?? 0
    }
    for (let i = 0; i < count; i++) if (rows[i]! > 0) read += this.#lowest[rows[i]! - 1]!
    return read
  }

  save(): Columns {
    let size = this.#products.length
    while (size > 0 && this.#products[size - 1] === 0) size -= 1
    return {
      products: this.#products.subarray(0, size),
      prices: this.#prices.subarray(0, size),
      lowest: this.#lowest.subarray(0, this.#offers.rows),
      ...nested('offers', this.#offers.save()),
    }
  }

  restore(columns: Columns): void {
    this.#products = columns.products as Uint32Array
    this.#prices = columns.prices as Float64Array
    this.#lowest = columns.lowest as Float64Array
    this.#offers.restore(partOf(columns, 'offers'))
  }

  #note(product: number, before: number, now: number): boolean {
    this.#lowest[product] = this.#offers.counts[product] === 0 ? 0 : now
    this.before = before
    this.now = now
    return now !== before
  }

  /** Looks at a product's offers, until one has the price `least`, below which none is. */
  #lookOver(product: number, least: number): number {
    const prices = this.#prices
    const offers = this.#offers.columns.offer
    const start = this.#offers.starts[product]!
    const end = start + this.#offers.counts[product]!
    let lowest = Number.POSITIVE_INFINITY
    for (let slot = start; slot < end && lowest > least; slot++) {
      const price = prices[offers[slot]!]!
      if (price < lowest) lowest = price
    }
    return lowest
  }
}

function checkPrice(price: number): void {
  if (!(price >= 0)) throw new RangeError(`${price} is no price`)
}
