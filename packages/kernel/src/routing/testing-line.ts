import type { PlannedRoute } from './plan.ts'
import { plainStop, plainVehicle, type RoutingProblem, type Stop, type VehicleType } from './problem.ts'

/**
 * Places on a line, for schedules worked out by hand: place i is at 10 i, the depot at 0; a way of ten takes ten and is twenty
 * long. Stop i is at place i + 1 and gets one unit, unless it is said otherwise; there is one vehicle for ten.
 */
export function onLine(
  stops: readonly Partial<Stop>[],
  van: Partial<VehicleType> = {},
  more: Partial<RoutingProblem> = {},
): RoutingProblem {
  const places = stops.length + 1
  const durations = Int32Array.from({ length: places * places }, (_, arc) => {
    return 10 * Math.abs(Math.floor(arc / places) - (arc % places))
  })
  return {
    places,
    profiles: [{ durations, distances: durations.map((one) => 2 * one) }],
    dimensions: 1,
    stops: stops.map((stop, i) => plainStop(i + 1, { delivery: [1], pickup: [0], ...stop })),
    shipments: [],
    vehicles: [plainVehicle(0, [10], { shift: [0, 1000], ...van })],
    ...more,
  }
}

/** A route of the first vehicle, with its reloads at the depot. */
export function routeOf(...trips: number[][]): PlannedRoute {
  return { vehicle: 0, trips, reloads: trips.slice(1).map(() => 0) }
}
