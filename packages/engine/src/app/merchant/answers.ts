import type { EpochMs, ProductId, ShopperKey } from '../../domain/units.ts'

/** The name by which the shop knows somebody: the login, else the device. */
export type PersonName = { readonly user?: string; readonly anonymous?: string }

/** One fact as a merchant may see it. Of a person no more than the name. */
export type ToldEvent = {
  readonly position: number
  readonly at: EpochMs
  readonly kind: string
  readonly person?: PersonName
  readonly product?: ProductId
  readonly title?: string
  readonly query?: string
  readonly name?: string
  readonly quantity?: number
  readonly amountMinor?: number
  readonly order?: string
  readonly products?: number
  readonly rating?: number
  readonly dwellMs?: number
  readonly inStock?: boolean
}

export type PeopleAsk = {
  /** How the login or the device begins; everybody when absent or empty. */
  readonly q?: string
  readonly sort: 'recent' | 'orders' | 'spent' | 'events'
  readonly order: 'up' | 'down'
  readonly offset: number
  readonly count: number
}

export type ToldPerson = PersonName & {
  readonly firstAt?: EpochMs
  readonly lastAt?: EpochMs
  readonly events: number
  readonly orders: number
  readonly spentMinor: number
  readonly personalised: boolean
  readonly consent: boolean
}

export type PeopleAnswer = {
  /** Events folded. */
  readonly position: number
  readonly total: number
  readonly shoppers: readonly ToldPerson[]
}

export type TimelineAsk = { readonly shopper: ShopperKey; readonly before?: number; readonly count: number }

export type TimelineAnswer = {
  readonly shopper: ToldPerson
  /** Newest first, in the order of the log. */
  readonly events: readonly ToldEvent[]
  /** Where the next page begins; undefined after the last. */
  readonly before?: number
}

export type FollowAsk = {
  /** The first position that is told; with what comes when absent. */
  readonly from?: number
  /** Whether events of a kind are wanted; all when absent. */
  readonly wants?: (kind: string) => boolean
  readonly signal: AbortSignal
  /** How often something is said when there is nothing to say. */
  readonly beatMs: number
}

/** What a follower is told at once. */
export type Followed = {
  readonly events: readonly ToldEvent[]
  /** The next position: all before it was told, was not wanted, or is in a gap. */
  readonly next: number
  /** What was left out just before, as the follower was too slow: so many facts from this position. */
  readonly gap?: { readonly skipped: number; readonly from: number }
}

export type SalesAsk = { readonly now: EpochMs; readonly zone: string; readonly count: number }

export type SalesDay = {
  /** 2026-03-01 */
  readonly day: string
  readonly events: number
  readonly orders: number
  readonly units: number
  readonly revenueMinor: number
}

/** What merchants are told: who their shoppers are, what these do. */
export interface MerchantFace {
  people(ask: PeopleAsk): Promise<PeopleAnswer>
  timeline(ask: TimelineAsk): Promise<TimelineAnswer>
  /** The last `count` days as they go in `zone`, today last. @throws Refusal BODY_INVALID when there is no such zone */
  sales(ask: SalesAsk): readonly SalesDay[]
  /**
   * Where the `count` latest facts of a wanted kind begin in the log: for `from` of `follow`. Looks back no further than the last 20,000
   * facts, and answers where those begin when there are fewer. O(facts from there on).
   */
  latest(count: number, wants?: (kind: string) => boolean): Promise<number>
  /** Facts in the order of the log, without a hole or a repeat, until the signal. */
  follow(ask: FollowAsk): AsyncIterable<Followed>
}
