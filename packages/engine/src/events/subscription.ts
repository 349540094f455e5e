import type { ContactId } from '../domain/contact.ts'
import type { AlertOutcome, SentChannel, Subscription, TellingWishes } from '../domain/subscription.ts'
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
  /** A place where the shopper is told; where it is, the vault alone knows. */
  | (By & {
      readonly kind: 'contact.kept'
      readonly contact: ContactId
      readonly channel: SentChannel
      readonly lane: string
    })
  | (By & { readonly kind: 'contact.removed'; readonly contact: ContactId })
  /** When and how the shopper wants to be told from now on. */
  | (By & { readonly kind: 'contact.wished'; readonly wishes: TellingWishes })
  /** Alerts that are to be told later: it was not the hour, or they were tried in vain (`tries`), or a person replays them (0 tries). */
  | (By & {
      readonly kind: 'alerts.delayed'
      readonly alerts: readonly {
        readonly alert: string
        readonly contact: ContactId
        readonly dueAt: EpochMs
        readonly tries?: number
        readonly reason?: string
      }[]
    })
  /** How alerts ended, each at one place; those of one message are told by its id. */
  | (By & {
      readonly kind: 'alerts.settled'
      readonly alerts: readonly {
        readonly alert: string
        readonly contact: ContactId
        readonly outcome: AlertOutcome
        readonly message?: string
        readonly reason?: string
      }[]
    })

/** Whether a fact is about who waits for which price. */
export function isOfSubscriptions<Other extends { readonly kind: string }>(
  event: Other | SubscriptionEvent,
): event is SubscriptionEvent {
  return /^(subscription|contact|alerts)\./.test(event.kind)
}
