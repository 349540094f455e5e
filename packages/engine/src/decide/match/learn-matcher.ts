import {
  ForestBag,
  type MatcherOptions,
  matcherDefaults,
  type PairLesson,
  PairMatcher,
  type PairModel,
  trainMatcher,
  type Vocabulary,
} from '@nunchi/kernel'
import { chanceOf } from './chance.ts'
import type { MatchLessons } from './lessons.ts'

/** With fewer lessons of either kind, the forests stay as they are. */
const trainMin = 200
const shiftMin = 20
/** A person's word counts as so many of those told from codes. */
const personCounts = 3
const shiftMost = 4
const steps = 40

export type LearnTask = { readonly lessons: MatchLessons; readonly vocabulary: Vocabulary; readonly model: PairModel }

/**
 * Learns from what persons and GTINs said: with 200 lessons of either kind new forests; with 20 words of persons a shift of all log-odds
 * that makes the chances right on these pairs (a shift alone, as persons are only asked where it is unsure); with fewer nothing.
 * 1 s for 2,000 lessons. Deterministic for a seed.
 */
export function learnMatcher(
  { lessons, vocabulary, model }: LearnTask,
  options: MatcherOptions = matcherDefaults,
): PairModel | undefined {
  const { persons, codes } = lessons
  const all = [...codes, ...Array.from({ length: personCounts }, () => persons).flat()]
  const same = all.filter(({ isSame }) => isSame).length
  if (Math.min(same, all.length - same) >= trainMin) return trainMatcher(all, vocabulary, options).model
  return persons.length < shiftMin ? undefined : shifted(persons, vocabulary, model)
}

/** Log-odds moved so that the chances of these pairs sum up to how many are the same; one pair of either kind is added as a prior. */
function shifted(lessons: readonly PairLesson[], vocabulary: Vocabulary, model: PairModel): PairModel {
  const matcher = new PairMatcher(model, vocabulary)
  const score = new Float64Array(1)
  const scores = lessons.map(({ left, right }) => {
    matcher.compare(left, [right], score)
    return score[0]!
  })
  scores.push(0, 0)
  const same = 1 + lessons.filter(({ isSame }) => isSame).length
  let [low, high] = [-shiftMost, shiftMost]
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2
    const sum = scores.reduce((total, one) => total + chanceOf(one + middle), 0)
    if (sum < same) low = middle
    else high = middle
  }
  const { names, forest, platt } = model.bag
  return { odds: model.odds, bag: new ForestBag({ names, forest, platt: { ...platt, shift: platt.shift + low } }) }
}
