import { Random } from '../random.ts'
import type { TreeOptions } from '../trees/index.ts'
import { deriveLessons, type PairLesson } from './derived-lessons.ts'
import { collectDifferences, OddsInputs } from './difference-odds.ts'
import { type DifferenceOdds, learnOdds, meanOdds, type OddsLesson, oddsDefaults } from './difference-odds-model.ts'
import { trainBag } from './forest-bag.ts'
import type { MatchRecord } from './match-text.ts'
import { MatcherError } from './matcher-error.ts'
import { PairFeatures, pairFeatureNames } from './pair-features.ts'
import { matcherFeatureNames, type PairModel } from './pair-matcher.ts'
import type { Vocabulary } from './vocabulary.ts'

export type MatcherOptions = {
  /** Parts that the lessons are cut into; as many forests. */
  readonly parts: number
  readonly trees: Partial<TreeOptions>
  /** Lessons that follow from others and are learned too, at most so many for each one that was given (`deriveLessons`); 2 where it is not said. */
  readonly derived?: number
  readonly seed: number
}

const derivedMost = 2

/** Found on the training and validation pairs of the public sets, the same for all of them. */
export const matcherDefaults: MatcherOptions = {
  parts: 4,
  trees: { trees: 80, leavesMax: 12, shrinkage: 0.12, l2: 3, leafRowsMin: 8, rowShare: 0.6, featureShare: 0.25 },
  seed: 1,
}

/** Trees of a second stage: smaller, as its lessons differ less. */
export const secondStageTrees: Partial<TreeOptions> = {
  trees: 160,
  leavesMax: 8,
  shrinkage: 0.06,
  l2: 3,
  leafRowsMin: 20,
  rowShare: 0.7,
  featureShare: 0.4,
}

export type TrainedMatcher = {
  readonly model: PairModel
  /** Features of each lesson, shape [lessons * matcherFeatureNames]; its odds are from a model that did not see the lesson. */
  readonly rows: Float64Array
  /** Log-odds of each lesson by a forest that did not see it: what a threshold or a next stage can be learned from. */
  readonly outOfPart: Float64Array
}

/**
 * Teaches a matcher: the odds of differences, and forests over these and the features of the pairs. Each part of the lessons
 * is answered for by models that were taught with the other parts.
 *
 * Beside the lessons it learns from what follows from them; calibrated are the answers by the lessons that were given alone.
 *
 * Deterministic for a seed. About 4 s for 6,000 pairs, twice that where as many follow from them.
 * @param isHeld pairs that are to be asked about: they are not derived
 * @throws MatcherError MATCHER_LESSONS when there are too few lessons of either kind
 */
export function trainMatcher(
  lessons: readonly PairLesson[],
  vocabulary: Vocabulary,
  { parts: partCount, trees, derived: derivedShare = derivedMost, seed }: MatcherOptions = matcherDefaults,
  isHeld?: (left: MatchRecord, right: MatchRecord) => boolean,
): TrainedMatcher {
  checkLabels(lessons, partCount)
  const given = partsOf(lessons, partCount, seed)
  const most = lessons.length * derivedShare
  const derived = deriveLessons({ lessons, parts: given, partCount, most, seed, isHeld })
  const all = [...lessons, ...derived]
  const parts = Uint8Array.from(all, (_, i) => (i < lessons.length ? given[i] : derived[i - lessons.length].part))
  const whole = 2 ** partCount - 1
  const teaches = Uint32Array.from(all, (_, i) =>
    i < lessons.length ? whole - 2 ** given[i] : derived[i - lessons.length].teaches,
  )
  const labels = Uint8Array.from(all, ({ isSame }) => Number(isSame))
  const { rows, differences } = readLessons(all, vocabulary)
  const width = matcherFeatureNames.length
  const odds = Array.from({ length: partCount }, (_, part): DifferenceOdds => {
    const inside = Uint32Array.from(all.keys()).filter((i) => ((teaches[i] >>> part) & 1) === 1)
    const chosen = Array.from(inside, (i) => differences[i])
    return learnOdds(
      chosen,
      Array.from(inside, (i) => labels[i]),
      { ...oddsDefaults, seed: seed * 64 + part },
    )
  })
  for (let i = 0; i < all.length; i++) {
    const { buckets, strengths } = differences[i]
    rows[i * width + width - 1] = odds[parts[i]].score({ buckets, strengths, count: buckets.length }, rows, i * width)
  }
  const task = { names: matcherFeatureNames, values: rows, labels, parts, partCount, options: { ...trees, seed } }
  const { bag, outOfPart } = trainBag({ ...task, teaches, calibrated: lessons.length })
  return {
    model: { odds: meanOdds(odds), bag },
    rows: rows.slice(0, lessons.length * width),
    outOfPart: outOfPart.slice(0, lessons.length),
  }
}

/** Draws the part of each lesson; lessons of the same two records fall into one. */
export function partsOf(lessons: readonly PairLesson[], partCount: number, seed: number): Uint8Array {
  const random = new Random(seed)
  const partOfRight = new Map<MatchRecord, Map<MatchRecord, number>>()
  const draw = (left: MatchRecord, right: MatchRecord): number => {
    const known = partOfRight.get(left)?.get(right) ?? partOfRight.get(right)?.get(left)
    if (known !== undefined) return known
    const part = random.below(partCount)
    const ofLeft = partOfRight.get(left) ?? new Map<MatchRecord, number>()
    partOfRight.set(left, ofLeft.set(right, part))
    return part
  }
  return Uint8Array.from(lessons, ({ left, right }) => draw(left, right))
}

function readLessons(
  lessons: readonly PairLesson[],
  vocabulary: Vocabulary,
): { rows: Float64Array; differences: OddsLesson[] } {
  const width = matcherFeatureNames.length
  const rows = new Float64Array(lessons.length * width)
  const features = new PairFeatures(vocabulary)
  const inputs = new OddsInputs()
  const differences = lessons.map(({ left, right }, i) => {
    features.setLeft(left)
    features.write(right, rows, i * width)
    collectDifferences(features.left, features.right, inputs)
    return {
      buckets: inputs.buckets.slice(0, inputs.count),
      strengths: inputs.strengths.slice(0, inputs.count),
      row: rows.slice(i * width, i * width + pairFeatureNames.length),
    }
  })
  return { rows, differences }
}

function checkLabels(lessons: readonly PairLesson[], partCount: number): void {
  const same = lessons.filter(({ isSame }) => isSame).length
  if (same < partCount || lessons.length - same < partCount)
    throw new MatcherError(
      'MATCHER_LESSONS',
      'lessons',
      `${same} of ${lessons.length} are the same thing; give at least ${partCount} that are and ${partCount} that are not`,
    )
}
