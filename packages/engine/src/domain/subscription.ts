import type { PerAmount } from './content.ts'
import type { Counting } from './counting.ts'
import type { EpochMs, Minor, ProductId } from './units.ts'

/** Some products, or whatever comes to fit a query: all that it says has to be so. */
export type Wanted =
  | { readonly what: 'products'; readonly products: readonly ProductId[] }
  | ({ readonly what: 'query' } & WantedQuery)

export type WantedQuery = {
  /** All of these words, in any order. */
  readonly words?: string
  readonly brand?: string
  /** From the broadest to the narrowest; products in categories below it fit too. */
  readonly categoryPath?: readonly string[]
  readonly attributes?: Readonly<Record<string, string>>
  readonly fromMinor?: Minor
  readonly toMinor?: Minor
}

/** By an amount, or by hundredths of the price it is counted from; exactly one of them. */
export type PriceStep = { readonly byMinor?: Minor; readonly byPercent?: number }

/** What has to be so of the lowest total price that counts. */
export type PriceCondition =
  /** `per`: for so much of the product, by what its attributes say of its content. */
  | { readonly when: 'at-most'; readonly minor: Minor; readonly per?: PerAmount }
  /** Below the price of when it was asked for, or of the last alert; `before`, of queries alone: below the price just before. */
  | ({ readonly when: 'drop'; readonly since: 'start' | 'alert' | 'before' } & PriceStep)
  /** Lower than ever, or than in so many days before; `orEqual`: or as low. */
  | { readonly when: 'lowest'; readonly days?: number; readonly orEqual: boolean }
  /** Can be had, after it could not. */
  | { readonly when: 'back-in-stock' }
  /** Above the price of when it was asked for: whoever means to buy has to hurry. */
  | ({ readonly when: 'rise' } & PriceStep)

/** How an alert gets to its shopper. 'page': the shop's own pages, while they are open and after. */
export const alertChannels = ['page', 'push', 'mail', 'webhook'] as const
export type AlertChannel = (typeof alertChannels)[number]
/** Those that leave the shop. */
export type SentChannel = Exclude<AlertChannel, 'page'>

/** Alerts that are raised so close together are told in one message, epoch milliseconds. */
export const togetherMs = 10_000

/** When and how a shopper wants to be told. */
export type TellingWishes = {
  readonly language: 'ko' | 'en'
  /** Their time zone: Asia/Seoul, +09:00, UTC. */
  readonly zone: string
  /** Minute of their day at which all is told in one; at once when absent. */
  readonly digestMinute?: number
  /** Minutes of their day from and until which nothing is told; may go over midnight. */
  readonly quiet?: { readonly fromMinute: number; readonly untilMinute: number }
  /** Messages a day on one channel. */
  readonly perDayMax: number
}

/** A wish to be told. All conditions have to hold at once; none: whatever comes to fit the query. */
export type Subscription = {
  readonly id: string
  readonly wanted: Wanted
  readonly conditions: readonly PriceCondition[]
  /** Which prices count; without it the lowest of all that everybody pays. */
  readonly counting?: Counting
  readonly channels: readonly AlertChannel[]
  /** Nothing is told after this moment. */
  readonly until?: EpochMs
}

/** Of a price that crossed what somebody waits for; told once. */
export type Alert = {
  /** The same however often it is sent: of the subscription, the product and the place in the log. */
  readonly id: string
  readonly subscription: string
  readonly product: ProductId
  readonly priceMinor: Minor
  /** The lowest price just before; absent where it could not be had. */
  readonly beforeMinor?: Minor
  readonly at: EpochMs
}

/** How an alert ended on a channel. 'stale': it was no longer so when it would have left; 'dead': all tries failed. */
export type AlertOutcome = 'sent' | 'stale' | 'dead' | 'withheld'

/** The price that a step down or up from a price is, in whole minor units: never nearer than asked for. */
export function steppedFrom(
  priceMinor: number,
  { byMinor, byPercent = 0 }: PriceStep,
  direction: 'down' | 'up',
): number {
  const step = byMinor ?? (priceMinor * byPercent) / 100
  return direction === 'down' ? Math.floor(priceMinor - step) : Math.ceil(priceMinor + step)
}
