import type { TimeSpan } from '@nunchi/kernel'
import type { Minor, ProductId } from '../../domain/units.ts'
import type { Market } from '../../state/market.ts'
import { productNumberOf } from '../../state/offers.ts'
import type { OfferPast, PriceTold } from './answers.ts'
import { stepsTold } from './price-told.ts'

/** More lines than anybody tells apart. */
const offersMax = 50

/** What each offer of a product cost in a span: those that are there, as a shopper wants them. O(offers + their steps). */
export function offerPasts(
  market: Market,
  product: ProductId,
  { now, ...span }: TimeSpan & { readonly now: number },
): Required<Pick<PriceTold, 'offers' | 'offersLeftOut'>> {
  const number = productNumberOf(product)
  const { offers } = market
  const all = number < 0 || number >= offers.productCount ? [] : offers.inOrder(offers.offersOf(number))
  const told = all.slice(0, offersMax).map((offer): OfferPast => {
    const ref = offers.refOf(offer)
    const price = offers.isHeld(offer) ? Number.POSITIVE_INFINITY : offers.priceOf(offer)
    return {
      ...ref,
      mallName: market.malls.find(ref.mall)?.mall.name ?? ref.mall,
      title: market.texts.of(offer).title,
      ...(price < Number.POSITIVE_INFINITY && { priceMinor: price as Minor }),
      ...stepsTold(market.prices.stepsOf(offer, now), span),
    }
  })
  return { offers: told, offersLeftOut: all.length - told.length }
}
