import type { Minor } from './units.ts'

/** What an offer costs who has a card, or is a member of something: its price, its shipping, or both. */
export type OfferBenefit = {
  /** As the mall calls it: '삼성카드', 'rocket:silver'. */
  readonly programme: string
  readonly priceMinor?: Minor
  readonly shippingMinor?: Minor
}

/** One mall's offer of one thing, as its feed says it; never overwritten by what we make of it. */
export type Offer = {
  readonly mall: string
  /** The mall's own id. */
  readonly key: string
  readonly title: string
  readonly description?: string
  readonly brand?: string
  /** From the broadest to the narrowest; empty when unknown. */
  readonly categoryPath: readonly string[]
  readonly attributes: Readonly<Record<string, string>>
  readonly gtin?: string
  readonly mpn?: string
  readonly condition?: 'new' | 'used' | 'refurbished'
  readonly priceMinor?: Minor
  readonly shippingMinor?: Minor
  readonly couponMinor?: Minor
  readonly benefits?: readonly OfferBenefit[]
  readonly inStock: boolean
  readonly url?: string
  readonly imageUrl?: string
}

/** Names an offer: the mall, and the mall's own id of it. */
export type OfferRef = { readonly mall: string; readonly key: string }
