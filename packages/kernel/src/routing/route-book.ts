import { Itineraries, type Itinerary } from './itinerary.ts'
import type { PlannedRoute } from './plan.ts'
import { type RoutingProblem, type Stop, spotTimes, type TimeWindow, type VehicleType } from './problem.ts'
import { type RouteSchedule, RouteScheduler, type RouteVerdict } from './schedule.ts'
import { openWindow, timelineFrom } from './timeline.ts'
import { paced } from './travel-time.ts'
import { TripLoads } from './trip-loads.ts'

/** What is planned as one: a stop, or the two ends of a shipment in order; the second alone where the first has its place. */
export type Job = readonly number[]

/** A place on a route for a job. */
export type Insertion = {
  /** Index of the route in the book; -1 for a vehicle that is not in use. */
  readonly route: number
  readonly vehicle: number
  /** Of the route's legs, those after which the first and the last of the job come. */
  readonly after: number
  readonly lastAfter: number
  /** As a trip of its own at the end: where it reloads for it. */
  readonly reload?: number
  /** What going there costs more in distance, travel and for the vehicle; what it costs in duty is not in it. */
  readonly detour: number
}

/** One route, and what is known of it. */
export type BookedRoute = {
  readonly planned: PlannedRoute
  readonly way: Itinerary
  readonly verdict: RouteVerdict
  /** Of each leg: when it is left at the earliest, without breaks; and how late it may be arrived at (Infinity where not known). */
  readonly early: Float64Array
  readonly late: Float64Array
  readonly loads: TripLoads
}

/**
 * The routes of a plan, for changing a few of them at once and exactly: says where a job could go, cheapest first, and
 * what a route would be then. To make: O(size of the plan), with a schedule for each route.
 */
export class RouteBook {
  readonly problem: RoutingProblem
  readonly routes: BookedRoute[]
  readonly #shared: Itineraries
  readonly #scheduler: RouteScheduler
  readonly #fixed: readonly number[]

  constructor(problem: RoutingProblem, routes: readonly PlannedRoute[]) {
    this.problem = problem
    this.#shared = new Itineraries(problem)
    this.#scheduler = new RouteScheduler(problem)
    this.#fixed = problem.vehicles.map(({ fixed }) => fixed?.length ?? 0)
    this.routes = routes.map((route) => this.#booked(route))
  }

  jobOf(stop: number): Job {
    const shipment = this.#shared.shipmentOf[stop]
    if (shipment < 0) return [stop]
    const { pickup, delivery } = this.problem.shipments[shipment]
    return [pickup, delivery]
  }

  schedule(route: PlannedRoute): RouteSchedule {
    return this.#scheduler.schedule(route)
  }

  judge(route: PlannedRoute): RouteVerdict {
    return this.#scheduler.judge(route)
  }

  /** Of all routes. */
  get cost(): number {
    return this.routes.reduce((sum, { verdict }) => sum + verdict.cost, 0)
  }

  /** Replaces a route, or takes it out of the book. */
  change(index: number, planned: PlannedRoute | undefined): void {
    if (planned) this.routes[index] = this.#booked(planned)
    else this.routes.splice(index, 1)
  }

  put(job: Job, insertion: Insertion): void {
    const planned = this.with(job, insertion)
    if (insertion.route < 0) this.routes.push(this.#booked(planned))
    else this.change(insertion.route, planned)
  }

  /** The route with the job at a place. */
  with(job: Job, { route, vehicle, after, lastAfter, reload }: Insertion): PlannedRoute {
    const { trips, reloads } = route < 0 ? { trips: [[]], reloads: [] } : this.routes[route].planned
    if (reload !== undefined) return { vehicle, trips: [...trips, job], reloads: [...reloads, reload] }
    let first = 0 // the leg that the trip begins with
    const changed = trips.map((trip) => {
      const [at, last] = [after - first, lastAfter - first]
      const isHere = at >= 0 && at <= trip.length
      first += trip.length + 1
      if (!isHere) return trip
      return [...trip.slice(0, at), job[0], ...trip.slice(at, last), ...job.slice(1), ...trip.slice(last)]
    })
    return { vehicle, trips: changed, reloads }
  }

  /**
   * Where a job could go, the smallest detours first. O(positions), for shipments O(positions^2 of a trip).
   * @param most       how many to give at most
   * @param isHopeful  only where loads and times leave a chance; else everywhere on vehicles that may come
   */
  insertions(job: Job, { most, isHopeful }: { readonly most: number; readonly isHopeful: boolean }): Insertion[] {
    const found = new Shortlist(most)
    const used = new Map<number, number>()
    this.routes.forEach((route, index) => {
      const { vehicle } = route.planned
      used.set(vehicle, (used.get(vehicle) ?? 0) + 1)
      if (!this.mayCome(job, vehicle)) return
      this.#positions(job, { route, index, isHopeful }, found)
      this.#ownTrips(job, { route, index }, found)
    })
    this.problem.vehicles.forEach((type, vehicle) => {
      if ((used.get(vehicle) ?? 0) >= type.count || !this.mayCome(job, vehicle)) return
      const places = [type.start, ...job.map((stop) => this.problem.stops[stop].place), type.end]
      const detour = this.#along(type, places)
      found.add({ route: -1, vehicle, after: 0, lastAfter: 0, detour: type.cost.fixed + detour })
    })
    return found.sorted()
  }

  /** Skills, promises, and whether it is large enough. */
  mayCome(job: Job, vehicle: number): boolean {
    const type = this.problem.vehicles[vehicle]
    return job.every((stop) => isWelcome(this.problem.stops[stop], vehicle, type)) && this.fits(job, type)
  }

  fits(job: Job, { capacity }: VehicleType): boolean {
    const fit = (amounts: readonly number[]) => amounts.every((amount, d) => amount <= capacity[d])
    const shipment = this.#shared.shipmentOf[job[0]]
    if (shipment >= 0) return fit(this.problem.shipments[shipment].amount)
    const { delivery, pickup } = this.problem.stops[job[0]]
    return fit(delivery) && fit(pickup)
  }

  #positions(job: Job, { route, index, isHopeful }: Look, found: Shortlist): void {
    const { type, legs } = route.way
    const { vehicle } = route.planned
    const { stops } = this.problem
    const [first, second] = job
    if (isHopeful && !this.#isWithinLimits(job, route)) return
    for (let after = this.#fixed[vehicle]; after < legs.length - 1; after++) {
      if (isHopeful && !(this.#hasRoom(job, route, after) && this.#isInTime(stops[first], route, after))) continue
      const [from, place, to] = [legs[after].place, stops[first].place, legs[after + 1].place]
      const there = this.#arc(type, from, place)
      const direct = this.#arc(type, from, to)
      if (second === undefined) {
        const detour = there + this.#arc(type, place, to) - direct
        found.add({ route: index, vehicle, after, lastAfter: after, detour })
        continue
      }
      const next = stops[second].place
      const both = there + this.#arc(type, place, next) + this.#arc(type, next, to) - direct
      found.add({ route: index, vehicle, after, lastAfter: after, detour: both })
      const once = there + this.#arc(type, place, to) - direct
      for (let last = after + 1; legs[last].kind === 'stop'; last++) {
        if (isHopeful && !this.#hasRoom(job, route, last)) break
        const [before, beyond] = [legs[last].place, legs[last + 1].place]
        const again = this.#arc(type, before, next) + this.#arc(type, next, beyond) - this.#arc(type, before, beyond)
        found.add({ route: index, vehicle, after, lastAfter: last, detour: once + again })
      }
    }
  }

  /** The job as one more trip at the end. */
  #ownTrips(job: Job, { route, index }: Pick<Look, 'route' | 'index'>, found: Shortlist): void {
    const { type, legs } = route.way
    const { vehicle, reloads } = route.planned
    if (!type.reload || reloads.length >= type.reload.most) return
    const last = legs.length - 2
    const stops = job.map((stop) => this.problem.stops[stop].place)
    for (const reload of type.reload.places) {
      const places = [legs[last].place, reload, ...stops, type.end]
      const detour = this.#along(type, places) - this.#arc(type, legs[last].place, type.end)
      found.add({ route: index, vehicle, after: last, lastAfter: last, reload, detour })
    }
  }

  /** Whether what a job brings or takes fits after a leg; a route that breaks a rule already is not asked. */
  #hasRoom(job: Job, { verdict, loads }: BookedRoute, after: number): boolean {
    if (verdict.violations.length > 0) return true
    const shipment = this.#shared.shipmentOf[job[0]]
    if (shipment >= 0) return job.length === 1 || loads.fitsBeside(after, this.problem.shipments[shipment].amount)
    return loads.fits(after, this.problem.stops[job[0]])
  }

  /** Whether a route that keeps its rules may have so many stops more. */
  #isWithinLimits(job: Job, { way, verdict }: BookedRoute): boolean {
    if (verdict.violations.length > 0 || way.type.maxStops === Number.POSITIVE_INFINITY) return true
    const stops = way.legs.reduce((count, { kind }) => count + (kind === 'stop' ? 1 : 0), 0)
    return stops + job.length <= way.type.maxStops
  }

  /** Whether the stop can be between a leg and the next as far as times without breaks tell; a bound, not the answer. */
  #isInTime(stop: Stop, { way, early, late }: BookedRoute, after: number): boolean {
    if (way.profile.speeds?.length) return true
    const { legs, type } = way
    const arrival = early[after] + this.#time(type, legs[after].place, stop.place)
    const begin = openAt(stop.windows, arrival)
    return (
      begin + spotTimes(stop, type).service + this.#time(type, stop.place, legs[after + 1].place) <= late[after + 1]
    )
  }

  #time(type: VehicleType, from: number | undefined, to: number | undefined): number {
    if (from === undefined || to === undefined) return 0
    return paced(this.problem.profiles[type.profile].durations[from * this.problem.places + to], type.pace)
  }

  #along(type: VehicleType, places: readonly (number | undefined)[]): number {
    let sum = 0
    for (let i = 1; i < places.length; i++) sum += this.#arc(type, places[i - 1], places[i])
    return sum
  }

  #arc(type: VehicleType, from: number | undefined, to: number | undefined): number {
    if (from === undefined || to === undefined) return 0
    const { costs, distances } = this.problem.profiles[type.profile]
    const arc = from * this.problem.places + to
    if (costs) return costs[arc]
    return distances[arc] * type.cost.perDistance + this.#time(type, from, to) * type.cost.perTravel
  }

  #booked(planned: PlannedRoute): BookedRoute {
    const way = this.#shared.of(planned)
    const restless = { ...way, type: { ...way.type, breaks: [] } }
    const early = Float64Array.from(timelineFrom(restless, way.earliest).moments, ({ leave }) => leave)
    return {
      planned,
      way,
      verdict: this.#scheduler.judgeWay(planned, way),
      early,
      late: latest(way),
      loads: new TripLoads(way),
    }
  }
}

type Look = { readonly route: BookedRoute; readonly index: number; readonly isHopeful: boolean }

/** Skills and promises. */
export function isWelcome({ skills, vehicles }: Stop, vehicle: number, type: VehicleType): boolean {
  return (vehicles?.includes(vehicle) ?? true) && skills.every((skill) => type.skills.includes(skill))
}

/** How late each leg may be arrived at so that it and all after it are in time, without breaks. */
function latest({ legs }: Itinerary): Float64Array {
  const late = new Float64Array(legs.length)
  let next = Number.POSITIVE_INFINITY
  for (let leg = legs.length - 1; leg >= 0; leg--) {
    const { windows, service, work } = legs[leg]
    // The leg after may come from elsewhere then, and its set-up with it: no set-up is counted.
    next = openUntil(windows, next - service)
    late[leg] = next
    next -= Math.ceil(work / 100)
  }
  return late
}

function openAt(windows: readonly TimeWindow[], at: number): number {
  if (windows.length === 0) return at
  const window = openWindow(windows, at)
  return window ? Math.max(window[0], at) : Number.POSITIVE_INFINITY
}

function openUntil(windows: readonly TimeWindow[], at: number): number {
  if (windows.length === 0) return at
  for (let w = windows.length - 1; w >= 0; w--) if (at >= windows[w][0]) return Math.min(at, windows[w][1])
  return Number.NEGATIVE_INFINITY
}

/** The smallest detours of many. */
class Shortlist {
  readonly #most: number
  #found: Insertion[] = []
  #worst = Number.POSITIVE_INFINITY

  constructor(most: number) {
    this.#most = most
  }

  add(insertion: Insertion): void {
    if (insertion.detour >= this.#worst) return
    this.#found.push(insertion)
    if (this.#found.length < 2 * this.#most) return
    this.#found = this.sorted()
    this.#worst = this.#found[this.#found.length - 1].detour
  }

  /** Ties by route and position, so that the same plan has the same answer. */
  sorted(): Insertion[] {
    const order = (a: Insertion, b: Insertion) =>
      a.detour - b.detour ||
      a.route - b.route ||
      a.vehicle - b.vehicle ||
      a.after - b.after ||
      a.lastAfter - b.lastAfter
    return this.#found.sort(order).slice(0, this.#most)
  }
}

/** How far a schedule is from keeping every rule: fewer broken first, then by less; 0 if it keeps them. */
export function missOf({ violations }: Pick<RouteVerdict, 'violations'>): number {
  return violations.reduce((sum, { excess }) => sum + excess, violations.length * 2 ** 40)
}
