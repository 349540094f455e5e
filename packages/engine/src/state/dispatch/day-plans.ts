import type { Columns, Saved } from '@nunchi/kernel'
import type { DeliveryKey, PlanMaker, PlannedTour, PlanSums, UnservedDelivery } from '../../domain/dispatch.ts'
import type { DispatchEvent } from '../../events/dispatch.ts'

/** Of one day; what was replaced longest ago is forgotten first. */
const plansMax = 12

/** A plan as it stands. */
export type PlanState = {
  readonly plan: string
  readonly state: 'proposed' | 'accepted' | 'superseded' | 'withdrawn'
  /** One more with every change. */
  readonly version: number
  readonly basedOn: number
  /** ms since 1970. */
  readonly proposedAt: number
  readonly acceptedAt?: number
  readonly by: PlanMaker
  readonly tours: readonly PlannedTour[]
  readonly unserved: readonly UnservedDelivery[]
  readonly sums: PlanSums
  /** Vehicles that a stop was on before it was moved, since the plan was accepted: their drivers may have it on board. */
  readonly before: readonly (readonly [delivery: DeliveryKey, vehicle: string])[]
}

type PlanEvent = Extract<DispatchEvent, { kind: `plan.${string}` }>

/** Plans of one day, at most one of them accepted. Some 60 bytes a planned stop; O(changed stops) per event. */
export class DayPlans implements Saved {
  readonly #plans = new Map<string, PlanState>()
  /** Of the accepted plan: delivery -> place. Made when asked for. */
  #places: ReadonlyMap<DeliveryKey, TourPlace> | undefined

  find(plan: string): PlanState | undefined {
    return this.#plans.get(plan)
  }

  /** In the order in which they were proposed. */
  all(): readonly PlanState[] {
    return [...this.#plans.values()]
  }

  get accepted(): PlanState | undefined {
    for (const plan of this.#plans.values()) if (plan.state === 'accepted') return plan
    return undefined
  }

  /** Where the accepted plan has a delivery. */
  placeOf(delivery: DeliveryKey): TourPlace | undefined {
    if (this.#places === undefined) {
      const places = (this.accepted?.tours ?? []).flatMap((tour) =>
        tour.stops.map((key, index) => [key, { tour, index }] as const),
      )
      this.#places = new Map(places)
    }
    return this.#places.get(delivery)
  }

  apply(event: PlanEvent): void {
    this.#places = undefined
    if (event.kind === 'plan.proposed') return this.#propose(event)
    const known = this.#plans.get(event.plan)
    if (!known) return // of a plan that is forgotten
    if (event.kind === 'plan.withdrawn') this.#plans.set(event.plan, { ...known, state: 'withdrawn' })
    else if (event.kind === 'plan.changed') this.#plans.set(event.plan, changed(known, event))
    else {
      const before = this.accepted
      if (before && before !== known) this.#plans.set(before.plan, { ...before, state: 'superseded' })
      this.#plans.set(event.plan, { ...known, state: 'accepted', acceptedAt: event.at })
    }
  }

  save(): Columns {
    return { plans: this.all().map((plan) => JSON.stringify(plan)) }
  }

  restore(columns: Columns): void {
    this.#plans.clear()
    this.#places = undefined
    for (const text of columns.plans as readonly string[]) {
      const plan = JSON.parse(text) as PlanState
      this.#plans.set(plan.plan, plan)
    }
  }

  #propose(event: Extract<PlanEvent, { kind: 'plan.proposed' }>): void {
    const { plan, basedOn, by, tours, unserved, sums, at } = event
    const state = { version: 0, state: 'proposed', before: [] } as const
    this.#plans.set(plan, { plan, ...state, basedOn, proposedAt: at, by, tours, unserved, sums })
    for (const [id, other] of this.#plans) {
      if (this.#plans.size <= plansMax) return
      if (other.state !== 'accepted') this.#plans.delete(id)
    }
  }
}

export type TourPlace = { readonly tour: PlannedTour; readonly index: number }

function changed(known: PlanState, event: Extract<PlanEvent, { kind: 'plan.changed' }>): PlanState {
  const others = new Map(known.tours.map((tour) => [tour.vehicle, tour]))
  const vehicleNow = new Map(event.tours.flatMap((tour) => tour.stops.map((key) => [key, tour.vehicle] as const)))
  const moved = event.tours.flatMap(({ vehicle }) =>
    (others.get(vehicle)?.stops ?? []).flatMap((key) =>
      vehicleNow.get(key) === vehicle ? [] : [[key, vehicle] as const],
    ),
  )
  for (const tour of event.tours) {
    if (tour.stops.length > 0) others.set(tour.vehicle, tour)
    else others.delete(tour.vehicle)
  }
  return {
    ...known,
    version: known.version + 1,
    by: event.by,
    tours: [...others.values()],
    unserved: event.unserved,
    sums: event.sums,
    before: known.state === 'accepted' ? [...known.before, ...moved] : known.before,
  }
}
