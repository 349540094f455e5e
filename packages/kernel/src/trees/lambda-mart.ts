import type { LambdaMartOptions, Objective } from './objective.ts'
import { sortByScore } from './score-order.ts'
import type { TreeTable } from './tree-table.ts'

/** Keeps the pull of a pair finite whose scores are equal, where pairs are normalised by their distance. */
const distanceMin = 0.01

type Group = { readonly start: number; readonly end: number }

/**
 * Pulls each pair of a group that is in the wrong order, or not yet clearly in the right one, apart: by the logistic
 * gradient of their distance times what NDCG would change if the two swapped places.
 *
 * The gain of a label is 2^label - 1, the discount of a place (from 1) is 1 / log2(place + 1). Groups without a relevant
 * row teach nothing and do not count in the loss.
 *
 * Time per tree: O(sum over groups of places * rows), after sorting them. No allocation.
 * Source: Burges (2010), From RankNet to LambdaRank to LambdaMART, MSR-TR-2010-82, sections 4 and 7.
 * Deviations, as in LightGBM: only pairs with one row among the first `places` teach, and NDCG is that of so many
 * places; `isNormalised` divides a pair's pull by 0.01 + its distance, and all pulls of a group with sum S by S / log2(1 + S).
 */
export class LambdaMart implements Objective {
  readonly start = 0
  readonly #labels: TreeTable['labels']
  readonly #weights: TreeTable['weights']
  /** 2^label - 1 of each row. */
  readonly #gains: Float64Array
  readonly #groups: readonly Group[]
  readonly #k: number
  readonly #places: number
  readonly #isNormalised: boolean
  readonly #order: Uint32Array
  readonly #aside: Uint32Array
  readonly #discounts: Float64Array
  /** 1 / the best DCG of each group at `places` and at k; 0 where nothing is relevant. */
  readonly #inverseAtPlaces: Float64Array
  readonly #inverseAtK: Float64Array

  constructor(
    { labels, weights, groups }: Pick<TreeTable, 'labels' | 'weights'> & { readonly groups: Uint32Array },
    { k = 10, places = Math.max(30, k), isNormalised = true }: LambdaMartOptions,
  ) {
    this.#labels = labels
    this.#weights = weights
    this.#gains = Float64Array.from(labels, (label) => 2 ** label - 1)
    this.#k = k
    this.#places = places
    this.#isNormalised = isNormalised
    this.#groups = bordersOf(groups)
    this.#order = Uint32Array.from({ length: labels.length }, (_, row) => row)
    this.#aside = new Uint32Array(labels.length)
    const longest = groups.reduce((most, rows) => Math.max(most, rows), 0)
    this.#discounts = Float64Array.from({ length: longest }, (_, place) => 1 / Math.log2(place + 2))
    const ideal = Float64Array.from(labels)
    this.#inverseAtPlaces = Float64Array.from(this.#groups, (group) => this.#inverse(ideal, group, places))
    this.#inverseAtK = Float64Array.from(this.#groups, (group) => this.#inverse(ideal, group, k))
  }

  derive(scores: Float64Array, gradients: Float64Array, hessians: Float64Array): void {
    gradients.fill(0)
    hessians.fill(0)
    for (const [index, group] of this.#groups.entries()) {
      if (this.#inverseAtPlaces[index] === 0) continue
      sortByScore(this.#order, group, scores, this.#aside)
      const pull = this.#pullPairs(group, this.#inverseAtPlaces[index], scores, { gradients, hessians })
      if (!this.#isNormalised || pull === 0) continue
      const factor = Math.log2(1 + pull) / pull
      for (let row = group.start; row < group.end; row++) {
        gradients[row] *= factor
        hessians[row] *= factor
      }
    }
    if (!this.#weights) return
    for (let row = 0; row < gradients.length; row++) {
      gradients[row] *= this.#weights[row]
      hessians[row] *= this.#weights[row]
    }
  }

  /** 1 - the mean NDCG@k of the groups in which anything is relevant; NaN without any. */
  loss(scores: Float64Array): number {
    let sum = 0
    let counted = 0
    for (const [index, group] of this.#groups.entries()) {
      if (this.#inverseAtK[index] === 0) continue
      sortByScore(this.#order, group, scores, this.#aside)
      sum += this.#dcg(group, this.#k) * this.#inverseAtK[index]
      counted += 1
    }
    return 1 - sum / counted
  }

  /** Adds the derivatives of all pairs of a group that is in order. @returns the sum of all pulls, of both rows of each pair */
  #pullPairs(
    { start, end }: Group,
    inverse: number,
    scores: Float64Array,
    { gradients, hessians }: { readonly gradients: Float64Array; readonly hessians: Float64Array },
  ): number {
    const order = this.#order
    const labels = this.#labels
    const gains = this.#gains
    const discounts = this.#discounts
    const isScaled = this.#isNormalised && scores[order[start]] !== scores[order[end - 1]]
    const last = Math.min(end - 1, start + this.#places)
    let pulls = 0
    for (let i = start; i < last; i++) {
      const first = order[i]
      const gain = gains[first]
      const discount = discounts[i - start]
      for (let j = i + 1; j < end; j++) {
        const second = order[j]
        if (labels[first] === labels[second]) continue
        const isFirstBetter = labels[first] > labels[second]
        const apart = scores[first] - scores[second]
        let change = Math.abs(gain - gains[second]) * (discount - discounts[j - start]) * inverse
        if (isScaled) change /= distanceMin + apart
        const wrong = 1 / (1 + Math.exp(isFirstBetter ? apart : -apart))
        const pull = change * wrong
        const curve = change * wrong * (1 - wrong)
        gradients[first] += isFirstBetter ? -pull : pull
        gradients[second] += isFirstBetter ? pull : -pull
        hessians[first] += curve
        hessians[second] += curve
        pulls += 2 * pull
      }
    }
    return pulls
  }

  #inverse(ideal: Float64Array, group: Group, places: number): number {
    sortByScore(this.#order, group, ideal, this.#aside)
    const best = this.#dcg(group, places)
    return best > 0 ? 1 / best : 0
  }

  /** DCG@places of a group in its present order. */
  #dcg({ start, end }: Group, places: number): number {
    let sum = 0
    for (let place = 0; place < Math.min(places, end - start); place++)
      sum += this.#gains[this.#order[start + place]] * this.#discounts[place]
    return sum
  }
}

function bordersOf(groups: Uint32Array): Group[] {
  let start = 0
  return Array.from(groups, (rows) => {
    const group = { start, end: start + rows }
    start += rows
    return group
  })
}
