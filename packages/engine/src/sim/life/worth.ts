import { TopK } from '@nunchi/kernel'
import { minor } from '../../domain/units.ts'
import { type Town, utilityOf } from '../town/town.ts'
import { dayMs } from './calendar.ts'
import type { Shelf } from './shelf.ts'
import type { ShopperState } from './shopper-state.ts'

/** Who has a durable thing wants the same one less by this, and others of its kind less by that, fading over the days. */
const sameAgain = 4
const likeAgain = 1.5
const durableDays = 120
/** Who has just bought a consumable wants none of it; when it runs out, they want it more than anything they do not need. */
const stillFull = 3
const runOut = 1.5
/** As a share of how long it lasts: until then the cupboard is full, from then on it is running out. */
const fullUntil = 0.6
const emptyFrom = 0.85

type Known = { readonly utilities: Float32Array; version: number }

/**
 * What every product is worth to a shopper at a moment: the town's true utility at today's price, and what they have at
 * home. This is the known truth: shoppers choose by it, and pages are judged by it.
 *
 * The utility of all products is kept for the `keptMax` shoppers seen last: 4 bytes a product.
 */
export class Worth {
  readonly #town: Town
  readonly #shelf: Shelf
  readonly #keptMax: number
  readonly #known = new Map<number, Known>()
  readonly #now: Float32Array

  constructor({ town, shelf, keptMax }: { town: Town; shelf: Shelf; keptMax: number }) {
    this.#town = town
    this.#shelf = shelf
    this.#keptMax = keptMax
    this.#now = new Float32Array(shelf.size)
  }

  /** The town's utility of every product at today's price, shape [products]; read it, never keep it. */
  utilities(shopper: number): Float32Array {
    const known = this.#known.get(shopper)
    const changed = known && this.#shelf.changedSince(known.version)
    if (known && changed) {
      for (const number of changed) known.utilities[number] = this.#utility(shopper, number)
      known.version = this.#shelf.version
      return known.utilities
    }
    const utilities = Float32Array.from({ length: this.#shelf.size }, (_, number) => this.#utility(shopper, number))
    if (this.#known.size >= this.#keptMax) this.#known.delete(this.#known.keys().next().value!)
    this.#known.set(shopper, { utilities, version: this.#shelf.version })
    return utilities
  }

  /** What every product is worth to them now, shape [products]; overwritten by the next call. */
  now(shopper: number, state: ShopperState, at: number): Float32Array {
    const worth = this.#now
    worth.set(this.utilities(shopper))
    const { categoryOf, categories } = this.#shelf
    for (const [number, bought] of state.bought) {
      const days = (at - bought.at) / dayMs
      const { consumableDays } = this.#town.products[number]!
      if (consumableDays !== undefined) {
        const used = days / consumableDays
        worth[number]! += used < fullUntil ? -stillFull : used < emptyFrom ? 0 : runOut
        continue
      }
      const fading = Math.max(0, 1 - days / durableDays)
      for (const other of categories[categoryOf[number]!]!.products) worth[other]! -= likeAgain * fading
      worth[number]! -= (sameAgain - likeAgain) * fading
    }
    return worth
  }

  /** The mean worth of the `k` products on the shelf that are worth most, as `now` left them. */
  bestOf(worth: Float32Array, k: number): number {
    const best = new TopK(k)
    for (let number = 0; number < worth.length; number++) {
      if (this.#shelf.inStock[number]) best.offer(number, worth[number]!)
    }
    const places = new Uint32Array(k)
    const count = best.drain(places)
    let sum = 0
    for (let i = 0; i < count; i++) sum += worth[places[i]!]!
    return sum / k
  }

  #utility(shopper: number, number: number): number {
    const { shoppers, products } = this.#town
    return utilityOf(shoppers[shopper]!, products[number]!, minor(this.#shelf.priceMinor[number]!))
  }
}
