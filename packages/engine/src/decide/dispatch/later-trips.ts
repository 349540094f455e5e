import type { RoutingProblem, Stop, VehicleType } from '@nunchi/kernel'
import { type DayProblem, reloadOf } from './day-problem.ts'
import { brokenBy } from './place-stop.ts'
import { tourOf } from './tour.ts'
import { stopsOf, toDepot, tripsOf, type Way } from './way.ts'

/** What a vehicle that is out does once it has loaded again, as a vehicle of its own that begins at the depot then. */
export type LaterTrips = {
  readonly vehicle: number
  readonly trips: readonly (readonly number[])[]
  readonly type: VehicleType
  /** A rule is broken on these trips already. */
  readonly isBroken: boolean
}

/**
 * What is not on board of the vehicles that are out and may load again; of each also where it has no such trip yet. Those whose shift is
 * over by then have none. O(stops of the ways).
 */
export function laterTripsOf(day: DayProblem, ways: readonly Way[]): LaterTrips[] {
  return ways.flatMap((way, v) => {
    const more = day.loadsMost(v)
    if (more === 0) return []
    const load = way.indexOf(toDepot)
    const now = load < 0 ? way : way.slice(0, load)
    const trips = load < 0 ? [] : tripsOf(way.slice(load + 1))
    const { fixed, ...ready } = load < 0 ? whenBack(day, v, now) : { at: loadedAt(day, v, way), fixed: 0 }
    const type = day.problem.vehicles[v]!
    const at = ready.at - day.zero
    if (trips.length === 0 && at >= type.shift[1]) return []
    const later = new Set(trips.flat())
    const isBroken = brokenBy(day, v, way).some(({ stop }) => stop === undefined || later.has(stop))
    const { depotPlace: place, vehicle } = day.vehicles[v]!
    const { reload: _, ...once } = type
    const most = Math.max(more, trips.length) - 1
    const again: VehicleType = {
      ...once,
      start: place,
      shift: [at, Math.max(at, type.shift[1])],
      cost: { ...type.cost, fixed },
      maxStops: Math.max(0, type.maxStops - stopsOf(now).length),
      ...reloadOf(vehicle, place, most),
    }
    return [{ vehicle: v, trips, type: again, isBroken }]
  })
}

/**
 * The problem with later trips as vehicles behind the others: what waits may be put on them where it is loaded, what is on them stays with
 * who has it.
 */
export function withLaterTrips(day: DayProblem, later: readonly LaterTrips[]): RoutingProblem {
  const { problem } = day
  if (later.length === 0) return problem
  const first = problem.vehicles.length
  const of = new Map(later.flatMap(({ trips }, n) => trips.flat().map((stop) => [stop, n] as const)))
  const stops = problem.stops.map((stop, s): Stop => {
    const known = of.get(s)
    const { prize: _, ...open } = stop
    if (known !== undefined) return { ...open, vehicles: [first + known] }
    if (day.isCarried(s)) return stop
    const more = later.flatMap(({ vehicle }, n) => (day.mayLoad(vehicle, s) ? [first + n] : []))
    return { ...stop, vehicles: [...(stop.vehicles ?? [...problem.vehicles.keys()]), ...more] }
  })
  return { ...problem, stops, vehicles: [...problem.vehicles, ...later.map(({ type }) => type)] }
}

/** Second since 1970 at which it has loaded for the first trip of a way that it does not go on yet. */
function loadedAt(day: DayProblem, vehicle: number, way: Way): number {
  const [load] = tourOf(day, vehicle, way).loads!
  return load!.at + load!.seconds
}

/** When a vehicle that would be home for good could have loaded once more, and what that costs by itself. */
function whenBack(day: DayProblem, vehicle: number, way: Way): { readonly at: number; readonly fixed: number } {
  const { endsAt } = tourOf(day, vehicle, way)
  const { vehicle: van, profile, depotPlace, road } = day.vehicles[vehicle]!
  const { perDuty, perDistance } = day.problem.vehicles[vehicle]!.cost
  const last = way.at(-1)
  const from = last === undefined ? road!.place : day.stops[last]!.place
  const { durations, distances } = day.problem.profiles[profile]!
  const arc = from * day.problem.places + depotPlace
  const [back, metres] = van.returns ? [0, 0] : [durations[arc]!, distances[arc]!]
  const seconds = back + (van.loadingMinutes ?? 0) * 60
  return { at: endsAt + seconds, fixed: seconds * perDuty + metres * perDistance }
}
