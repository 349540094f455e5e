import { type MatchRecord, PairMatcher } from '@nunchi/kernel'
import type { Split } from './pair-files.ts'
import type { Pipeline, ReadSet } from './pipeline.ts'

const candidates = 10
const rounds = 5

/**
 * Microseconds a pair takes, features and forests, when a record is compared with ten at a time as in use; the best of a few
 * rounds over the records of a split, in this process, after it is warm.
 */
export function microsecondsAPair({ set, records, vocabulary }: ReadSet, { model }: Pipeline, split: Split): number {
  const matcher = new PairMatcher(model, vocabulary)
  const lefts = [...new Set(set.pairs[split].map(({ left }) => left))]
  const rights = set.pairs[split].map(({ right }) => records[right])
  const tens = lefts.map((_, i) =>
    Array.from({ length: candidates }, (_, j): MatchRecord => rights[(i * candidates + j) % rights.length]),
  )
  const scores = new Float64Array(candidates)
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const from = performance.now()
    for (const [i, left] of lefts.entries()) matcher.compare(records[left], tens[i], scores)
    best = Math.min(best, performance.now() - from)
  }
  return (best * 1000) / (lefts.length * candidates)
}
