import type { Random } from '../random.ts'
import type { FlatProblem } from './flat-problem.ts'
import type { Columns } from './partition-sets.ts'
import { cheapestPartition } from './set-partitioning.ts'
import type { Tours } from './tours.ts'

/** A route that was part of a good plan: the type of its vehicle, and its stops in order. */
export type PooledRoute = { readonly type: number; readonly stops: Int32Array }

type Pooled = { type: number; stops: Int32Array; cost: number; plan: number }

/**
 * Routes kept, and stops of problems this is for: beyond, partitions are not searched deep enough to be worth it. Where vehicles are
 * alike there is less to gain.
 */
const mostRoutes = 3000
const mostStops = 250
const mostStopsAlike = 128

/**
 * Good routes of good plans, to be put together in ways that no single change would: where capacity is tight or vehicles
 * differ, plans that are each stuck hold the routes of a better one between them.
 * Source: set partitioning of the routes of local optima, Rochat and Taillard (1995), DOI 10.1007/BF02430370.
 */
export class RoutePool {
  /**
   * Whether it is worth it: stops are few, or vehicles differ, so that a plan is soon stuck with who drives what; and routes can be put
   * together freely, as none has a part that must stay, no stop may be left out, and vehicles that are alike cost nothing each, so that
   * none is sought to do without.
   */
  readonly isOpen: boolean
  readonly #flat: FlatProblem
  readonly #tours: Tours
  readonly #random: Random
  readonly #routes = new Map<number, Pooled>()
  /** A number for each stop, and each type: their sum tells which stops a route has, whatever their order. */
  readonly #marks: Float64Array
  /** No plan of the routes there are was found below this. */
  #emptyBelow = Number.NEGATIVE_INFINITY

  constructor(flat: FlatProblem, tours: Tours, random: Random) {
    this.#flat = flat
    this.#tours = tours
    this.#random = random
    const { fixed, prizes } = flat.has
    const { count, fixedCost, reloads } = flat.types
    const most = count > 1 ? mostStops : fixedCost[0] === 0 ? mostStopsAlike : 0
    this.isOpen = flat.stops <= most && !fixed && !prizes && reloads.every((times) => times === 0)
    this.#marks = Float64Array.from({ length: flat.stops + flat.types.count }, () => random.uint32() * 4096)
  }

  /** Takes in all routes there are. The cheapest order of the same stops is kept. O(stops). */
  collect(): void {
    const { usedEnd } = this.#tours
    for (let route = 0; route < usedEnd; route++) this.#collect(route)
    if (this.#routes.size > 2 * mostRoutes) this.#thin()
  }

  /**
   * Routes that make a cheaper plan than the one there is, whose routes are in the pool, if some are found. `nodes` limits the search, see
   * `cheapestPartition`; where it found none, the same routes are not searched again.
   */
  cheaper(nodes: number): PooledRoute[] | undefined {
    const { cost: bound, usedEnd, size } = this.#tours
    if (bound <= this.#emptyBelow) return undefined
    const { types, stops } = this.#flat
    const routes = [...this.#routes.values()]
    const at = new Map(routes.map((route, j) => [route, j]))
    const start: number[] = []
    for (let r = 0; r < usedEnd; r++) if (size[r] > 0) start.push(at.get(this.#routes.get(this.#key(r))!)!)
    const columns: Columns = {
      items: stops,
      sets: routes.map((route) => route.stops),
      costs: routes.map(({ cost }) => cost),
      kinds: routes.map(({ type }) => type),
      limits: Array.from(types.vehicles),
    }
    const found = cheapestPartition(columns, { bound, nodes, random: this.#random, start })
    if (!found) this.#emptyBelow = bound
    return found?.map((j) => routes[j])
  }

  /** Leaves those that were in the best plans. */
  #thin(): void {
    const kept = [...this.#routes].sort(([, a], [, b]) => a.plan - b.plan).slice(0, mostRoutes)
    this.#routes.clear()
    for (const [key, route] of kept) this.#routes.set(key, route)
  }

  #collect(route: number): void {
    const { size, cost } = this.#tours
    if (size[route] === 0) return
    const key = this.#key(route)
    const known = this.#routes.get(key)
    if (known && cost < known.plan) known.plan = cost
    const own = this.#cost(route)
    if (known && known.cost <= own) return
    const type = this.#flat.typeOf[route]
    this.#emptyBelow = Number.NEGATIVE_INFINITY
    this.#routes.set(key, { type, stops: this.#stops(route), cost: own, plan: Math.min(cost, known?.plan ?? cost) })
  }

  #key(route: number): number {
    const { next } = this.#tours
    const end = this.#flat.endOf(route)
    let key = this.#marks[this.#flat.stops + this.#flat.typeOf[route]]
    for (let node = next[this.#flat.startOf(route)]; node !== end; node = next[node]) key += this.#marks[node]
    return key
  }

  #cost(route: number): number {
    const { next, arc, extra } = this.#tours
    const end = this.#flat.endOf(route)
    let cost = this.#flat.types.fixedCost[this.#flat.typeOf[route]] + extra[route]
    for (let node = this.#flat.startOf(route); node !== end; node = next[node]) cost += arc[node]
    return cost
  }

  #stops(route: number): Int32Array {
    const { next, size } = this.#tours
    const stops = new Int32Array(size[route])
    let node = this.#flat.startOf(route)
    for (let i = 0; i < stops.length; i++) {
      node = next[node]
      stops[i] = node
    }
    return stops
  }
}
