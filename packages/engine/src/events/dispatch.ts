import type {
  DayPlan,
  DeliveryAsk,
  DeliveryKey,
  Depot,
  DispatchVehicle,
  FailureReason,
  PlanMaker,
  PlannedTour,
  PlanSums,
  UnservedDelivery,
} from '../domain/dispatch.ts'
import type { EpochMs, ShopperKey } from '../domain/units.ts'

type Fact = { readonly at: EpochMs; readonly id: string }
type OfDay = Fact & { readonly day: string }

/** What a driver said of a stop, `at` by the clock of the phone: it may come late and in any order. */
export type StopEvent = OfDay & { readonly vehicle: string; readonly delivery: DeliveryKey } & (
    | { readonly kind: 'stop.arrived' | 'stop.delivered' | 'stop.undone' }
    | { readonly kind: 'stop.failed'; readonly reason: FailureReason }
  )

/**
 * What a driver said of the round as a whole, `at` by the clock of the phone: it set out, it is at its depot again and has loaded for its next
 * trip, it is back for good; or the last of these was a mistake.
 */
export type TourEvent = OfDay & {
  readonly kind: 'tour.started' | 'tour.loaded' | 'tour.ended' | 'tour.undone'
  readonly vehicle: string
}

/**
 * Facts about bringing things: who could, what is to be brought, how it was planned, and what became of it. No place and no name of
 * anybody is among them: a delivery is an opaque key, behind which the vault has the rest.
 */
export type DispatchEvent =
  | (Fact & { readonly kind: 'depot.registered'; readonly depot: Depot })
  | (Fact & { readonly kind: 'depot.removed'; readonly depot: string })
  | (Fact & { readonly kind: 'vehicle.registered'; readonly vehicle: DispatchVehicle })
  | (Fact & { readonly kind: 'vehicle.removed'; readonly vehicle: string })
  /** New, or asked for otherwise than before. */
  | (Fact & {
      readonly kind: 'delivery.due'
      readonly delivery: DeliveryKey
      readonly shopper?: ShopperKey
      readonly ask: DeliveryAsk
    })
  | (OfDay & { readonly kind: 'delivery.cancelled'; readonly delivery: DeliveryKey })
  | (OfDay & {
      readonly kind: 'plan.proposed'
      readonly plan: string
      /** Log length of the state it was computed from. */
      readonly basedOn: number
      readonly by: PlanMaker
    } & DayPlan)
  | (OfDay & { readonly kind: 'plan.accepted'; readonly plan: string })
  | (OfDay & { readonly kind: 'plan.withdrawn'; readonly plan: string })
  /** Only the tours that are others now; one without stops is none. */
  | (OfDay & {
      readonly kind: 'plan.changed'
      readonly plan: string
      readonly by: PlanMaker
      readonly tours: readonly PlannedTour[]
      readonly unserved: readonly UnservedDelivery[]
      readonly sums: PlanSums
    })
  | TourEvent
  | StopEvent
  /** What shoppers were told of when their deliveries come. Lists that go together; moments are seconds since 1970. */
  | (OfDay & {
      readonly kind: 'arrivals.told'
      readonly deliveries: readonly DeliveryKey[]
      readonly arrivals: readonly number[]
      readonly from: readonly number[]
      readonly until: readonly number[]
    })
  /** The day is over for good, and its places are gone from the vault. */
  | (OfDay & { readonly kind: 'dispatch.closed' })

const kinds: ReadonlySet<string> = new Set<DispatchEvent['kind']>([
  'depot.registered',
  'depot.removed',
  'vehicle.registered',
  'vehicle.removed',
  'delivery.due',
  'delivery.cancelled',
  'plan.proposed',
  'plan.accepted',
  'plan.withdrawn',
  'plan.changed',
  'tour.started',
  'tour.loaded',
  'tour.ended',
  'tour.undone',
  'stop.arrived',
  'stop.delivered',
  'stop.failed',
  'stop.undone',
  'arrivals.told',
  'dispatch.closed',
])

/** Whether a fact is about bringing things. */
export function isOfDispatch(event: { readonly kind: string }): event is DispatchEvent {
  return kinds.has(event.kind)
}
