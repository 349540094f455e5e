import type { Itineraries, Itinerary } from './itinerary.ts'
import type { PlannedRoute } from './plan.ts'
import type { RouteViolation, RoutingRule } from './schedule.ts'
import { excessOf, type Timeline } from './timeline.ts'

/** Rules that a route breaks whatever the time is: `leg` is the leg's index. O(length of the route). */
export type LegFault = { readonly rule: RoutingRule; readonly leg?: number; readonly excess: number }

/** Who may come, loads, reloads, and the order of stops. */
export function orderFaults(shared: Itineraries, route: PlannedRoute, way: Itinerary): LegFault[] {
  return [
    ...fitFaults(shared, route, way),
    ...precedenceFaults(shared, way),
    ...backhaulFaults(shared, way),
    ...fixedFaults(way),
    ...reloadFaults(route, way),
  ]
}

/** Limits of the whole route. */
export function limitFaults({ type, legs }: Itinerary, total: Total): RouteViolation[] {
  const stops = legs.reduce((count, { kind }) => count + (kind === 'stop' ? 1 : 0), 0)
  const over = (rule: RoutingRule, is: number, most: number) => (is > most ? [{ rule, excess: is - most }] : [])
  return [
    ...over('max-stops', stops, type.maxStops),
    ...over('max-distance', total.distance, type.maxDistance),
    ...over('max-travel', total.travel, type.maxTravel),
    ...over('max-duration', total.duration, type.maxDuration),
  ]
}

type Total = { readonly distance: number; readonly travel: number; readonly duration: number }

/** Windows, the shift, and breaks; steps are moments. */
export function timeFaults({ legs }: Itinerary, { moments }: Timeline): RouteViolation[] {
  return moments.flatMap(({ rest, leg, late, overload }, step) => {
    const rule = rest >= 0 ? 'break' : legs[leg].kind === 'end' ? 'shift' : 'window'
    const missed: RouteViolation[] = late > 0 ? [{ rule, step, excess: late }] : []
    return overload > 0 ? [...missed, { rule: 'break-load', step, excess: overload }] : missed
  })
}

function fitFaults({ problem }: Itineraries, { vehicle }: PlannedRoute, { legs, type }: Itinerary): LegFault[] {
  const skills = new Set(type.skills)
  return legs.flatMap(({ kind, stop, load, isWay }, leg) => {
    const faults: LegFault[] = isWay ? [] : [{ rule: 'unreachable', leg, excess: 1 }]
    const overload = kind === 'end' ? 0 : excessOf(load, type.capacity)
    if (overload > 0) faults.push({ rule: 'capacity', leg, excess: overload })
    if (stop < 0) return faults
    const missing = problem.stops[stop].skills.filter((skill) => !skills.has(skill)).length
    if (missing > 0) faults.push({ rule: 'skills', leg, excess: missing })
    if (problem.stops[stop].vehicles?.includes(vehicle) === false) faults.push({ rule: 'vehicle', leg, excess: 1 })
    return faults
  })
}

/** A shipment is taken before it is left, both on this route. */
function precedenceFaults({ problem, shipmentOf }: Itineraries, { legs }: Itinerary): LegFault[] {
  const taken = new Map<number, number>()
  const faults: LegFault[] = []
  legs.forEach(({ stop }, leg) => {
    const shipment = stop < 0 ? -1 : shipmentOf[stop]
    if (shipment < 0) return
    if (problem.shipments[shipment].pickup === stop) taken.set(shipment, leg)
    else if (!taken.delete(shipment)) faults.push({ rule: 'precedence', leg, excess: 1 })
  })
  for (const leg of taken.values()) faults.push({ rule: 'precedence', leg, excess: 1 })
  return faults
}

function backhaulFaults({ problem }: Itineraries, { legs }: Itinerary): LegFault[] {
  let isOnWayBack = false
  return legs.flatMap(({ kind, stop }, leg) => {
    if (kind === 'reload') isOnWayBack = false
    if (kind !== 'stop') return []
    if (problem.stops[stop].isBackhaul) isOnWayBack = true
    else if (isOnWayBack) return [{ rule: 'backhaul' as const, leg, excess: 1 }]
    return []
  })
}

function fixedFaults({ type, legs }: Itinerary): LegFault[] {
  const fixed = type.fixed ?? []
  const order = legs.flatMap(({ kind, stop }, leg) => (kind === 'stop' ? [{ stop, leg }] : []))
  const first = fixed.findIndex((stop, i) => order[i]?.stop !== stop)
  return first < 0 ? [] : [{ rule: 'fixed', leg: order[first]?.leg, excess: fixed.length - first }]
}

function reloadFaults({ trips, reloads }: PlannedRoute, { type, legs }: Itinerary): LegFault[] {
  const places: readonly number[] = type.reload?.places ?? []
  const most = type.reload?.most ?? 0
  const faults: LegFault[] = legs.flatMap(({ kind, place }, leg) =>
    kind === 'reload' && (place === undefined || !places.includes(place)) ? [{ rule: 'reload', leg, excess: 1 }] : [],
  )
  if (trips.length - 1 > most) faults.push({ rule: 'reload', excess: trips.length - 1 - most })
  if (reloads.length > Math.max(0, trips.length - 1))
    faults.push({ rule: 'reload', excess: reloads.length - Math.max(0, trips.length - 1) })
  return faults
}
