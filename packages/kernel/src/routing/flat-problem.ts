import { type FlatTypes, flatTypes } from './flat-types.ts'
import { anyTime, type RoutingProblem, type Stop } from './problem.ts'

/**
 * A routing problem as the solver's loops want it: numbers in flat arrays, no objects. Nodes are the stops
 * (0 ... stops - 1), then for each route a node where it starts and one where it ends, then the reloads each route may
 * use; so a stop always has a neighbour on both sides, and no loop has to ask whether it is at an end.
 * O(stops + places^2 for each way of travelling that is no profile as it is).
 */
export class FlatProblem {
  readonly stops: number
  readonly dims: number
  readonly nodes: number
  readonly types: FlatTypes
  /** Routes that can be: of each type as many as there are vehicles, and never more than stops. */
  readonly routes: number
  readonly typeOf: Int32Array
  /** First route of each type; one more at the end. */
  readonly firstRoute: Int32Array
  /** First node of the reloads of each route; one more at the end. */
  readonly firstReload: Int32Array
  /** Place of each node times the width of a matrix, and place alone. Those of reloads change. */
  readonly row: Int32Array
  readonly col: Int32Array
  /** Times on the spot at each node by type; types of one kind share them. */
  readonly services: readonly Int32Array[]
  readonly setups: readonly Int32Array[]
  readonly release: Int32Array
  /** Windows of stop i: windowFrom and windowUntil at firstWindow[i] ... firstWindow[i + 1] - 1; each stop has one at least. */
  readonly firstWindow: Int32Array
  readonly windowFrom: Int32Array
  readonly windowUntil: Int32Array
  /** Shape [stops * dims]. */
  readonly delivery: Int32Array
  readonly pickup: Int32Array
  /** Shipments: the other end of the stop, -1 without; whether the stop is where it is taken; what is on board between. */
  readonly partner: Int32Array
  readonly isTaking: Uint8Array
  readonly amount: Int32Array
  readonly isBackhaul: Uint8Array
  readonly isFixed: Uint8Array
  /** Whether a type may come to a stop: shape [stops * types]. */
  readonly allowed: Uint8Array
  /** What leaving a stop out costs; Infinity if it must be served. */
  readonly prize: Float64Array
  /** What leaving a stop out weighs where it must be served: priorities before numbers. */
  readonly weight: Float64Array
  readonly has: Features

  constructor(problem: RoutingProblem) {
    const { stops, dimensions } = problem
    this.stops = stops.length
    this.dims = dimensions
    this.types = flatTypes(problem)
    const types = this.types.count
    const most = (t: number) => Math.min(this.types.vehicles[t]!, Math.max(stops.length, 1))
    this.firstRoute = sums(types, most)
    this.routes = this.firstRoute[types]!
    this.typeOf = new Int32Array(this.routes)
    for (let t = 0; t < types; t++) this.typeOf.fill(t, this.firstRoute[t]!, this.firstRoute[t + 1]!)
    const own = this.stops + 2 * this.routes
    this.firstReload = sums(this.routes, (r) => this.types.reloads[this.typeOf[r]!]!).map((reload) => own + reload)
    this.nodes = this.firstReload[this.routes]!
    const node = () => new Int32Array(this.nodes)
    this.row = node()
    this.col = node()
    this.#settle(stops)
    this.services = this.#spotTimes(stops, 'service')
    for (let r = 0; r < this.routes; r++) {
      const service = this.types.model[this.typeOf[r]].reload?.service ?? 0
      this.services[this.typeOf[r]].fill(service, this.firstReload[r], this.firstReload[r + 1])
    }
    this.setups = this.#spotTimes(stops, 'setup')
    this.release = column(stops, (stop) => stop.release)
    this.firstWindow = sums(this.stops, (i) => Math.max(1, stops[i]!.windows.length))
    this.windowFrom = Int32Array.from(stops.flatMap(({ windows }) => (windows.length ? windows.map((w) => w[0]) : [0])))
    this.windowUntil = Int32Array.from(
      stops.flatMap(({ windows }) => (windows.length ? windows.map((w) => w[1]) : [2 ** 30])),
    )
    this.delivery = table(stops, dimensions, (stop) => stop.delivery)
    this.pickup = table(stops, dimensions, (stop) => stop.pickup)
    this.partner = new Int32Array(this.stops).fill(-1)
    this.isTaking = new Uint8Array(this.stops)
    this.amount = new Int32Array(this.stops * dimensions)
    this.#pair(problem)
    this.isBackhaul = Uint8Array.from(stops, (stop) => (stop.isBackhaul ? 1 : 0))
    this.isFixed = new Uint8Array(this.nodes)
    for (const { fixed } of problem.vehicles) for (const stop of fixed ?? []) this.isFixed[stop] = 1
    this.allowed = allowedTypes(problem, this.types)
    this.prize = Float64Array.from(stops, (stop) => stop.prize ?? Number.POSITIVE_INFINITY)
    for (const { pickup, delivery } of problem.shipments) {
      this.prize[pickup] = (stops[pickup]!.prize ?? Number.POSITIVE_INFINITY) / 2
      this.prize[delivery] = this.prize[pickup]!
    }
    this.weight = Float64Array.from(stops, (stop) =>
      stop.prize === undefined ? 1 + stop.priority * (this.stops + 1) : 0,
    )
    for (const { pickup, delivery } of problem.shipments) {
      if (stops[pickup]!.prize !== undefined) this.weight[delivery] = 0
    }
    this.has = features(problem, this.types)
  }

  startOf(route: number): number {
    return this.stops + 2 * route
  }

  endOf(route: number): number {
    return this.stops + 2 * route + 1
  }

  /** Puts a reload at a place. */
  moveReload(node: number, place: number): void {
    this.row[node] = place * this.types.width
    this.col[node] = place
  }

  #settle(stops: readonly Stop[]): void {
    const { width, start, end } = this.types
    stops.forEach((stop, i) => {
      this.row[i] = stop.place * width
      this.col[i] = stop.place
    })
    for (let r = 0; r < this.routes; r++) {
      const type = this.typeOf[r]!
      this.moveReload(this.startOf(r), start[type]!)
      this.moveReload(this.endOf(r), end[type]!)
    }
  }

  /** By type, one column for all types that no stop tells apart. */
  #spotTimes(stops: readonly Stop[], what: 'service' | 'setup'): Int32Array[] {
    const own = column(stops, (stop) => stop[what], this.nodes)
    const byKind = new Map<number | undefined, Int32Array>()
    stops.forEach(({ perKind = [] }, i) => {
      for (const times of perKind) {
        const known = byKind.get(times.kind) ?? own.slice()
        known[i] = times[what]
        byKind.set(times.kind, known)
      }
    })
    return this.types.model.map(({ kind }) => byKind.get(kind) ?? own)
  }

  #pair({ shipments, dimensions }: RoutingProblem): void {
    for (const { pickup, delivery, amount } of shipments) {
      this.partner[pickup] = delivery
      this.partner[delivery] = pickup
      this.isTaking[pickup] = 1
      this.amount.set(amount, pickup * dimensions)
      this.amount.set(amount, delivery * dimensions)
    }
  }
}

/** What a problem has of all there can be: what it has not is not paid for. */
export type Features = {
  /** Times matter: windows, shifts, releases, durations, breaks. */
  readonly time: boolean
  readonly setup: boolean
  /** One window a stop, no set-up, nothing fixed: times are read without asking for any of it. */
  readonly plainTime: boolean
  readonly release: boolean
  /** How long vehicles are out is limited, or costs, or depends on when goods are released. */
  readonly duty: boolean
  /** Some route may cost more than its arcs and its vehicle. */
  readonly extra: boolean
  /** Loads go up and down along a route: its sum alone does not say whether they fit. */
  readonly mixedLoad: boolean
  readonly shipments: boolean
  /** Some vehicle may come back for more. */
  readonly reloads: boolean
  readonly backhauls: boolean
  readonly fixed: boolean
  /** Some vehicle may not come to some stop, or its stops are limited. */
  readonly choosy: boolean
  /** Some stop may be left out at a price. */
  readonly prizes: boolean
}

function features({ stops, shipments, vehicles, profiles }: RoutingProblem, types: FlatTypes): Features {
  const isSome = (amounts: readonly number[]) => amounts.some((amount) => amount > 0)
  const delivers = stops.some((stop) => isSome(stop.delivery))
  const takes = stops.some((stop) => isSome(stop.pickup))
  return {
    time:
      isLong(stops, types) ||
      vehicles.some(({ profile }) => profiles[profile].speeds?.length) ||
      stops.some((stop) => stop.windows.length > 0 || stop.release > 0) ||
      vehicles.some(
        ({ shift, breaks, maxDuration, cost }) =>
          shift[0] > 0 ||
          shift[1] < 2 ** 30 ||
          breaks.length > 0 ||
          maxDuration < Number.POSITIVE_INFINITY ||
          cost.perDuty > 0,
      ),
    setup: stops.some(hasSetup),
    plainTime:
      stops.every((stop) => stop.windows.length < 2 && !hasSetup(stop)) &&
      vehicles.every((type) => !type.fixed?.length),
    release: stops.some((stop) => stop.release > 0),
    duty:
      stops.some((stop) => stop.release > 0) ||
      vehicles.some(({ maxDuration, cost }) => maxDuration < Number.POSITIVE_INFINITY || cost.perDuty > 0),
    mixedLoad: shipments.length > 0 || (delivers && takes) || vehicles.some((type) => type.reload !== undefined),
    shipments: shipments.length > 0,
    reloads: vehicles.some((type) => type.reload !== undefined),
    backhauls: stops.some((stop) => stop.isBackhaul),
    fixed: vehicles.some((type) => type.fixed !== undefined && type.fixed.length > 0),
    extra: vehicles.some(
      ({ cost, profile }) => cost.perDuty > 0 || (cost.perTravel > 0 && profiles[profile].speeds !== undefined),
    ),
    choosy:
      stops.some((stop) => stop.skills.length > 0 || stop.vehicles !== undefined) ||
      vehicles.some(({ maxStops, fixed }) => maxStops < stops.length || fixed !== undefined),
    prizes: stops.some((stop) => stop.prize !== undefined),
  }
}

/** For some vehicle. */
function hasSetup({ setup, perKind = [] }: Stop): boolean {
  return setup > 0 || perKind.some((times) => times.setup > 0)
}

/** The longest that a stop takes any vehicle. */
function longestSpotTime({ service, setup, perKind = [] }: Stop): number {
  return Math.max(service + setup, ...perKind.map((times) => times.service + times.setup))
}

/** Whether a route could take longer than any time there is, as where there is no way. O(places^2). */
function isLong(stops: readonly Stop[], { times, reloads, model }: FlatTypes): boolean {
  const work = stops.reduce((sum, stop) => sum + longestSpotTime(stop), 0)
  const reloading = model.reduce((most, { reload }, t) => Math.max(most, reloads[t] * (reload?.service ?? 0)), 0)
  const arcs = stops.length + 1 + Math.max(0, ...reloads)
  return [...new Set(times)].some((table) => {
    let longest = 0
    for (const time of table) if (time > longest) longest = time
    return longest * arcs + work + reloading > anyTime[1]
  })
}

/** Where each of several lists laid end to end begins, and where the last ends. */
function sums(count: number, length: (i: number) => number): Int32Array {
  const first = new Int32Array(count + 1)
  for (let i = 0; i < count; i++) first[i + 1] = first[i]! + length(i)
  return first
}

function column(stops: readonly Stop[], read: (stop: Stop) => number, length = stops.length): Int32Array {
  const filled = new Int32Array(length)
  stops.forEach((stop, i) => {
    filled[i] = read(stop)
  })
  return filled
}

function table(stops: readonly Stop[], dims: number, read: (stop: Stop) => readonly number[]): Int32Array {
  const filled = new Int32Array(stops.length * dims)
  stops.forEach((stop, i) => {
    filled.set(read(stop).slice(0, dims), i * dims)
  })
  return filled
}

/** Skills, promises and fixed stops, as one table; what fits no vehicle at all is left to the loads. */
function allowedTypes({ stops, vehicles, shipments }: RoutingProblem, types: FlatTypes): Uint8Array {
  const allowed = new Uint8Array(stops.length * types.count)
  const skills = vehicles.map((type) => new Set(type.skills))
  const fixedOn = new Map(vehicles.flatMap((type, v) => (type.fixed ?? []).map((stop) => [stop, v] as const)))
  stops.forEach((stop, i) => {
    vehicles.forEach((_, v) => {
      const may =
        stop.skills.every((skill) => skills[v]!.has(skill)) &&
        (!stop.vehicles || stop.vehicles.includes(v)) &&
        (fixedOn.get(i) ?? v) === v
      if (may) allowed[i * types.count + types.of[v]!] = 1
    })
  })
  for (const { pickup, delivery } of shipments) {
    for (let t = 0; t < types.count; t++) {
      const both = allowed[pickup * types.count + t]! & allowed[delivery * types.count + t]!
      allowed[pickup * types.count + t] = both
      allowed[delivery * types.count + t] = both
    }
  }
  return allowed
}
