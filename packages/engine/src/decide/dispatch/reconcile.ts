import type { DayPlan, DeliveryKey, UnservedDelivery, UnservedReason } from '../../domain/dispatch.ts'
import type { DayProblem } from './day-problem.ts'
import { brokenBy, cheapestPlace, inserted, type Placing } from './place-stop.ts'
import { planOf, type TourBegun, tourOf } from './tour.ts'

/** Tours as they were decided: what each vehicle does from now on. */
export type Decided = {
  readonly tours: ReadonlyMap<string, readonly DeliveryKey[]>
  /** What was left out on purpose, and why. */
  readonly unserved: readonly UnservedDelivery[]
}

/** More new stops than these are for the solver: here each costs milliseconds. */
const newMax = 100

/**
 * Brings a plan up to the day as it is now: what was called off, erased or brought meanwhile is no longer in it, and what came since
 * is put where it costs least without breaking a rule; if there is no such place, it is left out and the plan says so.
 * O(new stops * stops of a tour squared, per vehicle).
 */
export function reconcile(day: DayProblem, decided: Decided, begun: ReadonlyMap<string, TourBegun>): DayPlan {
  const tours = day.vehicles.map(({ vehicle }) =>
    (decided.tours.get(vehicle.id) ?? []).map((key) => day.stopOf(key)).filter((stop) => stop >= 0),
  )
  const placed = new Set<number>()
  for (const [v, tour] of tours.entries()) {
    tours[v] = tour.filter((stop) => mayStay(day, v, stop) && !placed.has(stop) && placed.add(stop))
  }
  // What is on board is brought by who has it, wherever a plan that did not know of it had put it.
  for (const [v, { road }] of day.vehicles.entries())
    for (const key of road?.carries ?? []) {
      const stop = day.stopOf(key)
      if (stop >= 0 && !placed.has(stop)) tours[v] = [...tours[v]!, stop]
      placed.add(stop)
    }
  const known = new Map(decided.unserved.map((one) => [one.delivery, one.reasons]))
  const unserved: UnservedDelivery[] = []
  let tried = 0
  for (const [stop, { key }] of day.stops.entries()) {
    if (placed.has(stop)) continue
    const reasons = known.get(key)
    if (reasons === undefined && tried++ >= newMax) {
      unserved.push({ delivery: key, reasons: [{ rule: 'added-later' }] })
      continue
    }
    const best = reasons === undefined ? bestOf(day, tours, stop) : undefined
    if (best?.breaks === 0) tours[best.vehicle] = inserted(tours[best.vehicle]!, best.position, stop)
    else unserved.push({ delivery: key, reasons: reasons ?? whyNot(day, tours, stop) })
  }
  const made = tours.map((tour, v) => tourOf(day, v, tour, begun.get(day.vehicles[v]!.vehicle.id)))
  return planOf(made, unserved)
}

function mayStay(day: DayProblem, vehicle: number, stop: number): boolean {
  const { vehicles } = day.problem.stops[stop]!
  return vehicles === undefined || vehicles.includes(vehicle)
}

function bestOf(day: DayProblem, tours: readonly (readonly number[])[], stop: number): Placing | undefined {
  let best: Placing | undefined
  for (const [v, tour] of tours.entries()) {
    if (!mayStay(day, v, stop)) continue
    const one = cheapestPlace(day, v, tour, { stop })
    if (!best || one.breaks < best.breaks || (one.breaks === best.breaks && one.costMinor < best.costMinor)) best = one
  }
  return best
}

/** Which rules stand in the way: of a vehicle that has nothing else to do, or else of the tours as they are. */
export function whyNot(
  day: DayProblem,
  tours: readonly (readonly number[])[],
  stop: number,
): readonly UnservedReason[] {
  const alone = day.vehicles.map((_, v) => brokenBy(day, v, [stop]))
  if (alone.length === 0) return [{ rule: 'vehicle' }]
  if (alone.some((broken) => broken.length === 0)) {
    const vehicle = bestOf(day, tours, stop)?.vehicle
    return [{ rule: 'full', ...(vehicle === undefined ? {} : { vehicle: day.vehicles[vehicle]!.vehicle.id }) }]
  }
  const rules = new Map<string, UnservedReason>()
  for (const [v, broken] of alone.entries())
    for (const { rule, excess } of broken) {
      const known = rules.get(rule)
      if (known === undefined || excess < known.excess!)
        rules.set(rule, { rule, excess, vehicle: day.vehicles[v]!.vehicle.id })
    }
  return [...rules.values()]
}
