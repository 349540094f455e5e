import type { Bank } from './bank.ts'
import type { FlatProblem } from './flat-problem.ts'
import type { PlannedRoute, RoutePlan } from './plan.ts'
import { isSound } from './sound.ts'
import { nowhere, type Tours } from './tours.ts'

/** The best plan so far, kept flat. keep: O(nodes on routes), nothing allocated. */
export class Snapshot {
  /** Cost of the routes, and the prizes of what is left out. */
  value = Number.POSITIVE_INFINITY
  weight = Number.POSITIVE_INFINITY
  readonly #flat: FlatProblem
  /** Routes one after another: its number, how many nodes, then the nodes, a reload followed by its place. */
  readonly #kept: Int32Array
  #end = 0

  constructor(flat: FlatProblem) {
    this.#flat = flat
    this.#kept = new Int32Array(flat.stops + 2 * flat.routes + 2 * (flat.nodes - flat.stops - 2 * flat.routes))
  }

  /** Keeps nothing any more: whatever comes is better. */
  forget(): void {
    this.#end = 0
    this.value = Number.POSITIVE_INFINITY
    this.weight = Number.POSITIVE_INFINITY
  }

  isWorseThan(tours: Tours, bank: Bank): boolean {
    if (bank.weight !== this.weight) return bank.weight < this.weight
    return tours.cost + bank.prize < this.value
  }

  keep({ next, size, usedEnd, cost }: Tours, bank: Bank): void {
    const flat = this.#flat
    const kept = this.#kept
    let at = 0
    for (let r = 0; r < usedEnd; r++) {
      if (size[r] === 0) continue
      const head = at
      at += 2
      const end = flat.endOf(r)
      for (let node = next[flat.startOf(r)]!; node !== end; node = next[node]!) {
        kept[at++] = node
        if (node >= flat.stops) kept[at++] = flat.col[node]!
      }
      kept[head] = r
      kept[head + 1] = at - head - 2
    }
    this.#end = at
    this.value = cost + bank.prize
    this.weight = bank.weight
  }

  /** @param counts  how many vehicles there are of each type of the problem */
  plan(counts: ArrayLike<number> = this.#flat.types.counts): RoutePlan {
    const { stops, typeOf } = this.#flat
    const isServed = new Uint8Array(stops)
    const routes: PlannedRoute[] = []
    const vehicles = new Vehicles(this.#flat, counts)
    for (let at = 0; at < this.#end; ) {
      const type = typeOf[this.#kept[at]!]!
      const nodes = this.#kept.subarray(at + 2, at + 2 + this.#kept[at + 1]!)
      at += 2 + nodes.length
      const route = { vehicle: vehicles.take(type), ...trips(nodes, stops) }
      for (const trip of route.trips) for (const stop of trip) isServed[stop] = 1
      routes.push(route)
    }
    const unserved = Array.from(isServed.keys()).filter((stop) => isServed[stop] === 0)
    return { routes, unserved, cost: this.value }
  }
}

/** Gives the vehicles of types that are one to the solver out again, those named first first. */
class Vehicles {
  readonly #flat: FlatProblem
  readonly #counts: ArrayLike<number>
  readonly #taken: Int32Array

  constructor(flat: FlatProblem, counts: ArrayLike<number>) {
    this.#flat = flat
    this.#counts = counts
    this.#taken = new Int32Array(flat.types.of.length)
  }

  take(type: number): number {
    const { members } = this.#flat.types
    const vehicle = members[type].find((v) => this.#taken[v] < this.#counts[v])!
    this.#taken[vehicle]!++
    return vehicle
  }
}

function trips(nodes: Int32Array, stops: number): Omit<PlannedRoute, 'vehicle'> {
  const list: number[][] = [[]]
  const reloads: number[] = []
  for (let i = 0; i < nodes.length; i++) {
    if (nodes[i]! < stops) list.at(-1)!.push(nodes[i]!)
    else {
      reloads.push(nodes[++i]!)
      list.push([])
    }
  }
  return { trips: list, reloads }
}

/** Puts what is fixed on the routes of the vehicles that are on the road. */
export function loadFixed(flat: FlatProblem, tours: Tours): void {
  for (let route = 0; route < flat.routes; route++) {
    const { fixed } = flat.types.model[flat.typeOf[route]]
    if (!fixed?.length) continue
    tours.touch(route)
    for (const stop of fixed) if (tours.route[stop] === nowhere) tours.put(stop, tours.prev[flat.endOf(route)], route)
    tours.renew(route)
  }
}

/**
 * Fills routes without stops from a plan. Stops that are named twice or may not be there are passed over, as are all of a
 * route that breaks a rule.
 */
export function loadPlan(flat: FlatProblem, tours: Tours, { routes }: Pick<RoutePlan, 'routes'>): void {
  const { types, firstRoute } = flat
  const taken = firstRoute.slice()
  for (const planned of routes) {
    const type = types.of[planned.vehicle]
    if (type === undefined || taken[type]! >= firstRoute[type + 1]!) continue
    const route = taken[type]!++
    tours.touch(route)
    loadRoute(flat, tours, planned, route)
    tours.renew(route)
    const isGood = isSound(flat, tours, route) && isPaired(flat, tours, route) && isInOrder(flat, tours, route)
    if (!isGood) tours.vacate(route)
  }
}

/** Trips without stops are none, and who reloads where nobody may does so at the first place where one may. */
function loadRoute(flat: FlatProblem, tours: Tours, { trips, reloads }: PlannedRoute, route: number): void {
  const { types, firstReload, allowed, typeOf } = flat
  const type = typeOf[route]!
  const places = types.model[type]!.reload?.places ?? []
  let reload = firstReload[route]!
  let last = tours.prev[flat.endOf(route)]!
  const put = (node: number) => {
    tours.put(node, last, route)
    last = node
  }
  trips.forEach((trip, t) => {
    const stops = [...new Set(trip)].filter(
      (stop) => stop < flat.stops && tours.route[stop] === nowhere && allowed[stop * types.count + type],
    )
    if (stops.length > 0 && t > 0 && reload < firstReload[route + 1]! && last < flat.stops) {
      const place = reloads[t - 1]!
      flat.moveReload(reload, places.includes(place) ? place : places[0]!)
      put(reload++)
    }
    stops.forEach(put)
  })
}

/**
 * What is taken at a stop that is fixed is left on the same route, where that costs least; where it breaks a rule
 * everywhere, right after what is fixed. O(length^2) for each such shipment.
 */
export function loadOwed(flat: FlatProblem, tours: Tours): void {
  if (!flat.has.fixed || !flat.has.shipments) return
  for (let pickup = 0; pickup < flat.stops; pickup++) {
    const delivery = flat.partner[pickup]!
    if (!flat.isFixed[pickup] || !flat.isTaking[pickup] || tours.route[delivery] !== nowhere) continue
    const route = tours.route[pickup]!
    tours.touch(route)
    let best = flat.startOf(route)
    while (flat.isFixed[tours.next[best]!]) best = tours.next[best]!
    let least = Number.POSITIVE_INFINITY
    for (let before = best; before !== flat.endOf(route); before = tours.next[before]!) {
      tours.put(delivery, before, route)
      tours.renew(route)
      if (tours.cost < least && isSound(flat, tours, route) && isInOrder(flat, tours, route)) {
        least = tours.cost
        best = before
      }
      tours.takeOut(delivery)
      tours.renew(route)
    }
    tours.put(delivery, best, route)
    tours.renew(route)
  }
}

/** Whether all shipments on a route have both ends there, in one trip, the pickup first. */
function isPaired(flat: FlatProblem, { next }: Tours, route: number): boolean {
  if (!flat.has.shipments) return true
  const end = flat.endOf(route)
  const isOpen = new Set<number>()
  for (let node = next[flat.startOf(route)]!; node !== end; node = next[node]!) {
    if (node >= flat.stops && isOpen.size > 0) return false
    if (node >= flat.stops || flat.partner[node]! < 0) continue
    if (flat.isTaking[node]) isOpen.add(node)
    else if (!isOpen.delete(flat.partner[node]!)) return false
  }
  return isOpen.size === 0
}

/** Whether backhauls come last on their trips. */
function isInOrder(flat: FlatProblem, { next }: Tours, route: number): boolean {
  if (!flat.has.backhauls) return true
  const end = flat.endOf(route)
  let isOnWayBack = 0
  for (let node = next[flat.startOf(route)]!; node !== end; node = next[node]!) {
    const isBackhaul = node < flat.stops ? flat.isBackhaul[node]! : 0
    if (node < flat.stops && isOnWayBack > isBackhaul) return false
    isOnWayBack = isBackhaul
  }
  return true
}
