import type { FlatProblem } from './flat-problem.ts'
import { nowhere, type Tours } from './tours.ts'

/**
 * Finds where a stop can go together with a reload: a trip is cut in two, the stop is the last of the first part or the
 * first of the second. O(routes that may reload * length * places to reload at), each that is cheap enough judged as a whole.
 */
export class ReloadInsertion {
  readonly #flat: FlatProblem
  readonly #tours: Tours
  #cost = 0
  #route = nowhere
  #before = nowhere
  #reload = nowhere
  #place = 0
  #isStopFirst = false

  constructor(flat: FlatProblem, tours: Tours) {
    this.#flat = flat
    this.#tours = tours
  }

  /** @returns cost of the cheapest way below `bound`; Infinity if there is none */
  cheapest(stop: number, bound: number): number {
    const { types, typeOf } = this.#flat
    const { size, usedEnd } = this.#tours
    this.#cost = bound
    this.#route = nowhere
    for (let r = 0; r < usedEnd; r++) if (size[r] > 0 && types.reloads[typeOf[r]] > 0) this.#look(stop, r)
    return this.#route === nowhere ? Number.POSITIVE_INFINITY : this.#cost
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

  #look(stop: number, route: number): void {
    const flat = this.#flat
    const { types, typeOf, allowed } = flat
    const { next, size } = this.#tours
    const type = typeOf[route]
    const reload = this.#free(route)
    if (reload === nowhere || allowed[stop * types.count + type] === 0 || size[route] >= types.maxStops[type]) return
    const end = flat.endOf(route)
    for (let before = flat.startOf(route); before !== end; before = next[before]) {
      if (flat.isFixed[next[before]]) continue
      for (const place of types.model[type].reload?.places ?? []) {
        flat.moveReload(reload, place)
        this.#try(stop, route, before, reload, true)
        this.#try(stop, route, before, reload, false)
      }
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
