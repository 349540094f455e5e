import { Vocabulary } from '@nunchi/kernel'
import { pairOf, readPairs, scoresOf, teachShipped } from '../shipped-matcher/teach.ts'
import { bestThreshold, type F1, f1At } from './f1.ts'
import { type KoreanPair, koreanPairs } from './korean-pairs.ts'
import type { LabelledPair, PairRecord, PairSet, Split } from './pair-files.ts'

export type KoreanAsk = { readonly seeds: readonly number[]; readonly asked: Split; readonly madeUp: number }

/**
 * The program as it is shipped on our own Korean pairs, once a seed: attributes are read, vetoes tell apart, forests taught with made-up
 * offers and the training pairs score the rest, and the threshold is the best on the validation pairs. Beside it the vetoes alone.
 */
export function judgeKorean({ seeds, asked, madeUp }: KoreanAsk): [variant: string, F1][] {
  const parts = koreanPairs()
  const vocabulary = new Vocabulary()
  const [valid, questions] = [parts.valid, parts[asked]].map((part) => readPairs(part.map(pairOf), vocabulary))
  const labelsOf = (pairs: readonly KoreanPair[]): number[] => pairs.map(({ label }) => label)
  const labels = labelsOf(parts[asked])
  const vetoes = questions!.map(({ isVetoed }) => (isVetoed ? 0 : 1))
  const judged = seeds.flatMap((seed): [string, F1][] => {
    const { model } = teachShipped(parts.train, { lessons: madeUp, held: 0 }, seed)
    const threshold = bestThreshold(scoresOf(model, vocabulary, valid!), labelsOf(parts.valid))
    const scores = scoresOf(model, vocabulary, questions!)
    return [
      ['shipped: vetoes and forests', f1At(scores, labels, threshold)],
      ['shipped, at even odds', f1At(scores, labels, 0)],
    ]
  })
  return [
    ...judged,
    ['vetoes alone', f1At(vetoes, labels, 1)],
    [
      'baseline all the same',
      f1At(
        labels.map(() => 1),
        labels,
        1,
      ),
    ],
  ]
}

/** The Korean pairs as a set like any other, for what sees nothing but texts. */
export function koreanPairSet(): PairSet {
  const parts = koreanPairs()
  const records: PairRecord[] = []
  const numbers = new Map<string, number>()
  const numberOf = (offer: KoreanPair['left']): number => {
    const { title = '', brand = '', price = '', mall = '' } = offer
    const known = numbers.get(`${mall}\n${title}`)
    if (known !== undefined) return known
    numbers.set(`${mall}\n${title}`, records.length)
    return records.push({ isLeft: true, columns: new Map(Object.entries({ title, brand, price })) }) - 1
  }
  const pairsOf = (part: readonly KoreanPair[]): LabelledPair[] =>
    part.map(({ left, right, label }) => ({ left: numberOf(left), right: numberOf(right), isSame: label === 1 }))
  const pairs = { train: pairsOf(parts.train), valid: pairsOf(parts.valid), test: pairsOf(parts.test) }
  return { name: 'korean', records, pairs, isSided: false }
}
