import { type Columns, nested, partOf, type Saved } from './columns.ts'
import { exp2 } from './exp2.ts'
import { grown } from './grown.ts'
import { SlabLists } from './slab-lists.ts'

/**
 * For each item the items that go with it, as bounded lists of decayed weights, updated pair by pair. Of more than
 * `neighboursMax` neighbours the lightest gives way, so that frequent pairs stay and chance pairs pass through.
 *
 * add: O(neighboursMax), about 60 ns at 64 and 100 ns at 128. Memory: 8 bytes a pair kept.
 */
export class ItemTransitions implements Saved {
  readonly lists = new SlabLists({ item: 'u32', weight: 'f32' }, 2)
  /** By item: sum of all weights ever added to its list, decayed alike; >= the sum of those kept. */
  sums: Float32Array = new Float32Array(16)
  /** By item: the moment its list's weights are decayed to. */
  #asOf: Uint32Array = new Uint32Array(16)
  readonly #neighboursMax: number
  readonly #halfLife: number

  /** @param options.halfLife seconds after which a pair counts half */
  constructor({ neighboursMax, halfLife }: { neighboursMax: number; halfLife: number }) {
    this.#neighboursMax = neighboursMax
    this.#halfLife = halfLife
  }

  /** Notes that `to` went with `from` at `at` (seconds). */
  add(from: number, to: number, weight: number, at: number): void {
    this.lists.reach(from)
    this.#asOf = grown(this.#asOf, from + 1)
    this.sums = grown(this.sums, from + 1)
    const amount = this.#decayedTo(from, weight, at)
    this.sums[from]! += amount
    const start = this.lists.starts[from]!
    const count = this.lists.counts[from]!
    const { item, weight: weights } = this.lists.columns
    const end = start + count
    for (let slot = start; slot < end; slot++) {
      if (item[slot] !== to) continue
      weights[slot]! += amount
      return
    }
    const slot = count < this.#neighboursMax ? this.lists.push(from) : this.#lightest(start, end)
    this.lists.columns.item[slot] = to
    this.lists.columns.weight[slot] = amount
  }

  save(): Columns {
    const { rows } = this.lists
    return {
      asOf: this.#asOf.subarray(0, rows),
      sums: this.sums.subarray(0, rows),
      ...nested('lists', this.lists.save()),
    }
  }

  restore(columns: Columns): void {
    this.#asOf = columns.asOf as Uint32Array
    this.sums = columns.sums as Float32Array
    this.lists.restore(partOf(columns, 'lists'))
  }

  /** Decays the list to `at` (once a day of progress is enough) and gives the weight in the list's own time. */
  #decayedTo(from: number, weight: number, at: number): number {
    const seconds = at - this.#asOf[from]!
    if (seconds < 86_400) return weight * exp2(seconds / this.#halfLife)
    this.#asOf[from] = at
    const factor = exp2(-seconds / this.#halfLife)
    const start = this.lists.starts[from]!
    const end = start + this.lists.counts[from]!
    const { weight: weights } = this.lists.columns
    for (let slot = start; slot < end; slot++) weights[slot]! *= factor
    this.sums[from]! *= factor
    return weight
  }

  #lightest(start: number, end: number): number {
    const { weight } = this.lists.columns
    let lightest = start
    let least = weight[start]!
    for (let slot = start + 1; slot < end; slot++) {
      if (weight[slot]! >= least) continue
      least = weight[slot]!
      lightest = slot
    }
    return lightest
  }
}
