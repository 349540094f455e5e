import type { BehaviourEvent } from '../events/behaviour.ts'
import type { OrderEvent } from '../events/order.ts'
import type { ShopperEvent } from '../events/shopper.ts'
import type { SubscriptionEvent } from '../events/subscription.ts'
import type { Traits } from '../ports/vault.ts'
import type { RejectionCode } from './collect/rejection.ts'
import type { Said } from './said.ts'

type Without<Event, Key extends PropertyKey> = Event extends unknown ? Omit<Event, Key> : never

/** A fact as a client reports it: whose it is stands beside it, under the client's own names. */
export type ReportedEvent = Without<
  | BehaviourEvent
  | OrderEvent
  | Extract<
      ShopperEvent,
      {
        kind:
          | 'shopper.hid'
          | 'shopper.unhid'
          | 'interest.removed'
          | 'personalisation.refused'
          | 'personalisation.allowed'
          | 'consent.withdrawn'
          | 'consent.given'
      }
    >,
  'shopper'
>

/** What a shopper wishes to be told of; told by calls of its own, never among other events. */
export type WishedEvent = Without<
  Extract<SubscriptionEvent, { kind: 'subscription.made' | 'subscription.ended' }>,
  'shopper'
>

/** One report of a client, parsed and valid in itself. */
export type Report = {
  /** The person's login, if they were logged in. */
  readonly user?: string
  /** The device's own id, if there is one. With both, the device is known to be that person's from now on. */
  readonly anonymous?: string
  /** The user that `anonymous` or `user` was known as before (an alias call). */
  readonly previous?: string
  /** For the vault, never the log. */
  readonly traits?: Traits
  /**
   * What the event itself says of consent to collecting it; undefined when it says nothing. True is enough for a key
   * that requires a yes, and never gives back what the shopper withdrew.
   */
  readonly consent?: boolean
  /** Absent for a report that only identifies (identify, alias, group). */
  readonly event?: ReportedEvent | WishedEvent
  /** The message id; the same id is taken once. */
  readonly id: string
}

/** What became of one event of a batch. */
export type Verdict =
  | { readonly status: 'accepted' }
  | { readonly status: 'duplicate' }
  | { readonly status: 'dropped'; readonly reason: 'no-consent' | 'not-a-fact' }
  | {
      readonly status: 'rejected'
      readonly code: RejectionCode
      /** Where in the event, as a path: 'properties.products.2.product_id'. */
      readonly field: string
      readonly reason: Said
      readonly remedy: string
    }
