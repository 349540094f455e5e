import type { PlannedRoute, RoutePlan, RoutingProblem } from '@nunchi/kernel'
import { checkRoute } from './check-route.ts'

/** Something that a plan may not do, or a cost that is not true. */
export type PlanFault = { readonly rule: string; readonly says: string }

/**
 * Everything that is wrong with a plan, from the problem alone: nothing of the solver, nor of its schedules, is used here.
 * Each stop once or named as unserved, no more routes than vehicles, each route by every rule, and the cost as it is.
 * The cost is held to bounds, which are one number without speeds and breaks. O(stops) for most problems; times that have to be
 * searched for (paid hours, speeds) cost a drive of the route for each start that is tried (see `bestTimes`).
 */
export function checkPlan(problem: RoutingProblem, plan: RoutePlan): PlanFault[] {
  const faults = [...placementFaults(problem, plan), ...fleetFaults(problem, plan)]
  if (faults.length > 0) return faults // what is not there cannot be driven
  let least = prizesOf(problem, plan)
  let most = least
  plan.routes.forEach((route, i) => {
    const found = checkRoute(problem, route)
    least += found.cost[0]
    most += found.cost[1]
    for (const { rule, says } of found.faults) faults.push({ rule, says: `route ${i}: ${says}` })
  })
  if (faults.length === 0 && !(plan.cost >= least && plan.cost <= most))
    faults.push({ rule: 'cost', says: `it says ${plan.cost}; it is ${least}${most > least ? ` to ${most}` : ''}` })
  return faults
}

/** Each stop in one place of one route, or unserved; both ends of a shipment in one route. */
function placementFaults({ stops, shipments }: RoutingProblem, plan: RoutePlan): PlanFault[] {
  const faults: PlanFault[] = []
  const unserved = -1
  const routeOf = new Map<number, number>()
  const put = (stop: number, route: number) => {
    if (!(stop in stops)) faults.push({ rule: 'unknown-stop', says: `there is no stop ${stop}` })
    else if (routeOf.has(stop)) faults.push({ rule: 'twice', says: `stop ${stop} is there twice` })
    else routeOf.set(stop, route)
  }
  plan.routes.forEach(({ trips }, route) => {
    for (const stop of trips.flat()) put(stop, route)
    if (trips.length === 0 || trips.some((trip) => trip.length === 0))
      faults.push({ rule: 'empty', says: `route ${route} has a trip without stops` })
  })
  for (const stop of plan.unserved) put(stop, unserved)
  stops.forEach((_, stop) => {
    if (!routeOf.has(stop)) faults.push({ rule: 'missing', says: `stop ${stop} is neither served nor unserved` })
  })
  shipments.forEach(({ pickup, delivery }, i) => {
    if (routeOf.get(pickup) !== routeOf.get(delivery))
      faults.push({ rule: 'pairing', says: `shipment ${i} is taken on one route and left on another` })
  })
  return faults
}

/** Vehicles that there are, and no more of them than there are; who is on the road already stays there. */
function fleetFaults({ vehicles }: RoutingProblem, { routes }: RoutePlan): PlanFault[] {
  const faults: PlanFault[] = []
  const used = new Map<number, PlannedRoute[]>()
  for (const route of routes) used.set(route.vehicle, [...(used.get(route.vehicle) ?? []), route])
  for (const [vehicle, own] of used) {
    const most = vehicles[vehicle]?.count ?? 0
    if (own.length > most)
      faults.push({ rule: 'fleet', says: `${own.length} routes have a vehicle ${vehicle}; there are ${most}` })
  }
  vehicles.forEach(({ fixed = [] }, vehicle) => {
    const isKept = used.get(vehicle)?.some(({ trips }) => fixed.every((stop, i) => trips.flat()[i] === stop))
    if (fixed.length > 0 && !isKept)
      faults.push({ rule: 'fixed', says: `vehicle ${vehicle} does not begin with the stops that are fixed` })
  })
  return faults
}

/** Of optional stops that are left out; of a shipment that of its pickup. */
function prizesOf({ stops, shipments }: RoutingProblem, { unserved }: RoutePlan): number {
  const deliveries = new Set(shipments.map(({ delivery }) => delivery))
  return unserved.reduce((sum, stop) => sum + (deliveries.has(stop) ? 0 : (stops[stop].prize ?? 0)), 0)
}
