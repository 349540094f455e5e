import type { LessonTable } from './lesson-table.ts'

/** As long as a module of a page. */
const listLength = 20

/** What orders of the candidates of some moments are worth. */
export type OrdersWorth = {
  /** Mean NDCG@20 of the moments in which something came, and how many these are. */
  readonly ndcg: number
  readonly moments: number
  /** Different products in the first 20 places. */
  readonly shown: number
}

/**
 * Judges an order of the candidates of moments `from` to before `to`. The gain of a candidate is 2^g - 1 by the best that
 * came of it: g is 3 for a purchase, 2 for the cart, 1 for a click. O(rows log rows).
 * @param scores by row, from the first row of moment `from` on
 */
export function worthOfOrders(
  table: LessonTable,
  { from, to }: { from: number; to: number },
  scores: Float64Array,
): OrdersWorth {
  const first = table.moments[from]?.from ?? table.rows
  const shown = new Set<number>()
  let sum = 0
  let moments = 0
  for (let m = from; m < to; m++) {
    const start = table.moments[m]!.from
    const rows = Array.from({ length: table.endOf(m) - start }, (_, i) => start + i)
    const gains = rows.map((row) => gainOf(table, row))
    rows.sort((a, b) => scores[b - first]! - scores[a - first]! || a - b)
    for (const row of rows.slice(0, listLength)) shown.add(table.items[row]!)
    const ideal = discounted(gains.sort((a, b) => b - a))
    if (ideal === 0) continue
    sum += discounted(rows.map((row) => gainOf(table, row))) / ideal
    moments += 1
  }
  return { ndcg: moments > 0 ? sum / moments : 0, moments, shown: shown.size }
}

function gainOf({ done }: LessonTable, row: number): number {
  return done.purchase[row] ? 3 : done.cart[row] ? 2 : done.click[row] ? 1 : 0
}

function discounted(gains: readonly number[]): number {
  return gains.slice(0, listLength).reduce((sum, gain, place) => sum + (2 ** gain - 1) / Math.log2(place + 2), 0)
}
