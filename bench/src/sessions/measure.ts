import type { NextInSession, SessionSignal } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { hitAt, mean, median, percentile, reciprocalRankAt } from '../metrics.ts'
import type { Question } from './read.ts'

const k = 20
const timedMax = 3_000

type Scores = { readonly hits: number[]; readonly reciprocals: number[] }

/** Variant -> the signal that it ranks by alone. */
export const singles: Readonly<Record<string, SessionSignal>> = {
  transitions: 'next',
  'session-knn': 'near',
  'session-knn-unordered': 'alike',
  'windowed-forward': 'forward',
  'windowed-backward': 'backward',
  'two-hops': 'hops',
  'pair-transitions': 'pair',
  repeats: 'repeat',
}

/** HR@20 and MRR@20 of everything that can answer, each question on its own. */
export function measure(set: string, model: NextInSession, questions: readonly Question[]): BenchRow[] {
  const out = new Uint32Array(k)
  const popular = [...mostClicked(model)]
  const scores = new Map<string, Scores>()
  const note = (variant: string, ranked: readonly number[], next: number): void => {
    const sums = scores.get(variant) ?? { hits: [], reciprocals: [] }
    scores.set(variant, sums)
    const relevant = new Set([next])
    sums.hits.push(hitAt(ranked, relevant, k))
    sums.reciprocals.push(reciprocalRankAt(ranked, relevant, k))
  }
  for (const question of questions) {
    note('popularity', popular, question.next)
    model.ask(question)
    for (const [variant, signal] of Object.entries(singles))
      note(variant, [...out.subarray(0, model.rankedBy(signal, out))], question.next)
    note('blend', [...out.subarray(0, model.answer(question, out))], question.next)
  }
  return [...scores].flatMap(([variant, { hits, reciprocals }]) => [
    { set, variant, metric: 'HR@20', value: mean(hits), unit: '' },
    { set, variant, metric: 'MRR@20', value: mean(reciprocals), unit: '' },
  ])
}

/**
 * p50 and p99 of the blend's answers in process, over at most 3,000 questions spread evenly. A question is asked three times
 * and its middle time counts, so that what other programs of the machine take is not charged to it.
 */
export function timed(set: string, model: NextInSession, questions: readonly Question[]): BenchRow[] {
  const out = new Uint32Array(k)
  const every = Math.max(1, Math.ceil(questions.length / timedMax))
  const asked = questions.filter((_, i) => i % every === 0)
  const once = (question: Question): number => {
    const started = performance.now()
    model.answer(question, out)
    return performance.now() - started
  }
  for (const question of asked.slice(0, 500)) once(question) // the first answers are slower: code is compiled
  const milliseconds = asked.map((question) => median([once(question), once(question), once(question)]))
  const row = (p: number): BenchRow => {
    return { set, variant: 'blend', metric: `p${p}`, value: percentile(milliseconds, p), unit: 'ms' }
  }
  return [row(50), row(99)]
}

function mostClicked(model: NextInSession): Uint32Array {
  const counted = Array.from({ length: model.items }, (_, item) => item)
  counted.sort((a, b) => model.countOf(b) - model.countOf(a) || a - b)
  return Uint32Array.from(counted.slice(0, k))
}
