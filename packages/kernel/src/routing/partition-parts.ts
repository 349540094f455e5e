import type { Random } from '../random.ts'
import type { PartitionDive } from './partition-dive.ts'
import type { PartitionPrices } from './partition-prices.ts'
import type { PartitionSets } from './partition-sets.ts'

/** Decisions of one part: it is small, or not worth more. */
const nodesMax = 200
/** How many of the chosen sets a part is at most. */
const partMax = 8

export type PartsGiven = {
  readonly sets: PartitionSets
  readonly dive: PartitionDive
  readonly prices: PartitionPrices
  /** Sets that may be part of a cheaper choice, in order of reduced cost. */
  readonly hopeful: Int32Array
  readonly random: Random
  /** A choice to begin with. */
  readonly chosen: readonly number[]
}

/**
 * A choice of sets, made cheaper a few of them at a time: some that share items with one that is not chosen are given up, and their
 * items put together in the cheapest way.
 * Source: large neighbourhood search, Shaw (1998), DOI 10.1007/3-540-49481-2_30.
 */
export class PartitionParts {
  chosen: readonly number[]
  readonly #given: PartsGiven
  /** Which chosen set has the item. */
  readonly #owner: Int32Array
  readonly #freed = new Set<number>()
  readonly #bits: Int32Array
  readonly #fitting: Int32Array

  constructor(given: PartsGiven) {
    const { sets, hopeful, chosen } = given
    this.#given = given
    this.chosen = chosen
    this.#owner = new Int32Array(sets.items)
    this.#bits = new Int32Array(sets.words)
    this.#fitting = new Int32Array(hopeful.length)
    this.#own(chosen)
  }

  /** One part. O(sets), and what the dive takes. */
  improve(): void {
    this.#giveUp()
    const { sets, dive } = this.#given
    const items = this.#items()
    const left = [...sets.limits]
    let bound = 0
    for (const j of this.chosen) {
      if (this.#freed.has(j)) bound += sets.cost[j]
      else left[sets.kind[j]]--
    }
    const { fitting, lower } = this.#fit(items, left)
    const better = lower < bound && dive.run({ items, sets: fitting, left, lower, bound }, nodesMax)
    if (!better) return
    this.chosen = [...this.chosen.filter((j) => !this.#freed.has(j)), ...better]
    this.#own(better)
  }

  #own(chosen: readonly number[]): void {
    const { first, item } = this.#given.sets
    for (const j of chosen) for (let i = first[j]; i < first[j + 1]; i++) this.#owner[item[i]] = j
  }

  /** Draws sets that have items of what is given up already, and gives up what is chosen of their items. */
  #giveUp(): void {
    const { sets, hopeful, random } = this.#given
    this.#freed.clear()
    this.#bits.fill(0)
    const most = 2 + random.below(partMax - 1)
    this.#free(hopeful[random.below(hopeful.length)])
    for (let tries = 0; this.#freed.size < most && tries < 16 * most; tries++) {
      const other = hopeful[random.below(hopeful.length)]
      if (this.#meets(other, sets)) this.#free(other)
    }
  }

  #meets(set: number, { mask, words }: PartitionSets): boolean {
    for (let w = 0; w < words; w++) if (mask[set * words + w] & this.#bits[w]) return true
    return false
  }

  #free(set: number): void {
    const { first, item, mask, words } = this.#given.sets
    for (let i = first[set]; i < first[set + 1]; i++) {
      const own = this.#owner[item[i]]
      if (this.#freed.has(own)) continue
      this.#freed.add(own)
      for (let w = 0; w < words; w++) this.#bits[w] |= mask[own * words + w]
    }
  }

  #items(): Int32Array {
    const { first, item } = this.#given.sets
    const items: number[] = []
    for (const j of this.#freed) for (let i = first[j]; i < first[j + 1]; i++) items.push(item[i])
    return Int32Array.from(items)
  }

  /** The sets of these items alone, and what a choice of them costs at least. */
  #fit(items: Int32Array, left: readonly number[]): { readonly fitting: Int32Array; readonly lower: number } {
    const { sets, prices, hopeful } = this.#given
    let lower = 0
    for (const item of items) lower += prices.item[item]
    left.forEach((count, kind) => {
      if (prices.kind[kind] > 0) lower -= prices.kind[kind] * count
    })
    let count = 0
    for (const j of hopeful) {
      if (!sets.isWithin(j, this.#bits) || left[sets.kind[j]] <= 0) continue
      this.#fitting[count++] = j
      lower += Math.min(0, prices.reduced[j])
    }
    return { fitting: this.#fitting.subarray(0, count), lower }
  }
}
