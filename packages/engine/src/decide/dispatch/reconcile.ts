import { type RoutePlan, replan, whyUnserved } from '@nunchi/kernel'
import type { DayPlan, DeliveryKey, UnservedDelivery } from '../../domain/dispatch.ts'
import type { DayProblem } from './day-problem.ts'
import { brokenBy } from './place-stop.ts'
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
 * is put where it costs least without breaking a rule; if there is no such place, it is left out and the plan says so. The order of a
 * tour that breaks a rule already stays as it is: a person chose it, or its driver is late.
 * O(new stops * stops), a few schedules each (`replan`).
 */
export function reconcile(day: DayProblem, decided: Decided, begun: ReadonlyMap<string, TourBegun>): DayPlan {
  const tours = toursNow(day, decided)
  const placed = new Set(tours.flat())
  const known = new Map(decided.unserved.map((one) => [one.delivery, one.reasons]))
  const waiting = day.stops.flatMap(({ key }, stop) => (placed.has(stop) || known.has(key) ? [] : [stop]))
  const tooMany = new Set(waiting.slice(newMax))
  const gone = day.stops.flatMap(({ key }, stop) =>
    (known.has(key) && !placed.has(stop)) || tooMany.has(stop) ? [stop] : [],
  )
  const problem = {
    ...day.problem,
    vehicles: day.problem.vehicles.map((type, v) => {
      const tour = tours[v]!
      return tour.length > 0 && brokenBy(day, v, tour).length > 0 ? { ...type, fixed: tour } : type
    }),
  }
  const { plan } = replan({ problem, plan: { routes: routesOf(tours) }, gone })
  const made = day.vehicles.map(({ vehicle }, v) => {
    const route = plan.routes.find((one) => one.vehicle === v)
    return tourOf(day, v, route?.trips.flat() ?? [], begun.get(vehicle.id))
  })
  const unserved = gone.map((stop): UnservedDelivery => {
    const { key } = day.stops[stop]!
    return { delivery: key, reasons: known.get(key) ?? [{ rule: 'added-later' }] }
  })
  return planOf(made, [...unserved, ...reasonsOf(day, plan)])
}

/** Which rule stands in the way of each stop that a plan leaves out; `full` where that is known of this plan alone. */
export function reasonsOf(day: DayProblem, plan: Pick<RoutePlan, 'routes' | 'unserved'>): UnservedDelivery[] {
  if (plan.unserved.length === 0) return []
  return whyUnserved(day.problem, plan).map(({ stop, rule, isProven, vehicle, excess }) => ({
    delivery: day.stops[stop]!.key,
    reasons: [
      {
        rule: !isProven ? 'full' : rule === 'vehicle' ? day.whyNotBy(vehicle, stop) : rule,
        ...(vehicle === undefined ? {} : { vehicle: day.vehicles[vehicle]!.vehicle.id }),
        ...(excess === undefined || !isProven ? {} : { excess }),
      },
    ],
  }))
}

/** The tours without what is gone; what is on board is brought by who has it, wherever a plan that did not know of it had put it. */
function toursNow(day: DayProblem, decided: Decided): number[][] {
  const placed = new Set<number>()
  const tours = day.vehicles.map(({ vehicle }, v) => {
    const stops = (decided.tours.get(vehicle.id) ?? []).map((key) => day.stopOf(key))
    return stops.filter((stop) => stop >= 0 && mayCome(day, v, stop) && !placed.has(stop) && placed.add(stop))
  })
  for (const [v, { road }] of day.vehicles.entries()) {
    const forgotten = (road?.carries ?? [])
      .map((key) => day.stopOf(key))
      .filter((stop) => stop >= 0 && !placed.has(stop))
    tours[v]!.push(...forgotten)
  }
  return tours
}

/** Whether the vehicle is one of those that may: what is on board of another, or another depot's, it may not. */
function mayCome(day: DayProblem, vehicle: number, stop: number): boolean {
  const { vehicles } = day.problem.stops[stop]!
  return vehicles === undefined || vehicles.includes(vehicle)
}

function routesOf(tours: readonly (readonly number[])[]): RoutePlan['routes'] {
  return tours.flatMap((trip, vehicle) => (trip.length === 0 ? [] : [{ vehicle, trips: [trip], reloads: [] }]))
}
