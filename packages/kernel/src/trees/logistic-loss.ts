import type { Objective } from './objective.ts'
import type { TreeTable } from './tree-table.ts'

/** Keeps the constant finite when all labels are alike. */
const shareMin = 1e-15

/** Log loss of a probability 1 / (1 + exp(-score)). Source: Friedman (2001), section 4.5. */
export class LogisticLoss implements Objective {
  readonly start: number
  readonly #labels: TreeTable['labels']
  readonly #weights: TreeTable['weights']

  constructor({ labels, weights }: Pick<TreeTable, 'labels' | 'weights'>) {
    this.#labels = labels
    this.#weights = weights
    const share = Math.min(1 - shareMin, Math.max(shareMin, weightedMean(labels, weights)))
    this.start = Math.log(share / (1 - share))
  }

  derive(scores: Float64Array, gradients: Float64Array, hessians: Float64Array): void {
    const labels = this.#labels
    const weights = this.#weights
    for (let row = 0; row < labels.length; row++) {
      const chance = 1 / (1 + Math.exp(-scores[row]))
      const weight = weights ? weights[row] : 1
      gradients[row] = weight * (chance - labels[row])
      hessians[row] = weight * chance * (1 - chance)
    }
  }

  /** The mean of -log(chance of what happened). */
  loss(scores: Float64Array): number {
    let sum = 0
    let weightSum = 0
    for (let row = 0; row < this.#labels.length; row++) {
      const score = scores[row]
      const weight = this.#weights ? this.#weights[row] : 1
      sum += weight * (Math.max(score, 0) - score * this.#labels[row] + Math.log1p(Math.exp(-Math.abs(score))))
      weightSum += weight
    }
    return sum / weightSum
  }
}

/** The mean of the labels, each counted by its weight. */
export function weightedMean(labels: TreeTable['labels'], weights: TreeTable['weights']): number {
  let sum = 0
  let weightSum = 0
  for (let row = 0; row < labels.length; row++) {
    const weight = weights ? weights[row] : 1
    sum += weight * labels[row]
    weightSum += weight
  }
  return sum / weightSum
}
