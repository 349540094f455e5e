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
/** Words are only asked for where it is in doubt: they may not turn round what it is sure of. */
const shiftMost = 1.5
const steps = 40
/** Parts of the words of persons, each of which is answered for by a shift learned from the others. */
const shiftParts = 5

/** `model`: what the program comes with, whatever was learned before. */
export type LearnTask = { readonly lessons: MatchLessons; readonly vocabulary: Vocabulary; readonly model: PairModel }

/** What was learned, and how it does on lessons that it did not see. */
export type LearnedMatcher = {
  readonly model: PairModel
  /** New forests, a shift of all log-odds, or the model as it was, as neither is better beyond chance. */
  readonly how: 'forests' | 'shift' | 'none'
  /** Lessons by whom they are from. */
  readonly persons: number
  readonly codes: number
  /** Mean logarithmic loss, in nats, of the model as it was and of this one. A person's word counts thrice. */
  readonly lossBefore: number
  readonly loss: number
}

type Weighed = PairLesson & { readonly weight: number }

/**
 * Learns from what persons and GTINs said: with 200 lessons of either kind new forests, with 20 words of persons a shift of all log-odds
 * that makes the chances right on these pairs (a shift alone, as persons are only asked where it is unsure). Each is judged on lessons
 * that it was not taught with, and the better one is taken where it beats the model as it was by more than the standard error.
 * 1 s for 2,000 lessons. Deterministic for a seed.
 * @returns undefined for too little to learn from
 */
export function learnMatcher(
  { lessons: { persons, codes }, vocabulary, model }: LearnTask,
  options: MatcherOptions = matcherDefaults,
): LearnedMatcher | undefined {
  const lessons: Weighed[] = [
    ...persons.map((lesson) => ({ ...lesson, weight: personCounts })),
    ...codes.map((lesson) => ({ ...lesson, weight: 1 })),
  ]
  const before = scoresOf(lessons, vocabulary, model)
  const ways = [() => shifted(persons, before, model), () => trained(lessons, vocabulary, options)].flatMap(
    (way) => way() ?? [],
  )
  if (ways.length === 0) return undefined
  const lossBefore = compared(lessons, before, before).loss
  const none = { model, how: 'none', loss: lossBefore, lead: 0 } as const
  const judged = ways.map(({ scores, ...way }) => ({ ...way, ...compared(lessons, before, scores) }))
  const best = judged.reduce<(typeof judged)[number] | typeof none>((a, b) => (b.lead > a.lead ? b : a), none)
  const { model: learned, how, loss } = best
  return { model: learned, how, persons: persons.length, codes: codes.length, lossBefore, loss }
}

/** A model, and the log-odds of each lesson by one that did not see it. */
type Way = { readonly model: PairModel; readonly how: 'forests' | 'shift'; readonly scores: ArrayLike<number> }

function trained(lessons: readonly Weighed[], vocabulary: Vocabulary, options: MatcherOptions): Way | undefined {
  const copies = lessons.flatMap((lesson) => Array<Weighed>(lesson.weight).fill(lesson))
  const firsts = lessons.flatMap(({ weight }) => Array.from({ length: weight }, (_, copy) => copy === 0))
  const same = copies.filter(({ isSame }) => isSame).length
  if (Math.min(same, copies.length - same) < trainMin) return undefined
  const { model, outOfPart } = trainMatcher(copies, vocabulary, options)
  return { model, how: 'forests', scores: outOfPart.filter((_, copy) => firsts[copy]) }
}

/** @param before log-odds of all lessons, those of persons first */
function shifted(persons: readonly PairLesson[], before: Float64Array, model: PairModel): Way | undefined {
  if (persons.length < shiftMin) return undefined
  const shiftWithout = (part: number) => {
    const inside = Array.from(persons.keys()).filter((i) => i % shiftParts !== part)
    return shiftOf(
      inside.map((i) => persons[i]!),
      inside.map((i) => before[i]!),
    )
  }
  const shifts = Array.from({ length: shiftParts }, (_, part) => shiftWithout(part))
  const whole = shiftWithout(-1)
  const scores = before.map((score, i) => score + (i < persons.length ? shifts[i % shiftParts]! : whole))
  const { names, forest, platt } = model.bag
  const bag = new ForestBag({ names, forest, platt: { ...platt, shift: platt.shift + whole } })
  return { model: { odds: model.odds, bag }, how: 'shift', scores }
}

/** What moves log-odds so that the chances of these pairs sum up to how many are the same; one pair of either kind is added as a prior. */
function shiftOf(lessons: readonly PairLesson[], scores: readonly number[]): number {
  const same = 1 + lessons.filter(({ isSame }) => isSame).length
  let [low, high] = [-shiftMost, shiftMost]
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2
    const sum = [...scores, 0, 0].reduce((total, one) => total + chanceOf(one + middle), 0)
    if (sum < same) low = middle
    else high = middle
  }
  return low
}

function scoresOf(lessons: readonly PairLesson[], vocabulary: Vocabulary, model: PairModel): Float64Array {
  const matcher = new PairMatcher(model, vocabulary)
  const score = new Float64Array(1)
  return Float64Array.from(lessons, ({ left, right }) => {
    matcher.compare(left, [right], score)
    return score[0]!
  })
}

/** The mean loss by `scores`, and by how much it is less than that of `before` beyond the standard error of their difference. */
function compared(
  lessons: readonly Weighed[],
  before: ArrayLike<number>,
  scores: ArrayLike<number>,
): { readonly loss: number; readonly lead: number } {
  const lossOf = (isSame: boolean, score: number) => -Math.log(Math.max(1e-9, chanceOf(isSame ? score : -score)))
  const weights = lessons.reduce((sum, { weight }) => sum + weight, 0)
  const losses = lessons.map(({ isSame }, i) => lossOf(isSame, scores[i]!))
  const gains = lessons.map(({ isSame }, i) => lossOf(isSame, before[i]!) - losses[i]!)
  const mean = (of: readonly number[]) => lessons.reduce((sum, { weight }, i) => sum + weight * of[i]!, 0) / weights
  const gain = mean(gains)
  const squares = lessons.reduce((sum, { weight }, i) => sum + (weight * (gains[i]! - gain)) ** 2, 0)
  return { loss: mean(losses), lead: gain - Math.sqrt(squares) / weights }
}
