import type { PartitionSets } from './partition-sets.ts'

/** Items to be put together, of which sets. */
export type PartitionPart = {
  readonly items: Int32Array
  /** Those with other items are not among them; in order of reduced cost. */
  readonly sets: Int32Array
  /** How many sets of each kind may be taken. */
  readonly left: readonly number[]
  /** What any choice costs at least, and less than it may cost. */
  readonly lower: number
  readonly bound: number
}

/**
 * Puts items together depth first: the item with the fewest sets left next, sets of least reduced cost first.
 * O(total length of the sets that are left) a decision.
 */
export class PartitionDive {
  readonly #sets: PartitionSets
  readonly #reduced: Float64Array
  /** The sets that are left, those of each depth after those of the one before. */
  #stack: Int32Array
  readonly #uses: Int32Array
  readonly #isTaken: Uint8Array
  #items: Int32Array = new Int32Array(0)
  #left: number[] = []
  #bound = 0
  #nodes = 0
  readonly #chosen: number[] = []
  #best: number[] | undefined

  constructor(sets: PartitionSets, reduced: Float64Array) {
    this.#sets = sets
    this.#reduced = reduced
    this.#stack = new Int32Array(4 * sets.count)
    this.#uses = new Int32Array(sets.items)
    this.#isTaken = new Uint8Array(sets.items)
  }

  /** The cheapest choice below the bound, or the cheapest seen after so many decisions. */
  run({ items, sets, left, lower, bound }: PartitionPart, nodes: number): number[] | undefined {
    this.#items = items
    this.#left = [...left]
    this.#bound = bound
    this.#nodes = nodes
    this.#best = undefined
    this.#stack.set(sets)
    this.#go(0, lower, 0, sets.length)
    return this.#best
  }

  #go(cost: number, lower: number, from: number, until: number): void {
    const item = this.#scarcest(from, until)
    if (item === undefined) {
      if (cost >= this.#bound) return
      this.#bound = cost
      this.#best = [...this.#chosen]
      return
    }
    const { mask, words, cost: costs } = this.#sets
    const [word, bit] = [item >> 5, 1 << (item & 31)]
    for (let k = from; k < until; k++) {
      const j = this.#stack[k]
      if ((mask[j * words + word] & bit) === 0) continue
      const deeper = lower + Math.max(0, this.#reduced[j])
      if (deeper >= this.#bound) return // in order: the rest is no better
      if (--this.#nodes < 0) return
      this.#mark(j, 1)
      this.#chosen.push(j)
      this.#go(cost + costs[j], deeper, until, this.#keep(j, deeper, from, until))
      this.#chosen.pop()
      this.#mark(j, 0)
    }
  }

  /** The open item with the fewest sets. */
  #scarcest(from: number, until: number): number | undefined {
    const { first, item } = this.#sets
    const uses = this.#uses
    for (const one of this.#items) uses[one] = 0
    for (let k = from; k < until; k++) {
      const j = this.#stack[k]
      for (let i = first[j]; i < first[j + 1]; i++) uses[item[i]]++
    }
    let scarcest: number | undefined
    for (const one of this.#items) {
      if (this.#isTaken[one] === 0 && (scarcest === undefined || uses[one] < uses[scarcest])) scarcest = one
    }
    return scarcest
  }

  /** Puts those that still may be taken with a set behind the others. @returns where they end */
  #keep(set: number, lower: number, from: number, until: number): number {
    if (this.#stack.length < 2 * until - from) this.#grow(2 * until)
    const { kind } = this.#sets
    let end = until
    for (let k = from; k < until; k++) {
      const j = this.#stack[k]
      if (lower + Math.max(0, this.#reduced[j]) >= this.#bound) break
      if (this.#left[kind[j]] > 0 && this.#sets.areDisjoint(j, set)) this.#stack[end++] = j
    }
    return end
  }

  #grow(length: number): void {
    const stack = new Int32Array(length)
    stack.set(this.#stack)
    this.#stack = stack
  }

  #mark(j: number, is: 0 | 1): void {
    const { first, item, kind } = this.#sets
    for (let i = first[j]; i < first[j + 1]; i++) this.#isTaken[item[i]] = is
    this.#left[kind[j]] += is ? -1 : 1
  }
}
