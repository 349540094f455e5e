import type { FlatProblem } from './flat-problem.ts'
import type { Insertion } from './insertion.ts'
import { nowhere, type Tours } from './tours.ts'

/** Finds the cheapest vehicle that is not in use for a stop that would be alone on its route. O(types). */
export class NewRoutes {
  /** What the stop costs on the route found last. */
  cost = 0
  readonly #flat: FlatProblem
  readonly #tours: Tours
  readonly #insertion: Insertion

  constructor(flat: FlatProblem, tours: Tours, insertion: Insertion) {
    this.#flat = flat
    this.#tours = tours
    this.#insertion = insertion
  }

  /** A route without stops where the stop costs less than `bound`; -1 if there is none. */
  cheapest(stop: number, bound: number): number {
    const { types, row, col } = this.#flat
    let best = nowhere
    let least = bound
    for (let t = 0; t < types.count; t++) {
      const table = types.costs[t]!
      const away = table[types.start[t]! * types.width + col[stop]!]! + table[row[stop]! + types.end[t]!]!
      let cost = types.fixedCost[t]! + away
      if (cost >= least) continue
      const route = this.#tours.freeOf(t)
      if (route === nowhere || !this.#insertion.hasRoom(stop, route)) continue
      const start = this.#flat.startOf(route)
      const end = this.#flat.endOf(route)
      if (!this.#insertion.canGo(stop, start, end, route)) continue
      cost += this.#insertion.extraCost(stop, start, end, route)
      if (cost >= least) continue
      least = cost
      this.cost = cost
      best = route
    }
    return best
  }
}
