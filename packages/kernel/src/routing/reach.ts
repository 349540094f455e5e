import { noWay, type RoutingProblem, type VehicleType } from './problem.ts'
import { fastest, paced } from './travel-time.ts'

/** Beyond so many ways asked, nothing is proven with them: each is a pass over the whole matrix. */
const passesMost = 64

/**
 * The least that any way from place to place can take, through whatever places: what is impossible even so, is. Needed where
 * matrices do not keep the triangle inequality. A pass for each start, each end and each other place asked from:
 * O(places^2), at most 64 of them.
 */
export class Reach {
  readonly #problem: RoutingProblem
  readonly #found = new Map<string, Float64Array>()

  constructor(problem: RoutingProblem) {
    this.#problem = problem
  }

  /** Infinity where there is no way; 0 where that was too much to ask, or one of them is anywhere. */
  least(what: 'durations' | 'distances', type: VehicleType, [from, to]: readonly [from?: number, to?: number]): number {
    if (from === undefined || to === undefined || from === to) return 0
    const isToEnd = to === type.end && from !== type.start
    const hub = isToEnd ? to : from
    const key = `${what} ${type.profile} ${type.pace} ${hub} ${isToEnd}`
    let known = this.#found.get(key)
    if (!known) {
      if (this.#found.size >= passesMost) return 0
      known = this.#pass(what, type, { hub, isToEnd })
      this.#found.set(key, known)
    }
    const least = known[isToEnd ? from : to]
    if (what === 'distances') return least
    return Math.floor((least * 100) / fastest(this.#problem.profiles[type.profile].speeds))
  }

  /** Dijkstra on a full matrix: from the hub to all places, or from all places to it. */
  #pass(what: 'durations' | 'distances', type: VehicleType, { hub, isToEnd }: Hub): Float64Array {
    const { places, profiles } = this.#problem
    const matrix = profiles[type.profile][what]
    const pace = what === 'durations' ? type.pace : 100
    const [column, row] = isToEnd ? [places, 1] : [1, places]
    const least = new Float64Array(places).fill(Number.POSITIVE_INFINITY)
    const isDone = new Uint8Array(places)
    least[hub] = 0
    for (;;) {
      let at = -1
      for (let i = 0; i < places; i++) if (!isDone[i] && (at < 0 || least[i] < least[at])) at = i
      if (at < 0) return least
      isDone[at] = 1
      for (let to = 0; to < places; to++) {
        const arc = matrix[at * row + to * column]
        const way = least[at] + paced(arc, pace)
        if (arc < noWay && way < least[to]) least[to] = way
      }
    }
  }
}

type Hub = { readonly hub: number; readonly isToEnd: boolean }
