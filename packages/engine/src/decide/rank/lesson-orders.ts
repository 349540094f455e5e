import type { LessonTable } from './lesson-table.ts'

/** As long as a module of a page. */
const listLength = 20

/** What orders of the candidates of some moments are worth. */
export type OrdersWorth = {
  /** NDCG@20 of each moment in which something came. */
  readonly ndcgs: readonly number[]
  /** Different products in the first 20 places. */
  readonly shown: number
}

/** Some moments: `from` to before `to`. */
export type Stretch = { readonly from: number; readonly to: number }

/**
 * Judges an order of the candidates of moments; ties by item. The gain of a candidate is 2^g - 1 by the best that came of
 * it: g is 3 for a purchase, 2 for the cart, 1 for a click. O(rows log rows).
 * @param scores by row, from the first row of the first moment on
 */
export function worthOfOrders(table: LessonTable, { from, to }: Stretch, scores: Float64Array): OrdersWorth {
  const first = table.starts[from]!
  const shown = new Set<number>()
  const ndcgs: number[] = []
  for (let m = from; m < to; m++) {
    const start = table.starts[m]!
    const rows = Uint32Array.from({ length: table.starts[m + 1]! - start }, (_, i) => start + i)
    const ideal = discounted(Array.from(rows, (row) => gainOf(table, row)).sort((a, b) => b - a))
    rows.sort((a, b) => scores[b - first]! - scores[a - first]! || a - b)
    const best = [...rows.subarray(0, listLength)]
    for (const row of best) shown.add(table.items[row]!)
    if (ideal > 0) ndcgs.push(discounted(best.map((row) => gainOf(table, row))) / ideal)
  }
  return { ndcgs, shown: shown.size }
}

function gainOf({ done }: LessonTable, row: number): number {
  return done.purchase[row] ? 3 : done.cart[row] ? 2 : done.click[row] ? 1 : 0
}

function discounted(gains: readonly number[]): number {
  return gains.slice(0, listLength).reduce((sum, gain, place) => sum + (2 ** gain - 1) / Math.log2(place + 2), 0)
}
