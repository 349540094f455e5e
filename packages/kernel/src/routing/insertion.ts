import type { FlatProblem } from './flat-problem.ts'
import { type Labels, never, openAt, setupAt } from './labels.ts'
import type { Tours } from './tours.ts'

/**
 * Whether one stop that belongs to no shipment can go between two nodes of a route, and what that adds to the cost of
 * its duty. O(windows of the stop + dims); nothing is allocated.
 */
export class Insertion {
  readonly #flat: FlatProblem
  readonly #tours: Tours
  readonly #labels: Labels

  constructor(flat: FlatProblem, tours: Tours) {
    this.#flat = flat
    this.#tours = tours
    this.#labels = tours.labels
  }

  /** What does not depend on where on the route: who may come, how many stops, and loads that only fall or only rise. */
  hasRoom(stop: number, route: number): boolean {
    const { types, typeOf, allowed, has, dims, delivery, pickup } = this.#flat
    const { size, room } = this.#tours
    if (has.choosy) {
      const type = typeOf[route]!
      if (allowed[stop * types.count + type] === 0 || size[route]! >= types.maxStops[type]!) return false
    }
    if (has.mixedLoad) return true
    for (let d = 0; d < dims; d++) {
      if (delivery[stop * dims + d]! + pickup[stop * dims + d]! > room[route * dims + d]!) return false
    }
    return true
  }

  /** What does depend on it. */
  canGo(stop: number, before: number, after: number, route: number): boolean {
    const { has, types, typeOf, isFixed } = this.#flat
    if (has.fixed && isFixed[after]) return false
    if (has.time && !this.#isInTime(stop, before, after, route)) return false
    if (has.mixedLoad && !this.#isCarried(stop, before, route)) return false
    if (has.backhauls && !this.#isInOrder(stop, before, after)) return false
    if (types.isLimited[typeOf[route]!] && !this.#isNear(stop, before, after, route)) return false
    if (types.isExact[typeOf[route]]) return this.#tours.exact.isGoodWith(route, stop, before)
    return types.isTimed[typeOf[route]] === 0 || this.#isWithinDuty(stop, before, after, route)
  }

  /** What the route would cost more beside its arcs: only to be asked right after `canGo` said yes. */
  extraCost(stop: number, before: number, after: number, route: number): number {
    const { has, types, typeOf } = this.#flat
    if (!has.extra) return 0
    const type = typeOf[route]
    const { exact, extra } = this.#tours
    if (types.isExact[type]) return exact.extra - extra[route]
    const rate = types.perDuty[type]
    return rate === 0 ? 0 : rate * this.#duty(stop, before, after, route) - extra[route]
  }

  #isInTime(stop: number, before: number, after: number, route: number): boolean {
    const flat = this.#flat
    const { row, col } = flat
    const { leave, late } = this.#labels
    const type = flat.typeOf[route]
    const times = flat.types.times[type]
    const service = flat.services[type]
    let at = leave[before]! + times[row[before]! + col[stop]!]!
    if (flat.has.plainTime) {
      if (at > flat.windowUntil[stop]) return false
      if (at < flat.windowFrom[stop]) at = flat.windowFrom[stop]
      return at + service[stop] + times[row[stop] + col[after]] <= late[after]
    }
    at = openAt(flat, stop, at)
    if (at === never) return false
    at += service[stop]
    if (!flat.has.setup) return at + times[row[stop]! + col[after]!]! <= late[after]!
    at += setupAt(flat, type, before, stop) + times[row[stop]! + col[after]!]!
    if (after >= flat.stops || flat.isFixed[after]) return at <= late[after]!
    const open = openAt(flat, after, at)
    return open + service[after] + setupAt(flat, type, stop, after) <= this.#labels.due[after]!
  }

  #isCarried(stop: number, before: number, route: number): boolean {
    const { dims, delivery, pickup, types, typeOf } = this.#flat
    const { upTo, onward } = this.#labels
    const type = typeOf[route]!
    for (let d = 0; d < dims; d++) {
      const capacity = types.capacity[type * dims + d]!
      if (upTo[before * dims + d]! + delivery[stop * dims + d]! > capacity) return false
      if (onward[before * dims + d]! + pickup[stop * dims + d]! > capacity) return false
    }
    return true
  }

  #isInOrder(stop: number, before: number, after: number): boolean {
    const { isBackhaul, stops } = this.#flat
    if (isBackhaul[stop]) return after >= stops || isBackhaul[after] === 1
    return before >= stops || isBackhaul[before] === 0
  }

  #isNear(stop: number, before: number, after: number, route: number): boolean {
    const { row, col, types, typeOf } = this.#flat
    const type = typeOf[route]!
    const isUsed = this.#tours.size[route]! > 0
    const to = row[before]! + col[stop]!
    const on = row[stop]! + col[after]!
    const past = row[before]! + col[after]!
    const distances = types.distances[type]!
    const further = distances[to]! + distances[on]! - (isUsed ? distances[past]! : 0)
    if (this.#labels.distance[route]! + further > types.maxDistance[type]!) return false
    const times = types.times[type]!
    const longer = times[to]! + times[on]! - (isUsed ? times[past]! : 0)
    return this.#labels.travel[route]! + longer <= types.maxTravel[type]!
  }

  #isWithinDuty(stop: number, before: number, after: number, route: number): boolean {
    const duty = this.#duty(stop, before, after, route)
    return duty < Number.POSITIVE_INFINITY && duty <= this.#flat.types.maxDuration[this.#flat.typeOf[route]!]!
  }

  /** Shortest duty with the stop between the two; Infinity if it cannot be. */
  #duty(stop: number, from: number, to: number, route: number): number {
    const flat = this.#flat
    const { row, col } = flat
    const { before, after } = this.#labels
    const type = flat.typeOf[route]
    const times = flat.types.times[type]
    const w = flat.firstWindow[stop]!
    const open = flat.windowFrom[w]!
    const close = flat.windowUntil[w]!
    let lead = before.duration[from]! + times[row[from]! + col[stop]!]!
    let wait = Math.max(0, open - lead - before.latest[from]!)
    if (before.earliest[from]! + lead > close) return Number.POSITIVE_INFINITY
    const duration = lead + wait + flat.services[type][stop] + setupAt(flat, type, from, stop)
    const earliest = Math.max(open - lead, before.earliest[from]!) - wait
    const latest = Math.min(close - lead, before.latest[from]!)
    const part = this.#labels.afterFrom(stop, to, type)
    lead = duration + times[row[stop]! + col[to]!]!
    wait = Math.max(0, after.earliest[part]! - lead - latest)
    if (earliest + lead > after.latest[part]!) return Number.POSITIVE_INFINITY
    const release = Math.max(this.#labels.release[route]!, flat.release[stop]!)
    if (release > Math.min(after.latest[part]! - lead, latest)) return Number.POSITIVE_INFINITY
    return lead + wait + after.duration[part]!
  }
}
