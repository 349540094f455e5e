import type { AlertChannel, AlertOutcome, Subscription } from '../domain/subscription.ts'
import type { EpochMs, ShopperKey } from '../domain/units.ts'

type By = { readonly at: EpochMs; readonly id: string; readonly shopper: ShopperKey }

/**
 * Facts about who waits for which price. That a price crossed what somebody waits for is no fact of its own: it follows from the facts about
 * prices before it, so it is in the log as soon as they are, and not without them.
 */
export type SubscriptionEvent =
  /** Replaces the one of the same id. */
  | (By & { readonly kind: 'subscription.made'; readonly subscription: Subscription })
  | (By & { readonly kind: 'subscription.ended'; readonly subscription: string })
  /** How alerts ended, each on one channel. */
  | (By & {
      readonly kind: 'alerts.settled'
      readonly alerts: readonly {
        readonly alert: string
        readonly channel: AlertChannel
        readonly outcome: AlertOutcome
      }[]
    })

/** Whether a fact is about who waits for which price. */
export function isOfSubscriptions<Other extends { readonly kind: string }>(
  event: Other | SubscriptionEvent,
): event is SubscriptionEvent {
  return event.kind.startsWith('subscription.') || event.kind === 'alerts.settled'
}
