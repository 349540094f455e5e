import { DriveThrough } from './drive-through.ts'
import type { FlatProblem } from './flat-problem.ts'
import { never } from './labels.ts'
import { nowhere, type Tours } from './tours.ts'

/**
 * Judges a whole route, for rules that no label at a node can sum up: breaks, speeds of the day, several windows where
 * duration counts, releases at reloads, new reloads, limits with shipments. What it lets pass, `scheduleRoute` does.
 * O(length * (breaks + 1)^2), times 30 where duration counts; nothing is allocated.
 */
export class ExactRoute {
  /** Of the route judged last: what it costs beside its arcs and its vehicle. */
  extra = 0
  readonly #flat: FlatProblem
  readonly #tours: Tours
  readonly #drive: DriveThrough
  /** Nodes between start and end, and before them the start. */
  readonly #nodes: Int32Array
  #length = 0
  readonly #load: Float64Array

  constructor(flat: FlatProblem, tours: Tours) {
    this.#flat = flat
    this.#tours = tours
    this.#nodes = new Int32Array(flat.nodes + 2)
    this.#drive = new DriveThrough(flat, this.#nodes)
    this.#load = new Float64Array(flat.dims)
  }

  /** The route as it is. */
  isGood(route: number): boolean {
    return this.isGoodWith(route, nowhere, nowhere)
  }

  /**
   * The route with a node (a stop or a reload) after another one, and perhaps with a second one; the second comes right
   * after the first if both are to come after the same.
   */
  isGoodWith(route: number, node: number, before: number, second = nowhere, beforeSecond = nowhere): boolean {
    const { next } = this.#tours
    const nodes = this.#nodes
    const end = this.#flat.endOf(route)
    let length = 0
    for (let at = this.#flat.startOf(route); ; at = next[at]) {
      nodes[length++] = at
      if (at === end) break
      if (at === before) nodes[length++] = node
      if (at === beforeSecond) nodes[length++] = second
    }
    this.#length = length
    return this.#judge(this.#flat.typeOf[route])
  }

  #judge(type: number): boolean {
    const { types, has } = this.#flat
    this.extra = 0
    if (!this.#isCarried(type) || (types.isLimited[type] && !this.#isNear(type))) return false
    if (!has.time && !types.model[type].reload) return true
    const drive = this.#drive
    const end = drive.earliestEnd(type, this.#length)
    if (end === never) return false
    this.extra = types.perDelay[type] * drive.detained
    if (types.speeds[type] && !this.#isTravelled(type, end)) return false
    const perDuty = types.perDuty[type]
    const most = types.maxDuration[type]
    if (perDuty === 0 && most === Number.POSITIVE_INFINITY) return true
    const duration = drive.shortest(type, this.#length, { end, enough: perDuty === 0 ? most : 0 })
    this.extra += perDuty * duration
    return duration <= most
  }

  /** Loads and order trip by trip; no shipment may be on board at a reload. */
  #isCarried(type: number): boolean {
    const { stops, has } = this.#flat
    if (!has.mixedLoad && !has.backhauls) return true // the sum of loads was asked before
    for (let from = 0; from < this.#length - 1; ) {
      let to = from + 1
      while (this.#nodes[to] < stops) to++
      if (!this.#isTripCarried(type, from, to)) return false
      from = to
    }
    return true
  }

  #isTripCarried(type: number, from: number, to: number): boolean {
    const { dims, delivery, pickup, amount, isTaking, partner, isBackhaul, types } = this.#flat
    let open = 0
    let isOnWayBack = 0
    const load = this.#load.fill(0)
    const fits = () => {
      for (let d = 0; d < dims; d++) if (load[d] > types.capacity[type * dims + d]) return false
      return true
    }
    for (let i = from + 1; i < to; i++) {
      for (let d = 0; d < dims; d++) load[d] += delivery[this.#nodes[i] * dims + d]
    }
    if (!fits()) return false
    for (let i = from + 1; i < to; i++) {
      const stop = this.#nodes[i]
      const sign = isTaking[stop] ? 1 : -1
      if (partner[stop] >= 0) open += sign
      if (isOnWayBack > isBackhaul[stop]) return false
      isOnWayBack = isBackhaul[stop]
      for (let d = 0; d < dims; d++) {
        const at = stop * dims + d
        load[d] += pickup[at] - delivery[at] + sign * amount[at]
      }
      if (!fits()) return false
    }
    return open === 0
  }

  /** Where speeds change over the day travel depends on the start, which is as late as still ends in time. */
  #isTravelled(type: number, end: number): boolean {
    const most = this.#flat.types.maxTravel[type]
    if (most === Number.POSITIVE_INFINITY) return true
    return this.#drive.travelFrom(this.#drive.latestStart(type, this.#length, end), type, this.#length) <= most
  }

  #isNear(type: number): boolean {
    const { row, col, types } = this.#flat
    let distance = 0
    let travel = 0
    for (let i = 1; i < this.#length; i++) {
      const arc = row[this.#nodes[i - 1]] + col[this.#nodes[i]]
      distance += types.distances[type][arc]
      travel += types.times[type][arc]
    }
    return distance <= types.maxDistance[type] && travel <= types.maxTravel[type]
  }
}
