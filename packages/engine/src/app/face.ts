import type { NextAnswer } from '../decide/next/answer.ts'
import type { PolicyComparison } from '../decide/policies/compare.ts'
import type { Coverage } from '../decide/quality/coverage.ts'
import type { HomeAnswer, ModuleName, PolicyName, RankedItem } from '../decide/rank/answer.ts'
import type { PolicyShares } from '../decide/rank/policy.ts'
import type { Explanation } from '../decide/rank/why.ts'
import type { ShownContact } from '../domain/contact.ts'
import type { Product } from '../domain/product.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { Alert, Subscription } from '../domain/subscription.ts'
import type { EpochMs, ProductId, ShopperKey } from '../domain/units.ts'
import type { CatalogEvent } from '../events/catalog.ts'
import type { ShopEvent } from '../events/event.ts'
import type { Hidden } from '../events/shopper.ts'
import type { Alias, Traits } from '../ports/vault.ts'
import type { ContactsFace } from './alerts/contact-book.ts'
import type { TellingFace } from './alerts/telling.ts'
import type { Chore } from './chores.ts'
import type { DealsFace } from './deals/answers.ts'
import type { BroughtTo, DispatchFace } from './dispatch/answers.ts'
import type { ExploringCounts } from './exploring.ts'
import type { FindingFace } from './finding.ts'

import type { MallsFace } from './malls/malls.ts'
import type { MarketFace } from './market/answers.ts'
import type { MerchantFace } from './merchant/answers.ts'
import type { PricesFace } from './prices/price-desk.ts'
import type { RankersState, RankerVersion } from './rankers.ts'
import type { Report, Verdict } from './report.ts'
import type { WatchFace } from './watch/answers.ts'
import type { HeldFace } from './watch/held-answers.ts'

export type { Coverage } from '../decide/quality/coverage.ts'
export type { DispatchVehicle } from '../domain/dispatch.ts'
export type { CatalogEvent } from '../events/catalog.ts'
export type { Hidden } from '../events/shopper.ts'
export type { ApiKey, KeyScope, KeyStore } from '../ports/key-store.ts'
export type { Alias } from '../ports/vault.ts'
export type { Chore } from './chores.ts'
export type * from './deals/answers.ts'
export type { ExploringCounts } from './exploring.ts'
export type * from './merchant/answers.ts'
export type { Report, Verdict } from './report.ts'
export type * from './watch/answers.ts'
export type * from './watch/held-answers.ts'

/** How a batch of reports came in. */
export type CollectFrom = {
  /** Whether a report that says nothing of consent may be kept. */
  readonly consent: 'assumed' | 'required'
  /** Events of the past, read from a file or an import call. */
  readonly imported?: boolean
  /** Whether the sender is the shop itself (a secret key, an import), whose word on orders holds for everybody. */
  readonly trusted?: boolean
  /** The publishable key it came with, which may open only so many new names a day. */
  readonly publishableKey?: string
}

/** Who asks. */
export type Asking = {
  readonly shopper?: ShopperKey
  /** The name by which the policy is drawn where none is asked for: the device's id, else the user's; else the shopper's key. */
  readonly drawnBy?: string
  readonly policy?: PolicyName
  /** Whether they do not get to see the page: then nothing is tried on it, and no policy counts as dealt. */
  readonly isRehearsal?: boolean
}

export type HomeAsk = Asking & {
  readonly itemsPerModule: number
  readonly modules?: readonly ModuleName[]
}

export type RankAsk = Asking & {
  readonly products: readonly ProductId[]
}

export type RankAnswer = {
  readonly policy: PolicyName
  readonly position: number
  readonly items: readonly RankedItem[]
  /** Asked for, but not in the catalogue. */
  readonly unknown: readonly ProductId[]
  /** In the catalogue, but it cannot be bought now, or the shopper has hidden it. */
  readonly unavailable: readonly ProductId[]
}

export type WhyAsk = Asking & {
  readonly product: ProductId
}

export type WhyAnswer = Explanation

export type NextAsk = {
  readonly shopper?: ShopperKey
  /** Categories, brands and products at most. */
  readonly count: number
  /** For how many days churn is asked. */
  readonly days: number
}

/** One thing a shopper is drawn to, and what says so. */
export type Interest = {
  readonly tag: string
  readonly type: string
  readonly name: string
  readonly score: number
  /** 0 to 1. */
  readonly confidence: number
  readonly events: number
  readonly lastAt: EpochMs
  readonly lastKind: string
  readonly lastProduct?: ProductId
  readonly trend: 'rising' | 'steady' | 'falling'
}

export type Preferences = {
  readonly personalised: boolean
  readonly consent: boolean
  readonly hidden: readonly Hidden[]
}

/** Everything that is kept about one person. */
export type MyData = {
  readonly aliases: readonly Alias[]
  readonly traits: Traits
  /** Where they are told of what they wait for. */
  readonly contacts: readonly ShownContact[]
  readonly events: readonly { readonly position: number; readonly event: ShopEvent }[]
  /** What they wait for, and what they were told of it. */
  readonly subscriptions: readonly Subscription[]
  readonly alerts: readonly Alert[]
  /** What is brought to them, and where. */
  readonly deliveries: readonly BroughtTo[]
  readonly interests: readonly Interest[]
  readonly preferences: Preferences
}

export type Health = {
  readonly ready: boolean
  readonly position: number
  /** Events taken but not yet durable. */
  readonly waiting: number
  /** Why it is not ready; empty when it is. */
  readonly reasons: readonly Refusal[]
}

/** The rankers of a shop: trained, listed, chosen. */
export interface RankersFace {
  readonly state: RankersState
  /** Newest first. */
  versions(): Promise<readonly RankerVersion[]>
  /** @throws Refusal MODEL_UNKNOWN, MODEL_UNREADABLE */
  choose(version: string | undefined): Promise<void>
  /** @throws Refusal TRAINING_RUNNING, TRAINING_NONE */
  train(): void
  /** @returns whether a training was under way */
  cancel(): Promise<boolean>
}

/** The policies that pages are ordered by, and what came of them. */
export interface PoliciesFace {
  readonly shares: PolicyShares
  compare(): PolicyComparison
}

/** Where the shop is kept, for people, and how large that is; absent where it is not known. */
export type Storage = { readonly place?: string; readonly bytes?: number }

/** What the rim needs of the shop: the loop, seen from outside. */
export interface ShopFace {
  now(): EpochMs
  /**
   * Takes reports; resolves after their events are durable and folded. One verdict per report, in order.
   * What a shopper says of themselves (hid, unhid, personalisation.*, consent.*) is taken with or without consent.
   * @throws Refusal LOG_UNAVAILABLE, LOG_CONFLICT: nothing of the call was stored
   */
  collect(reports: readonly Report[], from: CollectFrom): Promise<readonly Verdict[]>
  /** The same for facts that name nobody. */
  record(events: readonly CatalogEvent[]): Promise<readonly Verdict[]>
  shopperOf(alias: Alias): ShopperKey | undefined
  /** Up to `countMax` shoppers, spread over all that are known. */
  someShoppers(countMax: number): readonly ShopperKey[]
  home(ask: HomeAsk): HomeAnswer
  rank(ask: RankAsk): RankAnswer
  /** @throws Refusal PRODUCT_UNKNOWN */
  why(ask: WhyAsk): WhyAnswer
  next(ask: NextAsk): NextAnswer
  product(id: ProductId): Product | undefined
  /** Whether the shop sells it, and has it: not so of one that was delisted, of which it still tells. */
  canBeBought(id: ProductId): boolean
  /** The product of a ranked item. */
  productAt(item: number): Product | undefined
  /** Strongest first. */
  interests(shopper: ShopperKey, countMax: number): readonly Interest[]
  myData(shopper: ShopperKey): Promise<MyData>
  /**
   * Profile and vault are gone when it resolves; log and snapshots are scrubbed in the background, under the number
   * `erasure`. Of somebody of whom nothing is known (any more) the newest scrubbing under way is told, if there is one:
   * what may be left of them goes with it.
   */
  forget(alias: Alias): Promise<{ readonly erasure?: number }>
  /** Undefined when there was no such erasure. */
  erasure(id: number): { readonly state: 'scrubbing' | 'done' } | undefined
  /** Whether any product so far is, or carries, what is to be hidden. */
  knows(hidden: Hidden): boolean
  /** Of a stranger, all is allowed; but for a device that was forgotten and had refused something. */
  preferences(alias: Alias): Preferences
  health(): Health
  /** For metrics: name -> count ("shoppers", "products", ...). */
  counts(): Readonly<Record<string, number>>
  /** For metrics: what is done behind the answers, and how it ended. */
  chores(): readonly Chore[]
  /** Finding products by words. */
  readonly finding: FindingFace
  /** What orders pages on top of the blend. */
  readonly rankers: RankersFace
  readonly policies: PoliciesFace
  readonly merchant: MerchantFace
  /** Malls whose offers are taken in. */
  readonly malls: MallsFace
  /** Prices as they come in many at a time. */
  readonly prices: PricesFace
  readonly market: MarketFace
  /** Prices, and who waits for which. */
  readonly watch: WatchFace
  /** Whether prices are good, and whether waiting pays. */
  readonly deals: DealsFace
  /** Prices that are checked before anyone is told. */
  readonly heldPrices: HeldFace
  /** Bringing things: deliveries, plans, drivers, arrivals. */
  readonly dispatch: DispatchFace
  /** Where people are told of what they wait for. */
  readonly contacts: ContactsFace
  /** Tells people outside of the shop's pages; undefined where nobody is told. */
  readonly telling: TellingFace | undefined
  /** What the catalogue lacks; counted beside other requests. */
  coverage(): Promise<Coverage>
  storage(): Promise<Storage>
  /** For metrics: pages on which something was tried. */
  exploring(): ExploringCounts
}
