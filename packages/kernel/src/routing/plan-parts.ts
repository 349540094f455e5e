import type { Random } from '../random.ts'
import type { PlannedRoute, RoutePlan } from './plan.ts'
import { unservedBy } from './plan-cost.ts'
import { noWay, type RoutingProblem } from './problem.ts'

/**
 * A part of a plan that is planned anew by itself, while others plan the rest. Parts share no stop and no vehicle, so any plans of
 * them are a plan together.
 */
export type PlanPart = {
  readonly routes: readonly PlannedRoute[]
  /** All its stops: those on its routes, and those left out that it is to try. */
  readonly stops: readonly number[]
  /** How many vehicles it may use, shape [types of the problem]: those of its routes, and its share of those that stand idle. */
  readonly vehicles: readonly number[]
}

/** Parts smaller than this are not worth it: routes have too few others near them to exchange stops with. */
const leastStops = 125
const leastRoutes = 3

type Routes = RoutePlan['routes']

/** Whether a plan can be planned in so many parts. What is on the road already is planned as a whole. */
export function canPart({ stops, vehicles }: RoutingProblem, routes: Routes, count: number): boolean {
  if (count < 2 || vehicles.some(({ fixed }) => fixed?.length)) return false
  return stops.length > count * leastStops && routes.length >= count * leastRoutes
}

/**
 * Parts a plan into regions with about as many stops each. Where they lie is drawn anew each time, so that the borders are elsewhere.
 * O(parts * (stops + types)).
 */
export function partPlan(problem: RoutingProblem, routes: Routes, count: number, random: Random): PlanPart[] {
  const regions = regionsOf(problem, routes, count, random)
  const left = unservedOf(problem, routes, count, random)
  const idle = idleVehicles(problem, routes, count, random)
  return regions.map((own, i) => ({
    routes: own,
    stops: [...own.flatMap(stopsOf), ...left[i]],
    vehicles: inUse(problem, own).map((used, v) => used + idle[i][v]),
  }))
}

/** Cuts off those routes that are nearest to a stop drawn at random, until all but the last part are cut off. */
function regionsOf(problem: RoutingProblem, routes: Routes, count: number, random: Random): PlannedRoute[][] {
  const regions: PlannedRoute[][] = []
  let rest = [...routes]
  for (let parts = count; parts > 1; parts--) {
    const stops = rest.flatMap(stopsOf)
    const middle = stops[random.below(stops.length)]
    const far = new Map(rest.map((route) => [route, distanceTo(problem, route, middle)]))
    rest.sort((a, b) => far.get(a)! - far.get(b)!)
    let taken = 0
    let end = 0
    const share = stops.length / parts
    while (end < rest.length - 1 && taken + stopsOf(rest[end]).length / 2 < share) taken += stopsOf(rest[end++]).length
    regions.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...regions, rest]
}

/** From the stop of a route that is nearest to another stop: time there and back. */
function distanceTo({ stops, places, profiles, vehicles }: RoutingProblem, route: PlannedRoute, stop: number): number {
  const { durations } = profiles[vehicles[route.vehicle].profile]
  const to = stops[stop].place
  let least = noWay
  for (const other of stopsOf(route)) {
    const from = stops[other].place
    least = Math.min(least, durations[from * places + to] + durations[to * places + from])
  }
  return least
}

/** What is left out goes to a part at random, both ends of a shipment to the same. */
function unservedOf(problem: RoutingProblem, routes: Routes, count: number, random: Random): number[][] {
  const lists = Array.from({ length: count }, (): number[] => [])
  const pickupOf = new Map(problem.shipments.map(({ pickup, delivery }) => [delivery, pickup]))
  const partOf = new Map<number, number>()
  for (const stop of unservedBy(problem, routes)) {
    const name = pickupOf.get(stop) ?? stop
    if (!partOf.has(name)) partOf.set(name, random.below(count))
    lists[partOf.get(name)!].push(stop)
  }
  return lists
}

/** Vehicles without a route, of each part and type; which part gets one more is drawn. */
function idleVehicles(problem: RoutingProblem, routes: Routes, count: number, random: Random): number[][] {
  const idle = Array.from({ length: count }, () => problem.vehicles.map(() => 0))
  inUse(problem, routes).forEach((used, v) => {
    const free = problem.vehicles[v].count - used
    const first = random.below(count)
    for (let i = 0; i < count; i++) idle[(first + i) % count][v] = Math.floor((free + count - 1 - i) / count)
  })
  return idle
}

/** How many vehicles of each type have a route. */
function inUse({ vehicles }: RoutingProblem, routes: Routes): number[] {
  const used = vehicles.map(() => 0)
  for (const { vehicle } of routes) used[vehicle]++
  return used
}

function stopsOf({ trips }: PlannedRoute): readonly number[] {
  return trips.length === 1 ? trips[0] : trips.flat()
}
