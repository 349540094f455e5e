import type { Visit } from '../life/visits.ts'
import type { Watcher } from '../life/walk.ts'
import type { Worth } from '../life/worth.ts'

/** What is counted of each shopper, one entry a shopper; plain arrays of numbers, so that it passes between threads. */
export type Sums = Readonly<Record<SumName, Float64Array>>

const sumNames = ['visits', 'orders', 'wonMinor', 'places', 'clicks', 'regret', 'worthShown'] as const
type SumName = (typeof sumNames)[number]

/** Judges a policy by the known truth: counts what shoppers did and how far what they saw was from the best for them. */
export class Score implements Watcher {
  readonly sums: Sums
  readonly #worth: Worth
  readonly #k: number

  /** @param parts.k places of the home that are judged */
  constructor({ shoppers, worth, k }: { shoppers: number; worth: Worth; k: number }) {
    this.sums = Object.fromEntries(sumNames.map((name) => [name, new Float64Array(shoppers)])) as Sums
    this.#worth = worth
    this.#k = k
  }

  /**
   * Regret: the mean true worth of the best k products on the shelf for this shopper at this moment, less that of the
   * first k places of their home. A place that shows nothing is worth nothing.
   */
  home({ shopper }: Visit, places: readonly number[], worth: Float32Array): void {
    const { visits, places: placed, regret, worthShown } = this.sums
    let shown = 0
    for (let i = 0; i < Math.min(this.#k, places.length); i++) shown += worth[places[i]!]! / this.#k
    visits[shopper]! += 1
    placed[shopper]! += places.length
    worthShown[shopper]! += shown
    regret[shopper]! += this.#worth.bestOf(worth, this.#k) - shown
  }

  click({ shopper }: Visit, place: number): void {
    if (place >= 0) this.sums.clicks[shopper]! += 1
  }

  order({ shopper }: Visit, amountMinor: number): void {
    this.sums.orders[shopper]! += 1
    this.sums.wonMinor[shopper]! += amountMinor
  }
}
