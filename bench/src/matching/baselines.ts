import { learnOdds, matcherFeatureNames, type OddsLesson, PairMatcher, pairFeatureNames } from '@nunchi/kernel'
import type { LabelledPair, Split } from './pair-files.ts'
import type { Pipeline, ReadSet } from './pipeline.ts'

/** What is measured beside the variants: it says how far simple means come with the same threshold protocol. */
export const baselines = ['baseline 3-gram TF-IDF cosine', 'baseline logistic on six likenesses'] as const

const width = matcherFeatureNames.length
const grams = matcherFeatureNames.indexOf('grams')
const noDifferences = { buckets: new Uint32Array(), strengths: new Float64Array() }

/**
 * The cosine of two titles' 3-grams, nothing learned but the threshold; and a logistic regression, taught with the training
 * pairs, on shares of shared words, that cosine, edit distance, the rarest shared word and the distance of prices.
 */
export function baselineScores(
  read: ReadSet,
  pipeline: Pipeline,
  split: Split,
): Readonly<Record<string, Float64Array>> {
  const { pairs } = read.set
  const matcher = new PairMatcher(pipeline.model, read.vocabulary)
  const lessons = pairs.train.map((pair): OddsLesson => ({ ...noDifferences, row: rowOf(read, matcher, pair) }))
  const labels = pairs.train.map(({ isSame }) => Number(isSame))
  const model = learnOdds(lessons, labels)
  const cosine = new Float64Array(pairs[split].length)
  const logistic = new Float64Array(pairs[split].length)
  for (const [i, pair] of pairs[split].entries()) {
    const row = rowOf(read, matcher, pair)
    cosine[i] = row[grams]
    logistic[i] = model.score({ ...noDifferences, count: 0 }, row)
  }
  return { [baselines[0]]: cosine, [baselines[1]]: logistic }
}

function rowOf({ records }: ReadSet, matcher: PairMatcher, { left, right }: LabelledPair): Float64Array {
  matcher.compare(records[left], [records[right]], new Float64Array(1))
  return matcher.rows.slice(0, Math.min(width, pairFeatureNames.length))
}
