import type { ListwiseBlend } from '@nunchi/kernel'
import { secondsOf } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import { featurePlaces, rankingFeatures } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import { gather } from './candidates.ts'
import type { Slate } from './slate.ts'

let chosen = new Uint8Array(0)

type Order = Extract<ShopEvent, { kind: 'order.placed' }>
type Find = Extract<ShopEvent, { kind: 'product.clicked' | 'product.viewed' | 'product.wished' | 'cart.added' }>

/**
 * Whether an event that is about to be folded teaches what rankings should have shown. In a shop with orders only orders
 * do, of shoppers who have ordered before (of others nothing is known to weigh). In a shop without any it is what people
 * look at or put in the cart after something else. O(1).
 */
export function canTeach(views: Views, event: ShopEvent): event is Order | Find {
  const { recent, orders } = views.history
  switch (event.kind) {
    case 'order.placed': {
      const row = event.shopper === undefined ? -1 : views.shoppers.find(event.shopper)
      return row >= 0 && row < orders.rows && orders.counts[row]! > 0
    }
    case 'product.clicked':
    case 'product.viewed':
    case 'product.wished':
    case 'cart.added': {
      const row = orders.rows > 0 ? -1 : views.shoppers.find(event.shopper)
      return row >= 0 && row < recent.rows && recent.counts[row]! > 0
    }
    default:
      return false
  }
}

/**
 * Learns from an event that `canTeach`: ranks what would have been shown a moment before, and takes one step towards
 * what was chosen. Changes `blend`; the views are only read. Costs one answer and the step.
 * @returns candidates that were chosen; 0 when nothing was learned
 */
export function learnFrom(views: Views, blend: ListwiseBlend, event: Order | Find): number {
  const products = event.kind === 'order.placed' ? event.lines.map(({ product }) => product) : [event.product]
  const items = new Set(products.map((product) => views.catalog.find(product)))
  const slate = gather(views, { row: views.shoppers.find(event.shopper!), now: secondsOf(event.at) })
  if (chosen.length < slate.count) chosen = new Uint8Array(slate.items.length)
  for (let c = 0; c < slate.count; c++) chosen[c] = items.has(slate.items[c]!) ? 1 : 0
  slate.score(blend)
  if (event.kind !== 'order.placed' && !leaveOutSeen(slate)) return 0
  const { inputs, segments, scores, count } = slate
  return blend.learn({ inputs, segments, scores, chosen, n: count })
}

/** What was looked at before is neither found nor passed over by the next look. @returns whether the choice was a find */
function leaveOutSeen({ inputs, scores, count }: Slate): boolean {
  for (let c = 0; c < count; c++) {
    if (inputs[c * rankingFeatures.length + featurePlaces.looked]! <= 0) continue
    if (chosen[c] === 1) return false
    scores[c] = Number.NEGATIVE_INFINITY
  }
  return true
}
