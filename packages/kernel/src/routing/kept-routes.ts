import type { PlannedRoute } from './plan.ts'
import type { RoutingProblem } from './problem.ts'

/**
 * Routes of a plan without the stops that are gone or named twice, each vehicle with its fixed stops first. What is fixed on
 * one vehicle leaves the others; vehicles on the road without a route get one; shipments are on one route, or on none. O(size of the plan + vehicles).
 */
export function keptRoutes(
  problem: RoutingProblem,
  routes: readonly PlannedRoute[],
  gone: ReadonlySet<number>,
): PlannedRoute[] {
  const { stops, vehicles } = problem
  const taken = new Set([...gone, ...vehicles.flatMap(({ fixed = [] }) => fixed)])
  const isFree = (stop: number) => {
    if (taken.has(stop) || stops[stop] === undefined) return false
    taken.add(stop)
    return true
  }
  const used = new Map<number, number>()
  const kept = routes.flatMap((route) => {
    const { vehicle } = route
    const count = used.get(vehicle) ?? 0
    if (count >= (vehicles[vehicle]?.count ?? 0)) return []
    used.set(vehicle, count + 1)
    const fixed = vehicles[vehicle].fixed ?? []
    const trips = route.trips.map((trip, t) => [...(t === 0 ? fixed : []), ...trip.filter(isFree)])
    return withoutEmptyTrips({ ...route, trips })
  })
  const onRoad = vehicles.flatMap(({ fixed = [] }, vehicle) =>
    fixed.length > 0 && !used.has(vehicle) ? [{ vehicle, trips: [fixed], reloads: [] }] : [],
  )
  return whole(problem, [...kept, ...onRoad])
}

/** Without shipments whose ends are not on one route; where its pickup is fixed its delivery comes to it. */
function whole({ shipments, vehicles }: RoutingProblem, routes: PlannedRoute[]): PlannedRoute[] {
  const fixed = new Set(vehicles.flatMap((type) => type.fixed ?? []))
  const routeOf = new Map(routes.flatMap(({ trips }, r) => trips.flatMap((trip) => trip.map((stop) => [stop, r]))))
  const parted = shipments.filter(({ pickup, delivery }) => routeOf.get(pickup) !== routeOf.get(delivery))
  if (parted.length === 0) return routes
  const out = parted.flatMap(({ pickup, delivery }) => [pickup, delivery]).filter((stop) => !fixed.has(stop))
  return routes.flatMap((route, r) => {
    const owed = parted.flatMap(({ pickup, delivery }) =>
      fixed.has(pickup) && routeOf.get(pickup) === r ? [delivery] : [],
    )
    return withoutStops(route, out).map((rest) => ({
      ...rest,
      trips: rest.trips.map((trip, t) => (t === 0 ? [...trip, ...owed] : trip)),
    }))
  })
}

/** The route without a job; none if nothing is left of it. O(its length). */
export function withoutStops(route: PlannedRoute, stops: readonly number[]): PlannedRoute[] {
  return withoutEmptyTrips({ ...route, trips: route.trips.map((trip) => trip.filter((stop) => !stops.includes(stop))) })
}

/** A trip that has nothing to do is not driven, nor is there a reload for it. */
function withoutEmptyTrips({ vehicle, trips, reloads }: PlannedRoute): PlannedRoute[] {
  const filled = trips.flatMap((trip, t) => (trip.length > 0 ? [{ trip, reload: reloads[t - 1] }] : []))
  if (filled.length === 0) return []
  return [
    {
      vehicle,
      trips: filled.map(({ trip }) => trip),
      reloads: filled.slice(1).map(({ reload }) => reload ?? reloads[0]),
    },
  ]
}
