import type { EpochMs } from '../../domain/units.ts'
import type { OfferEvent } from '../../events/offer.ts'
import type { Placed } from './reading.ts'

type Moved = Placed['moved'][number]
/** `mark` tells it from all others that move the same offers, and names no offer: one of another mall may be erased. */
type Cause = { readonly mark: string; readonly at: EpochMs; readonly by: 'matcher' | 'person' }

/** The facts of offers that moved because of another fact. One for each mall, so that erasing one takes nothing from the others. */
export function movesOf(moved: readonly Moved[], { mark, at, by }: Cause): OfferEvent[] {
  return moved.flatMap(byMall).map((one, i): OfferEvent => {
    return { at, id: `moved:${one.offers[0]!.mall}:${mark}:${i}`, kind: 'offers.moved', ...one, by }
  })
}

function byMall({ offers, product }: Moved): Moved[] {
  const malls = new Set(offers.map(({ mall }) => mall))
  return [...malls].map((mall) => ({ offers: offers.filter((one) => one.mall === mall), product }))
}
