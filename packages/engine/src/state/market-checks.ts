import type { Columns, Saved } from '@nunchi/kernel'
import { agreeing } from '../domain/held-price.ts'
import type { EpochMs } from '../domain/units.ts'
import type { OfferEvent } from '../events/offer.ts'
import { HeldPrices } from './held-prices.ts'
import type { Offers } from './offers.ts'

type Checked = Extract<OfferEvent, { kind: 'offer.checked' }>

/** The usual total of a product, if another is so far from it that it is to be checked first; undefined when it can be believed. */
export type Doubt = (product: number, totalMinor: number, at: EpochMs) => number | undefined

/**
 * Which offers' prices are held: those far from what their product usually costs that no other mall agrees with. A held offer comes
 * behind all others of its product. O(1) for a price that nobody doubts, O(offers of the product) for others.
 */
export class MarketChecks implements Saved {
  readonly held = new HeldPrices()
  /** By offer: the total that was found right. Only the lowest total of a product is known again by what the product did cost. */
  readonly #right = new Map<number, number>()
  readonly #offers: Offers
  readonly #doubt: Doubt
  readonly #believed: (offer: number, at: EpochMs) => void

  /** @param believed told of an offer whose price is held no more, right after */
  constructor(offers: Offers, doubt: Doubt, believed: (offer: number, at: EpochMs) => void) {
    this.#offers = offers
    this.#believed = believed
    this.#doubt = doubt
  }

  /** Looks at an offer whose price or product may be another than before: what was held or said of the same price stands. */
  look(offer: number, at: EpochMs): void {
    const totalMinor = this.#offers.totalOf(offer)
    if (this.held.get(offer)?.totalMinor === totalMinor) return this.#offers.hold(offer, true)
    this.held.release(offer)
    if (this.#right.size > 0) {
      if (this.#right.get(offer) === totalMinor) return this.#offers.hold(offer, false)
      this.#right.delete(offer)
    }
    const product = this.#offers.productOf(offer)
    const usualMinor = this.#offers.canBeHad(offer) ? this.#doubt(product, totalMinor, at) : undefined
    if (usualMinor === undefined) return this.#offers.hold(offer, false)
    const agree = this.#offers.offersOf(product).filter((other) => this.#agrees(offer, other))
    for (const other of agree) this.#release(other, at)
    this.#offers.hold(offer, agree.length === 0)
    if (agree.length === 0) this.held.hold(offer, { totalMinor, usualMinor, at, isWrong: false })
  }

  /** Takes over what a check came to, if the price is still the one that was checked. */
  judge({ mall, key, totalMinor, verdict, at }: Checked): number {
    const offer = this.#offers.find({ mall, key })
    if (offer < 0 || this.held.get(offer)?.totalMinor !== totalMinor) return -1
    if (verdict === 'wrong') this.held.reject(offer, totalMinor)
    else {
      this.#right.set(offer, totalMinor)
      this.#release(offer, at)
    }
    return offer
  }

  /** Forgets what is held or was found right of an offer that is no more. */
  forget(offer: number): void {
    this.held.release(offer)
    this.#right.delete(offer)
  }

  save(): Columns {
    return { ...this.held.save(), right: Float64Array.from([...this.#right].flat()) }
  }

  restore(columns: Columns): void {
    this.held.restore(columns)
    this.#right.clear()
    const right = columns.right as Float64Array
    for (let i = 0; i < right.length; i += 2) this.#right.set(right[i]!, right[i + 1]!)
  }

  #release(offer: number, at: EpochMs): void {
    this.held.release(offer)
    this.#offers.hold(offer, false)
    this.#believed(offer, at)
  }

  /** Whether another mall asks about as much; what a person called wrong says nothing. */
  #agrees(offer: number, other: number): boolean {
    if (this.#offers.mallOf(other) === this.#offers.mallOf(offer) || !this.#offers.canBeHad(other)) return false
    if (this.held.get(other)?.isWrong) return false
    const [one, another] = [this.#offers.totalOf(offer), this.#offers.totalOf(other)]
    return Math.max(one, another) <= agreeing * Math.min(one, another)
  }
}
