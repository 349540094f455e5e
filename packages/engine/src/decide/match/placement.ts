import type { OfferRef } from '../../domain/offer.ts'
import type { MatchedBy } from '../../events/offer.ts'
import type { Link } from './link-finder.ts'

/** Offers that belong to another product now: a merge, or a split. */
export type Moved = { readonly product: number; readonly offers: readonly OfferRef[] }

/** A pair that a person should look at. */
export type GreyPair = { readonly offer: OfferRef; readonly chance: number }

/** Where an offer was put. */
export type Placement = {
  readonly product: number
  /** Whether there was no such product before. */
  readonly isNew: boolean
  readonly by: MatchedBy
  /** Others that it may be the same as, or may not: they wait in the review queue. */
  readonly grey: readonly GreyPair[]
  readonly moved: readonly Moved[]
}

/** An offer of which the codes are known, and not yet the titles like its own. */
export type Begun = {
  readonly offer: number
  /** What codes tie it to; absent where it says what it said before: it stays where it is. */
  readonly links?: Link[]
  /** Whether offers with titles like its own are to be compared: no code decides. */
  readonly isSought: boolean
}
