import type { FlatProblem } from './flat-problem.ts'
import { never, setupAt } from './labels.ts'
import { anyTime } from './problem.ts'
import { arrivalAfter, workBetween } from './travel-time.ts'

/** How many later starts are tried for a shorter duration where windows or breaks make it jump: as many as `bestTimeline` tries. */
const triesMost = 200

/** What is known of each number of breaks had: fields in a row of the table. */
const [atTime, atTravel, atWaited, atShift, fields] = [0, 1, 2, 3, 4]

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
  /**
   * By breaks had: when the node can be left at the earliest, travel and waiting until then, and by how much the start could
   * be later with every stop and break in the window it is in: shape [breaks + 1, fields].
   */
  #now: Float64Array
  #next: Float64Array
  /** Of the window that was asked for last: by how much what is done in it could begin later. */
  #slack = 0
  /** On board when leaving each node, shape [nodes * dims]; only where breaks ask for it. */
  readonly #load: Float64Array

  constructor(flat: FlatProblem, nodes: Int32Array) {
    this.#flat = flat
    this.#nodes = nodes
    const most = 1 + Math.max(0, ...flat.types.model.map((type) => type.breaks.length))
    this.#now = new Float64Array(most * fields)
    this.#next = new Float64Array(most * fields)
    this.#load = new Float64Array(flat.types.model.some(asksLoad) ? nodes.length * flat.dims : 0)
  }

  /** When the last of the first `length` nodes is reached at the earliest, with all breaks had; `never` if it cannot be. */
  earliestEnd(type: number, length: number): number {
    if (asksLoad(this.#flat.types.model[type])) this.#carry(length)
    return this.#driveFrom(this.#earliestStart(type, length), type, length)
  }

  /**
   * The shortest duration that `bestTimeline` would find, or the first it comes upon that is at most `enough`; asked right after
   * `earliestEnd` said `end`. With speeds of the day only starts that still end then are looked at.
   * O(a few drives, up to 200 where windows and breaks are many).
   */
  shortest(type: number, length: number, { end, enough }: { readonly end: number; readonly enough: number }): number {
    if (this.#flat.types.speeds[type]) return end - this.latestStart(type, length, end)
    const had = this.#flat.types.model[type].breaks.length * fields
    let start = this.#earliestStart(type, length)
    let least = Number.POSITIVE_INFINITY
    for (let tries = 0, at = end; tries <= triesMost && at < never; tries++) {
      for (let free = this.#free(had); free > 0 && at < never; free = this.#free(had)) {
        start += free
        at = this.#driveFrom(start, type, length)
      }
      least = Math.min(least, at - start)
      if (least <= enough || this.#now[had + atWaited] === 0) return least
      start += Math.max(0, this.#now[had + atShift]) + 1
      at = this.#driveFrom(start, type, length)
    }
    return least
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
    return this.#now[this.#flat.types.model[type].breaks.length * fields + atTravel]
  }

  /** How much later the last drive could have started and ended at the same time. */
  #free(had: number): number {
    return Math.min(this.#now[had + atWaited], this.#now[had + atShift])
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
    this.#now[atTime] = start
    this.#now[atTravel] = 0
    this.#now[atWaited] = 0
    this.#now[atShift] = Number.POSITIVE_INFINITY
    let full = 0
    for (let i = 1; i < length; i++) {
      const time = times[row[this.#nodes[i - 1]] + col[this.#nodes[i]]]
      full += time
      this.#next.fill(never)
      for (let had = 0; had <= breaks.length; had++)
        if (this.#now[had * fields + atTime] < never) this.#cross(i, had, time, type, length)
      const now = this.#now
      this.#now = this.#next
      this.#next = now
    }
    const last = breaks.length * fields
    this.detained = this.#now[last + atTravel] - full
    const end = this.#now[last + atTime]
    return end <= types.until[type] ? end : never
  }

  /** To the node at `i` with so many breaks had before, and none, one, two ... more on the way. */
  #cross(i: number, had: number, time: number, type: number, length: number): void {
    const { breaks } = this.#flat.types.model[type]
    const speeds = this.#flat.types.speeds[type]
    let at = this.#now[had * fields + atTime]
    let work = 100 * time
    let travel = this.#now[had * fields + atTravel]
    let waited = this.#now[had * fields + atWaited]
    let shift = this.#now[had * fields + atShift]
    for (let to = had; ; to++) {
      const arrives = arrivalAfter(speeds, at, work)
      const begin = this.#begin(i, arrives, type, length)
      const left = begin === never ? never : begin + this.#work(i, type, length)
      if (left < this.#next[to * fields + atTime]) {
        const wait = waited + begin - arrives
        this.#next[to * fields + atTime] = left
        this.#next[to * fields + atTravel] = travel + arrives - at
        this.#next[to * fields + atWaited] = wait
        this.#next[to * fields + atShift] = Math.min(shift, wait + this.#slack)
      }
      if (to === breaks.length) return
      const opens = this.#breakAt(type, to, i - 1, at)
      if (opens === never) return
      const stops = Math.min(opens, arrives)
      travel += stops - at
      waited += opens - stops
      // On the way it begins when it may, whenever the vehicle set out.
      shift = Math.min(shift, waited + this.#slack + (opens < arrives ? opens - at : 0))
      work = opens >= arrives ? 0 : work - workBetween(speeds, at, stops)
      at = opens + breaks[to].duration
    }
  }

  /** When what is done at the node at `i` begins for who is there at `arrival`; `never` if that is too late. */
  #begin(i: number, arrival: number, type: number, length: number): number {
    const flat = this.#flat
    const node = this.#nodes[i]
    this.#slack = Number.POSITIVE_INFINITY
    if (i === length - 1) {
      this.#slack = flat.types.until[type] - arrival
      return arrival
    }
    if (node >= flat.stops) return Math.max(arrival, this.#released(i, length))
    const { firstWindow, windowFrom, windowUntil } = flat
    for (let w = firstWindow[node]; w < firstWindow[node + 1]; w++) {
      if (arrival > windowUntil[w]) continue
      const begin = Math.max(arrival, windowFrom[w])
      this.#slack = windowUntil[w] - begin
      return begin
    }
    return flat.isFixed[node] ? arrival : never
  }

  /** How long it is at the node at `i`. */
  #work(i: number, type: number, length: number): number {
    const flat = this.#flat
    const node = this.#nodes[i]
    return i === length - 1 ? 0 : flat.services[type][node] + setupAt(flat, type, this.#nodes[i - 1], node)
  }

  /** When a break can begin after the node at `i`, from a moment on; `never` if too late, or with too much on board. */
  #breakAt(type: number, index: number, i: number, at: number): number {
    const { windows, maxLoad } = this.#flat.types.model[type].breaks[index]
    const { dims } = this.#flat
    for (let d = 0; maxLoad && d < dims; d++) if (this.#load[i * dims + d] > maxLoad[d]) return never
    for (let w = 0; w < Math.max(1, windows.length); w++) {
      const [from, until] = windows[w] ?? anyTime
      if (at > until) continue
      const begin = Math.max(from, at)
      this.#slack = until - begin
      return begin
    }
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
