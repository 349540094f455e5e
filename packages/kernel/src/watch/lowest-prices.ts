import { type Columns, nested, partOf, type Saved } from '../columns.ts'
import { grown } from '../grown.ts'
import { SlabLists } from '../slab-lists.ts'

/**
 * The exact lowest price of every product while its offers change: an offer belongs to one product, or to none. Offers and products are
 * numbers that the caller gives out, 0, 1, 2 ...; a price is a number of minor units, and Infinity while the offer cannot be had.
 *
 * A product's offers and prices lie side by side, so that one look over them finds the offer, what was lowest, and what is: O(offers of
 * the product) a change, of which the first ten cost one wait for memory; see docs/benchmarks.md, Watch.
 *
 * Memory: 12 bytes an offer in its product's block, twice that at most, 4 beside it, and 9 a product.
 */
export class LowestPrices implements Saved {
  readonly #offers = new SlabLists({ offer: 'u32', price: 'f64' }, 1)
  /** By offer: its product + 1; 0 for none. */
  #products: Uint32Array = new Uint32Array(16)
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
    const place = this.#placeOf(offer)
    return place < 0 ? Number.POSITIVE_INFINITY : this.#offers.columns.price[place]!
  }

  /** The lowest price of a product; Infinity when nothing can be had. */
  lowestOf(product: number): number {
    let lowest = Number.POSITIVE_INFINITY
    const { price } = this.#offers.columns
    const count = this.#offers.countOf(product)
    const start = count > 0 ? this.#offers.starts[product]! : 0
    for (let slot = start; slot < start + count; slot++) if (price[slot]! < lowest) lowest = price[slot]!
    return lowest
  }

  /** The offer with the lowest price, the lowest number first; -1 when nothing can be had. */
  lowestOfferOf(product: number): number {
    const { offer, price } = this.#offers.columns
    const count = this.#offers.countOf(product)
    const start = count > 0 ? this.#offers.starts[product]! : 0
    let [best, lowest] = [-1, Number.POSITIVE_INFINITY]
    for (let slot = start; slot < start + count; slot++) {
      const isLower = price[slot]! < lowest || (price[slot] === lowest && offer[slot]! < best)
      if (isLower) [best, lowest] = [offer[slot]!, price[slot]!]
    }
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
    this.before = this.lowestOf(product)
    this.#products = grown(this.#products, offer + 1)
    this.#products[offer] = product + 1
    const slot = this.#offers.push(product)
    this.#offers.columns.offer[slot] = offer
    this.#offers.columns.price[slot] = price
    this.now = Math.min(this.before, price)
    return this.now !== this.before
  }

  /**
   * Gives an offer another price. @returns whether the product's lowest price is another now
   * @throws RangeError for a price that is no number
   */
  set(offer: number, price: number): boolean {
    const product = (this.#products[offer] ?? 0) - 1
    if (product < 0) return false
    checkPrice(price)
    const { offer: offers, price: prices } = this.#offers.columns
    const start = this.#offers.starts[product]!
    const end = start + this.#offers.counts[product]!
    let [place, others] = [start, Number.POSITIVE_INFINITY]
    for (let slot = start; slot < end; slot++) {
      if (offers[slot] === offer) place = slot
      else if (prices[slot]! < others) others = prices[slot]!
    }
    const own = prices[place]!
    prices[place] = price
    this.before = own < others ? own : others
    this.now = price < others ? price : others
    return this.now !== this.before
  }

  /** Takes an offer out of its product. @returns whether the product's lowest price is another now */
  remove(offer: number): boolean {
    const product = this.productOf(offer)
    if (product < 0) return false
    this.before = this.lowestOf(product)
    this.#offers.removeAt(product, this.#placeOf(offer) - this.#offers.starts[product]!)
    this.#products[offer] = 0
    this.now = this.lowestOf(product)
    return this.now !== this.before
  }

  save(): Columns {
    let size = this.#products.length
    while (size > 0 && this.#products[size - 1] === 0) size -= 1
    return { products: this.#products.subarray(0, size), ...nested('offers', this.#offers.save()) }
  }

  restore(columns: Columns): void {
    this.#products = columns.products as Uint32Array
    this.#offers.restore(partOf(columns, 'offers'))
  }

  #placeOf(offer: number): number {
    const product = this.productOf(offer)
    if (product < 0) return -1
    let slot = this.#offers.starts[product]!
    while (this.#offers.columns.offer[slot] !== offer) slot += 1
    return slot
  }
}

function checkPrice(price: number): void {
  if (!(price >= 0)) throw new RangeError(`${price} is no price`)
}
