import type { NextInSession, SessionSignal } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { hitAt, mean, percentile, reciprocalRankAt } from '../metrics.ts'
import type { Question } from './read.ts'

const k = 20

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

/** Writes an answer, best first. @returns how many */
type Answer = (question: Question, out: Uint32Array) => number

/** HR@20 and MRR@20 of everything that can answer, each question on its own; of the blend the time of an answer too. */
export function measure(set: string, model: NextInSession, questions: readonly Question[]): BenchRow[] {
  const popular = mostClicked(model)
  const rows = scored({ set, variant: 'popularity', questions }, (_, out) => {
    out.set(popular)
    return popular.length
  })
  for (const [variant, signal] of Object.entries(singles))
    rows.push(...scored({ set, variant, questions }, (question, out) => model.answerBy(signal, question, out)))
  const untimed = rows.filter(({ unit }) => unit !== 'ms') // singles come out of the same table as the blend
  return [...untimed, ...scored({ set, variant: 'blend', questions }, (question, out) => model.answer(question, out))]
}

/** p50 and p99 of answers, in process, without any measure of how right they are. */
export function timed(set: string, model: NextInSession, questions: readonly Question[]): BenchRow[] {
  return scored({ set, variant: 'blend', questions }, (question, out) => model.answer(question, out)).filter(
    ({ unit }) => unit === 'ms',
  )
}

function scored(
  { set, variant, questions }: { set: string; variant: string; questions: readonly Question[] },
  answer: Answer,
): BenchRow[] {
  const out = new Uint32Array(k)
  const milliseconds = new Float64Array(questions.length)
  const hits: number[] = []
  const reciprocals: number[] = []
  questions.forEach((question, i) => {
    const started = performance.now()
    const count = answer(question, out)
    milliseconds[i] = performance.now() - started
    const ranked = [...out.subarray(0, count)]
    const relevant = new Set([question.next])
    hits.push(hitAt(ranked, relevant, k))
    reciprocals.push(reciprocalRankAt(ranked, relevant, k))
  })
  const row = (metric: string, value: number, unit = ''): BenchRow => ({ set, variant, metric, value, unit })
  return [
    row('HR@20', mean(hits)),
    row('MRR@20', mean(reciprocals)),
    row('p50', percentile(milliseconds, 50), 'ms'),
    row('p99', percentile(milliseconds, 99), 'ms'),
  ]
}

function mostClicked(model: NextInSession): Uint32Array {
  const counted = Array.from({ length: model.items }, (_, item) => item)
  counted.sort((a, b) => model.countOf(b) - model.countOf(a) || a - b)
  return Uint32Array.from(counted.slice(0, k))
}
