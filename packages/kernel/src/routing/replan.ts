import { keptRoutes } from './kept-routes.ts'
import type { PlannedRoute, RoutePlan } from './plan.ts'
import { planCost, prizesLeft, unservedBy, weightLeft } from './plan-cost.ts'
import type { RoutingProblem } from './problem.ts'
import { RouteRepair } from './route-repair.ts'
import { RouteScheduler } from './schedule.ts'
import { RouteSearch } from './search.ts'

export type ReplanAsk = {
  /**
   * How things are now: new stops and shipments at the end of its lists; each vehicle on the road a type of its own that
   * starts where it is, no sooner than now, with the stops it has promised or is driving to as `fixed`. Goods that have to be
   * fetched first are shipments from where they lie; what is on board already is a stop's delivery.
   */
  readonly problem: RoutingProblem
  /** The plan so far, in the indices of this problem. */
  readonly plan: Pick<RoutePlan, 'routes'>
  /** Stops that are cancelled, or done already: nobody goes there. The other end of a shipment goes with it. */
  readonly gone?: readonly number[]
  /** A search from the new plan on, that may change all of it; without it only what has to change does. */
  readonly improve?: { readonly iterations: number; readonly seed: number }
}

export type Replanned = {
  /** Stops that are gone are no part of `unserved`. */
  readonly plan: RoutePlan
  /** Served now, and on no route before. */
  readonly inserted: readonly number[]
  /** Served by another vehicle than before. */
  readonly moved: readonly number[]
  /** On a route before, and not gone, but served no longer. */
  readonly dropped: readonly number[]
  /** Vehicles whose stops or their order changed: who has to be told. */
  readonly vehicles: readonly number[]
  /** Cost of the plan less that of the plan so far, as it would be in this problem, without the stops that are gone. */
  readonly costDifference: number
}

/**
 * Makes a plan fit what has happened since: new stops go where they cost least, cancelled ones leave, and where a vehicle is
 * late or something broke, the fewest stops are moved that make all routes keep their rules again. What can be served by
 * nobody is left out, of lowest priority first. A route that breaks a rule by its fixed stops alone stays so.
 * Time: a schedule for each route, and for each new or moved stop a pass over all positions with a few schedules.
 */
export function replan({ problem, plan, gone = [], improve }: ReplanAsk): Replanned {
  const out = withOtherEnds(problem, gone)
  const wanted = out.size === 0 ? problem : without(problem, out)
  const before = keptRoutes(wanted, plan.routes, out)
  const repair = new RouteRepair(wanted, before)
  const costBefore = repair.cost + prizesLeft(wanted, before)
  repair.mend()
  repair.place(waiting(wanted, before, out))
  const mended = { routes: repair.routes(), cost: repair.cost + prizesLeft(wanted, repair.routes()) }
  const { routes, cost } = improve ? improved(wanted, mended, improve) : mended
  const unserved = unservedBy(problem, routes).filter((stop) => !out.has(stop))
  return { plan: { routes, unserved, cost }, ...changes(plan.routes, routes, out), costDifference: cost - costBefore }
}

function withOtherEnds({ shipments }: RoutingProblem, gone: readonly number[]): Set<number> {
  const out = new Set(gone)
  if (out.size === 0) return out
  for (const { pickup, delivery } of shipments) {
    if (!out.has(pickup) && !out.has(delivery)) continue
    out.add(pickup)
    out.add(delivery)
  }
  return out
}

/** The same indices, but nobody goes there, and nothing is lost by it. */
function without(problem: RoutingProblem, gone: ReadonlySet<number>): RoutingProblem {
  return {
    ...problem,
    stops: problem.stops.map((stop, i) => (gone.has(i) ? { ...stop, vehicles: [], prize: 0 } : stop)),
    vehicles: problem.vehicles.map((type) =>
      type.fixed ? { ...type, fixed: type.fixed.filter((stop) => !gone.has(stop)) } : type,
    ),
  }
}

/** Stops on no route, the ends of a shipment as one. */
function waiting(
  { stops, shipments }: RoutingProblem,
  routes: readonly PlannedRoute[],
  gone: ReadonlySet<number>,
): number[] {
  const known = new Set([...gone, ...shipments.map(({ delivery }) => delivery)])
  for (const { trips } of routes) for (const trip of trips) for (const stop of trip) known.add(stop)
  return stops.flatMap((_, stop) => (known.has(stop) ? [] : [stop]))
}

/** What a short search makes of it, if that is better and keeps every rule that was kept. */
function improved(
  problem: RoutingProblem,
  mended: Mended,
  { iterations, seed }: NonNullable<ReplanAsk['improve']>,
): Mended {
  const search = new RouteSearch(problem, { seed, start: { ...mended, unserved: [] } })
  search.run(iterations, 1)
  const { routes } = search.best()
  const found = { routes, cost: planCost(problem, { routes }) }
  const scheduler = new RouteScheduler(problem)
  const broken = (of: Mended) => of.routes.reduce((sum, route) => sum + scheduler.judge(route).violations.length, 0)
  if (broken(found) > broken(mended)) return mended
  const [left, leftBefore] = [leftOut(problem, routes), leftOut(problem, mended.routes)]
  return left < leftBefore || (left === leftBefore && found.cost < mended.cost) ? found : mended
}

type Mended = Pick<RoutePlan, 'routes' | 'cost'>

/** What must be served and is on no route (`weightLeft`). */
function leftOut(problem: RoutingProblem, routes: readonly PlannedRoute[]): number {
  return weightLeft(problem, unservedBy(problem, routes))
}

function changes(before: readonly PlannedRoute[], after: readonly PlannedRoute[], gone: ReadonlySet<number>) {
  const [was, is] = [vehiclesOf(before), vehiclesOf(after)]
  const lines = (routes: readonly PlannedRoute[]) => {
    const byVehicle = new Map<number, string[]>()
    for (const { vehicle, trips, reloads } of routes)
      byVehicle.set(vehicle, [...(byVehicle.get(vehicle) ?? []), JSON.stringify([trips, reloads])].sort())
    return byVehicle
  }
  const [old, now] = [lines(before), lines(after)]
  const vehicles = [...new Set([...old.keys(), ...now.keys()])]
  return {
    inserted: [...is.keys()].filter((stop) => !was.has(stop)).sort((a, b) => a - b),
    moved: [...is]
      .flatMap(([stop, vehicle]) => (was.has(stop) && was.get(stop) !== vehicle ? [stop] : []))
      .sort((a, b) => a - b),
    dropped: [...was.keys()].filter((stop) => !is.has(stop) && !gone.has(stop)).sort((a, b) => a - b),
    vehicles: vehicles.filter((vehicle) => old.get(vehicle)?.join() !== now.get(vehicle)?.join()).sort((a, b) => a - b),
  }
}

function vehiclesOf(routes: readonly PlannedRoute[]): Map<number, number> {
  return new Map(
    routes.flatMap(({ vehicle, trips }) => trips.flatMap((trip) => trip.map((stop) => [stop, vehicle] as const))),
  )
}
