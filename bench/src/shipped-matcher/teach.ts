import { matchTextOf, readAttributes, vetoesBetween } from '@nunchi/engine'
import { type MadeUpPair, madeUpPairs } from '@nunchi/engine/sim'
import {
  DifferenceOdds,
  type MatcherOptions,
  matcherDefaults,
  type PairLesson,
  PairMatcher,
  type PairModel,
  readMatchText,
  trainMatcher,
  Vocabulary,
} from '@nunchi/kernel'
import type { KoreanPair } from '../matching/korean-pairs.ts'

/** What vetoes keep apart is never asked of the trees, and counts as different. */
export type Lesson = PairLesson & { readonly isVetoed: boolean }

/** A pair that was written by hand counts as so many made-up ones. */
const koreanCounts = 8
/** Small forests: the file is part of the program. Measured: twice the trees are no better on pairs that were held back. */
const options: MatcherOptions = {
  ...matcherDefaults,
  parts: 2,
  trees: { ...matcherDefaults.trees, trees: 60, leavesMax: 12 },
}
/** What a difference says below this is noise, and would make the file a megabyte. */
const oddsMin = 0.06
const vetoedOdds = -40

export type Counts = { readonly lessons: number; readonly held: number }

/**
 * Teaches the matcher that the program comes with: made-up offers of the demo town, and Korean pairs. Pairs that vetoes tell apart teach
 * nothing, as the forests are never asked about them.
 *
 * @returns the model, and made-up pairs that it did not see, in the vocabulary of all
 */
export function teachShipped(
  korean: readonly KoreanPair[],
  { lessons: count, held }: Counts,
  seed: number,
): { model: PairModel; held: Lesson[]; vocabulary: Vocabulary } {
  const vocabulary = new Vocabulary()
  const pairs = readPairs(madeUpPairs((count + held) * 4, seed), vocabulary, count + held)
  const written = readPairs(korean.map(pairOf), vocabulary)
  const lessons = [
    ...pairs.slice(0, count),
    ...written.flatMap((pair) => Array.from({ length: koreanCounts }, () => pair)),
  ].filter(({ isVetoed }) => !isVetoed)
  const { model } = trainMatcher(lessons, vocabulary, { ...options, seed })
  return { model: small(model), held: pairs.slice(count), vocabulary }
}

/** Reads pairs of offers as the program does. */
export function readPairs(
  pairs: Iterable<MadeUpPair>,
  vocabulary: Vocabulary,
  most = Number.POSITIVE_INFINITY,
): Lesson[] {
  const lessons: Lesson[] = []
  for (const { one, other, isSame } of pairs) {
    if (lessons.length === most) break
    const values = [readAttributes(one), readAttributes(other)] as const
    const isVetoed = vetoesBetween(...values).length > 0
    const [left, right] = [one, other].map((offer, i) => {
      const record = readMatchText(matchTextOf(offer, values[i]!), vocabulary)
      vocabulary.count(record.title)
      return record
    })
    lessons.push({ left: left!, right: right!, isSame, isVetoed })
  }
  return lessons
}

/** A pair that was written by hand, as two malls' offers. */
export function pairOf({ left, right, label }: KoreanPair): MadeUpPair {
  return { one: offerOf(left), other: offerOf(right), isSame: label === 1 }
}

function offerOf({ title = '', brand, price, category, mall = '' }: KoreanPair['left']): MadeUpPair['one'] {
  const priceMinor = Number(price) as MadeUpPair['one']['priceMinor']
  const categoryPath = category === undefined ? [] : category.split('>')
  return { mall, key: title, title, brand, priceMinor, categoryPath, attributes: {}, inStock: true }
}

/** Log-odds of each pair; far below all others for those that vetoes tell apart. */
export function scoresOf(model: PairModel, vocabulary: Vocabulary, pairs: readonly Lesson[]): number[] {
  const matcher = new PairMatcher(model, vocabulary)
  const score = new Float64Array(1)
  return pairs.map(({ left, right, isVetoed }) => {
    matcher.compare(left, [right], score)
    return isVetoed ? vetoedOdds : score[0]!
  })
}

function small({ odds, bag }: PairModel): PairModel {
  const weights = odds.weights.map((weight) => (Math.abs(weight) < oddsMin ? 0 : weight))
  return { bag, odds: new DifferenceOdds({ weights, besides: odds.besides, shift: odds.shift }) }
}
