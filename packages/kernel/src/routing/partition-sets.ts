/** Sets of items with a cost and a kind, to choose from. */
export type Columns = {
  readonly items: number
  readonly sets: readonly Int32Array[]
  readonly costs: readonly number[]
  readonly kinds: readonly number[]
  /** How many sets of each kind may be taken. */
  readonly limits: readonly number[]
}

/** The same in flat memory, with a bit for each item of a set. */
export class PartitionSets {
  readonly items: number
  readonly count: number
  readonly limits: readonly number[]
  readonly cost: Float64Array
  readonly kind: Int32Array
  /** Items of set j: `item` from `first[j]` up to `first[j + 1]`. */
  readonly first: Int32Array
  readonly item: Int32Array
  /** Shape [count * words]. */
  readonly mask: Int32Array
  readonly words: number

  constructor({ items, sets, costs, kinds, limits }: Columns) {
    this.items = items
    this.count = sets.length
    this.limits = limits
    this.cost = Float64Array.from(costs)
    this.kind = Int32Array.from(kinds)
    this.words = Math.max(1, Math.ceil(items / 32))
    this.first = new Int32Array(sets.length + 1)
    sets.forEach((set, j) => {
      this.first[j + 1] = this.first[j] + set.length
    })
    this.item = new Int32Array(this.first[sets.length])
    this.mask = new Int32Array(sets.length * this.words)
    sets.forEach((set, j) => {
      this.item.set(set, this.first[j])
      for (const item of set) this.mask[j * this.words + (item >> 5)] |= 1 << (item & 31)
    })
  }

  areDisjoint(one: number, other: number): boolean {
    const { mask, words } = this
    for (let w = 0; w < words; w++) if (mask[one * words + w] & mask[other * words + w]) return false
    return true
  }

  /** Whether the set has only items whose bit is set. */
  isWithin(set: number, bits: Int32Array): boolean {
    const { mask, words } = this
    for (let w = 0; w < words; w++) if (mask[set * words + w] & ~bits[w]) return false
    return true
  }
}
