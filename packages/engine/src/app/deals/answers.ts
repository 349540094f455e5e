import type { WaitingChance } from '../../decide/deals/buy-or-wait.ts'
import type { DealScore, WindowScore } from '../../decide/deals/deal-score.ts'
import type { DiscountEvidence, DiscountVerdict } from '../../decide/deals/fake-discount.ts'
import type { WaitingReport } from '../../decide/deals/learn-waiting.ts'
import type { OfferRef } from '../../domain/offer.ts'
import type { EpochMs, Minor, ProductId } from '../../domain/units.ts'

/** What is to be said of a product's price as it is now. */
export type DealTold = {
  readonly product: ProductId
  readonly title: string
  /** Absent while it cannot be had: then there is nothing to score, to check or to wait for. */
  readonly priceMinor?: Minor
  readonly listPriceMinor?: Minor
  readonly score?: number
  readonly windows: readonly WindowScore[]
  readonly standing?: Pick<DealScore, 'allTimeLow' | 'lowBefore' | 'lowestInDays'>
  /** Of a price below its list price. */
  readonly discount?: { readonly verdict: DiscountVerdict; readonly evidence: DiscountEvidence }
  readonly waiting: {
    /** Only what was found to be worth telling. */
    readonly chances: readonly WaitingChance[]
    /** 'not-learned': no model yet; 'no-model': one, that beats nobody who says that it stays as it is. */
    readonly why: 'told' | 'not-learned' | 'no-model' | 'too-little-known' | 'not-to-be-had'
  }
}

/** A horizon as it was learned and checked. */
export type HorizonTold = WaitingReport & { readonly isSavingShown: boolean }

/** What buy-or-wait is told by. */
export type WaitingInUse = {
  readonly version: string
  readonly at: EpochMs
  /** Products whose prices it was learned from and checked on. */
  readonly series: number
  readonly horizons: readonly HorizonTold[]
}

/** How the latest learning ended. */
export type WaitingEnd = {
  readonly at: EpochMs
  readonly end: 'learned' | 'too little' | 'cancelled' | 'failed'
  readonly reason?: string
  /** Of too little: products whose prices are known for long enough, and how many there have to be. */
  readonly short?: { readonly series: number; readonly seriesMin: number; readonly daysMin: number }
}

export type WaitingState = {
  readonly inUse?: WaitingInUse
  readonly learning?: { readonly startedAt: EpochMs }
  readonly last?: WaitingEnd
  /** Days after which it is learned anew by itself; absent: only when told. */
  readonly everyDays?: number
}

type PriceStep = { readonly at: EpochMs; readonly priceMinor?: Minor }

/** The steps of a span, the oldest first; without a price where it could not be had. The first is what held at the beginning. */
export type StepsTold = {
  readonly steps: readonly PriceStep[]
  /** Steps before these that are not told, as there are too many. */
  readonly stepsLeftOut: number
}

/** What one mall's offer could be had for in all. */
export type OfferPast = OfferRef &
  StepsTold & {
    readonly mallName: string
    readonly title: string
    /** Now; absent while it cannot be had. */
    readonly priceMinor?: Minor
  }

/** What a product cost, in a span of time. */
export type PriceTold = StepsTold & {
  readonly product: ProductId
  readonly title: string
  readonly from: EpochMs
  readonly to: EpochMs
  /** Of each day (UTC) its lowest price, if it could be had. */
  readonly days: readonly { readonly day: string; readonly lowMinor?: Minor }[]
  /** The lowest price of all time, and when it came to that last. */
  readonly lowest?: { readonly minor: Minor; readonly at: EpochMs }
  /** The list price beside it; without one where there was none. */
  readonly listSteps: readonly PriceStep[]
  /** Asked by mall: the offers that are there, as a shopper wants them, the first 50. */
  readonly offers?: readonly OfferPast[]
  readonly offersLeftOut?: number
}

export type HistoryAsk = { readonly from?: EpochMs; readonly to?: EpochMs; readonly by?: 'mall' }

/** Whether prices are good, what reductions are worth, and whether waiting pays. */
export interface DealsFace {
  /** @throws Refusal PRODUCT_UNKNOWN */
  deal(product: ProductId): DealTold
  /** The last 90 days unless it says otherwise. @throws Refusal PRODUCT_UNKNOWN, BODY_INVALID */
  history(product: ProductId, ask: HistoryAsk): PriceTold
  readonly waiting: WaitingState
  /** Begins to learn buy-or-wait anew, beside the answers. @throws Refusal WAITING_RUNNING, WAITING_NONE */
  learn(): void
  /** Ends a learning that is under way; nothing is kept of it. @returns whether there was one */
  cancel(): Promise<boolean>
}
