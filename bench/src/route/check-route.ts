import type { PlannedRoute, RoutingProblem, VehicleType } from '@nunchi/kernel'
import type { PlanFault } from './check-plan.ts'
import { bestTimes, type Visit } from './route-times.ts'

/** What is wrong with a route, and between which bounds its cost is: they are one without speeds and breaks. */
export type RouteCheck = {
  readonly faults: readonly PlanFault[]
  readonly cost: readonly [least: number, most: number]
}

/** Follows one route of stops that there are. */
export function checkRoute(problem: RoutingProblem, route: PlannedRoute): RouteCheck {
  const type = problem.vehicles[route.vehicle]
  const visits = visitsOf(problem, route)
  const faults = [...whoFaults(problem, route), ...orderFaults(problem, route), ...loadFaults(type, visits)]
  const { distance, arcs } = lengthOf(problem, type, visits)
  const count = route.trips.flat().length
  if (count > type.maxStops) faults.push({ rule: 'max-stops', says: `${count} stops` })
  if (distance > type.maxDistance) faults.push({ rule: 'max-distance', says: `it is ${distance} long` })
  const times = bestTimes(problem.profiles[type.profile].speeds ?? [], type, visits)
  if (!times) return { faults: [...faults, { rule: 'time', says: 'no start keeps all times' }], cost: [0, 0] }
  const { fixed, perDistance, perTravel, perDuty } = type.cost
  const hasArcCosts = problem.profiles[type.profile].costs !== undefined
  const costOf = ({ travel, duration }: { readonly travel: number; readonly duration: number }) =>
    fixed + perDuty * duration + (hasArcCosts ? arcs : perDistance * distance + perTravel * travel)
  const costs = times.map(costOf)
  return { faults, cost: [Math.min(...costs), Math.max(...costs)] }
}

/** All that the route comes to, from its start to its end, with what is on board when it leaves. */
function visitsOf(problem: RoutingProblem, { vehicle, trips, reloads }: PlannedRoute): Visit[] {
  const { stops, vehicles, dimensions } = problem
  const type = vehicles[vehicle]
  const amounts = shipmentAmounts(problem)
  const zero = Array.from({ length: dimensions }, () => 0)
  const plus = (a: readonly number[], b: readonly number[], sign = 1) => zero.map((_, d) => a[d] + sign * (b[d] ?? 0))
  const carried = (trip: readonly number[]) => trip.reduce((sum, stop) => plus(sum, stops[stop].delivery), zero)
  const releaseOf = (trip: readonly number[]) => Math.max(0, ...trip.map((stop) => stops[stop].release))
  const visits: Visit[] = []
  let aboard = zero
  let place = type.start
  const come = (visit: Omit<Visit, 'duration'>) => {
    visits.push({ ...visit, duration: durationOf(problem, type, [place, visit.place]) })
    place = visit.place
  }
  trips.forEach((trip, i) => {
    let load = plus(aboard, carried(trip))
    const at = i === 0 ? type.start : reloads[i - 1]
    const work = i === 0 ? 0 : (type.reload?.service ?? 0)
    come({ place: at, from: releaseOf(trip), windows: [], work, load, isLate: false })
    for (const stop of trip) {
      const { windows, delivery, pickup, perKind = [] } = stops[stop]
      const { service, setup } = perKind.find(({ kind }) => kind === type.kind) ?? stops[stop]
      const amount = amounts.get(stop) ?? zero
      load = plus(plus(plus(load, delivery, -1), pickup), amount)
      aboard = plus(aboard, amount)
      const spot = stops[stop].place
      const isLate = type.fixed?.includes(stop) === true
      come({ place: spot, from: 0, windows, work: service + (spot === place ? 0 : setup), load, isLate })
    }
  })
  come({ place: type.end, from: 0, windows: [[0, type.shift[1]]], work: 0, load: zero, isLate: false })
  return visits
}

/** What a stop adds to the load as an end of a shipment. */
function shipmentAmounts({ shipments }: RoutingProblem): ReadonlyMap<number, readonly number[]> {
  return new Map(
    shipments.flatMap(({ pickup, delivery, amount }): [number, readonly number[]][] => [
      [pickup, amount],
      [delivery, amount.map((part) => -part)],
    ]),
  )
}

type Ends = readonly [from: number | undefined, to: number | undefined]

function durationOf({ places, profiles }: RoutingProblem, { profile, pace }: VehicleType, [from, to]: Ends): number {
  if (from === undefined || to === undefined) return 0
  return Math.round((profiles[profile].durations[from * places + to] * pace) / 100)
}

function lengthOf({ places, profiles }: RoutingProblem, { profile }: VehicleType, visits: readonly Visit[]) {
  const { distances, costs } = profiles[profile]
  let distance = 0
  let arcs = 0
  for (let i = 1; i < visits.length; i++) {
    const [from, to] = [visits[i - 1].place, visits[i].place]
    if (from === undefined || to === undefined) continue
    distance += distances[from * places + to]
    arcs += costs?.[from * places + to] ?? 0
  }
  return { distance, arcs }
}

/** Who comes, and where it reloads. */
function whoFaults({ stops, vehicles }: RoutingProblem, { vehicle, trips, reloads }: PlannedRoute): PlanFault[] {
  const type = vehicles[vehicle]
  const faults: PlanFault[] = []
  for (const stop of trips.flat()) {
    const { skills, vehicles: only } = stops[stop]
    if (!skills.every((skill) => type.skills.includes(skill)))
      faults.push({ rule: 'skills', says: `stop ${stop} needs skills that vehicle ${vehicle} lacks` })
    if (only && !only.includes(vehicle))
      faults.push({ rule: 'vehicle', says: `stop ${stop} is not for vehicle ${vehicle}` })
  }
  const most = type.reload?.most ?? 0
  if (reloads.length !== trips.length - 1 || reloads.length > most)
    faults.push({ rule: 'reload', says: `${trips.length} trips, ${reloads.length} reloads; at most ${most}` })
  for (const place of reloads)
    if (!type.reload?.places.includes(place)) faults.push({ rule: 'reload', says: `it may not reload at ${place}` })
  return faults
}

/** Shipments are taken before they are left; backhauls come last on a trip. */
function orderFaults({ stops, shipments }: RoutingProblem, { trips }: PlannedRoute): PlanFault[] {
  const faults: PlanFault[] = []
  const order = trips.flat()
  const placeOf = new Map(order.map((stop, i) => [stop, i]))
  for (const { pickup, delivery } of shipments) {
    if (placeOf.has(pickup) && placeOf.get(pickup)! > placeOf.get(delivery)!)
      faults.push({ rule: 'precedence', says: `stop ${delivery} comes before its pickup ${pickup}` })
  }
  for (const trip of trips) {
    const first = trip.findIndex((stop) => stops[stop].isBackhaul)
    if (first >= 0 && trip.slice(first).some((stop) => !stops[stop].isBackhaul))
      faults.push({ rule: 'backhaul', says: `stop ${trip[first]} comes before what is delivered` })
  }
  return faults
}

function loadFaults({ capacity }: VehicleType, visits: readonly Visit[]): PlanFault[] {
  return visits.flatMap(({ load }, i) =>
    load.some((amount, d) => amount > capacity[d])
      ? [{ rule: 'capacity', says: `${load.join(', ')} on board after visit ${i}; ${capacity.join(', ')} fit` }]
      : [],
  )
}
