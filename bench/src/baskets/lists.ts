import { SparseScores, TopK } from '@nunchi/kernel'
import { hitAt, mean, ndcgAt, ndcgWholeAt, percentile, recallAt } from '../metrics.ts'

export const listLength = 20

/** Adds a model's scores for one user. */
export type Scorer = (user: number, into: SparseScores) => void
/** Gives a user's list, best first. */
export type Lister = (user: number) => number[]

/** The best `listLength` of what a scorer scores, ties to the lower item. */
export function listerOf(scorer: Scorer): Lister {
  const scores = new SparseScores()
  const top = new TopK(listLength)
  const found = new Uint32Array(listLength)
  return (user) => {
    scores.reset()
    top.reset()
    scorer(user, scores)
    for (let place = 0; place < scores.count; place++) top.offer(scores.touched[place]!, scores.scores[place]!)
    return [...found.subarray(0, top.drain(found))]
  }
}

/** By user: each metric of their list. */
export type Measured = {
  readonly users: readonly number[]
  readonly metrics: Readonly<Record<string, readonly number[]>>
  readonly ms: readonly number[]
}

const formulas = {
  'recall@10': (list: number[], next: ReadonlySet<number>) => recallAt(list, next, 10),
  'NDCG@10': (list: number[], next: ReadonlySet<number>) => ndcgWholeAt(list, next, 10),
  'PHR@10': (list: number[], next: ReadonlySet<number>) => hitAt(list, next, 10),
  'recall@20': (list: number[], next: ReadonlySet<number>) => recallAt(list, next, 20),
  'NDCG@20': (list: number[], next: ReadonlySet<number>) => ndcgWholeAt(list, next, 20),
  'PHR@20': (list: number[], next: ReadonlySet<number>) => hitAt(list, next, 20),
  'NDCG@10 cut': (list: number[], next: ReadonlySet<number>) => ndcgAt(list, next, 10),
} as const

/** Asks for every user's list and compares it with the basket that came next. */
export function measure(
  lister: Lister,
  users: readonly number[],
  nextOf: (user: number) => ReadonlySet<number>,
): Measured {
  const metrics: Record<string, number[]> = Object.fromEntries(Object.keys(formulas).map((name) => [name, []]))
  const ms: number[] = []
  for (const user of users) {
    const started = performance.now()
    const list = lister(user)
    ms.push(performance.now() - started)
    for (const [name, formula] of Object.entries(formulas)) metrics[name]!.push(formula(list, nextOf(user)))
  }
  return { users, metrics, ms }
}

/** What models are chosen by: recall and NDCG, alike. */
export function worth({ metrics }: Measured): number {
  return mean(metrics['recall@10']!) + mean(metrics['NDCG@10']!)
}

/** The figures of one variant: means over users, and the time an answer takes. */
export function figuresOf({ metrics, ms }: Measured): [metric: string, value: number, unit: string][] {
  return [
    ...Object.entries(metrics).map(([name, values]): [string, number, string] => [name, mean(values), '']),
    ['p50', percentile(ms, 50), 'ms'],
    ['p99', percentile(ms, 99), 'ms'],
  ]
}
