import { ExactRoute } from './exact-route.ts'
import type { FlatProblem } from './flat-problem.ts'
import { Labels } from './labels.ts'

/** What `after` says of a stop that nobody serves. */
export const nowhere = -1

const noPeak = -(2 ** 30)

/**
 * The routes of a plan as linked lists over the nodes of a flat problem, with what it takes to go back to how they were
 * when a change began. Stops go in and out one by one, and `delta` sums what that costs.
 * put and takeOut: O(length of the route) for its labels (see `Labels`), else O(dims); undo: O(what was touched).
 */
export class Tours {
  readonly flat: FlatProblem
  readonly next: Int32Array
  readonly prev: Int32Array
  /** Route of each node; -1 for a stop that nobody serves and a reload that is not used. */
  readonly route: Int32Array
  /** Cost of the arc from a node to the next; 0 in a route without stops. */
  readonly arc: Int32Array
  /** The dearer of the two arcs at a node; less than any arc for one that is nowhere. */
  readonly peak: Int32Array
  /** Stops on each route. */
  readonly size: Int32Array
  /** Cost table of each route. */
  readonly costs: readonly Int32Array[]
  readonly into: readonly Int32Array[]
  /** Capacity less the sum of amounts of each route, [routes * dims]: all there is to know where loads only fall or only rise. */
  readonly room: Float64Array
  readonly exact: ExactRoute
  readonly labels: Labels
  /** What each route costs beside its arcs and its vehicle: its duty, and travel that speeds of the day make longer. */
  readonly extra: Float64Array
  /** Cost of all routes. */
  cost = 0
  /** Routes with stops, and stops on routes. */
  used = 0
  /** No route from this one on has ever had stops. */
  usedEnd = 0
  served = 0
  /** No more routes than this may be in use. */
  mostUsed = Number.POSITIVE_INFINITY
  /** How many routes of each type may be in use. */
  readonly mostOf: Int32Array
  /** Stops that are planned elsewhere. */
  readonly isAway: Uint8Array
  /** Routes touched since `begin`. */
  readonly touched: Int32Array
  touchedCount = 0
  readonly #touchedAt: Int32Array
  #change = 0
  readonly #start: Int32Array
  #saved: Int32Array
  #savedEnd = 0
  #costBefore = 0

  constructor(flat: FlatProblem) {
    this.flat = flat
    const node = () => new Int32Array(flat.nodes)
    this.next = node()
    this.prev = node()
    this.route = node().fill(nowhere)
    this.arc = node()
    this.peak = node().fill(noPeak)
    this.size = new Int32Array(flat.routes)
    this.costs = Array.from(flat.typeOf, (type) => flat.types.costs[type]!)
    this.room = new Float64Array(flat.routes * flat.dims)
    this.into = Array.from(flat.typeOf, (type) => flat.types.into[type]!)
    this.mostOf = flat.firstRoute.subarray(1).map((end, type) => end - flat.firstRoute[type])
    this.isAway = new Uint8Array(flat.stops)
    this.touched = new Int32Array(flat.routes)
    this.#touchedAt = new Int32Array(flat.routes)
    this.#start = new Int32Array(flat.routes + 1)
    this.#saved = new Int32Array(Math.max(256, 2 * flat.nodes))
    for (let r = 0; r < flat.routes; r++) this.#clear(r)
    this.exact = new ExactRoute(flat, this)
    this.labels = new Labels(flat, this)
    this.extra = new Float64Array(flat.routes)
    for (let r = 0; r < flat.routes; r++) this.labels.renew(r)
  }

  /** From here on, `undo` comes back to this. */
  begin(): void {
    this.#change++
    this.touchedCount = 0
    this.#savedEnd = 0
    this.#costBefore = this.cost
  }

  get delta(): number {
    return this.cost - this.#costBefore
  }

  /** A route of a type that has no stops; -1 if all have, or no more may be used. O(routes of the type in use). */
  freeOf(type: number): number {
    if (this.used >= this.mostUsed) return nowhere
    const { firstRoute } = this.flat
    const end = firstRoute[type] + this.mostOf[type]
    for (let r = firstRoute[type]; r < end; r++) if (this.size[r] === 0) return r
    return nowhere
  }

  /** The same after one stop was put in. O(nodes whose times it changes) where only times matter. */
  renewAround(stop: number, route: number): void {
    if (this.flat.has.extra) this.renew(route)
    else this.labels.renewAround(stop, route)
  }

  /** Reads a route anew after it changed, with what it costs beside its arcs. O(length), more where it is judged as a whole. */
  renew(route: number): void {
    this.labels.renew(route)
    if (!this.flat.has.extra) return
    const { types, typeOf } = this.flat
    const type = typeOf[route]
    let extra = 0
    if (this.size[route] > 0 && types.isExact[type]) {
      this.exact.isGood(route)
      extra = this.exact.extra
    } else if (this.size[route] > 0 && types.perDuty[type] > 0) {
      extra = types.perDuty[type] * this.labels.duty(route)
    }
    this.cost += extra - this.extra[route]
    this.extra[route] = extra
  }

  isTouched(route: number): boolean {
    return this.#touchedAt[route] === this.#change
  }

  /** Must come before the first change of a route since `begin`. */
  touch(route: number): void {
    if (this.#touchedAt[route] === this.#change) return
    this.#touchedAt[route] = this.#change
    const { next, flat } = this
    const end = flat.endOf(route)
    let at = this.#savedEnd
    this.#start[this.touchedCount] = at
    this.touched[this.touchedCount++] = route
    for (let node = next[flat.startOf(route)]!; node !== end; node = next[node]!) {
      if (at + 1 >= this.#saved.length) this.#grow()
      this.#saved[at++] = node
      if (node >= flat.stops) this.#saved[at++] = flat.col[node]!
    }
    this.#savedEnd = at
    this.#start[this.touchedCount] = at
  }

  /** Takes a stop (or a reload) off its route. The route must be renewed after it. */
  takeOut(node: number): void {
    const route = this.route[node]!
    const before = this.prev[node]!
    const after = this.next[node]!
    this.cost -= this.arc[before]! + this.arc[node]!
    this.route[node] = nowhere
    this.peak[node] = noPeak
    if (node < this.flat.stops) {
      this.size[route]!--
      this.served--
      this.#carry(route, node, -1)
      if (this.size[route] === 0) this.#leave(route)
    }
    this.#join(before, after, route)
    this.cost += this.arc[before]!
  }

  /** Puts a stop (or a reload) on the route of `before`, after it. The route must be renewed after it. */
  put(node: number, before: number, route: number): void {
    const after = this.next[before]!
    this.cost -= this.arc[before]!
    this.route[node] = route
    if (node < this.flat.stops) {
      if (this.size[route]!++ === 0) {
        this.used++
        if (route >= this.usedEnd) this.usedEnd = route + 1
        this.cost += this.flat.types.fixedCost[this.flat.typeOf[route]!]!
      }
      this.served++
      this.#carry(route, node, 1)
    }
    this.#join(before, node, route)
    this.#join(node, after, route)
    this.cost += this.arc[before]! + this.arc[node]!
  }

  /** Puts stops at the end of a route, in order. O(stops), and reading the route anew. */
  append(stops: Iterable<number>, route: number): void {
    this.touch(route)
    const end = this.flat.endOf(route)
    for (const stop of stops) this.put(stop, this.prev[end], route)
    this.renew(route)
  }

  /** Takes all but what is fixed off all routes. */
  vacateAll(): void {
    for (let route = 0; route < this.flat.routes; route++) this.vacate(route)
  }

  /** Takes all but what is fixed off a route. @returns its stops, in order */
  vacate(route: number): number[] {
    const stops: number[] = []
    this.touch(route)
    const end = this.flat.endOf(route)
    for (let node = this.next[this.flat.startOf(route)], after = 0; node !== end; node = after) {
      after = this.next[node]
      if (this.flat.isFixed[node]) continue
      if (node < this.flat.stops) stops.push(node)
      this.takeOut(node)
    }
    this.renew(route)
    return stops
  }

  /** Everything as it was at `begin`; what was put in since is nowhere again. */
  undo(): void {
    for (let k = 0; k < this.touchedCount; k++) this.#empty(this.touched[k]!)
    for (let k = 0; k < this.touchedCount; k++) {
      this.#refill(this.touched[k]!, this.#start[k]!, this.#start[k + 1]!)
    }
    this.cost = this.#costBefore
  }

  #empty(route: number): void {
    const { next, flat } = this
    const end = flat.endOf(route)
    for (let node = next[flat.startOf(route)]!; node !== end; node = next[node]!) {
      this.route[node] = nowhere
      this.peak[node] = noPeak
    }
    this.served -= this.size[route]!
    if (this.size[route]! > 0) this.used--
    this.#clear(route)
  }

  #refill(route: number, from: number, to: number): void {
    const saved = this.#saved
    const { flat } = this
    let before = flat.startOf(route)
    let size = 0
    if (to > from) this.size[route] = 1 // arcs of a route that is not empty count
    for (let k = from; k < to; k++) {
      const node = saved[k]!
      this.route[node] = route
      if (node >= flat.stops) flat.moveReload(node, saved[++k]!)
      else {
        size++
        this.#carry(route, node, 1)
      }
      this.#join(before, node, route)
      before = node
    }
    this.#join(before, flat.endOf(route), route)
    this.size[route] = size
    this.served += size
    if (size > 0) this.used++
    this.renew(route)
  }

  #join(before: number, after: number, route: number): void {
    this.next[before] = after
    this.prev[after] = before
    const arc = this.size[route] === 0 ? 0 : this.costs[route]![this.flat.row[before]! + this.flat.col[after]!]!
    this.arc[before] = arc
    const ahead = this.arc[this.prev[before]!]!
    const behind = this.arc[after]!
    this.peak[before] = arc > ahead ? arc : ahead
    this.peak[after] = arc > behind ? arc : behind
  }

  #leave(route: number): void {
    this.used--
    this.cost -= this.flat.types.fixedCost[this.flat.typeOf[route]!]!
  }

  #carry(route: number, stop: number, sign: number): void {
    const { dims, delivery, pickup } = this.flat
    for (let d = 0; d < dims; d++) {
      this.room[route * dims + d]! -= sign * (delivery[stop * dims + d]! + pickup[stop * dims + d]!)
    }
  }

  #clear(route: number): void {
    const { flat } = this
    const start = flat.startOf(route)
    const end = flat.endOf(route)
    this.route[start] = route
    this.route[end] = route
    this.size[route] = 0
    this.next[start] = end
    this.prev[end] = start
    this.arc[start] = 0
    const type = flat.typeOf[route]!
    for (let d = 0; d < flat.dims; d++) this.room[route * flat.dims + d] = flat.types.capacity[type * flat.dims + d]!
  }

  #grow(): void {
    const wider = new Int32Array(this.#saved.length * 2)
    wider.set(this.#saved)
    this.#saved = wider
  }
}
