import type { Columns, Saved } from './columns.ts'

const squaresStart = 0.01

/**
 * A linear score of few features whose weights are learned online, one slate at a time, so that of all candidates of
 * the slate those that were chosen come out on top. Candidates fall into segments (say: known and new), each with
 * weights of its own, compared on one scale.
 *
 * learn: O(candidates * features), no allocation. Listwise softmax cross-entropy with the chosen candidates as equally
 * good targets; steps by AdaGrad, so that no feature needs a rate of its own and no rate a schedule.
 *
 * Sources: Cao, Qin, Liu, Tsai, Li (2007), Learning to rank: from pairwise to listwise approach, ICML,
 * doi:10.1145/1273496.1273513; Duchi, Hazan, Singer (2011), Adaptive subgradient methods, JMLR 12, 2121-2159.
 */
export class ListwiseBlend implements Saved {
  readonly features: number
  /** Row-major by segment, shape [segments * features]. */
  weights: Float64Array
  /** AdaGrad's sums of squared gradients, same shape. */
  squares: Float64Array
  readonly #gradient: Float64Array
  readonly #rate: number

  /** @param options.start initial weights, row-major by segment */
  constructor({ start, features, rate }: { start: readonly number[]; features: number; rate: number }) {
    this.features = features
    this.weights = Float64Array.from(start)
    this.squares = new Float64Array(start.length).fill(squaresStart)
    this.#gradient = new Float64Array(start.length)
    this.#rate = rate
  }

  /**
   * @param inputs   row-major by candidate, shape [n * features]
   * @param segments segment of each candidate, shape [n]
   * @param scores   out, shape [n]
   */
  score(inputs: Float32Array, segments: Uint8Array, scores: Float64Array, n: number): void {
    const { features, weights } = this
    for (let candidate = 0; candidate < n; candidate++) {
      const base = segments[candidate]! * features
      let sum = 0
      for (let i = 0; i < features; i++) sum += weights[base + i]! * inputs[candidate * features + i]!
      scores[candidate] = sum
    }
  }

  /**
   * One step towards the candidates that were chosen.
   * @param slate  as scored by `score`; `chosen[c]` is 1 for what was chosen, else 0
   * @returns how many candidates were chosen; with none nothing is learned
   */
  learn(slate: {
    inputs: Float32Array
    segments: Uint8Array
    scores: Float64Array
    chosen: Uint8Array
    n: number
  }): number {
    const { inputs, segments, scores, chosen, n } = slate
    const { features, weights, squares } = this
    let chosenCount = 0
    let highest = Number.NEGATIVE_INFINITY
    for (let c = 0; c < n; c++) {
      chosenCount += chosen[c]!
      if (scores[c]! > highest) highest = scores[c]!
    }
    if (chosenCount === 0) return 0
    let sum = 0
    for (let c = 0; c < n; c++) sum += Math.exp(scores[c]! - highest)
    const gradient = this.#gradient.fill(0)
    for (let c = 0; c < n; c++) {
      const pull = chosen[c]! / chosenCount - Math.exp(scores[c]! - highest) / sum
      const base = segments[c]! * features
      for (let i = 0; i < features; i++) gradient[base + i]! += pull * inputs[c * features + i]!
    }
    for (let w = 0; w < weights.length; w++) {
      squares[w]! += gradient[w]! * gradient[w]!
      weights[w]! += (this.#rate * gradient[w]!) / Math.sqrt(squares[w]!)
    }
    return chosenCount
  }

  save(): Columns {
    return { weights: this.weights, squares: this.squares }
  }

  restore(columns: Columns): void {
    this.weights = (columns.weights as Float64Array).slice()
    this.squares = (columns.squares as Float64Array).slice()
  }
}
