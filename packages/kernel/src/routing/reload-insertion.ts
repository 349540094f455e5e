import type { FlatProblem } from './flat-problem.ts'
import type { Neighbours } from './neighbours.ts'
import { nowhere, type Tours } from './tours.ts'

/**
 * Finds where a stop can go together with a reload: a trip is cut in two, the stop is the last of the first part or the
 * first of the second. Looked at are cuts beside near stops, and a trip of its own at the beginning or the end of any route
 * that may reload; all cuts (`anywhere`) only where nothing else will do.
 * O((near stops + routes) * places to reload at), each that is cheap enough judged as a whole.
 */
export class ReloadInsertion {
  readonly #flat: FlatProblem
  readonly #tours: Tours
  readonly #near: Neighbours
  readonly #looks: number
  #cost = 0
  #route = nowhere
  #before = nowhere
  #reload = nowhere
  #place = 0
  #isStopFirst = false

  constructor(flat: FlatProblem, tours: Tours, near: Neighbours, looks: number) {
    this.#flat = flat
    this.#tours = tours
    this.#near = near
    this.#looks = looks
  }

  /** @returns cost of the cheapest way below `bound`; Infinity if there is none */
  cheapest(stop: number, bound: number): number {
    const { usedEnd } = this.#tours
    this.#cost = bound
    this.#route = nowhere
    this.#lookNear(stop)
    for (let r = 0; r < usedEnd; r++) this.#lookAtEnds(stop, r)
    return this.#route === nowhere ? Number.POSITIVE_INFINITY : this.#cost
  }

  /** Looks at all cuts of all routes. @returns whether there is one below `bound` */
  anywhere(stop: number, bound: number): boolean {
    const { usedEnd } = this.#tours
    this.#cost = bound
    this.#route = nowhere
    for (let r = 0; r < usedEnd; r++) this.#lookEverywhere(stop, r)
    return this.#route !== nowhere
  }

  /** Puts the stop and its reload where they were found to be cheapest. */
  put(stop: number): void {
    const tours = this.#tours
    tours.touch(this.#route)
    this.#flat.moveReload(this.#reload, this.#place)
    const [first, second] = this.#isStopFirst ? [stop, this.#reload] : [this.#reload, stop]
    tours.put(first, this.#before, this.#route)
    tours.put(second, first, this.#route)
    tours.renew(this.#route)
  }

  #lookNear(stop: number): void {
    const { list, count } = this.#near
    const { route, prev } = this.#tours
    for (let k = stop * count, end = k + this.#looks; k < end; k++) {
      const near = list[k]
      const reload = this.#reloadFor(stop, route[near])
      if (reload === nowhere) continue
      this.#cut(stop, route[near], prev[near], reload)
      this.#cut(stop, route[near], near, reload)
    }
  }

  #lookAtEnds(stop: number, route: number): void {
    const reload = this.#reloadFor(stop, route)
    if (reload === nowhere) return
    this.#cut(stop, route, this.#flat.startOf(route), reload)
    this.#cut(stop, route, this.#tours.prev[this.#flat.endOf(route)], reload)
  }

  #lookEverywhere(stop: number, route: number): void {
    const reload = this.#reloadFor(stop, route)
    if (reload === nowhere) return
    const end = this.#flat.endOf(route)
    for (let before = this.#flat.startOf(route); before !== end; before = this.#tours.next[before])
      this.#cut(stop, route, before, reload)
  }

  /** A reload that the route may still use, if the stop may come to it. */
  #reloadFor(stop: number, route: number): number {
    if (route === nowhere || this.#tours.size[route] === 0) return nowhere
    const { types, typeOf, allowed } = this.#flat
    const type = typeOf[route]
    if (types.reloads[type] === 0 || allowed[stop * types.count + type] === 0) return nowhere
    return this.#tours.size[route] >= types.maxStops[type] ? nowhere : this.#free(route)
  }

  /** Cuts a trip after a node, with the stop on either side of the reload. */
  #cut(stop: number, route: number, before: number, reload: number): void {
    const { types, typeOf, isFixed } = this.#flat
    if (isFixed[this.#tours.next[before]]) return
    for (const place of types.model[typeOf[route]].reload?.places ?? []) {
      this.#flat.moveReload(reload, place)
      this.#try(stop, route, before, reload, true)
      this.#try(stop, route, before, reload, false)
    }
  }

  #try(stop: number, route: number, before: number, reload: number, isStopFirst: boolean): void {
    const { row, col } = this.#flat
    const { next, arc, costs, exact, extra } = this.#tours
    const table = costs[route]
    const after = next[before]
    if (isStopFirst ? after >= this.#flat.stops : before >= this.#flat.stops) return // a trip without stops
    const [first, second] = isStopFirst ? [stop, reload] : [reload, stop]
    let cost = table[row[before] + col[first]] + table[row[first] + col[second]] + table[row[second] + col[after]]
    cost -= arc[before]
    if (cost >= this.#cost || !exact.isGoodWith(route, first, before, second, before)) return
    cost += exact.extra - extra[route]
    if (cost >= this.#cost) return
    this.#cost = cost
    this.#route = route
    this.#before = before
    this.#reload = reload
    this.#place = this.#flat.col[reload]
    this.#isStopFirst = isStopFirst
  }

  /** A reload of the route that is not used. */
  #free(route: number): number {
    const { firstReload } = this.#flat
    for (let node = firstReload[route]; node < firstReload[route + 1]; node++) {
      if (this.#tours.route[node] === nowhere) return node
    }
    return nowhere
  }
}
