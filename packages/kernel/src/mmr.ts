/** Candidates of which a few are picked one by one, so that they are good and unlike each other. */
export type MmrTask = {
  /** How good each candidate is, shape [n]. */
  readonly relevance: ArrayLike<number>
  /** How alike two candidates are, on the scale of relevance. Called n times per pick. */
  readonly similarity: (a: number, b: number) => number
  /** From 0 (only unlike) to 1 (only good). */
  readonly lambda: number
}

/**
 * Maximal marginal relevance: each pick is the candidate with the largest
 * `lambda * relevance - (1 - lambda) * similarity to the picked one that it is most like`; of equals the first.
 * The first pick is the most relevant.
 *
 * Keeps its room from one call to the next, which then allocates nothing. Time: O(picks * n) similarities.
 * Source: Carbonell and Goldstein (1998), The use of MMR, SIGIR, section 2, doi:10.1145/290941.291025.
 */
export class MmrPicker {
  #nearest = new Float64Array(0)
  #isPicked = new Uint8Array(0)

  /**
   * @param picks out: candidates in the order they were picked; as many as fit, at most n
   * @returns how many were picked
   */
  pick({ relevance, similarity, lambda }: MmrTask, picks: Uint32Array): number {
    const n = relevance.length
    if (this.#nearest.length < n) {
      this.#nearest = new Float64Array(n)
      this.#isPicked = new Uint8Array(n)
    }
    const nearest = this.#nearest.fill(Number.NEGATIVE_INFINITY, 0, n)
    const isPicked = this.#isPicked.fill(0, 0, n)
    const count = Math.min(picks.length, n)
    for (let place = 0; place < count; place++) {
      let best = -1
      let bestScore = Number.NEGATIVE_INFINITY
      for (let candidate = 0; candidate < n; candidate++) {
        if (isPicked[candidate] === 1) continue
        const score =
          place === 0 ? relevance[candidate] : lambda * relevance[candidate] - (1 - lambda) * nearest[candidate]
        if (best >= 0 && !(score > bestScore)) continue
        best = candidate
        bestScore = score
      }
      picks[place] = best
      isPicked[best] = 1
      if (place + 1 === count) break
      for (let candidate = 0; candidate < n; candidate++) {
        if (isPicked[candidate] === 1) continue
        const alike = similarity(best, candidate)
        if (alike > nearest[candidate]) nearest[candidate] = alike
      }
    }
    return count
  }
}
