import { collectDifferences, OddsInputs } from './difference-odds.ts'
import type { DifferenceOdds } from './difference-odds-model.ts'
import type { ForestBag } from './forest-bag.ts'
import type { MatchRecord } from './match-text.ts'
import { PairFeatures, pairFeatureNames } from './pair-features.ts'
import { rivalNames } from './rival-features.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The features of the forests: those of the pair, and what its differences say. */
export const matcherFeatureNames: readonly string[] = [...pairFeatureNames, 'difference-odds']
/** The features of the second stage: a row of the first, and what the pair's rivals say (`writeRivals`). */
export const collectiveFeatureNames: readonly string[] = [...matcherFeatureNames, ...rivalNames]
const width = matcherFeatureNames.length

/** What was learned about pairs: fits any vocabulary, so one taught on one catalogue can be used on another. */
export type PairModel = {
  readonly odds: DifferenceOdds
  /** Over `matcherFeatureNames`: sees the two texts alone. */
  readonly bag: ForestBag
  /** Over `collectiveFeatureNames`: sees the links of both records as well. Absent where no links were there to learn from. */
  readonly collective?: ForestBag
}

/**
 * How likely two records are of the same thing, told from their two texts and the counts of a vocabulary alone.
 *
 * One record is compared with many at a time. 10 us a pair of titles of 8 words, 17 us of 20 words, of which the
 * forest takes 5; allocates only when given more records than ever before.
 */
export class PairMatcher {
  readonly #model: PairModel
  readonly #features: PairFeatures
  readonly #inputs = new OddsInputs()
  /** Rows of the last comparison, shape [records * matcherFeatureNames]. */
  rows: Float64Array = new Float64Array(16 * width)

  constructor(model: PairModel, vocabulary: Vocabulary) {
    this.#model = model
    this.#features = new PairFeatures(vocabulary)
  }

  /** Calibrated log-odds that `left` is the same as each of `others`; written to `scores`, and what they come from to `rows`. */
  compare(left: MatchRecord, others: readonly MatchRecord[], scores: Float64Array): void {
    if (this.rows.length < others.length * width) this.rows = new Float64Array(others.length * 2 * width)
    this.#features.setLeft(left)
    for (let i = 0; i < others.length; i++) this.#write(others[i], i * width)
    this.#model.bag.logOdds(this.rows, others.length, scores)
  }

  #write(other: MatchRecord, at: number): void {
    const features = this.#features
    features.write(other, this.rows, at)
    collectDifferences(features.left, features.right, this.#inputs)
    this.rows[at + width - 1] = this.#model.odds.score(this.#inputs, this.rows, at)
  }
}
