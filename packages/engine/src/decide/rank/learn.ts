import type { ListwiseBlend } from '@nunchi/kernel'
import { secondsOf } from '../../domain/units.ts'
import type { OrderEvent } from '../../events/order.ts'
import type { Views } from '../../state/views.ts'
import { gather } from './candidates.ts'

let chosen = new Uint8Array(0)

/**
 * Learns from an order that is about to be folded: ranks what would have been shown a moment before, and takes one step
 * towards what was bought. Only orders of shoppers who have ordered before teach (of others nothing is known to weigh).
 * Changes `blend`; the views are only read.
 * @returns candidates that were bought; 0 when nothing was learned
 */
export function learnFromOrder(views: Views, blend: ListwiseBlend, event: OrderEvent): number {
  if (event.kind !== 'order.placed' || event.shopper === undefined) return 0
  const row = views.shoppers.find(event.shopper)
  const { orders } = views.history
  if (row < 0 || row >= orders.rows || orders.counts[row] === 0) return 0
  const slate = gather(views, { row, now: secondsOf(event.at) })
  const bought = new Set(event.lines.map(({ product }) => views.catalog.find(product)))
  if (chosen.length < slate.count) chosen = new Uint8Array(slate.items.length)
  for (let c = 0; c < slate.count; c++) chosen[c] = bought.has(slate.items[c]!) ? 1 : 0
  blend.score(slate.inputs, slate.segments, slate.scores, slate.count)
  return blend.learn({ ...slate, chosen, n: slate.count })
}
