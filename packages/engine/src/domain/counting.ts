import type { OfferBenefit } from './offer.ts'

/** Which prices count for somebody. Without malls those of all; without benefits those that everybody pays. */
export type Counting = {
  /** Only offers of these malls count. */
  readonly malls?: readonly string[]
  /** Cards and memberships that they have, as malls call them. */
  readonly benefits?: readonly string[]
}

/** A way of counting, ready to be counted by; `key` is the same for the same way. */
export type Basis = {
  readonly key: string
  readonly malls: ReadonlySet<string> | undefined
  readonly benefits: ReadonlySet<string>
}

/** What of an offer its price for somebody follows from. */
export type CountedOffer = {
  readonly mall: string
  readonly inStock: boolean
  /** Whether it is not new: it counts only where no new one can be had. */
  readonly isUsed: boolean
  /** Whether its price is not believed before it is checked. */
  readonly isHeld: boolean
  readonly priceMinor?: number
  readonly shippingMinor?: number
  readonly couponMinor?: number
  /** Programmes by `programmeKey`. */
  readonly benefits?: readonly OfferBenefit[]
}

/** The lowest total for somebody, Infinity when none can be had; and whether it is that of an offer whose price is held. */
export type CountedPrice = { readonly price: number; readonly isHeld: boolean }

const gone = Number.POSITIVE_INFINITY

/** The name of a card or membership in one form, however it is spaced and cased. */
export function programmeKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/** A way of counting in one form; undefined when all prices count as they do for everybody. */
export function basisOf({ malls = [], benefits = [] }: Counting): Basis | undefined {
  if (malls.length === 0 && benefits.length === 0) return undefined
  const [mallList, benefitList] = [[...new Set(malls)].sort(), [...new Set(benefits.map(programmeKey))].sort()]
  return {
    key: JSON.stringify([mallList, benefitList]),
    malls: malls.length === 0 ? undefined : new Set(mallList),
    benefits: new Set(benefitList),
  }
}

/**
 * What an offer costs somebody in all: the lowest price and the lowest shipping that any of their benefits gives, or that everybody has, less the
 * coupon; shipping that nobody told counts as nothing. Infinity when it cannot be had.
 */
export function totalFor(offer: CountedOffer, benefits: ReadonlySet<string>): number {
  if (!offer.inStock) return gone
  let [price, shipping] = [offer.priceMinor ?? gone, offer.shippingMinor ?? gone]
  for (const { programme, priceMinor, shippingMinor } of benefits.size === 0 ? [] : (offer.benefits ?? [])) {
    if (!benefits.has(programme)) continue
    price = Math.min(price, priceMinor ?? gone)
    shipping = Math.min(shipping, shippingMinor ?? gone)
  }
  return price === gone ? gone : Math.max(0, price + (shipping === gone ? 0 : shipping) - (offer.couponMinor ?? 0))
}

/** The lowest total that counts: of new offers before used ones, and of those whose price is held only where no other can be had. O(offers). */
export function lowestFor(offers: readonly CountedOffer[], { malls, benefits }: Basis): CountedPrice {
  let [rank, price] = [3, gone]
  for (const offer of offers) {
    if (malls && !malls.has(offer.mall)) continue
    const total = totalFor(offer, benefits)
    const own = (offer.isHeld ? 2 : 0) + (offer.isUsed ? 1 : 0)
    if (total === gone || own > rank || (own === rank && total >= price)) continue
    rank = own
    price = total
  }
  return { price, isHeld: price < gone && rank >= 2 }
}

/** A price that is not held; Infinity for one that is. */
export function believedOf({ price, isHeld }: CountedPrice): number {
  return isHeld ? gone : price
}
