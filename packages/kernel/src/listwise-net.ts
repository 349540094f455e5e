import type { Columns, Saved } from './columns.ts'
import { grown } from './grown.ts'
import { Random } from './random.ts'

const leak = 0.05
const momentum = 0.9
const squaresMomentum = 0.999
const tiny = 1e-8
const shrink = 1e-5
/** A candidate that pulls less than this at the weights is not worth its arithmetic. */
const pullMin = 1e-4

export type ListwiseNetOptions = {
  readonly features: number
  readonly hidden: number
  readonly seed: number
  /** Weights of the direct connection to begin with, shape [features]: what ranks until something was learned. */
  readonly start: ArrayLike<number>
}

/** Lists to learn from: candidates side by side in `inputs`, of each list one that was chosen. */
export type Lessons = {
  /** Row-major by candidate, shape [candidates of all lists, features]. */
  readonly inputs: Float32Array
  /** By list: its first candidate; one more entry closes the last list. */
  readonly starts: Uint32Array
  /** By list: the chosen candidate, counted from the list's first. */
  readonly chosen: Uint32Array
  readonly count: number
}

/**
 * Scores candidates of a list from their features by one hidden layer beside a direct connection,
 *
 *   score(x) = direct . x + out . leaky(W x + b), leaky(a) = a for a > 0, else 0.05 a,
 *
 * and learns so that of each list the chosen one comes out on top: softmax cross-entropy over the list, steps by Adam
 * with a rate that falls to 0. Features that are the same for all of a list act through the hidden layer.
 *
 * score: O(n * features * hidden), no allocation. train: 3 times that, per list and epoch. Deterministic by its seed.
 * Sources: Cao et al. (2007), ListNet, ICML, section 4 (top one), doi:10.1145/1273496.1273513; Kingma and Ba (2015), Adam,
 * ICLR, algorithm 1, arXiv:1412.6980. Deviation: the output layer starts at 0, so an untrained net ranks by `start`.
 */
export class ListwiseNet implements Saved {
  readonly features: number
  readonly hidden: number
  /** W row-major by hidden unit, then b, then out, then direct. */
  #weights: Float64Array
  readonly #gradient: Float64Array
  #activations: Float64Array = new Float64Array(0)
  #scores: Float64Array = new Float64Array(0)

  constructor({ features, hidden, seed, start }: ListwiseNetOptions) {
    this.features = features
    this.hidden = hidden
    const size = (features + 2) * hidden + features
    this.#weights = new Float64Array(size)
    this.#gradient = new Float64Array(size)
    const random = new Random(seed)
    for (let i = 0; i < features * hidden; i++)
      this.#weights[i] = ((random.unit() + random.unit() + random.unit() - 1.5) * 1.5) / Math.sqrt(features)
    this.#weights.set(start, size - features)
  }

  /** @param inputs row-major by candidate, shape [n, features], from candidate `from` on  @param scores out, shape [n] */
  score(inputs: Float32Array, { from, n }: { from: number; n: number }, scores: Float64Array): void {
    const { features, hidden } = this
    const weights = this.#weights
    this.#activations = grown(this.#activations, n * hidden)
    const activations = this.#activations
    const bias = features * hidden
    const out = bias + hidden
    const direct = out + hidden
    for (let c = 0; c < n; c++) {
      const x = (from + c) * features
      let score = 0
      for (let i = 0; i < features; i++) score += weights[direct + i]! * inputs[x + i]!
      for (let h = 0; h < hidden; h++) {
        const row = h * features
        let sum = weights[bias + h]!
        for (let i = 0; i < features; i++) sum += weights[row + i]! * inputs[x + i]!
        const activation = sum > 0 ? sum : leak * sum
        activations[c * hidden + h] = activation
        score += activation * weights[out + h]!
      }
      scores[c] = score
    }
  }

  /** Learns from all lists, `epochs` times each in a seeded order, `batch` lists a step. */
  train(lessons: Lessons, options: { epochs: number; batch: number; rate: number; seed: number }): void {
    const { epochs, batch, rate, seed } = options
    const random = new Random(seed)
    const order = Uint32Array.from({ length: lessons.count }, (_, i) => i)
    const means = new Float64Array(this.#weights.length)
    const squares = new Float64Array(this.#weights.length)
    const steps = epochs * Math.ceil(lessons.count / batch)
    let step = 0
    for (let epoch = 0; epoch < epochs; epoch++) {
      random.shuffle(order)
      for (let first = 0; first < order.length; first += batch) {
        const lists = order.subarray(first, first + batch)
        for (const list of lists) this.#pull(lessons, list)
        this.#step({ means, squares, lists: lists.length, rate: rate * (1 - step / steps), step: ++step })
      }
    }
  }

  /** The mean cross-entropy of the chosen under the softmax of their lists; what `train` brings down. */
  lossOf(lessons: Lessons): number {
    let sum = 0
    for (let list = 0; list < lessons.count; list++) sum += this.#pull(lessons, list)
    this.#gradient.fill(0)
    return sum / lessons.count
  }

  save(): Columns {
    return { weights: this.#weights }
  }

  restore(columns: Columns): void {
    this.#weights = (columns.weights as Float64Array).slice()
  }

  /** Adds the gradient of one list's loss. @returns the loss */
  #pull({ inputs, starts, chosen }: Lessons, list: number): number {
    const { features, hidden } = this
    const from = starts[list]!
    const n = starts[list + 1]! - from
    this.#scores = grown(this.#scores, n)
    const scores = this.#scores
    this.score(inputs, { from, n }, scores)
    let highest = Number.NEGATIVE_INFINITY
    for (let c = 0; c < n; c++) if (scores[c]! > highest) highest = scores[c]!
    let sum = 0
    for (let c = 0; c < n; c++) sum += Math.exp(scores[c]! - highest)
    const gradient = this.#gradient
    const out = (features + 1) * hidden
    const direct = out + hidden
    for (let c = 0; c < n; c++) {
      const pull = Math.exp(scores[c]! - highest) / sum - (c === chosen[list] ? 1 : 0)
      if (Math.abs(pull) < pullMin) continue
      const x = (from + c) * features
      for (let i = 0; i < features; i++) gradient[direct + i]! += pull * inputs[x + i]!
      for (let h = 0; h < hidden; h++) {
        const activation = this.#activations[c * hidden + h]!
        gradient[out + h]! += pull * activation
        const inner = pull * this.#weights[out + h]! * (activation > 0 ? 1 : leak)
        gradient[features * hidden + h]! += inner
        const row = h * features
        for (let i = 0; i < features; i++) gradient[row + i]! += inner * inputs[x + i]!
      }
    }
    return Math.log(sum) + highest - scores[chosen[list]!]!
  }

  /** One step of Adam against the mean gradient of `lists` lists; empties the gradient. */
  #step(at: { means: Float64Array; squares: Float64Array; lists: number; rate: number; step: number }): void {
    const { means, squares, lists, rate, step } = at
    const weights = this.#weights
    const meanScale = 1 / (1 - momentum ** step)
    const squareScale = 1 / (1 - squaresMomentum ** step)
    for (let i = 0; i < weights.length; i++) {
      const slope = this.#gradient[i]! / lists + shrink * weights[i]!
      means[i] = momentum * means[i]! + (1 - momentum) * slope
      squares[i] = squaresMomentum * squares[i]! + (1 - squaresMomentum) * slope * slope
      weights[i]! -= (rate * means[i]! * meanScale) / (Math.sqrt(squares[i]! * squareScale) + tiny)
    }
    this.#gradient.fill(0)
  }
}
