import type { Minor } from '../../domain/units.ts'
import type { TownProduct } from './catalogue.ts'
import type { TownShopper } from './people.ts'

const qualityWeight = 0.6
/** What a price twice the fair one takes away from who minds most. */
const dearWeight = 3
const cheapMax = 0.6

/**
 * The known truth: what a product at a price is worth to a shopper, beside nothing at all at 0. Most products are worth less than
 * nothing to most people; a few are worth 3 to 5 to somebody. Who loves something and who minds the price decide, not the shop.
 * O(1).
 */
export function utilityOf(shopper: TownShopper, one: TownProduct, priceMinor: Minor): number {
  const { tastes, priceSensitivity } = shopper
  const dear = Math.max(-cheapMax, Math.log2(priceMinor / one.fairMinor))
  const worth =
    tastes.kinds[one.kind]! + tastes.brands[one.brand]! + tastes.styles[one.style]! + tastes.colors[one.color]!
  return worth + qualityWeight * one.quality - dearWeight * priceSensitivity * dear
}
