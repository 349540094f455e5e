import type { RoutingProblem, VehicleType } from './problem.ts'
import { paced } from './travel-time.ts'

/** Beyond so many ways asked, nothing is proven with them: each is a pass over the whole matrix. */
const passesMost = 64

/**
 * The least that any way from place to place can take, through whatever places: what is impossible even so, is. Needed where
 * matrices do not keep the triangle inequality. A pass for each place that is asked from: O(places^2), at most 64 of them.
 */
export class Reach {
  readonly #problem: RoutingProblem
  readonly #found = new Map<string, Float64Array>()

  constructor(problem: RoutingProblem) {
    this.#problem = problem
  }

  /** 0 where that was too much to ask, or one of them is anywhere. */
  least(what: 'durations' | 'distances', type: VehicleType, [from, to]: readonly [from?: number, to?: number]): number {
    if (from === undefined || to === undefined || from === to) return 0
    const key = `${what} ${type.profile} ${type.pace} ${from}`
    let known = this.#found.get(key)
    if (!known) {
      if (this.#found.size >= passesMost) return 0
      known = this.#pass(what, type, from)
      this.#found.set(key, known)
    }
    if (what === 'distances') return known[to]
    const fastest = Math.max(100, ...(this.#problem.profiles[type.profile].speeds ?? []).map(({ percent }) => percent))
    return Math.floor((known[to] * 100) / fastest)
  }

  /** Dijkstra on a full matrix. */
  #pass(what: 'durations' | 'distances', type: VehicleType, from: number): Float64Array {
    const { places, profiles } = this.#problem
    const matrix = profiles[type.profile][what]
    const pace = what === 'durations' ? type.pace : 100
    const least = new Float64Array(places).fill(Number.POSITIVE_INFINITY)
    const isDone = new Uint8Array(places)
    least[from] = 0
    for (;;) {
      let at = -1
      for (let i = 0; i < places; i++) if (!isDone[i] && (at < 0 || least[i] < least[at])) at = i
      if (at < 0) return least
      isDone[at] = 1
      for (let to = 0; to < places; to++) {
        const way = least[at] + paced(matrix[at * places + to], pace)
        if (way < least[to]) least[to] = way
      }
    }
  }
}
