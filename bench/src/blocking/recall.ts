import type { BenchRow } from '../bench.ts'
import { type Blocked, type BlockingTask, byGrams, byGramsMutually, tellsShare } from './blockers.ts'
import { recordsOf } from './records.ts'
import type { TablePair } from './tables.ts'
import { byPlainBm25, byWordTfIdf } from './yardsticks.ts'

const candidates = 10
/** Shares of long texts among which half of the gold pairs may choose. */
const shares = [0, 0.2, 0.4, 0.6, 0.8, 1]

type Gold = readonly (readonly [question: number, indexed: number])[]

/**
 * The protocol of Sparkly (Paulsen, Govind and Doan 2023, PVLDB 16(6), doi:10.14778/3583140.3583163): one table is
 * indexed, each record of the other is asked for, recall is the share of the gold pairs among the candidates. The table of
 * the gold file's first column is indexed, as there; the other way round is reported beside.
 */
export function measureRecall({ set, left, right, gold }: TablePair): BenchRow[] {
  const lefts = recordsOf(left)
  const rights = recordsOf(right)
  const turned = gold.map(([one, other]) => [other, one] as const)
  return [
    ...oneWay(`${set}, index ${left.name}`, { indexed: lefts, questions: rights, count: candidates }, turned),
    ...oneWay(`${set}, index ${right.name}`, { indexed: rights, questions: lefts, count: candidates }, gold),
  ]
}

function oneWay(set: string, task: BlockingTask, gold: Gold): BenchRow[] {
  const row = (variant: string, value: number): BenchRow => ({ set, variant, metric: 'recall@10', value, unit: '%' })
  const chosen = chosenByHalf(task, gold)
  return [
    row('yardstick: words, TF-IDF cosine', recallOf(byWordTfIdf(task), gold)),
    row('yardstick: 3-gram BM25, all text', recallOf(byPlainBm25(task, false), gold)),
    row('yardstick: 3-gram BM25, names alone', recallOf(byPlainBm25(task, true), gold)),
    row('grams', recallOf(byGrams(task), gold)),
    row('grams, both ways', recallOf(byGramsMutually(task), gold)),
    row(`grams, share ${chosen.share} by half of the pairs, on the other half`, chosen.recall),
    ...shares
      .filter((share) => share !== tellsShare)
      .map((share) => row(`grams, share ${share}`, recallOf(byGrams(task, share), gold))),
  ]
}

/** Chooses how much long texts weigh by every second pair, and measures on the others; of equals the nearest to the default. */
function chosenByHalf(task: BlockingTask, gold: Gold): { share: number; recall: number } {
  const seen = gold.filter((_, i) => i % 2 === 0)
  const tried = shares.map((share) => {
    const blocked = byGrams(task, share)
    return { share, blocked, seenRecall: recallOf(blocked, seen) }
  })
  tried.sort((a, b) => b.seenRecall - a.seenRecall || Math.abs(a.share - tellsShare) - Math.abs(b.share - tellsShare))
  return {
    share: tried[0]!.share,
    recall: recallOf(
      tried[0]!.blocked,
      gold.filter((_, i) => i % 2 === 1),
    ),
  }
}

/** The share of the pairs that are among the candidates, in percent. */
export function recallOf(blocked: Blocked, gold: Gold): number {
  const found = gold.filter(([question, indexed]) => blocked[question]!.includes(indexed))
  return (100 * found.length) / Math.max(1, gold.length)
}
