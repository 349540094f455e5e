import type { Alert, Subscription } from '../../domain/subscription.ts'
import type { Minor, ProductId } from '../../domain/units.ts'
import type { Alias } from '../../ports/vault.ts'
import type { CollectFrom } from '../face.ts'

/** A wish as its shopper says it: what is not said is made. */
export type Wish = Pick<Subscription, 'wanted' | 'conditions' | 'until'> &
  Partial<Pick<Subscription, 'id' | 'channels' | 'counting'>>

/** Whose it is, and who says so. */
export type WishAsk = { readonly alias: Alias; readonly sender: CollectFrom }

/** What a page says of a product beside a price. */
export type ProductGlance = {
  readonly product: ProductId
  readonly title: string
  readonly imageUrl?: string
  readonly url?: string
  /** Absent while it cannot be had. */
  readonly priceMinor?: Minor
}

/** A product of a subscription, and how far it is from what is waited for. */
export type ProductAwaited = ProductGlance & {
  /** The price that drops and rises are counted from; absent where it could not be had. */
  readonly baseMinor?: Minor
  /** The price from which on it is so; absent where no price says so, as for the lowest of all time. */
  readonly targetMinor?: Minor
  /** How much the price has to fall (for a rise: to rise); 0 when it is there. */
  readonly distanceMinor?: Minor
  /** Whether it is so already: then it is told of once it was not. */
  readonly isMet: boolean
}

export type SubscriptionTold = Subscription & {
  /** Of a subscription to products, at prices as it counts them. */
  readonly products: readonly ProductAwaited[]
  /** Products of it that the shop forgot: nothing is told of them. */
  readonly gone: readonly ProductId[]
}

/** An alert with what a page says of its product. */
export type AlertTold = Alert & Omit<ProductGlance, 'priceMinor'> & { readonly nowMinor?: Minor }

/** What follows in a stream of alerts: none of them when it is only a sign of life. */
export type AlertsFollowed = {
  readonly alerts: readonly AlertTold[]
  /** By alert: where a stream goes on after it; and of all of this. */
  readonly places: readonly string[]
  readonly place: string
}

export type AlertsAsk = {
  readonly alias: Alias
  /** Where an earlier stream was; without it, it begins with what comes. */
  readonly after?: string
  readonly signal: AbortSignal
  readonly beatMs: number
}

export type Suggestion = {
  readonly product: ProductId
  /** How often this shopper looked at it, of their latest 64 acts. */
  readonly views: number
  /** Days in which it could be had, of the last 90. */
  readonly days: number
  /** Share of these days in which it cost no more than the target. */
  readonly share: number
  readonly targetMinor: Minor
  readonly nowMinor: Minor
}

/** Who would be told of a price: nobody is named. */
export type DryRun = ProductGlance & {
  readonly askedMinor: Minor
  /** Where such a price would be held and checked before anyone is told: what is usual. */
  readonly usualMinor?: Minor
  /** Subscriptions that wait for this product by its name. */
  readonly waiting: number
  /** Those among them that count its price in ways of their own, by mall, card or membership: it is not said what they would be told. */
  readonly counting: number
  /** Subscriptions that would be told, those to queries among them, and shoppers whose they are. */
  readonly subscriptions: number
  readonly shoppers: number
  /** What they wait for, the most frequent first. */
  readonly sample: readonly {
    readonly what: 'products' | 'query'
    readonly conditions: Subscription['conditions']
    readonly count: number
  }[]
}

export type Busiest = {
  /** Subscriptions that stand. */
  readonly subscriptions: number
  readonly products: readonly (ProductGlance & { readonly subscriptions: number })[]
}

/** Prices that shoppers wait for. */
export interface WatchFace {
  /** Takes a wish; the same one again is the same. @throws Refusal SUBSCRIPTION_*, SUBSCRIPTIONS_FULL, PRODUCT_UNKNOWN, TOO_MANY_NEW */
  make(ask: WishAsk & { readonly wish: Wish }): Promise<SubscriptionTold>
  /** Puts a wish in the place of another of this shopper. @throws Refusal as `make`, SUBSCRIPTION_UNKNOWN */
  change(ask: WishAsk & { readonly id: string; readonly wish: Wish }): Promise<SubscriptionTold>
  /** @throws Refusal SUBSCRIPTION_UNKNOWN */
  end(ask: WishAsk & { readonly id: string }): Promise<void>
  /** A shopper's, the oldest first; a stranger has none. */
  list(alias: Alias): readonly SubscriptionTold[]
  /** What a shopper was told, the newest first: the last 200. */
  alerts(
    alias: Alias,
    page: { readonly offset: number; readonly count: number },
  ): {
    readonly total: number
    readonly alerts: readonly AlertTold[]
  }
  /**
   * A shopper's alerts as they come to be: each once, whoever reads slowly reads later. The first answer is at once, and says where it
   * begins; ends with `signal`. A stranger waits, and nothing is kept of it. @throws Refusal SHOPPER_UNKNOWN when they are forgotten;
   * BODY_INVALID for a place that is none
   */
  follow(ask: AlertsAsk): AsyncGenerator<AlertsFollowed, void, undefined>
  /** What could be waited for; undefined where too little is known. @throws Refusal PRODUCT_UNKNOWN */
  suggest(alias: Alias | undefined, product: ProductId): Suggestion | undefined
  /** @throws Refusal PRODUCT_UNKNOWN, SUBSCRIPTION_TARGET */
  dryRun(product: ProductId, priceMinor: number): DryRun
  busiest(count: number): Busiest
}
