import type { Bench, BenchRow } from '../bench.ts'
import { bestThreshold, f1At } from '../matching/f1.ts'
import { type KoreanPair, koreanPairs } from '../matching/korean-pairs.ts'

/** How far shared words come on our own Korean pairs: what a matcher has to beat by reading what the words mean. */
export const bench: Bench = {
  name: 'korean-pairs',
  says: 'how hard our own labelled pairs of Korean offers are: F1 of shared words, each as heavy as it is rare',
  run: async () => {
    const { train, valid, test } = koreanPairs()
    const lessons = [...train, ...valid]
    const score = likenessIn([...lessons, ...test])
    const labels = test.map(({ label }) => label)
    const threshold = bestThreshold(
      lessons.map(score),
      lessons.map(({ label }) => label),
    )
    const rows = [
      ...rowsOf('baseline shared words', test.map(score), labels, threshold),
      ...rowsOf(
        'baseline all the same',
        labels.map(() => 1),
        labels,
        1,
      ),
    ]
    return { rows, notes: [`threshold from ${lessons.length} pairs, F1 in percent on ${test.length} pairs.`] }
  },
}

function rowsOf(variant: string, scores: readonly number[], labels: readonly number[], threshold: number): BenchRow[] {
  const found = f1At(scores, labels, threshold)
  const row = (metric: string, share: number): BenchRow => ({
    set: 'korean pairs',
    variant,
    metric,
    value: share * 100,
    unit: '%',
  })
  return [row('F1', found.f1), row('precision', found.precision), row('recall', found.recall)]
}

/** The cosine of two offers over the words of title and brand, weighed by how few of all offers hold them. */
function likenessIn(pairs: readonly KoreanPair[]): (pair: KoreanPair) => number {
  const offers = new Map(
    pairs.flatMap(({ left, right }) => [left, right]).map((offer) => [offer.title, wordsOf(offer)]),
  )
  const holders = new Map<string, number>()
  for (const words of offers.values()) for (const word of words) holders.set(word, (holders.get(word) ?? 0) + 1)
  const squares = (words: Iterable<string>): number =>
    [...words].reduce((sum, word) => sum + Math.log(offers.size / holders.get(word)!) ** 2, 0)
  return ({ left, right }) => {
    const [one, other] = [wordsOf(left), wordsOf(right)]
    const shared = [...one].filter((word) => other.has(word))
    return squares(shared) / Math.sqrt(squares(one) * squares(other))
  }
}

function wordsOf({ title, brand = '' }: KoreanPair['left']): ReadonlySet<string> {
  return new Set(
    `${title} ${brand}`
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+(?:\.\d+)?/gu),
  )
}
