import { type RoutePlan, replan, whyUnserved } from '@nunchi/kernel'
import type { DayPlan, DeliveryKey, UnservedDelivery } from '../../domain/dispatch.ts'
import type { DayProblem } from './day-problem.ts'
import { brokenBy } from './place-stop.ts'
import { planOf, type TourBegun, tourOf } from './tour.ts'
import { stopsOf, toDepot, type Way, wayOf } from './way.ts'

/** Tours as they were decided: what each vehicle does from now on, by its trips. */
export type Decided = {
  readonly tours: ReadonlyMap<string, readonly (readonly DeliveryKey[])[]>
  /** What was left out on purpose, and why. */
  readonly unserved: readonly UnservedDelivery[]
}

/** More new stops than these are for the solver: here each costs milliseconds. */
const newMax = 100

/**
 * Brings a plan up to the day as it is now: what was called off, erased or brought meanwhile is no longer in it, and what came since
 * is put where it costs least without breaking a rule; if there is no such place, it is left out and the plan says so. The order of a
 * tour that breaks a rule already stays as it is: a person chose it, or its driver is late. So does that of a vehicle that is out and comes
 * back to load; where several trips stay as they are, nothing comes to them.
 * O(new stops * stops), a few schedules each (`replan`).
 */
export function reconcile(day: DayProblem, decided: Decided, begun: ReadonlyMap<string, TourBegun>): DayPlan {
  const ways = waysNow(day, decided)
  const placed = new Set(ways.flatMap(stopsOf))
  const known = new Map(decided.unserved.map((one) => [one.delivery, one.reasons]))
  const waiting = day.stops.flatMap(({ key }, stop) => (placed.has(stop) || known.has(key) ? [] : [stop]))
  const tooMany = new Set(waiting.slice(newMax))
  const gone = day.stops.flatMap(({ key }, stop) =>
    (known.has(key) && !placed.has(stop)) || tooMany.has(stop) ? [stop] : [],
  )
  const isBroken = ways.map((way, v) => brokenBy(day, v, way).length > 0)
  const stays = ways.map((way, v) => day.isHeld(v) || (isBroken[v]! && way.includes(toDepot)))
  const problem = {
    ...day.problem,
    vehicles: day.problem.vehicles.map((type, v) => {
      if (stays[v]) return { ...type, maxStops: 0 }
      return isBroken[v] ? { ...type, fixed: ways[v]! } : type
    }),
  }
  const routes = ways.flatMap((way, v) => (stays[v] || way.length === 0 ? [] : [day.routeOf(v, way)]))
  const kept = ways.flatMap((way, v) => (stays[v] ? stopsOf(way) : []))
  const { plan } = replan({ problem, plan: { routes }, gone: [...gone, ...kept] })
  const made = day.vehicles.map(({ vehicle, road }, v) => {
    const route = plan.routes.find((one) => one.vehicle === v)
    const way = stays[v] ? ways[v]! : wayOf(route?.trips ?? [], { isOut: road !== undefined })
    return tourOf(day, v, way, begun.get(vehicle.id))
  })
  const unserved = gone.map((stop): UnservedDelivery => {
    const { key } = day.stops[stop]!
    return { delivery: key, reasons: known.get(key) ?? [{ rule: 'added-later' }] }
  })
  return planOf(made, [...unserved, ...reasonsOf(day, plan)])
}

/** Which rule stands in the way of each stop that a plan leaves out; `full` where that is known of this plan alone. */
export function reasonsOf(day: DayProblem, plan: Pick<RoutePlan, 'routes' | 'unserved'>): UnservedDelivery[] {
  const unserved = plan.unserved.filter((stop) => !day.isHeldStop(stop))
  if (unserved.length === 0) return []
  return whyUnserved(day.problem, { ...plan, unserved }).map(({ stop, rule, isProven, vehicle, excess }) => ({
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

/** The tours without what is gone; what is on the road is brought by who has it, wherever a plan that did not know of it had put it. */
function waysNow(day: DayProblem, decided: Decided): Way[] {
  const placed = new Set<number>()
  const all = day.vehicles.map(({ vehicle }, v) => {
    const trips = day
      .stopsBy(decided.tours.get(vehicle.id) ?? [])
      .map((trip) => trip.filter((stop) => day.mayBring(v, stop) && !placed.has(stop) && placed.add(stop)))
    return tripsNow(day, v, trips)
  })
  return day.vehicles.map(({ road }, v) => {
    const trips = all[v]!.map((trip, n) => {
      const forgotten = (road?.trips[n] ?? []).map((key) => day.stopOf(key))
      return [...trip, ...forgotten.filter((stop) => stop >= 0 && !placed.has(stop))]
    })
    return wayOf(trips, { isOut: road !== undefined })
  })
}

/** The way of a vehicle by its trips as it can still drive them. */
export function wayNow(day: DayProblem, vehicle: number, trips: readonly (readonly number[])[]): Way {
  return wayOf(tripsNow(day, vehicle, trips), { isOut: day.vehicles[vehicle]!.road !== undefined })
}

/**
 * Trips as a vehicle can still drive them: of one that is out, what is on board comes before it loads again, and what is not behind that.
 * @param trips  stops, as a plan has them
 */
function tripsNow(day: DayProblem, vehicle: number, trips: readonly (readonly number[])[]): number[][] {
  const { road } = day.vehicles[vehicle]!
  if (road === undefined) return trips.map((trip) => [...trip])
  const all = trips.flat()
  const now = road.trips.map((keys) => {
    const meant = new Set(keys.map((key) => day.stopOf(key)))
    return all.filter((stop) => meant.has(stop))
  })
  const known = new Set(now.flat())
  now.at(-1)!.push(...all.filter((stop) => !known.has(stop)))
  return now
}
