import { Itineraries, type Leg } from './itinerary.ts'
import { type RoutingProblem, spotTimes, type VehicleType } from './problem.ts'
import type { Reach } from './reach.ts'
import type { Job } from './route-book.ts'
import type { RoutingRule } from './schedule.ts'
import { openWindow, timelineFrom } from './timeline.ts'
import { fastest } from './travel-time.ts'

/** A rule that a job breaks on a vehicle whatever else it does. */
export type LoneFault = { readonly rule: RoutingRule; readonly excess: number; readonly stop?: number }

/**
 * What makes a job impossible for a vehicle even alone, by ways as short as there can be, without breaks, set-ups or other
 * stops than those fixed; undefined if nothing does. O(stops fixed) and what `Reach` takes.
 */
export function loneFault(
  problem: RoutingProblem,
  reach: Reach,
  [job, vehicle]: readonly [Job, number],
): LoneFault | undefined {
  const type = problem.vehicles[vehicle]
  const origin = originOf(problem, vehicle)
  const stops = job.map((stop) => problem.stops[stop])
  const services = stops.map((stop) => spotTimes(stop, type).service)
  const places = [origin.place, ...stops.map(({ place }) => place), type.end]
  const release = Math.max(0, ...stops.map((stop) => stop.release))
  let at = soonest(reach, type, { origin, release, place: places[1] })
  for (let i = 0; i < job.length; i++) {
    if (i > 0) at += reach.least('durations', type, [places[i], places[i + 1]])
    if (at === Number.POSITIVE_INFINITY) return { rule: 'unreachable', excess: 1, stop: job[i] }
    const { windows } = stops[i]
    const window = windows.length === 0 ? ([at, at] as const) : openWindow(windows, at)
    if (!window) {
      const excess = at - windows[windows.length - 1][1]
      const isByRelease = release > origin.at && at - (release - origin.at) <= windows[windows.length - 1][1]
      return { rule: isByRelease ? 'release' : 'window', excess, stop: job[i] }
    }
    at = Math.max(at, window[0]) + services[i]
  }
  at += reach.least('durations', type, [places[job.length], type.end])
  if (at === Number.POSITIVE_INFINITY) return { rule: 'unreachable', excess: 1, stop: job[job.length - 1] }
  if (at > type.shift[1]) return { rule: 'shift', excess: at - type.shift[1] }
  return limitFault(type, reach, { places, service: services.reduce((sum, service) => sum + service, 0), origin })
}

type Trip = { readonly origin: Origin; readonly release: number; readonly place: number | undefined }

/** When a vehicle can be at a place with all that is released by then: on its first trip, or on one that begins where it reloads. */
function soonest(reach: Reach, type: VehicleType, { origin, release, place }: Trip): number {
  const least = (from: number | undefined, to: number | undefined) => reach.least('durations', type, [from, to])
  const { places, service, most } = type.reload ?? { places: [], service: 0, most: 0 }
  const first = Math.max(origin.at, release) + least(origin.place, place)
  if (most === 0 || release <= origin.at) return first
  const later = places.map(
    (reload) => Math.max(release, origin.at + least(origin.place, reload)) + service + least(reload, place),
  )
  return Math.min(first, ...later)
}

type Way = { readonly places: readonly (number | undefined)[]; readonly service: number; readonly origin: Origin }

function limitFault(type: VehicleType, reach: Reach, { places, service, origin }: Way): LoneFault | undefined {
  const sum = (what: 'durations' | 'distances') =>
    places.reduce(
      (total: number, place, i) => (i === 0 ? 0 : total + reach.least(what, type, [places[i - 1], place])),
      0,
    )
  const limits: [RoutingRule, number, () => number][] = [
    ['max-distance', type.maxDistance, () => origin.distance + sum('distances')],
    ['max-travel', type.maxTravel, () => origin.travel + sum('durations')],
    ['max-duration', type.maxDuration, () => origin.duration + sum('durations') + service],
    ['max-stops', type.maxStops, () => origin.stops + places.length - 2],
  ]
  for (const [rule, most, is] of limits) {
    if (most < Number.POSITIVE_INFINITY && is() > most) return { rule, excess: is() - most }
  }
  return undefined
}

/** Where a vehicle is free to go on from, when, and after what: its start, or its last fixed stop. */
type Origin = {
  readonly place?: number
  readonly at: number
  readonly distance: number
  readonly travel: number
  readonly duration: number
  readonly stops: number
}

function originOf(problem: RoutingProblem, vehicle: number): Origin {
  const { start, shift, fixed = [] } = problem.vehicles[vehicle]
  if (fixed.length === 0) return { place: start, at: shift[0], distance: 0, travel: 0, duration: 0, stops: 0 }
  const way = new Itineraries(problem).of({ vehicle, trips: [fixed], reloads: [] })
  const { moments } = timelineFrom({ ...way, type: { ...way.type, breaks: [] } }, way.earliest)
  const at = moments[fixed.length].leave
  const legs = way.legs.slice(0, fixed.length + 1)
  const sum = (of: (leg: Leg) => number) => legs.reduce((total, leg) => total + of(leg), 0)
  const percent = fastest(way.profile.speeds) // it may start when travel is faster than from the earliest start
  const travel = sum(({ work }) => Math.ceil(work / percent))
  const work = sum(({ service }) => service)
  const distance = sum((leg) => leg.distance)
  return { place: way.legs[fixed.length].place, at, distance, travel, duration: travel + work, stops: fixed.length }
}
