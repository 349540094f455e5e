import type { FlatProblem } from './flat-problem.ts'
import { never } from './labels.ts'

/**
 * The nearest stops of each stop, nearest first, itself not among them. Near is what it costs to go there and back with
 * the first type of vehicle, so that asymmetric costs have one order. Ties go to the lower index.
 */
export class Neighbours {
  /** How many each stop has: `most`, or all others. */
  readonly count: number
  /** Shape [stops * count]. */
  readonly list: Int32Array
  /** Shape [stops * count]: no way between the two is cheaper, in either direction and with any vehicle. */
  readonly bounds: Int32Array
  /** Shape [stops]: the same to and from where vehicles start, end or reload. */
  readonly toEdge: Int32Array

  /** O(stops^2 + stops * most * log most). */
  constructor(flat: FlatProblem, most: number) {
    const { stops, row, col } = flat
    const costs = flat.types.costs[0]!
    this.count = Math.max(0, Math.min(most, stops - 1))
    this.list = new Int32Array(stops * this.count)
    const far = new Float64Array(stops)
    const order = new Int32Array(stops)
    for (let i = 0; i < stops; i++) {
      const from = row[i]!
      const to = col[i]!
      for (let j = 0; j < stops; j++) far[j] = costs[from + col[j]!]! + costs[row[j]! + to]!
      far[i] = Number.POSITIVE_INFINITY
      this.list.set(nearest(far, order, this.count), i * this.count)
    }
    const tables = [...new Set(flat.types.costs)]
    this.bounds = this.list.map((j, k) => leastWay(tables, flat, Math.floor(k / this.count), col[j]!))
    const edges = edgePlaces(flat)
    this.toEdge = Int32Array.from({ length: stops }, (_, i) =>
      Math.min(...edges.map((place) => leastWay(tables, flat, i, place))),
    )
  }
}

/** Where vehicles start, end or reload. */
function edgePlaces({ types: { start, end, model } }: FlatProblem): number[] {
  return [...new Set([...start, ...end, ...model.flatMap(({ reload }) => reload?.places ?? [])])]
}

/** Cheapest way from a stop to a place or back. */
function leastWay(
  tables: readonly Int32Array[],
  { row, col, types }: FlatProblem,
  stop: number,
  place: number,
): number {
  let least = never
  for (const table of tables) {
    least = Math.min(least, table[row[stop]! + place]!, table[place * types.width + col[stop]!]!)
  }
  return least
}

/** Indices of the `count` smallest, smallest first. O(n) on average to find them, then O(count log count) to sort. */
function nearest(values: Float64Array, order: Int32Array, count: number): Int32Array {
  for (let i = 0; i < order.length; i++) order[i] = i
  const comesBefore = (a: number, b: number) => values[a]! - values[b]! || a - b
  let low = 0
  let high = order.length - 1
  while (low < high) {
    const pivot = order[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (comesBefore(order[i]!, pivot) < 0) i++
      while (comesBefore(order[j]!, pivot) > 0) j--
      if (i <= j) {
        const moved = order[i]!
        order[i++] = order[j]!
        order[j--] = moved
      }
    }
    if (count - 1 <= j) high = j
    else if (count - 1 >= i) low = i
    else break
  }
  return order.slice(0, count).sort(comesBefore)
}
