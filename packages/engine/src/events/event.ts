import type { BehaviourEvent } from './behaviour.ts'
import type { CatalogEvent } from './catalog.ts'
import type { DispatchEvent } from './dispatch.ts'
import type { OfferEvent } from './offer.ts'
import type { OrderEvent } from './order.ts'
import type { PlanEvent } from './plan.ts'
import type { PolicyEvent } from './policy.ts'
import type { PriceEvent } from './price.ts'
import type { ShopperEvent } from './shopper.ts'
import type { SlateEvent } from './slate.ts'
import type { SubscriptionEvent } from './subscription.ts'

/** What is left where an erased shopper's fact was: the place, so that positions stay true. */
export type ErasedEvent = { readonly kind: 'erased' }

/** Every fact the log can hold. */
export type ShopEvent =
  | BehaviourEvent
  | OrderEvent
  | CatalogEvent
  | OfferEvent
  | ShopperEvent
  | PlanEvent
  | SlateEvent
  | PolicyEvent
  | PriceEvent
  | SubscriptionEvent
  | DispatchEvent
  | ErasedEvent

/** How many changes a fact holds beside the first: what folding it costs, and what a snapshot saves. */
export function changesBeside(event: ShopEvent): number {
  if (event.kind === 'arrivals.told') return Math.max(0, event.deliveries.length - 1)
  if (event.kind === 'offers.repriced') return Math.max(0, event.keys.length - 1)
  return event.kind === 'products.repriced' ? Math.max(0, event.products.length - 1) : 0
}
