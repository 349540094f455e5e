import type { Random } from '../random.ts'
import { Blinks } from './blinks.ts'
import type { FlatProblem } from './flat-problem.ts'
import type { Insertion } from './insertion.ts'
import { nowhere, type Tours } from './tours.ts'

/** How often a type is passed over, and how often one stop sets out at a loss. */
const typeBlink = 0.01
const lossChance = 0.002

/**
 * Finds the cheapest vehicle that is not in use for a stop that would be alone on its route. Where vehicles differ it blinks
 * on types, as what is cheapest for one stop is often not for those that come along; and where besides stops may be left out,
 * now and then a stop sets out at any cost: a vehicle is worth its fixed cost for several stops, and for each of them not.
 * O(types).
 */
export class NewRoutes {
  /** What the stop costs on the route found last. */
  cost = 0
  readonly #flat: FlatProblem
  readonly #tours: Tours
  readonly #insertion: Insertion
  readonly #blinks: Blinks | undefined
  readonly #losses: Blinks | undefined
  #isAtLoss = false

  constructor(flat: FlatProblem, tours: Tours, insertion: Insertion, random: Random) {
    this.#flat = flat
    this.#tours = tours
    this.#insertion = insertion
    const { types, has } = flat
    this.#blinks = types.count > 1 ? new Blinks(random, typeBlink) : undefined
    this.#losses = types.count > 1 || has.prizes ? new Blinks(random, lossChance) : undefined
  }

  /** Before stops are put in: draws whether the first that could set out on its own does so at any cost. */
  begin(): void {
    this.#isAtLoss = this.#losses?.blink() === true
  }

  /** A route without stops where the stop costs less than `bound`; -1 if there is none. */
  cheapest(stop: number, bound: number): number {
    const { types, row, col } = this.#flat
    let best = nowhere
    let least = this.#isAtLoss ? Number.POSITIVE_INFINITY : bound
    for (let t = 0; t < types.count; t++) {
      const table = types.costs[t]
      const away = table[types.start[t] * types.width + col[stop]] + table[row[stop] + types.end[t]]
      let cost = types.fixedCost[t] + away
      if (cost >= least || this.#blinks?.blink()) continue
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
    if (best !== nowhere) this.#isAtLoss = false
    return best
  }
}
