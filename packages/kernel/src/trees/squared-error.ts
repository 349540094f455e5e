import { weightedMean } from './logistic-loss.ts'
import type { Objective } from './objective.ts'
import type { TreeTable } from './tree-table.ts'

/** Half the squared distance of score and label. Source: Friedman (2001), section 4.1. */
export class SquaredError implements Objective {
  readonly start: number
  readonly #labels: TreeTable['labels']
  readonly #weights: TreeTable['weights']

  constructor({ labels, weights }: Pick<TreeTable, 'labels' | 'weights'>) {
    this.#labels = labels
    this.#weights = weights
    this.start = weightedMean(labels, weights)
  }

  derive(scores: Float64Array, gradients: Float64Array, hessians: Float64Array): void {
    for (let row = 0; row < this.#labels.length; row++) {
      const weight = this.#weights ? this.#weights[row] : 1
      gradients[row] = weight * (scores[row] - this.#labels[row])
      hessians[row] = weight
    }
  }

  /** The mean of the squared distances. */
  loss(scores: Float64Array): number {
    let sum = 0
    let weightSum = 0
    for (let row = 0; row < this.#labels.length; row++) {
      const weight = this.#weights ? this.#weights[row] : 1
      sum += weight * (scores[row] - this.#labels[row]) ** 2
      weightSum += weight
    }
    return sum / weightSum
  }
}
