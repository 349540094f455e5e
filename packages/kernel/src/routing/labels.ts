import type { FlatProblem } from './flat-problem.ts'
import type { Tours } from './tours.ts'

/** Later than any time there is. */
export const never = 2 ** 30 + 2 ** 29

/** Earlier than any time there is; so near to it that a way and less can be taken off in 32 bits. */
const tooEarly = -1

/**
 * What is known at each node of a route of all that comes before and all that comes after, so that putting a stop in
 * between is judged in O(1): when the vehicle can leave at the earliest, when it must arrive at the latest, how much is
 * on board at most on either side, and the shortest duty of either part.
 * Source: concatenation of segments, Vidal, Crainic, Gendreau and Prins (2013), section 4.2, DOI 10.1016/j.cor.2012.07.018;
 * here without time warp, as routes are kept feasible. renew: O(length of the route).
 */
export class Labels {
  /** Earliest time to leave a node with all before it served. */
  readonly leave: Int32Array
  /** Latest time to arrive at a node with it and all after it served. */
  readonly late: Int32Array
  /** Latest time to leave a node with all after it served. */
  readonly due: Int32Array
  /** On board when leaving a node, the most from the start of its trip to there, and from there to its end: [nodes * dims]. */
  readonly on: Loads
  readonly upTo: Loads
  readonly onward: Loads
  /** The part up to a node, and the part from it on: shortest duration, and the earliest and latest start with which it is that. */
  readonly before: Segments
  readonly after: Segments
  /** Distance and travel of each route; only where they are limited. */
  readonly distance: Float64Array
  readonly travel: Float64Array
  /** Latest release of the stops of each route. */
  readonly release: Int32Array
  readonly #flat: FlatProblem
  readonly #tours: Tours

  constructor(flat: FlatProblem, tours: Tours) {
    const node = (is: boolean) => new Int32Array(is ? flat.nodes : 0)
    const load = () => loadsOf(flat)
    this.#flat = flat
    this.#tours = tours
    this.leave = node(flat.has.time)
    this.late = node(flat.has.time)
    this.due = node(flat.has.time)
    this.on = load()
    this.upTo = load()
    this.onward = load()
    this.before = new Segments(flat.has.duty ? flat.nodes : 0)
    this.after = new Segments(flat.has.duty ? flat.nodes + 1 : 0)
    this.distance = new Float64Array(flat.routes)
    this.travel = new Float64Array(flat.routes)
    this.release = new Int32Array(flat.routes)
  }

  /** Reads a route anew, as it is now. */
  renew(route: number): void {
    const { has, types, typeOf } = this.#flat
    if (has.release) this.#releases(route)
    if (has.plainTime && has.time) this.#plainTimes(route)
    else if (has.time) this.#times(route)
    if (has.duty) this.#duties(route)
    if (has.mixedLoad) this.#loads(route)
    if (types.isLimited[typeOf[route]!]) this.#lengths(route)
  }

  /** The same after one stop was put in: times are only read as far as it changes them. */
  renewAround(stop: number, route: number): void {
    const { has, types, typeOf } = this.#flat
    const isOnlyTime = has.plainTime && !has.release && !has.duty && !has.mixedLoad
    if (!isOnlyTime || types.isLimited[typeOf[route]]) return this.renew(route)
    if (has.time) this.#timesAround(stop, route)
  }

  /** Shortest time from leaving the start to arriving at the end; 0 if the route has no stops. */
  duty(route: number): number {
    return this.#tours.size[route] === 0 ? 0 : this.before.duration[this.#flat.endOf(route)]!
  }

  #releases(route: number): void {
    const { release, stops } = this.#flat
    const { next } = this.#tours
    let latest = 0
    for (let node = next[this.#flat.startOf(route)]!, end = this.#flat.endOf(route); node !== end; node = next[node]!) {
      if (node < stops && release[node]! > latest) latest = release[node]!
    }
    this.release[route] = latest
  }

  #plainTimes(route: number): void {
    const flat = this.#flat
    const start = flat.startOf(route)
    const end = flat.endOf(route)
    const type = flat.typeOf[route]
    this.leave[start] = Math.max(flat.types.from[type], this.release[route])
    this.late[end] = flat.types.until[type]
    this.due[end] = this.late[end]
    this.#forward(this.#tours.next[start], end, type, false)
    this.#backward(this.#tours.prev[end], start, type, false)
  }

  #timesAround(stop: number, route: number): void {
    const type = this.#flat.typeOf[route]
    const { next, prev } = this.#tours
    const start = this.#flat.startOf(route)
    const end = this.#flat.endOf(route)
    this.#forward(stop, stop, type, false)
    this.#backward(stop, stop, type, false)
    this.#forward(next[stop], end, type, true)
    this.#backward(prev[stop], start, type, true)
  }

  /** When nodes from `node` to `last` can be left; with `isKnown` no further than it changes. */
  #forward(node: number, last: number, type: number, isKnown: boolean): void {
    const { row, col, windowFrom, windowUntil, stops, types } = this.#flat
    const { next, prev } = this.#tours
    const { leave } = this
    const times = types.times[type]
    const service = this.#flat.services[type]
    for (let at = leave[prev[node]]; ; node = next[node]) {
      at += times[row[prev[node]] + col[node]]
      if (node < stops) {
        if (at > windowUntil[node]) at = never
        else if (at < windowFrom[node]) at = windowFrom[node]
      }
      at = Math.min(never, at + service[node])
      if (isKnown && leave[node] === at) return
      leave[node] = at
      if (node === last) return
    }
  }

  /** When nodes from `node` back to `first` must be reached; with `isKnown` no further than it changes. */
  #backward(node: number, first: number, type: number, isKnown: boolean): void {
    const { row, col, windowFrom, windowUntil, stops, types } = this.#flat
    const { next, prev } = this.#tours
    const { late, due } = this
    const times = types.times[type]
    const service = this.#flat.services[type]
    for (let at = late[next[node]]; ; node = prev[node]) {
      at = Math.max(tooEarly, at - times[row[node] + col[next[node]]])
      due[node] = at
      if (node === first && node >= stops) return
      at -= service[node]
      if (node < stops) at = at < windowFrom[node] ? tooEarly : Math.min(at, windowUntil[node])
      if (isKnown && late[node] === at) return
      late[node] = at
      if (node === first) return
    }
  }

  #times(route: number): void {
    const flat = this.#flat
    const { row, col, stops, isFixed } = flat
    const { next, prev } = this.#tours
    const { leave, late, due } = this
    const type = flat.typeOf[route]!
    const times = flat.types.times[type]!
    const service = flat.services[type]
    const start = flat.startOf(route)
    const end = flat.endOf(route)
    let at = Math.max(flat.types.from[type]!, this.release[route]!)
    leave[start] = at
    for (let before = start, node = next[start]!; ; before = node, node = next[node]!) {
      at += times[row[before]! + col[node]!]!
      if (node === end) break
      if (node < stops) {
        const open = openAt(flat, node, at)
        at = open === never && isFixed[node] ? at : open
      }
      at = Math.min(never, at + service[node]! + setupAt(flat, type, before, node))
      leave[node] = at
    }
    leave[end] = Math.min(never, at)
    at = flat.types.until[type]!
    late[end] = at
    due[end] = at
    for (let after = end, node = prev[end]!; node !== start; after = node, node = prev[node]!) {
      at -= times[row[node]! + col[after]!]!
      due[node] = at
      at -= service[node]! + setupAt(flat, type, prev[node]!, node)
      at = node >= stops ? Math.max(tooEarly, at) : isFixed[node] ? never : openUntil(flat, node, at)
      late[node] = at
    }
    due[start] = at - times[row[start]! + col[next[start]!]!]!
  }

  #duties(route: number): void {
    const flat = this.#flat
    const { row, col, stops } = flat
    const { next, prev } = this.#tours
    const { before, after } = this
    const type = flat.typeOf[route]!
    const times = flat.types.times[type]!
    const services = flat.services[type]
    const start = flat.startOf(route)
    const end = flat.endOf(route)
    before.set(start, 0, flat.types.from[type]!, flat.types.until[type]!)
    for (let from = start, node = next[start]!; ; from = node, node = next[node]!) {
      const [open, close] = node < stops ? this.#window(node) : [0, flat.types.until[type]!]
      const service = node === end ? 0 : services[node] + setupAt(flat, type, from, node)
      before.append(node, from, times[row[from]! + col[node]!]!, service, open, close)
      if (node === end) break
    }
    after.set(end, 0, 0, flat.types.until[type]!)
    for (let to = end, node = prev[end]!; node !== start; to = node, node = prev[node]!) {
      const [open, close] = node < stops ? this.#window(node) : [0, flat.types.until[type]!]
      const service = services[node] + setupAt(flat, type, prev[node]!, node)
      after.prepend(node, to, times[row[node]! + col[to]!]!, service, open, close)
    }
  }

  /**
   * Where in `after` the part of a route from `node` on is as it would be if the vehicle came from `before`: with another set-up at
   * `node` that is a place which the next question writes anew. O(1).
   */
  afterFrom(before: number, node: number, type: number): number {
    const flat = this.#flat
    if (!flat.has.setup || node >= flat.stops) return node
    const { row, col, nodes } = flat
    const { next, prev } = this.#tours
    const setup = setupAt(flat, type, before, node)
    if (setup === setupAt(flat, type, prev[node], node)) return node
    const [open, close] = this.#window(node)
    const travel = flat.types.times[type][row[node] + col[next[node]]]
    this.after.prepend(nodes, next[node], travel, flat.services[type][node] + setup, open, close)
    return nodes
  }

  #window(stop: number): readonly [number, number] {
    const at = this.#flat.firstWindow[stop]!
    return [this.#flat.windowFrom[at]!, this.#flat.windowUntil[at]!]
  }

  #loads(route: number): void {
    const flat = this.#flat
    const { dims, stops } = flat
    const { next } = this.#tours
    const end = flat.endOf(route)
    for (let start = flat.startOf(route); start !== end; ) {
      let last = next[start]!
      while (last < stops) last = next[last]!
      for (let d = 0; d < dims; d++) this.#tripLoad(start, last, d)
      start = last
    }
  }

  /** One trip in one dimension: from `start` to the reload or end at `last`. */
  #tripLoad(start: number, last: number, d: number): void {
    const { dims, delivery, pickup, amount, isTaking } = this.#flat
    const { next, prev } = this.#tours
    const { on, upTo, onward } = this
    let load = 0
    for (let node = next[start]!; node !== last; node = next[node]!) load += delivery[node * dims + d]!
    on[start * dims + d] = load
    upTo[start * dims + d] = load
    let most = load
    for (let node = next[start]!; node !== last; node = next[node]!) {
      const at = node * dims + d
      load += pickup[at]! - delivery[at]! + (isTaking[node] ? amount[at]! : -amount[at]!)
      if (load > most) most = load
      on[at] = load
      upTo[at] = most
    }
    most = 0
    for (let node = prev[last]!; ; node = prev[node]!) {
      const at = node * dims + d
      if (on[at]! > most) most = on[at]!
      onward[at] = most
      if (node === start) return
    }
  }

  #lengths(route: number): void {
    const flat = this.#flat
    const { row, col, types } = flat
    const { next, size } = this.#tours
    const type = flat.typeOf[route]!
    const distances = types.distances[type]!
    const times = types.times[type]!
    let distance = 0
    let travel = 0
    const end = flat.endOf(route)
    for (let node = flat.startOf(route); size[route]! > 0 && node !== end; node = next[node]!) {
      const arc = row[node]! + col[next[node]!]!
      distance += distances[arc]!
      travel += times[arc]!
    }
    this.distance[route] = distance
    this.travel[route] = travel
  }
}

/** Amounts on board: where a vehicle carries so much that sums of amounts do not fit into 32 bits, in 64. */
type Loads = Int32Array | Float64Array

function loadsOf({ has, nodes, dims, types }: FlatProblem): Loads {
  const length = has.mixedLoad ? nodes * dims : 0
  return types.capacity.some((most) => most >= 2 ** 30) ? new Float64Array(length) : new Int32Array(length)
}

/** Parts of routes by the node they end (or begin) at. */
export class Segments {
  /** Shortest, without what comes before or after. */
  readonly duration: Int32Array
  readonly earliest: Int32Array
  readonly latest: Int32Array

  constructor(nodes: number) {
    this.duration = new Int32Array(nodes)
    this.earliest = new Int32Array(nodes)
    this.latest = new Int32Array(nodes)
  }

  set(node: number, duration: number, earliest: number, latest: number): void {
    this.duration[node] = duration
    this.earliest[node] = earliest
    this.latest[node] = latest
  }

  /** The part up to `from`, and then `node`. */
  append(node: number, from: number, travel: number, service: number, open: number, close: number): void {
    const lead = this.duration[from]! + travel
    const wait = Math.max(0, open - lead - this.latest[from]!)
    this.duration[node] = lead + wait + service
    this.earliest[node] = Math.max(open - lead, this.earliest[from]!) - wait
    this.latest[node] = Math.min(close - lead, this.latest[from]!)
  }

  /** `node`, and then the part from `to` on. */
  prepend(node: number, to: number, travel: number, service: number, open: number, close: number): void {
    const lead = service + travel
    const wait = Math.max(0, this.earliest[to]! - lead - close)
    this.duration[node] = lead + wait + this.duration[to]!
    this.earliest[node] = Math.max(this.earliest[to]! - lead, open) - wait
    this.latest[node] = Math.min(this.latest[to]! - lead, close)
  }
}

/** When service at a stop can start for who is there at `at`; `never` after the last window. O(windows of the stop). */
export function openAt(flat: FlatProblem, stop: number, at: number): number {
  const { firstWindow, windowFrom, windowUntil } = flat
  const end = firstWindow[stop + 1]!
  for (let w = firstWindow[stop]!; w < end; w++) {
    if (at <= windowUntil[w]!) return at < windowFrom[w]! ? windowFrom[w]! : at
  }
  return never
}

/** Latest start of service at a stop that is no later than `at`; `tooEarly` before the first window. */
export function openUntil(flat: FlatProblem, stop: number, at: number): number {
  const { firstWindow, windowFrom, windowUntil } = flat
  const first = firstWindow[stop]!
  for (let w = firstWindow[stop + 1]! - 1; w >= first; w--) {
    if (at >= windowFrom[w]!) return at > windowUntil[w]! ? windowUntil[w]! : at
  }
  return tooEarly
}

/** Set-up of a node for a type of vehicle that comes from another place. */
export function setupAt(flat: FlatProblem, type: number, before: number, node: number): number {
  return flat.has.setup && flat.col[before] !== flat.col[node] ? flat.setups[type][node] : 0
}
