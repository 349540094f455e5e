import type { ReadValue } from '../domain/attribute.ts'
import type { FeedRun, Mall } from '../domain/mall.ts'
import type { Offer, OfferRef } from '../domain/offer.ts'
import { type EpochMs, type Minor, type ProductId, secondsOf } from '../domain/units.ts'

/** Why an offer belongs to its product. */
export type MatchedBy = {
  /** 'alone': nothing else was like it, so it is a product of its own. */
  readonly how: 'gtin' | 'code' | 'trees' | 'alone' | 'person'
  /** That it is the same thing as the offer it was put with, 0 to 1. */
  readonly chance: number
  readonly with?: OfferRef
}

/**
 * The same as it is noted. An offer of another mall is noted by where in the log it was listed: should that mall be erased, nothing here
 * names it.
 */
export type NotedMatch = MatchedBy & { readonly withAt?: number }

type Fact<Kind extends string, Content> = { readonly kind: Kind; readonly at: EpochMs; readonly id: string } & Content

/** What an offer costs, and whether it can be had. Absent: unknown. */
export type OfferTerms = {
  readonly priceMinor?: Minor
  readonly shippingMinor?: Minor
  readonly couponMinor?: Minor
  readonly inStock: boolean
}

/**
 * What many offers of one mall cost from one moment on, in the order in which they are to be dealt with: entry i of each column is of
 * the same offer. A column in which nothing is known, or all can be had, is left out. `times`: the second from which on it was so,
 * where the sender said so.
 */
export type OffersRepriced = Fact<
  'offers.repriced',
  {
    readonly mall: string
    readonly keys: readonly string[]
    readonly prices: readonly (Minor | null)[]
    readonly shippings?: readonly (Minor | null)[]
    readonly coupons?: readonly (Minor | null)[]
    readonly inStock?: readonly (0 | 1)[]
    readonly times?: readonly (number | null)[]
  }
>

/**
 * Facts about malls and their offers. What was decided about an offer (what was read out of it, which product it is of) is part of
 * the fact, so that folding never decides, and what a person said later stands whatever a new model would have said.
 */
export type OfferEvent =
  /** Replaces what was said of the mall before. */
  | Fact<'mall.registered', { readonly mall: Mall }>
  | Fact<'mall.paused' | 'mall.resumed', { readonly mall: string }>
  /** All that came from the mall is to go. `products`: so many numbers were given out to products, none of which is ever given out again. */
  | Fact<'mall.erased', { readonly mall: string; readonly products?: number }>
  /** The erasure asked for at that position of the log is carried out to the end: nothing of the mall is in it. */
  | Fact<'mall.scrubbed', { readonly askedAt: number; readonly products?: number }>
  | Fact<'feed.read', { readonly mall: string; readonly run: FeedRun }>
  /** The offer as its mall describes it now. */
  | Fact<
      'offer.listed',
      {
        readonly offer: Offer
        readonly product: ProductId
        readonly values: readonly ReadValue[]
        readonly by: NotedMatch
      }
    >
  | Fact<'offer.repriced', OfferRef & OfferTerms>
  | OffersRepriced
  | Fact<'offer.withdrawn', OfferRef>
  /** A total that was held has been checked: by a person, or because it stood for long. Of another total nothing follows. */
  | Fact<
      'offer.checked',
      OfferRef & {
        readonly totalMinor: Minor
        readonly verdict: 'right' | 'wrong'
        readonly by: 'person' | 'time'
      }
    >
  /** Merges and splits of products. */
  | Fact<
      'offers.moved',
      { readonly offers: readonly OfferRef[]; readonly product: ProductId; readonly by: 'matcher' | 'person' }
    >
  /** What a person said of two offers; 'unsure' replaces what was said before, and puts the two aside. */
  | Fact<
      'pair.judged',
      { readonly one: OfferRef; readonly other: OfferRef; readonly verdict: 'same' | 'different' | 'unsure' }
    >
  /** A person took back what was said of two offers, as if nobody had said it. */
  | Fact<'verdict.withdrawn', { readonly one: OfferRef; readonly other: OfferRef }>
  /** What a person said of an attribute of an offer; without a value: that it has none. */
  | Fact<'value.corrected', OfferRef & { readonly name: string; readonly value?: string }>
  /** A person took back what was said of an attribute: what is read of the offer counts again. */
  | Fact<'correction.withdrawn', OfferRef & { readonly name: string }>

const kinds: ReadonlySet<string> = new Set<OfferEvent['kind']>([
  'mall.registered',
  'mall.paused',
  'mall.resumed',
  'mall.erased',
  'mall.scrubbed',
  'feed.read',
  'offer.listed',
  'offer.repriced',
  'offers.repriced',
  'offer.withdrawn',
  'offer.checked',
  'offers.moved',
  'pair.judged',
  'verdict.withdrawn',
  'value.corrected',
  'correction.withdrawn',
])

/** Whether a fact is about malls and their offers. */
export function isOfOffers<Other extends { readonly kind: string }>(event: Other | OfferEvent): event is OfferEvent {
  return kinds.has(event.kind)
}

/** The malls that a fact tells something of, by id. */
export function mallsOf(event: OfferEvent): readonly string[] {
  switch (event.kind) {
    case 'mall.registered':
      return [event.mall.id]
    case 'offer.listed':
      return [event.offer.mall]
    case 'offers.moved':
      return event.offers.map(({ mall }) => mall)
    case 'pair.judged':
    case 'verdict.withdrawn':
      return [event.one.mall, event.other.mall]
    case 'mall.scrubbed':
      return []
    default:
      return [event.mall]
  }
}

/** A fact that offers cost something else. */
export type Repricing = Extract<OfferEvent, { kind: 'offer.repriced' | 'offers.repriced' }>

/** Whether a fact says nothing but what offers cost. */
export function isRepricing(event: OfferEvent): event is Repricing {
  return event.kind === 'offer.repriced' || event.kind === 'offers.repriced'
}

/** How many updates a fact holds: those of `updateOf` are numbered from 0. */
export function updatesIn(event: Repricing): number {
  return event.kind === 'offer.repriced' ? 1 : event.keys.length
}

/** The second since 1970 from which on an update holds. */
function secondIn(event: Repricing, index: number): number {
  return (event.kind === 'offers.repriced' ? event.times?.[index] : undefined) ?? secondsOf(event.at)
}

/** One update of a fact: which offer, its terms, and the second since 1970 from which on they hold. */
export type OfferUpdate = OfferRef & OfferTerms & { readonly second: number }

/** An update of a fact, by its number. */
export function updateOf(event: Repricing, index: number): OfferUpdate {
  if (event.kind === 'offer.repriced') return { ...event, second: secondsOf(event.at) }
  const { mall, keys, prices, shippings, coupons, inStock } = event
  return {
    mall,
    key: keys[index]!,
    priceMinor: prices[index] ?? undefined,
    shippingMinor: shippings?.[index] ?? undefined,
    couponMinor: coupons?.[index] ?? undefined,
    inStock: inStock === undefined || inStock[index] === 1,
    second: secondIn(event, index),
  }
}
