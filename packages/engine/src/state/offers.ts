import { type Columns, grown, Interner, nested, partOf, type Saved, SlabLists } from '@nunchi/kernel'
import type { Offer, OfferRef } from '../domain/offer.ts'
import { type ProductId, secondsOf } from '../domain/units.ts'
import type { OfferEvent, OfferTerms } from '../events/offer.ts'
import { contentHash } from './offers/content-hash.ts'

/** Between a mall and its own id of an offer: stands in neither. */
const between = '\u0001'
const unknown = -1
const flag = { there: 1, inStock: 2, used: 4, held: 8 } as const
const canBeHad = flag.there | flag.inStock
const productName = /^np-(0|[1-9]\d{0,8})$/

type Listing = Extract<OfferEvent, { kind: 'offer.listed' }>

/** The number of a product made of offers: 7 of 'np-7'; -1 for any other. */
export function productNumberOf(id: ProductId): number {
  const match = productName.exec(id)
  return match ? Number(match[1]) : -1
}

/** The id of a product made of offers. */
export function productIdOf(number: number): ProductId {
  return `np-${number}` as ProductId
}

/**
 * The offers of all malls: whose they are, what they cost, and which product each is of. What they say of themselves stays in
 * the log, at `positions`. An offer that was withdrawn keeps its number and its product, so that it comes back to where it was.
 *
 * Memory: some 64 bytes an offer beside its name, which takes 16 to 32 and itself. O(offers of the product) per event.
 */
export class Offers implements Saved {
  readonly #refs: Interner
  readonly #mallNames: Interner
  #flags: Uint8Array = new Uint8Array(16)
  #malls: Uint32Array = new Uint32Array(16)
  /** By offer: the number of its product + 1. */
  #products: Uint32Array = new Uint32Array(16)
  /** By offer: where in the log it was listed last. */
  positions: Float64Array = new Float64Array(16)
  /** By offer: `contentHash` of what it said last. */
  #hashes: Uint32Array = new Uint32Array(16)
  /** By offer: the second since 1970 from which on its terms hold, as it was said last. */
  #saidAt: Uint32Array = new Uint32Array(16)
  /** Price, shipping and coupon, side by side, minor units; -1 unknown. */
  #terms: Float64Array = new Float64Array(48)
  /** By product: the offers that are there, in no order. */
  readonly ofProduct = new SlabLists({ offer: 'u32' }, 1)
  /** By product: the offer with the lowest total of those that can be had, + 1; 0 for none. */
  #lowest: Uint32Array = new Uint32Array(16)
  /** Products made so far: the number of the next one. */
  productCount = 0
  /** Products of which an offer is there. */
  productsThere = 0
  /** Offers that are there, of all malls and by the mall's number. */
  count = 0
  #counts: Float64Array = new Float64Array(16)

  constructor(hashSeed: number) {
    this.#refs = new Interner(hashSeed)
    this.#mallNames = new Interner(hashSeed)
  }

  /** Numbers given out to offers. */
  get size(): number {
    return this.#refs.size
  }

  /** The offer's number, or -1. */
  find({ mall, key }: OfferRef): number {
    return this.#refs.find(mall + between + key)
  }

  refOf(offer: number): OfferRef {
    const [mall, key] = this.#refs.nameOf(offer).split(between)
    return { mall: mall!, key: key! }
  }

  /** The number of the mall by which the offer is made: for telling malls apart. */
  mallOf(offer: number): number {
    return this.#malls[offer]!
  }

  /** Whether the offer is a mall's. */
  isOf(offer: number, mall: string): boolean {
    return this.#malls[offer] === this.#mallNames.find(mall)
  }

  isThere(offer: number): boolean {
    return (this.#flags[offer]! & flag.there) !== 0
  }

  /** Whether it is offered as used or refurbished. */
  isUsed(offer: number): boolean {
    return (this.#flags[offer]! & flag.used) !== 0
  }

  /** The number of its product, -1 for none. */
  productOf(offer: number): number {
    return this.#products[offer]! - 1
  }

  termsOf(offer: number): OfferTerms {
    return {
      priceMinor: this.#amountAt(offer * 3),
      shippingMinor: this.#amountAt(offer * 3 + 1),
      couponMinor: this.#amountAt(offer * 3 + 2),
      inStock: (this.#flags[offer]! & flag.inStock) !== 0,
    }
  }

  /** The second since 1970 from which on its terms hold: what was so before is no news. */
  saidAt(offer: number): number {
    return this.#saidAt[offer]!
  }

  /** What the offer costs in all: price and shipping less coupon, unknown ones counted as nothing; -1 without a price. */
  totalOf(offer: number): number {
    const price = this.#terms[offer * 3]!
    if (price === unknown) return unknown
    return Math.max(0, price + Math.max(0, this.#terms[offer * 3 + 1]!) - Math.max(0, this.#terms[offer * 3 + 2]!))
  }

  /** The total that it can be had for now; Infinity while it cannot. */
  priceOf(offer: number): number {
    return this.canBeHad(offer) ? this.totalOf(offer) : Number.POSITIVE_INFINITY
  }

  /** Whether its price is held, for somebody to check. */
  isHeld(offer: number): boolean {
    return (this.#flags[offer]! & flag.held) !== 0
  }

  /** Holds an offer's price, or no longer. */
  hold(offer: number, isHeld: boolean): void {
    if (this.isHeld(offer) === isHeld) return
    this.#flags[offer]! ^= flag.held
    this.#findLowest(this.productOf(offer))
  }

  /** The offer of a product with the lowest total that can be had, held ones last, new before used; -1 for none. */
  lowestOf(product: number): number {
    return product < this.#lowest.length ? this.#lowest[product]! - 1 : -1
  }

  /** What a product can be had for: the total of `lowestOf`; Infinity while it cannot. */
  lowestPriceOf(product: number): number {
    const lowest = this.lowestOf(product)
    return lowest < 0 ? Number.POSITIVE_INFINITY : this.totalOf(lowest)
  }

  /** The offers of a product that are there, lowest number first. */
  offersOf(product: number): number[] {
    const start = this.ofProduct.starts[product]!
    return Array.from(this.ofProduct.columns.offer.subarray(start, start + this.ofProduct.countOf(product))).sort(
      (a, b) => a - b,
    )
  }

  /** Some offers in the order in which a shopper wants them: what can be had first, new before used, then by lowest total. */
  inOrder(offers: readonly number[]): number[] {
    const rankOf = (offer: number) => (this.canBeHad(offer) ? 0 : 1)
    return [...offers].sort((one, other) => rankOf(one) - rankOf(other) || (this.#isBetter(one, other) ? -1 : 1))
  }

  /** All offers that a mall ever made and that are not forgotten, withdrawn ones too. O(offers of all malls). */
  *allOf(mall: string): Generator<number> {
    const number = this.#mallNames.find(mall)
    for (let offer = 0; offer < this.size; offer++)
      if (this.#malls[offer] === number && this.#refs.nameOf(offer) !== '') yield offer
  }

  /** How many offers of a mall are there. */
  countOf(mall: string): number {
    const number = this.#mallNames.find(mall)
    return number < 0 ? 0 : this.#counts[number]!
  }

  /** Whether the offer is there and says of itself what it said before; its terms may have changed. */
  saysTheSame(offer: number, now: Offer): boolean {
    return this.isThere(offer) && this.#hashes[offer] === contentHash(now)
  }

  /** Whether it costs now what it did, and can be had or not as before. */
  hasTerms(offer: number, { priceMinor, shippingMinor, couponMinor, inStock }: OfferTerms): boolean {
    const known = this.termsOf(offer)
    return (
      known.priceMinor === priceMinor &&
      known.shippingMinor === shippingMinor &&
      known.couponMinor === couponMinor &&
      known.inStock === inStock
    )
  }

  list({ offer: content, product, at }: Listing, position: number): number {
    const { mall, key, condition, ...terms } = content
    const offer = this.#rowFor({ mall, key })
    this.#hashes[offer] = contentHash(content)
    if (!this.isThere(offer)) this.#tally(offer, 1)
    this.positions[offer] = position
    this.#saidAt[offer] = secondsOf(at)
    this.#setTerms(offer, terms)
    const isUsed = condition === 'used' || condition === 'refurbished'
    this.#flags[offer] =
      (this.#flags[offer]! & flag.held) | flag.there | (terms.inStock ? flag.inStock : 0) | (isUsed ? flag.used : 0)
    this.#put(offer, productNumberOf(product))
    return offer
  }

  /**
   * Gives an offer that is there other terms, from a second on. O(1) unless its product's lowest offer gets dearer: then
   * O(offers of the product).
   */
  reprice(offer: number, terms: OfferTerms, second: number): void {
    const product = this.productOf(offer)
    const lowest = this.lowestOf(product)
    const before = this.totalOf(offer)
    this.#setTerms(offer, terms)
    this.#saidAt[offer] = second
    this.#flags[offer] = (this.#flags[offer]! & ~flag.inStock) | (terms.inStock ? flag.inStock : 0)
    const canBeHad = this.canBeHad(offer)
    if (offer === lowest) {
      if (!canBeHad || this.totalOf(offer) > before) this.#findLowest(product)
    } else if (canBeHad && (lowest < 0 || this.#isBetter(offer, lowest))) this.#lowest[product] = offer + 1
  }

  /** @returns its number, -1 when it was not there */
  withdraw(ref: OfferRef): number {
    const offer = this.find(ref)
    if (offer < 0 || !this.isThere(offer)) return -1
    this.#flags[offer]! &= ~flag.there
    this.#tally(offer, -1)
    this.#takeOut(offer)
    return offer
  }

  move(offer: number, product: ProductId): void {
    if (this.isThere(offer)) return this.#put(offer, productNumberOf(product))
    this.#products[offer] = productNumberOf(product) + 1 // where it comes back to
  }

  /** Forgets an offer, its name included. */
  forget(offer: number): void {
    this.withdraw(this.refOf(offer))
    this.#refs.forget(offer)
    this.#products[offer] = 0
    this.positions[offer] = 0
    this.#saidAt[offer] = 0
    this.#hashes[offer] = 0
    this.#terms.fill(unknown, offer * 3, offer * 3 + 3)
  }

  /** Forgets a mall's name, once its offers are forgotten: should it come again, it is another. */
  forgetMall(mall: string): void {
    const number = this.#mallNames.find(mall)
    if (number >= 0) this.#mallNames.forget(number)
  }

  /** Gives out no product number below this: what had them may be gone from the log. */
  numberFrom(count: number): void {
    if (count <= this.productCount) return
    this.productCount = count
    this.#lowest = grown(this.#lowest, count)
    this.ofProduct.reach(count - 1)
  }

  save(): Columns {
    const { size } = this
    return {
      refs: this.#refs.names(),
      mallNames: this.#mallNames.names(),
      flags: this.#flags.subarray(0, size),
      malls: this.#malls.subarray(0, size),
      products: this.#products.subarray(0, size),
      positions: this.positions.subarray(0, size),
      hashes: this.#hashes.subarray(0, size),
      saidAt: this.#saidAt.subarray(0, size),
      terms: this.#terms.subarray(0, size * 3),
      lowest: this.#lowest.subarray(0, this.productCount),
      counts: this.#counts.subarray(0, this.#mallNames.size),
      ...nested('ofProduct', this.ofProduct.save()),
    }
  }

  restore(columns: Columns): void {
    this.#refs.restore(columns.refs as string[])
    this.#mallNames.restore(columns.mallNames as string[])
    this.#flags = columns.flags as Uint8Array
    this.#malls = columns.malls as Uint32Array
    this.#products = columns.products as Uint32Array
    this.positions = columns.positions as Float64Array
    this.#hashes = columns.hashes as Uint32Array
    this.#saidAt = columns.saidAt as Uint32Array
    this.#terms = columns.terms as Float64Array
    this.#lowest = columns.lowest as Uint32Array
    this.productCount = this.#lowest.length
    this.#counts = columns.counts as Float64Array
    this.count = this.#counts.reduce((sum, count) => sum + count, 0)
    this.ofProduct.restore(partOf(columns, 'ofProduct'))
    this.productsThere = 0
    for (let product = 0; product < this.productCount; product++)
      if (this.ofProduct.countOf(product) > 0) this.productsThere += 1
  }

  #amountAt(place: number): OfferTerms['priceMinor'] {
    const amount = this.#terms[place]!
    return amount === unknown ? undefined : (amount as OfferTerms['priceMinor'])
  }

  #rowFor(ref: OfferRef): number {
    const known = this.find(ref)
    if (known >= 0) return known
    const offer = this.#refs.idOf(ref.mall + between + ref.key)
    this.#flags = grown(this.#flags, offer + 1)
    this.#malls = grown(this.#malls, offer + 1)
    this.#products = grown(this.#products, offer + 1)
    this.positions = grown(this.positions, offer + 1)
    this.#hashes = grown(this.#hashes, offer + 1)
    this.#saidAt = grown(this.#saidAt, offer + 1)
    this.#terms = grown(this.#terms, (offer + 1) * 3)
    this.#malls[offer] = this.#mallNames.idOf(ref.mall)
    return offer
  }

  #tally(offer: number, change: 1 | -1): void {
    const mall = this.#malls[offer]!
    this.#counts = grown(this.#counts, mall + 1)
    this.#counts[mall]! += change
    this.count += change
  }

  #setTerms(offer: number, { priceMinor, shippingMinor, couponMinor }: OfferTerms): void {
    this.#terms[offer * 3] = priceMinor ?? unknown
    this.#terms[offer * 3 + 1] = shippingMinor ?? unknown
    this.#terms[offer * 3 + 2] = couponMinor ?? unknown
  }

  #put(offer: number, product: number): void {
    if (this.productOf(offer) !== product) this.#takeOut(offer)
    this.#products[offer] = product + 1
    this.productCount = Math.max(this.productCount, product + 1)
    this.#lowest = grown(this.#lowest, this.productCount)
    this.ofProduct.reach(product)
    if (this.#placeIn(product, offer) < 0) {
      const slot = this.ofProduct.push(product)
      this.ofProduct.columns.offer[slot] = offer
      if (this.ofProduct.countOf(product) === 1) this.productsThere += 1
    }
    this.#findLowest(product)
  }

  /** Takes an offer out of its product's list; it remembers the product. */
  #takeOut(offer: number): void {
    const product = this.productOf(offer)
    if (product < 0) return
    const place = this.#placeIn(product, offer)
    if (place >= 0) {
      this.ofProduct.removeAt(product, place)
      if (this.ofProduct.countOf(product) === 0) this.productsThere -= 1
    }
    this.#findLowest(product)
  }

  #placeIn(product: number, offer: number): number {
    const start = this.ofProduct.starts[product]!
    for (let i = 0; i < this.ofProduct.countOf(product); i++)
      if (this.ofProduct.columns.offer[start + i] === offer) return i
    return -1
  }

  #findLowest(product: number): void {
    let best = -1
    const start = this.ofProduct.starts[product]!
    for (let i = 0; i < this.ofProduct.countOf(product); i++) {
      const offer = this.ofProduct.columns.offer[start + i]!
      if (!this.canBeHad(offer)) continue
      if (best < 0 || this.#isBetter(offer, best)) best = offer
    }
    this.#lowest[product] = best + 1
  }

  /** Whether it is there, in stock and at a known price. */
  canBeHad(offer: number): boolean {
    return (this.#flags[offer]! & canBeHad) === canBeHad && this.totalOf(offer) !== unknown
  }

  /** Held ones last, new before used, then the lower total, then the lower number. */
  #isBetter(one: number, other: number): boolean {
    const [heldOne, heldOther] = [this.#flags[one]! & flag.held, this.#flags[other]! & flag.held]
    if (heldOne !== heldOther) return heldOne < heldOther
    const [usedOne, usedOther] = [this.#flags[one]! & flag.used, this.#flags[other]! & flag.used]
    if (usedOne !== usedOther) return usedOne < usedOther
    const difference = this.totalOf(one) - this.totalOf(other)
    return difference < 0 || (difference === 0 && one < other)
  }
}
