import { fitTransitions, type ItemSource, type TuneSpace, tune } from '@nunchi/kernel'
import { mean, ndcgOfPlace } from '../metrics.ts'
import type { Question } from './questions.ts'
import {
  type Counted,
  contentSource,
  fitVectors,
  type Settings,
  settingsStart,
  type TransitionSettings,
  transitionSource,
  type VectorSettings,
  vectorSource,
} from './sources.ts'

const k = 10
const exponents = [0, 0.25, 0.5, 0.75, 1, 1.5]

const transitionSpace: TuneSpace<TransitionSettings> = {
  backward: [0, 0.1, 0.2, 0.35, 0.5, 0.75, 1],
  power: [0.4, 0.5, 0.6, 0.8, 1, 1.25],
  fromPower: [0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1],
  toPower: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
  recency: exponents,
  gapDecay: exponents,
  window: [3, 5, 10, 20],
  lengthPower: [0, 0.25, 0.5, 0.75],
  shrink: [0, 2, 5, 10, 20, 40],
}
const popularities = [0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7]
const contentSpace = {
  popularity: popularities,
  candidatePower: [0, 0.25, 0.5, 0.75, 1],
  recency: exponents,
  rarity: [0.5, 0.75, 1, 1.25, 1.5],
}
const vectorSpace: TuneSpace<VectorSettings> = { popularity: popularities, recency: exponents }

/** Calls of the score that each source may cost on the sample, and afterwards, for the cheapest, on all questions. */
const budgets = { transitions: 100, content: 24, vectors: 10, transitionsOnAll: 20 }

/**
 * Chooses each source's settings by NDCG@10 on questions whose answers are in nothing that was counted: first on a sample of
 * them, then, for the transitions, which decide most, on all.
 */
export function tuneSettings(
  counted: Counted,
  questions: readonly Question[],
  { sampleSize, seed }: { readonly sampleSize: number; readonly seed: number },
): Settings {
  const { pairs, frequencies } = counted
  const sample = questions.slice(0, sampleSize)
  const scoreTransitions = (asked: readonly Question[]) => (settings: TransitionSettings) =>
    quality(transitionSource(fitTransitions(pairs, frequencies, settings), settings.recency), asked, frequencies.length)
  const rough = tune(transitionSpace, {
    start: settingsStart.transitions,
    score: scoreTransitions(sample),
    evaluationsMax: budgets.transitions,
  })
  const fine = tune(transitionSpace, {
    start: rough.best,
    score: scoreTransitions(questions),
    evaluationsMax: budgets.transitionsOnAll,
  })
  const { lastMax, ...contentStart } = settingsStart.content
  const content = tune(contentSpace, {
    start: contentStart,
    score: (options) => quality(contentSource(counted, { ...options, lastMax }), sample, frequencies.length),
    evaluationsMax: budgets.content,
  })
  const fitted = fitVectors(counted, seed)
  const vectors = tune(vectorSpace, {
    start: settingsStart.vectors,
    score: (options) => quality(vectorSource(fitted, frequencies, options), sample, frequencies.length),
    evaluationsMax: budgets.vectors,
  })
  return { transitions: fine.best, content: { ...content.best, lastMax }, vectors: vectors.best }
}

/** Mean NDCG@10 of what one source ranks: of equals the lower item first, and nothing for what it does not know. */
function quality(source: ItemSource, questions: readonly Question[], itemCount: number): number {
  const scores = new Float64Array(itemCount)
  return mean(
    questions.map(({ history, next }) => {
      source(history, scores.fill(0))
      for (const item of history) scores[item] = 0
      return ndcgOfPlace(placeOf(scores, next), k)
    }),
  )
}

/** The place from 1 of an item by its score; Infinity for one that scores nothing. */
function placeOf(scores: Float64Array, item: number): number {
  const own = scores[item]!
  if (!(own > 0)) return Number.POSITIVE_INFINITY
  let place = 1
  for (let other = 0; other < scores.length; other++)
    if (scores[other]! > own || (scores[other] === own && other < item)) place += 1
  return place
}
