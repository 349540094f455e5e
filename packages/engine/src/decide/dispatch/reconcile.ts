import { type RoutePlan, type RoutingProblem, replan, type VehicleType, whyUnserved } from '@nunchi/kernel'
import type { DayPlan, DeliveryKey, UnservedDelivery } from '../../domain/dispatch.ts'
import type { DayProblem } from './day-problem.ts'
import { laterTripsOf, withLaterTrips } from './later-trips.ts'
import { brokenBy } from './place-stop.ts'
import { planOf, type TourBegun, tourOf } from './tour.ts'
import { stopsOf, tripsOf, type Way, wayOf } from './way.ts'

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
 * tour that breaks a rule already stays as it is: a person chose it, or its driver is late. What a vehicle that is out has on board stays as
 * it is as well; what comes may go on the trips that it loads for later, and on one more where it may. Where several trips break a rule they
 * stay as they are, and nothing comes to them.
 * O(new stops * stops), a few schedules each (`replan`).
 */
export function reconcile(day: DayProblem, decided: Decided, begun: ReadonlyMap<string, TourBegun>): DayPlan {
  const ways = waysNow(day, decided)
  const placed = new Set(ways.flatMap(stopsOf))
  const isBroken = ways.map((way, v) => brokenBy(day, v, way).length > 0)
  const later = laterTripsOf(day, ways)
  const { gone, reasons } = leftOut(day, decided, { placed, isMore: later.length > 0 })
  const parts = [...ways.map((way, v) => partNow(day, v, { way, isBroken: isBroken[v]! })), ...later.map(partOf)]
  const problem = { ...withLaterTrips(day, later), vehicles: parts.map(({ type }) => type) }
  const routes = parts.flatMap(({ vehicle, trips, stays }, n) =>
    stays || trips.length === 0 ? [] : [{ ...day.routeOf(vehicle, wayOf(trips)), vehicle: n }],
  )
  const kept = parts.flatMap(({ trips, stays }) => (stays ? trips.flat() : []))
  const { plan } = replan({ problem, plan: { routes }, gone: [...gone, ...kept] })
  const tripsNow = parts.map(({ trips, stays }, n) =>
    stays ? trips : (plan.routes.find(({ vehicle }) => vehicle === n)?.trips ?? []),
  )
  const made = day.vehicles.map(({ vehicle, road }, v) => {
    const again = later.findIndex((one) => one.vehicle === v)
    const trips = again < 0 ? tripsNow[v]! : [tripsNow[v]![0] ?? [], ...tripsNow[ways.length + again]!]
    return tourOf(day, v, wayOf(trips, { isOut: road !== undefined }), begun.get(vehicle.id))
  })
  const ownerOf = (n: number) => parts[n]!.vehicle
  return planOf(made, [...reasons, ...reasonsOf(day, plan, { problem, ownerOf })])
}

/** Trips that a vehicle of the problem has, and what may become of them. */
type Part = {
  readonly vehicle: number
  readonly trips: readonly (readonly number[])[]
  readonly type: VehicleType
  /** Nothing comes to them, and nothing leaves. */
  readonly stays: boolean
}

/** What a vehicle does until it loads again, if it is out; else all that it does. */
function partNow(day: DayProblem, vehicle: number, { way, isBroken }: { way: Way; isBroken: boolean }): Part {
  const isOut = day.vehicles[vehicle]!.road !== undefined
  const trips = tripsOf(way).filter((trip, n) => trip.length > 0 && (n === 0 || !isOut))
  return partOf({ vehicle, trips, type: day.problem.vehicles[vehicle]!, isBroken, isHeld: day.isHeld(vehicle) })
}

/** What breaks a rule keeps its order. */
function partOf({
  vehicle,
  trips,
  type,
  isBroken,
  isHeld = false,
}: Omit<Part, 'stays'> & { readonly isBroken: boolean; readonly isHeld?: boolean }): Part {
  if (isHeld || (isBroken && trips.length > 1)) return { vehicle, trips, type: { ...type, maxStops: 0 }, stays: true }
  const isFixed = isBroken && trips.length === 1
  return { vehicle, trips, type: isFixed ? { ...type, fixed: trips[0]! } : type, stays: false }
}

/** What waits and is not tried: left out on purpose, or too much at once. Where more trips may be made, what had no room is tried again. */
function leftOut(
  day: DayProblem,
  { unserved }: Decided,
  { placed, isMore }: { readonly placed: ReadonlySet<number>; readonly isMore: boolean },
): { readonly gone: readonly number[]; readonly reasons: readonly UnservedDelivery[] } {
  const before = new Map(unserved.map(({ delivery, reasons }) => [delivery, reasons]))
  const waiting = [...day.stops.keys()].filter((stop) => !placed.has(stop))
  const reasonsBefore = (stop: number) => before.get(day.stops[stop]!.key)
  const isChosen = (stop: number) => reasonsBefore(stop)?.some(({ rule }) => rule === 'taken-out') === true
  const fresh = waiting.filter((stop) => reasonsBefore(stop) === undefined)
  const again = waiting.filter((stop) => reasonsBefore(stop) !== undefined && isMore && !isChosen(stop))
  const tried = new Set([...fresh, ...again].slice(0, newMax))
  const gone = waiting.filter((stop) => !tried.has(stop))
  const reasons = gone.map((stop) => ({
    delivery: day.stops[stop]!.key,
    reasons: reasonsBefore(stop) ?? [{ rule: 'added-later' }],
  }))
  return { gone, reasons }
}

/**
 * Which rule stands in the way of each stop that a plan leaves out; `full` where that is known of this plan alone.
 * @param problem  whose stops are those of the day
 * @param ownerOf  the vehicle of the day that one of the problem stands for
 */
export function reasonsOf(
  day: DayProblem,
  plan: Pick<RoutePlan, 'routes' | 'unserved'>,
  {
    problem = day.problem,
    ownerOf = (vehicle) => vehicle,
  }: { readonly problem?: RoutingProblem; readonly ownerOf?: (vehicle: number) => number } = {},
): UnservedDelivery[] {
  if (plan.unserved.length === 0) return []
  return whyUnserved(problem, plan).map(({ stop, rule, isProven, vehicle, excess }) => ({
    delivery: day.stops[stop]!.key,
    reasons: [
      {
        rule: !isProven
          ? 'full'
          : rule === 'vehicle'
            ? day.whyNotBy(vehicle === undefined ? undefined : ownerOf(vehicle), stop)
            : rule,
        ...(vehicle === undefined ? {} : { vehicle: day.vehicles[ownerOf(vehicle)]!.vehicle.id }),
        ...(excess === undefined || !isProven ? {} : { excess }),
      },
    ],
  }))
}

/** The tours without what is gone; what is on the road is brought by who has it, wherever a plan that did not know of it had put it. */
function waysNow(day: DayProblem, decided: Decided): Way[] {
  const placed = new Set<number>()
  const all = day.vehicles.map(({ vehicle }, v) => {
    const trips = day.stopsBy(decided.tours.get(vehicle.id) ?? []).map((trip, n) => {
      const mayBring = (stop: number) => day.mayBring(v, stop) || (n > 0 && day.mayLoad(v, stop))
      return trip.filter((stop) => mayBring(stop) && !placed.has(stop) && placed.add(stop))
    })
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
  const tripOf = new Map(road.trips.flatMap((keys, n) => keys.map((key) => [day.stopOf(key), n] as const)))
  let count = road.trips.length
  for (const trip of trips) {
    const fresh = trip.filter((stop) => !tripOf.has(stop))
    if (fresh.length === 0) continue
    const last = Math.max(0, ...trip.map((stop) => tripOf.get(stop) ?? 0))
    const to = last === 0 && count <= road.loadsMost ? count++ : last || count - 1
    for (const stop of fresh) tripOf.set(stop, to)
  }
  const all = trips.flat()
  return Array.from({ length: count }, (_, n) => all.filter((stop) => tripOf.get(stop) === n))
}
