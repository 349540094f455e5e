import type { PartitionSets } from './partition-sets.ts'

/**
 * Prices of items, and of kinds of which few sets may be taken, that make the lower bound of a set partitioning high.
 * Source: Lagrangian relaxation by subgradients, Fisher (1981), DOI 10.1287/mnsc.27.1.1. O(total length of sets) a step.
 */
export class PartitionPrices {
  /** Highest lower bound, and the prices and reduced costs it was found with. */
  best = Number.NEGATIVE_INFINITY
  readonly reduced: Float64Array
  readonly item: Float64Array
  readonly kind: Float64Array
  readonly #sets: PartitionSets
  readonly #bound: number
  readonly #itemNow: Float64Array
  readonly #kindNow: Float64Array
  readonly #reducedNow: Float64Array
  readonly #missing: Float64Array
  readonly #over: Float64Array
  #pace = 1
  #idle = 0

  /** @param bound  what a choice is known to cost */
  constructor(sets: PartitionSets, bound: number) {
    this.#sets = sets
    this.#bound = bound
    this.#itemNow = new Float64Array(sets.items).fill(bound / sets.items)
    this.#kindNow = new Float64Array(sets.limits.length)
    this.item = this.#itemNow.slice()
    this.kind = this.#kindNow.slice()
    this.#reducedNow = new Float64Array(sets.count)
    this.reduced = new Float64Array(sets.count)
    this.#missing = new Float64Array(sets.items)
    this.#over = new Float64Array(sets.limits.length)
  }

  step(): void {
    const { count, cost, kind, first, item, limits, items } = this.#sets
    const missing = this.#missing.fill(1)
    limits.forEach((limit, k) => {
      this.#over[k] = -limit
    })
    let lower = 0
    for (let i = 0; i < items; i++) lower += this.#itemNow[i]
    limits.forEach((limit, k) => {
      if (this.#kindNow[k] > 0) lower -= this.#kindNow[k] * limit
    })
    for (let j = 0; j < count; j++) {
      let reduced = cost[j] + this.#kindNow[kind[j]]
      for (let k = first[j]; k < first[j + 1]; k++) reduced -= this.#itemNow[item[k]]
      this.#reducedNow[j] = reduced
      if (reduced >= 0) continue
      lower += reduced
      this.#over[kind[j]]++
      for (let k = first[j]; k < first[j + 1]; k++) missing[item[k]]--
    }
    this.#judge(lower)
    this.#move(lower)
  }

  #judge(lower: number): void {
    if (lower > this.best) {
      this.best = lower
      this.reduced.set(this.#reducedNow)
      this.item.set(this.#itemNow)
      this.kind.set(this.#kindNow)
      this.#idle = 0
    } else if (++this.#idle >= 10) {
      this.#pace /= 2
      this.#idle = 0
    }
  }

  #move(lower: number): void {
    const missing = this.#missing
    const over = this.#over
    let norm = 0
    for (const m of missing) norm += m * m
    over.forEach((more, kind) => {
      if (more > 0 || this.#kindNow[kind] > 0) norm += more * more
    })
    if (norm === 0) return
    const step = (this.#pace * (this.#bound - lower)) / norm
    missing.forEach((m, i) => {
      this.#itemNow[i] += step * m
    })
    over.forEach((more, kind) => {
      if (Number.isFinite(more)) this.#kindNow[kind] = Math.max(0, this.#kindNow[kind] + step * more)
    })
  }
}
