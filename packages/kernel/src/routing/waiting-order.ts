import type { Random } from '../random.ts'
import type { FlatProblem } from './flat-problem.ts'

/**
 * Orders the stops that wait to be put in, by a criterion drawn anew each time: at random, most demand first, farthest
 * from the start first, nearest first; where there are windows also shortest window, earliest opening, latest close first.
 * Source: weights of Christiaens and Vanden Berghe (2020), section 5.2 and 6.2. O(n^2) for the few that wait, n log n
 * for many.
 */
export class WaitingOrder {
  readonly #random: Random
  /** A number for each stop, smaller first, by criterion; none for the random one. */
  readonly #keys: readonly Float64Array[]
  /** Criteria as often as they are to be drawn; -1 is the random one. */
  readonly #draws: readonly number[]
  readonly #key: Float64Array

  constructor(flat: FlatProblem, random: Random) {
    this.#random = random
    const { stops, dims, row, types } = flat
    const capacity = Array.from({ length: dims }, (_, d) =>
      Math.max(1, ...types.model.map((type) => type.capacity[d]!)),
    )
    const key = (read: (stop: number) => number) => Float64Array.from({ length: stops }, (_, stop) => read(stop))
    const amountOf = (at: number) => Math.max(flat.delivery[at]! + flat.pickup[at]!, flat.amount[at]!)
    const demand = key((stop) => {
      let share = 0
      for (let d = 0; d < dims; d++) share = Math.max(share, amountOf(stop * dims + d) / capacity[d]!)
      return -share
    })
    const start = types.start[0]!
    const away = key(
      (stop) => types.costs[0]![start * types.width + flat.col[stop]!]! + types.costs[0]![row[stop]! + start]!,
    )
    const opens = key((stop) => flat.windowFrom[flat.firstWindow[stop]!]!)
    const closes = key((stop) => flat.windowUntil[flat.firstWindow[stop + 1]! - 1]!)
    this.#keys = [
      demand,
      away.map((far) => -far),
      away,
      key((stop) => closes[stop]! - opens[stop]!),
      opens,
      closes.map((at) => -at),
    ]
    const plain = [-1, -1, -1, -1, 0, 0, 0, 0, 1, 1, 2]
    this.#draws = flat.has.time ? [...plain, 3, 3, 4, 4, 5, 5] : plain
    this.#key = new Float64Array(stops)
  }

  sort(list: Int32Array, count: number): void {
    const drawn = this.#draws[this.#random.below(this.#draws.length)]!
    let key = this.#keys[drawn]
    if (!key) {
      key = this.#key
      for (let i = 0; i < count; i++) key[list[i]!] = this.#random.uint32()
    }
    if (count > 64) sortMany(list.subarray(0, count), key)
    else sortFew(list, count, key)
  }
}

function sortFew(list: Int32Array, count: number, key: Float64Array): void {
  for (let i = 1; i < count; i++) {
    const stop = list[i]!
    const own = key[stop]!
    let j = i - 1
    for (; j >= 0 && key[list[j]!]! > own; j--) list[j + 1] = list[j]!
    list[j + 1] = stop
  }
}

function sortMany(list: Int32Array, key: Float64Array): void {
  list.sort((a, b) => key[a]! - key[b]! || a - b)
}
