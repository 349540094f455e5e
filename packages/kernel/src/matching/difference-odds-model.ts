import { Random } from '../random.ts'
import { type OddsInputs, oddsBuckets } from './difference-odds.ts'
import { pairFeatureNames } from './pair-features.ts'

/** The features that the odds are learned beside, and the scale that makes them about as large as the rest. */
const beside: readonly (readonly [name: string, scale: number, most: number])[] = [
  ['share-min', 3, 1],
  ['share-max', 3, 1],
  ['grams', 3, 1],
  ['edits', 2, 1],
  ['left-in-title:rarest-shared', 2, 1],
  ['amount-distance', 1, 3],
]
/** How many features the odds are learned beside. */
export const oddsBesides = beside.length
const columns = Int32Array.from(beside, ([name]) => pairFeatureNames.indexOf(name))

/** What one pair of records gives to learn from. */
export type OddsLesson = { readonly buckets: Uint32Array; readonly strengths: Float64Array; readonly row: Float64Array }

export type OddsOptions = {
  readonly epochs: number
  readonly rate: number
  readonly l2: number
  readonly seed: number
}

/** Found on the validation sets of the public pairs. */
export const oddsDefaults: OddsOptions = { epochs: 6, rate: 0.1, l2: 2e-3, seed: 1 }

/**
 * What each difference of two titles says about whether they are the same thing: a logistic model over hashed differences
 * (see `collectDifferences`) and a few likenesses. 256 KB; O(differences) a pair.
 */
export class DifferenceOdds {
  readonly weights: Float32Array
  readonly besides: Float64Array
  readonly shift: number

  constructor(parts: { weights: Float32Array; besides: Float64Array; shift: number }) {
    this.weights = parts.weights
    this.besides = parts.besides
    this.shift = parts.shift
  }

  /** The log-odds of a pair, from its differences and its row of `pairFeatureNames`, which begins at `at`. */
  score(inputs: Pick<OddsInputs, 'buckets' | 'strengths' | 'count'>, row: Float64Array, at = 0): number {
    let score = this.shift
    for (let i = 0; i < inputs.count; i++) score += this.weights[inputs.buckets[i]] * inputs.strengths[i]
    for (let i = 0; i < columns.length; i++) score += this.besides[i] * besideAt(row, at, i)
    return score
  }
}

/** The mean of several: of linear models, the mean answer is the answer of the mean weights. */
export function meanOdds(models: readonly DifferenceOdds[]): DifferenceOdds {
  const weights = new Float32Array(oddsBuckets)
  const besides = new Float64Array(columns.length)
  let shift = 0
  for (const model of models) {
    for (let i = 0; i < oddsBuckets; i++) weights[i] += model.weights[i] / models.length
    for (let i = 0; i < besides.length; i++) besides[i] += model.besides[i] / models.length
    shift += model.shift / models.length
  }
  return new DifferenceOdds({ weights, besides, shift })
}

/**
 * Learns the weights by steps along the gradient of the log loss, each weight with a step of its own.
 * Deterministic for a seed. O(epochs * lessons * differences): 0.1 s for 6,000 pairs.
 * Source: Duchi, Hazan, Singer (2011), Adaptive subgradient methods, JMLR 12; hashing: Weinberger et al. (2009), Feature
 * hashing for large scale multitask learning, doi:10.1145/1553374.1553516.
 */
export function learnOdds(
  lessons: readonly OddsLesson[],
  labels: ArrayLike<number>,
  { epochs, rate, l2, seed }: OddsOptions = oddsDefaults,
): DifferenceOdds {
  const dense = columns.length
  const size = oddsBuckets + dense + 1
  const weights = new Float64Array(size)
  const squares = new Float64Array(size).fill(0.1)
  const random = new Random(seed)
  const order = Uint32Array.from({ length: lessons.length }, (_, i) => i)
  const step = (index: number, slope: number): void => {
    const gradient = slope + l2 * weights[index]
    squares[index] += gradient * gradient
    weights[index] -= (rate * gradient) / Math.sqrt(squares[index])
  }
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const lesson of random.shuffle(order)) {
      const { buckets, strengths, row } = lessons[lesson]
      let score = weights[size - 1]
      for (let i = 0; i < buckets.length; i++) score += weights[buckets[i]] * strengths[i]
      for (let i = 0; i < dense; i++) score += weights[oddsBuckets + i] * besideAt(row, 0, i)
      const slope = 1 / (1 + Math.exp(-score)) - labels[lesson]
      for (let i = 0; i < buckets.length; i++) step(buckets[i], slope * strengths[i])
      for (let i = 0; i < dense; i++) step(oddsBuckets + i, slope * besideAt(row, 0, i))
      step(size - 1, slope)
    }
  return new DifferenceOdds({
    weights: Float32Array.from(weights.subarray(0, oddsBuckets)),
    besides: weights.slice(oddsBuckets, size - 1),
    shift: weights[size - 1],
  })
}

function besideAt(row: Float64Array, at: number, i: number): number {
  const value = row[at + columns[i]]
  return Number.isNaN(value) ? 0 : Math.min(value, beside[i][2]) * beside[i][1]
}
