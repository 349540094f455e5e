import type { RoutePlan } from './plan.ts'
import type { RoutingProblem } from './problem.ts'
import { RouteScheduler } from './schedule.ts'

/** What a plan costs: its routes as they would be driven, and the prizes of what no route serves. O(size of the plan). */
export function planCost(problem: RoutingProblem, { routes }: Pick<RoutePlan, 'routes'>): number {
  const scheduler = new RouteScheduler(problem)
  return routes.reduce((sum, route) => sum + scheduler.judge(route).cost, 0) + prizesLeft(problem, routes)
}

/** The plan that has these routes. O(its size). */
export function planOf(problem: RoutingProblem, routes: RoutePlan['routes']): RoutePlan {
  return { routes, unserved: unservedBy(problem, routes), cost: planCost(problem, { routes }) }
}

/** Stops on none of these routes, sorted. O(stops). */
export function unservedBy(problem: RoutingProblem, routes: RoutePlan['routes']): number[] {
  const isServed = servedBy(problem, routes)
  return problem.stops.flatMap((_, stop) => (isServed[stop] ? [] : [stop]))
}

/** Shape [stops]. */
function servedBy({ stops }: RoutingProblem, routes: RoutePlan['routes']): Uint8Array {
  const isServed = new Uint8Array(stops.length)
  for (const { trips } of routes) for (const trip of trips) for (const stop of trip) isServed[stop] = 1
  return isServed
}

/** Prizes of the stops on no route; of a shipment its pickup's. */
export function prizesLeft(problem: RoutingProblem, routes: RoutePlan['routes']): number {
  const { stops, shipments } = problem
  const isServed = servedBy(problem, routes)
  const isLeft = new Uint8Array(stops.length)
  for (const { delivery } of shipments) isLeft[delivery] = 1
  return stops.reduce((sum, { prize = 0 }, stop) => sum + (isServed[stop] || isLeft[stop] ? 0 : prize), 0)
}

/**
 * What must be served and is not, by priorities before numbers: plans that leave out less come before plans that cost less.
 * Of a shipment its pickup says whether it is optional. O(stops left out + shipments).
 */
export function weightLeft({ stops, shipments }: RoutingProblem, unserved: readonly number[]): number {
  const optional = new Set(
    shipments.flatMap(({ pickup, delivery }) => (stops[pickup].prize === undefined ? [] : [delivery])),
  )
  return unserved.reduce((sum, stop) => {
    const { prize, priority } = stops[stop]
    return prize === undefined && !optional.has(stop) ? sum + 1 + priority * (stops.length + 1) : sum
  }, 0)
}
