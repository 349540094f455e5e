import type { FlatProblem } from './flat-problem.ts'
import { never, openAt, setupAt } from './labels.ts'
import { arrivalAfter, workBetween } from './travel-time.ts'

/**
 * Drives through a list of nodes from start to end, as early as can be, with breaks where they let it end first: by
 * dynamic programming over the nodes and how many breaks were had. The same rules as `timelineFrom`, but only whether and
 * when, without a record of how. O(nodes * (breaks + 1)^2).
 */
export class DriveThrough {
  /** Of the last drive: travel beyond what it is at full speed. */
  detained = 0
  readonly #flat: FlatProblem
  readonly #nodes: Int32Array
  /** By breaks had: when the node can be left at the earliest, and travel until then. */
  #now: Float64Array
  #next: Float64Array
  #travel: Float64Array
  #nextTravel: Float64Array
  /** On board when leaving each node, shape [nodes * dims]; only where breaks ask for it. */
  readonly #load: Float64Array

  constructor(flat: FlatProblem, nodes: Int32Array) {
    this.#flat = flat
    this.#nodes = nodes
    const most = 1 + Math.max(0, ...flat.types.model.map((type) => type.breaks.length))
    this.#now = new Float64Array(most)
    this.#next = new Float64Array(most)
    this.#travel = new Float64Array(most)
    this.#nextTravel = new Float64Array(most)
    this.#load = new Float64Array(flat.types.model.some(asksLoad) ? nodes.length * flat.dims : 0)
  }

  /** When the last of the first `length` nodes is reached at the earliest, with all breaks had; `never` if it cannot be. */
  earliestEnd(type: number, length: number): number {
    if (asksLoad(this.#flat.types.model[type])) this.#carry(length)
    return this.#driveFrom(this.#earliestStart(type, length), type, length)
  }

  /** The latest start with which it still ends at `end`. O(30 drives). */
  latestStart(type: number, length: number, end: number): number {
    let best = this.#earliestStart(type, length)
    let beyond = end + 1
    while (beyond - best > 1) {
      const start = Math.floor((best + beyond) / 2)
      if (this.#driveFrom(start, type, length) <= end) best = start
      else beyond = start
    }
    return best
  }

  /** Travel alone of who starts at a moment. */
  travelFrom(start: number, type: number, length: number): number {
    this.#driveFrom(start, type, length)
    return this.#travel[this.#flat.types.model[type].breaks.length]
  }

  #earliestStart(type: number, length: number): number {
    return Math.max(this.#flat.types.from[type], this.#released(0, length))
  }

  /** When all is there that the trip which begins at a node takes along. */
  #released(from: number, length: number): number {
    const { has, release, stops } = this.#flat
    let latest = 0
    if (has.release) {
      for (let i = from + 1; i < length && this.#nodes[i] < stops; i++) {
        if (release[this.#nodes[i]] > latest) latest = release[this.#nodes[i]]
      }
    }
    return latest
  }

  #driveFrom(start: number, type: number, length: number): number {
    const { types, row, col } = this.#flat
    const { breaks } = types.model[type]
    const times = types.paced[type]
    this.#now.fill(never)
    this.#now[0] = start
    this.#travel[0] = 0
    let full = 0
    for (let i = 1; i < length; i++) {
      const time = times[row[this.#nodes[i - 1]] + col[this.#nodes[i]]]
      full += time
      this.#next.fill(never)
      for (let had = 0; had <= breaks.length; had++) if (this.#now[had] < never) this.#cross(i, had, time, type, length)
      const now = this.#now
      this.#now = this.#next
      this.#next = now
      const travel = this.#travel
      this.#travel = this.#nextTravel
      this.#nextTravel = travel
    }
    this.detained = this.#travel[breaks.length] - full
    const end = this.#now[breaks.length]
    return end <= types.until[type] ? end : never
  }

  /** To the node at `i` with so many breaks had before, and none, one, two ... more on the way. */
  #cross(i: number, had: number, time: number, type: number, length: number): void {
    const { breaks } = this.#flat.types.model[type]
    const speeds = this.#flat.types.speeds[type]
    let at = this.#now[had]
    let work = 100 * time
    let travel = this.#travel[had]
    for (let to = had; ; to++) {
      const arrives = arrivalAfter(speeds, at, work)
      const left = this.#serve(i, arrives, length)
      if (left < this.#next[to]) {
        this.#next[to] = left
        this.#nextTravel[to] = travel + arrives - at
      }
      if (to === breaks.length) return
      const opens = this.#breakAt(type, to, i - 1, at)
      if (opens === never) return
      const stops = Math.min(opens, arrives)
      travel += stops - at
      work = opens >= arrives ? 0 : work - workBetween(speeds, at, stops)
      at = opens + breaks[to].duration
    }
  }

  /** When the node at `i` is left by who is there at `arrival`. */
  #serve(i: number, arrival: number, length: number): number {
    const flat = this.#flat
    const node = this.#nodes[i]
    if (i === length - 1) return arrival
    if (node >= flat.stops) return Math.max(arrival, this.#released(i, length)) + flat.service[node]
    const open = openAt(flat, node, arrival)
    const begin = open === never && flat.isFixed[node] ? arrival : open
    return begin === never ? never : begin + flat.service[node] + setupAt(flat, this.#nodes[i - 1], node)
  }

  /** When a break can begin after the node at `i`, from a moment on; `never` if too late, or with too much on board. */
  #breakAt(type: number, index: number, i: number, at: number): number {
    const { windows, maxLoad } = this.#flat.types.model[type].breaks[index]
    const { dims } = this.#flat
    for (let d = 0; maxLoad && d < dims; d++) if (this.#load[i * dims + d] > maxLoad[d]) return never
    if (windows.length === 0) return at
    for (const [from, until] of windows) if (at <= until) return Math.max(from, at)
    return never
  }

  #carry(length: number): void {
    const { dims, stops, delivery, pickup, amount, isTaking } = this.#flat
    for (let d = 0; d < dims; d++) {
      let load = 0
      for (let i = 0; i < length - 1; i++) {
        const at = this.#nodes[i] * dims + d
        if (this.#nodes[i] < stops) load += pickup[at] - delivery[at] + (isTaking[this.#nodes[i]] ? 1 : -1) * amount[at]
        else {
          load = 0
          for (let j = i + 1; this.#nodes[j] < stops; j++) load += delivery[this.#nodes[j] * dims + d]
        }
        this.#load[i * dims + d] = load
      }
    }
  }
}

function asksLoad({ breaks }: { readonly breaks: readonly { readonly maxLoad?: unknown }[] }): boolean {
  return breaks.some(({ maxLoad }) => maxLoad !== undefined)
}
