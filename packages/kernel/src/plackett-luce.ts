import type { Random } from './random.ts'

/** A slate to be drawn. */
export type SlateDraw = {
  /**
   * Logarithm of each candidate's weight, up to a constant, shape [n or more]; -Infinity for one that is not to be drawn.
   */
  readonly utilities: Float64Array
  /** How many of them are candidates: n; all when absent. */
  readonly count?: number
  /** Out: the candidates in the order in which they were drawn, as many as fit. */
  readonly picks: Uint32Array
  /** Out: the chance of each pick given those above it, shape of `picks`, in (0, 1]. */
  readonly propensities: Float64Array
}

/**
 * Draws slates of the Plackett-Luce model: the first slot goes to a candidate with a chance in proportion to its weight, the
 * next to one of those left in the same way, and so on without replacement. The chance of a whole slate is the product
 * of its propensities.
 *
 * Every utility gets Gumbel noise of its own and the largest sums are the slate in its order: one number for each
 * candidate instead of one pass for each slot. Propensities are exact: what is left below a slot is summed from the bottom
 * up, as logarithms, so nothing is subtracted and nothing overflows, however far apart the utilities are. A chance below
 * 2^-52 never comes up, though the formula gives it.
 *
 * **If the utilities are drawn by chance themselves** (`drawThompson`) without a look at what this slate will bring, the
 * propensities given these utilities are what an inverse propensity estimate needs: for a slot's reward r and any other
 * rule that would show the pick with chance q, E[r q / propensity] is the reward that rule would have had in the slot, given
 * those above it, wherever the propensity is above 0; so it stays unbiased when averaged over the utilities.
 *
 * Keeps its room from one call to the next, which then allocates nothing. Time: O(n) logarithms and on average O(k^2 log(n / k))
 * moves for k slots; memory O(n) bytes.
 *
 * Source: Plackett (1975), The analysis of permutations, doi:10.2307/2346567; Kool, van Hoof, Welling (2019), Stochastic beams
 * and where to find them, arXiv:1903.06059, section 2.3 and appendix A; for the estimate: Horvitz and Thompson (1952),
 * doi:10.1080/01621459.1952.10483446.
 */
export class PlackettLuce {
  #keys = new Float64Array(0)
  #isPicked = new Uint8Array(0)

  /** @returns how many were drawn: fewer than fit when there are no more. @throws RangeError for NaN and +Infinity */
  draw({ utilities, count = utilities.length, picks, propensities }: SlateDraw, random: Random): number {
    const wanted = Math.min(picks.length, count)
    if (this.#keys.length < wanted) this.#keys = new Float64Array(wanted)
    const keys = this.#keys
    let drawn = 0
    for (let candidate = 0; candidate < count; candidate++) {
      const utility = utilities[candidate]
      if (utility === Number.NEGATIVE_INFINITY) continue
      if (!Number.isFinite(utility)) throw new RangeError(`candidate ${candidate} has the utility ${utility}`)
      const key = utility - Math.log(-Math.log(random.openUnit()))
      if (drawn === wanted && !(drawn > 0 && key > keys[drawn - 1])) continue
      let place = drawn < wanted ? drawn++ : drawn - 1
      for (; place > 0 && keys[place - 1] < key; place--) {
        keys[place] = keys[place - 1]
        picks[place] = picks[place - 1]
      }
      keys[place] = key
      picks[place] = candidate
    }
    this.propensitiesOf({ utilities, count, picks: picks.subarray(0, drawn), propensities })
    return drawn
  }

  /** Writes the chance of each of `picks` given those above it: the same numbers as `draw`, to check a slate by. */
  propensitiesOf({ utilities, count = utilities.length, picks, propensities }: SlateDraw): void {
    if (this.#isPicked.length < count) this.#isPicked = new Uint8Array(count)
    const isPicked = this.#isPicked.fill(0, 0, count)
    for (const pick of picks) isPicked[pick] = 1
    let left = logSumOfOthers(utilities, count, isPicked)
    for (let slot = picks.length - 1; slot >= 0; slot--) {
      const utility = utilities[picks[slot]]
      left = logAdd(left, utility)
      propensities[slot] = Math.exp(utility - left)
    }
  }
}

/** ln of the summed weights of the candidates that are not marked. */
function logSumOfOthers(utilities: Float64Array, count: number, isMarked: Uint8Array): number {
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < count; i++) if (isMarked[i] === 0 && utilities[i] > most) most = utilities[i]
  if (most === Number.NEGATIVE_INFINITY) return most
  let sum = 0
  for (let i = 0; i < count; i++) if (isMarked[i] === 0) sum += Math.exp(utilities[i] - most)
  return most + Math.log(sum)
}

/** ln(e^a + e^b) for a finite b. */
function logAdd(a: number, b: number): number {
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b))
}
