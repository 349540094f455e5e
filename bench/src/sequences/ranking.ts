import { type BlendLesson, CandidateBlend, Candidates, type ItemSource, TopK } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { hitAt, mean, ndcgAt, percentile } from '../metrics.ts'
import type { Question } from './questions.ts'

const listLength = 20
const cutoffs = [5, 10, 20]
/** Items that the blend takes from each source. */
const perSource = 60

/** Writes the best items for a history, best first, into `out`. @returns how many */
export type Ranker = (history: Uint32Array, out: Uint32Array) => number

/** Ranks by one source alone; where it knows too few, the most popular follow. */
export function rankerOf(source: ItemSource, frequencies: Uint32Array): Ranker {
  const scores = new Float64Array(frequencies.length)
  const best = new TopK(listLength)
  return (history, out) => {
    source(history, scores.fill(0))
    for (const item of history) scores[item] = Number.NEGATIVE_INFINITY
    for (let item = 0; item < scores.length; item++) {
      const score = scores[item]!
      if (score === Number.NEGATIVE_INFINITY) continue
      best.offer(item, score > 0 ? score : -1 / (1 + frequencies[item]!))
    }
    return best.drain(out)
  }
}

/** What the blend chooses from: the best of each source, in the order of the sources. */
export function candidatesOf(sources: Iterable<ItemSource>, itemCount: number): Candidates {
  return new Candidates([...sources], { itemCount, perSource })
}

/** Ranks by what was learned of the same sources in the same order, on whatever they were fitted then. */
export function blendRanker(sources: Iterable<ItemSource>, lesson: BlendLesson, itemCount: number): Ranker {
  const blend = new CandidateBlend(candidatesOf(sources, itemCount), lesson, { countMax: listLength })
  return (history, out) => blend.rank(history, out)
}

/** Asks every question, one after the other, and gives the rows of the metrics and of the time an answer takes. */
export function measure(
  { set, variant }: { set: string; variant: string },
  ranker: Ranker,
  questions: readonly Question[],
): BenchRow[] {
  const out = new Uint32Array(listLength)
  const times = new Float64Array(questions.length)
  const lists = questions.map(({ history }, index) => {
    const started = performance.now()
    const count = ranker(history, out)
    times[index] = performance.now() - started
    return [...out.subarray(0, count)]
  })
  const relevant = questions.map(({ next }) => new Set([next]))
  const over = (metric: typeof hitAt, k: number): number =>
    mean(lists.map((list, index) => metric(list, relevant[index]!, k)))
  const row = (metric: string, value: number, unit = ''): BenchRow => ({ set, variant, metric, value, unit })
  return [
    ...cutoffs.map((k) => row(`HR@${k}`, over(hitAt, k))),
    ...cutoffs.map((k) => row(`NDCG@${k}`, over(ndcgAt, k))),
    row('p50', percentile(times, 50), 'ms'),
    row('p99', percentile(times, 99), 'ms'),
  ]
}
