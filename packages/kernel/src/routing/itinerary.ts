import type { PlannedRoute } from './plan.ts'
import {
  noWay,
  type RoutingProblem,
  type Stop,
  spotTimes,
  type TimeWindow,
  type TravelProfile,
  type VehicleType,
} from './problem.ts'
import { paced } from './travel-time.ts'

/** A route as a chain of legs: what does not depend on when it starts. */
export type Itinerary = {
  readonly type: VehicleType
  readonly profile: TravelProfile
  /** From the start to the end, both included. */
  readonly legs: readonly Leg[]
  /** When it may start at the earliest: its shift, and what its first trip waits for. */
  readonly earliest: number
}

/** The way to somewhere, and what is done there. */
export type Leg = {
  readonly kind: 'start' | 'stop' | 'reload' | 'end'
  /** Index of the stop; -1 for others. */
  readonly stop: number
  readonly place?: number
  /** Hundredths of the time that the way here takes at full speed. */
  readonly work: number
  readonly distance: number
  /** Whether there is a way here at all. */
  readonly isWay: boolean
  /** What the way here costs, if the profile says so. */
  readonly cost: number
  readonly windows: readonly TimeWindow[]
  /** Nothing is done here before. */
  readonly release: number
  readonly setup: number
  readonly service: number
  /** On board when leaving, shape [dimensions]; at the end, when arriving. */
  readonly load: readonly number[]
}

/** What several routes of a problem share, found once. */
export class Itineraries {
  readonly problem: RoutingProblem
  /** Index of the shipment that a stop is an end of; -1 without. */
  readonly shipmentOf: Int32Array

  constructor(problem: RoutingProblem) {
    this.problem = problem
    this.shipmentOf = new Int32Array(problem.stops.length).fill(-1)
    problem.shipments.forEach(({ pickup, delivery }, i) => {
      this.shipmentOf[pickup] = i
      this.shipmentOf[delivery] = i
    })
  }

  /** O(length of the route * dimensions). */
  of({ vehicle, trips, reloads }: PlannedRoute): Itinerary {
    const { stops, vehicles, profiles } = this.problem
    const type = vehicles[vehicle]
    const profile = profiles[type.profile]
    const loads = new Loads(this)
    const late = new Set(type.fixed)
    const start = loads.leave(trips[0] ?? [])
    const legs: Leg[] = [legOf({ kind: 'start', stop: -1, place: type.start }, standing, { ...nothing, load: start })]
    let from = type.start
    const go = (to: To, work: Work) => {
      legs.push(legOf(to, this.#arc(type, from, to.place), work))
      from = to.place
    }
    trips.forEach((trip, t) => {
      if (t > 0) {
        const release = releaseOf(stops, trip)
        const service = type.reload?.service ?? 0
        go(
          { kind: 'reload', stop: -1, place: reloads[t - 1] },
          { ...nothing, release, service, load: loads.leave(trip) },
        )
      }
      for (const stop of trip) {
        const { place, windows } = stops[stop]
        const { service, setup } = spotTimes(stops[stop], type)
        go(
          { kind: 'stop', stop, place },
          {
            windows: late.has(stop) ? opened(windows) : windows,
            release: 0,
            setup: from === place ? 0 : setup,
            service,
            load: loads.at(stop),
          },
        )
      }
    })
    const load = legs[legs.length - 1].load
    go({ kind: 'end', stop: -1, place: type.end }, { ...nothing, windows: [[0, type.shift[1]]], load })
    return { type, profile, legs, earliest: Math.max(type.shift[0], releaseOf(stops, trips[0] ?? [])) }
  }

  #arc(type: VehicleType, from: number | undefined, to: number | undefined): Arc {
    if (from === undefined || to === undefined) return standing
    const { durations, distances, costs } = this.problem.profiles[type.profile]
    const arc = from * this.problem.places + to
    const isWay = durations[arc] < noWay && distances[arc] < noWay
    const work = 100 * paced(durations[arc], type.pace)
    return { work, distance: distances[arc], isWay, cost: costs ? costs[arc] : 0 }
  }
}

type To = Pick<Leg, 'kind' | 'stop' | 'place'>
type Arc = Pick<Leg, 'work' | 'distance' | 'isWay' | 'cost'>
type Work = Pick<Leg, 'windows' | 'release' | 'setup' | 'service' | 'load'>

const standing: Arc = { work: 0, distance: 0, isWay: true, cost: 0 }
const nothing = { windows: [], release: 0, setup: 0, service: 0 }

/** All legs have one shape, so that reading them is fast. */
function legOf(
  { kind, stop, place }: To,
  { work, distance, isWay, cost }: Arc,
  { windows, release, setup, service, load }: Work,
): Leg {
  return { kind, stop, place, work, distance, isWay, cost, windows, release, setup, service, load }
}

/** Of a stop where it is too late to be in time: it still does not begin before its first window. */
function opened(windows: readonly TimeWindow[]): readonly TimeWindow[] {
  return windows.length === 0 ? windows : [...windows, [windows[windows.length - 1][1] + 1, Number.POSITIVE_INFINITY]]
}

function releaseOf(stops: readonly Stop[], trip: readonly number[]): number {
  return trip.reduce((latest, stop) => Math.max(latest, stops[stop].release), 0)
}

/** What is on board along a route. */
class Loads {
  readonly #itineraries: Itineraries
  readonly #taken = new Set<number>()
  #now: number[]

  constructor(itineraries: Itineraries) {
    this.#itineraries = itineraries
    this.#now = new Array<number>(itineraries.problem.dimensions).fill(0)
  }

  /** Leaving for a trip: with its deliveries, and shipments that are on board still. */
  leave(trip: readonly number[]): readonly number[] {
    const { stops, shipments, dimensions } = this.#itineraries.problem
    this.#now = new Array<number>(dimensions).fill(0)
    for (const shipment of this.#taken) this.#add(shipments[shipment].amount, 1)
    for (const stop of trip) this.#add(stops[stop].delivery, 1)
    return this.#now
  }

  at(stop: number): readonly number[] {
    const { problem, shipmentOf } = this.#itineraries
    const { delivery, pickup } = problem.stops[stop]
    this.#now = this.#now.slice()
    this.#add(delivery, -1)
    this.#add(pickup, 1)
    const index = shipmentOf[stop]
    if (index >= 0) {
      const shipment = problem.shipments[index]
      if (shipment.pickup === stop) {
        this.#taken.add(index)
        this.#add(shipment.amount, 1)
      } else if (this.#taken.delete(index)) this.#add(shipment.amount, -1)
    }
    return this.#now
  }

  #add(amounts: readonly number[], sign: number): void {
    for (let d = 0; d < this.#now.length; d++) this.#now[d] += sign * (amounts[d] ?? 0)
  }
}
