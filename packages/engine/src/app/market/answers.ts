import type { UnitPrice } from '../../decide/attributes/unit-price.ts'
import type { Review } from '../../decide/match/review.ts'
import type { ReadValue } from '../../domain/attribute.ts'
import type { Offer, OfferRef } from '../../domain/offer.ts'
import type { ProductId } from '../../domain/units.ts'
import type { MatchedBy } from '../../events/offer.ts'
import type { Vote } from '../../state/market-votes.ts'
import type { MatcherLearned } from '../malls/matcher-learning.ts'
import type { Verdict } from '../malls/placing.ts'
import type { AttributeCoverage, CoverageAsk } from './attribute-coverage.ts'

/** An offer in its mall's own words, with what was made of it. */
export type OfferTold = Offer & {
  readonly mallName: string
  readonly product: ProductId
  readonly totalMinor?: number
  /** Its price is far from what is usual, and not checked yet or wrong: it comes behind all others. */
  readonly isHeld?: true
  /** What a person corrected instead of what was read; its place is then 0 to 0 of `attributes`. */
  readonly values: readonly ReadValue[]
  /** Attributes of which a person said that the offer has none. */
  readonly saidNone: readonly string[]
  /** What persons said of it and others, the newest last; of very many the first. */
  readonly verdicts: readonly { readonly with: OfferRef; readonly verdict: Verdict }[]
  /** Absent when it has been parted since from the offer that it was put with, or a person took back what put it there. */
  readonly matched?: MatchedBy
}

export type Page = { readonly offset: number; readonly count: number }

/** The offers of a product. */
export type ProductOffers = {
  readonly product: ProductId
  readonly title: string
  /** The lowest; undefined when none can be had. */
  readonly totalMinor?: number
  /** Of the lowest total. */
  readonly unitPrice?: UnitPrice
  readonly total: number
  readonly votes: ReadonlyMap<string, readonly Vote[]>
  /** What can be had first, new before used, then by lowest total. */
  readonly offers: readonly OfferTold[]
}

/** @param words of a product, a key, a GTIN or a product's id; without them the newest offers are found */
export type OffersAsk = Page & { readonly words?: string; readonly mall?: string }
export type OffersFound = { readonly total: number; readonly offers: readonly OfferTold[] }

/** A pair for a person to look at. */
export type ReviewTold = Omit<Review, 'one' | 'other'> & { readonly one: OfferTold; readonly other: OfferTold }
export type ReviewsTold = {
  readonly waiting: number
  /** Pairs of which somebody said something that stands. */
  readonly judged: number
  /** What the matcher learned from it last. */
  readonly learned: MatcherLearned | undefined
  readonly reviews: readonly ReviewTold[]
}

export type PairAsk = { readonly one: OfferRef; readonly other: OfferRef }
export type JudgeAsk = PairAsk & { readonly verdict: Verdict }
export type Judged = {
  /** Offers that belong to another product now. */
  readonly moved: number
  /** Of the two, now; of one that is there no more, none. */
  readonly products: { readonly one?: ProductId; readonly other?: ProductId }
}
/** `follows`: what verdicts on other pairs still say of this one. */
export type Withdrawn = Judged & { readonly follows?: Exclude<Verdict, 'unsure'> }

/** What many malls offer, for persons: to look at, to correct, to judge. */
export interface MarketFace {
  /** @throws Refusal PRODUCT_UNKNOWN */
  offersOf(product: ProductId, page: Page): Promise<ProductOffers>
  find(ask: OffersAsk): Promise<OffersFound>
  /** @throws Refusal OFFER_UNKNOWN */
  offer(ref: OfferRef): Promise<OfferTold>
  /** Says what an attribute of an offer is; null: that it has none. @throws Refusal OFFER_UNKNOWN, ATTRIBUTE_UNKNOWN, ATTRIBUTE_VALUE */
  correct(ref: OfferRef, name: string, value: string | null): Promise<OfferTold>
  /** Takes back what a person said of an attribute. @throws Refusal CORRECTION_UNKNOWN, OFFER_UNKNOWN */
  withdrawCorrection(ref: OfferRef, name: string): Promise<OfferTold>
  /** The pairs of which a person's word would change most. */
  reviews(count: number): Promise<ReviewsTold>
  /** @throws Refusal OFFER_UNKNOWN, VERDICT_CONTRADICTS */
  judge(ask: JudgeAsk): Promise<Judged>
  /** Takes back what a person said of a pair, as if nobody had. @throws Refusal OFFER_UNKNOWN, VERDICT_UNKNOWN */
  withdrawVerdict(pair: PairAsk): Promise<Withdrawn>
  /** Of the offers of each category, how many have which attribute. */
  coverage(ask: CoverageAsk): Promise<AttributeCoverage>
}
