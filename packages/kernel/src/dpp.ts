/** Candidates of which a set is picked whose members are good and point in different directions. */
export type DppTask = {
  /** How good each candidate is, shape [n], >= 0; its square is the diagonal of the kernel. */
  readonly quality: ArrayLike<number>
  /**
   * How alike two candidates are: 1 with itself, and such that the matrix of all is positive semidefinite, like the dot
   * product of unit vectors. Called n times per pick.
   */
  readonly similarity: (a: number, b: number) => number
}

/** A candidate whose share not yet spanned by the picked ones is this small adds nothing but rounding. */
const freshShareMin = 1e-10

/**
 * Picks greedily the set to which a determinantal point process with kernel `quality[a] * similarity(a, b) * quality[b]`
 * gives the largest chance: each pick is the candidate that raises the determinant most; of equals the first. Stops when
 * all that is left lies in the span of the picked.
 *
 * What each candidate adds is kept as one row of a Cholesky factor, so a pick costs one dot product per candidate. Keeps
 * its room from one call to the next, which then allocates nothing. Time: O(picks^2 * n) and picks * n similarities; memory
 * O(picks * n).
 *
 * Source: Chen, Zhang, Zhou (2018), Fast greedy MAP inference for determinantal point process to improve recommendation
 * diversity, NeurIPS 31, algorithm 1. Deviation: picks until there are enough, also when the determinant falls.
 */
export class DppPicker {
  /** What of each candidate's square is not spanned by the picked: d squared in the paper. */
  #fresh = new Float64Array(0)
  #isPicked = new Uint8Array(0)
  /** Rows of the Cholesky factor, by pick, then by candidate: c in the paper, laid crosswise. */
  #factor = new Float64Array(0)

  /**
   * @param picks out: candidates in the order they were picked; as many as fit, at most n
   * @returns how many were picked
   */
  pick({ quality, similarity }: DppTask, picks: Uint32Array): number {
    const n = quality.length
    const count = Math.min(picks.length, n)
    this.#makeRoom(n, count)
    const fresh = this.#fresh
    const isPicked = this.#isPicked.fill(0, 0, n)
    for (let candidate = 0; candidate < n; candidate++) fresh[candidate] = quality[candidate] * quality[candidate]
    for (let place = 0; place < count; place++) {
      const best = this.#best(quality)
      if (best < 0) return place
      picks[place] = best
      isPicked[best] = 1
      if (place + 1 < count) this.#project({ quality, similarity }, best, place)
    }
    return count
  }

  #best(quality: ArrayLike<number>): number {
    let best = -1
    for (let candidate = 0; candidate < quality.length; candidate++) {
      if (this.#isPicked[candidate] === 1) continue
      if (!(this.#fresh[candidate] > freshShareMin * quality[candidate] * quality[candidate])) continue
      if (best < 0 || this.#fresh[candidate] > this.#fresh[best]) best = candidate
    }
    return best
  }

  /** Takes from every candidate left what the latest pick spans of it. */
  #project({ quality, similarity }: DppTask, picked: number, place: number): void {
    const n = quality.length
    const factor = this.#factor
    const scale = 1 / Math.sqrt(this.#fresh[picked])
    for (let candidate = 0; candidate < n; candidate++) {
      if (this.#isPicked[candidate] === 1) continue
      let part = quality[picked] * similarity(picked, candidate) * quality[candidate]
      for (let row = 0, at = 0; row < place; row++, at += n) part -= factor[at + picked] * factor[at + candidate]
      part *= scale
      factor[place * n + candidate] = part
      this.#fresh[candidate] -= part * part
    }
  }

  #makeRoom(n: number, count: number): void {
    if (this.#fresh.length < n) {
      this.#fresh = new Float64Array(n)
      this.#isPicked = new Uint8Array(n)
    }
    if (this.#factor.length < n * count) this.#factor = new Float64Array(n * count)
  }
}
