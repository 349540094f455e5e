import { writeFileSync } from 'node:fs'
import { matchTextOf, readAttributes, vetoesBetween } from '@nunchi/engine'
import { type MadeUpPair, madeUpPairs } from '@nunchi/engine/sim'
import {
  DifferenceOdds,
  type MatcherOptions,
  matcherDefaults,
  matcherFile,
  type PairLesson,
  PairMatcher,
  type PairModel,
  parseMatcher,
  readMatchText,
  trainMatcher,
  Vocabulary,
} from '@nunchi/kernel'
import type { Bench, BenchRow } from '../bench.ts'
import { f1At } from '../matching/f1.ts'
import { type KoreanPair, koreanPairs } from '../matching/korean-pairs.ts'

const lessonsMax = 12_000
const heldMax = 4_000
/** A pair that was written by hand counts as so many made-up ones. */
const koreanCounts = 8
/** As the matcher asks persons by default. */
const [greyFrom, greyTo] = [0.35, 0.75]
/** Small forests: the file is part of the program. Measured: twice the trees are no better on pairs that were held back. */
const options: MatcherOptions = {
  ...matcherDefaults,
  parts: 2,
  trees: { ...matcherDefaults.trees, trees: 60, leavesMax: 12 },
}
/** What a difference says below this is noise, and would make the file a megabyte. */
const oddsMin = 0.06

/** Teaches the matcher that the program comes with, and measures it on pairs that were held back. */
export const bench: Bench = {
  name: 'shipped-matcher',
  says: 'the matcher that the program comes with: F1 and calibration on made-up pairs that it did not see',
  flags: {
    write: 'teach it anew and write it to packages/engine/src/decide/match/shipped-model.ts',
    smoke: 'few pairs',
  },
  run: async ({ seed, own, progress }) => {
    const count = own.smoke ? 1_500 : lessonsMax
    const held = own.smoke ? 500 : heldMax
    const vocabulary = new Vocabulary()
    const pairs = readPairs(madeUpPairs((count + held) * 4, seed), vocabulary, count + held)
    const korean = koreanPairs()
    const [train, valid] = [korean.train, korean.valid].map((part) => readPairs(part.map(pairOf), vocabulary))
    const lessons = [...pairs.slice(0, -held), ...Array.from({ length: koreanCounts }, () => train!).flat()].filter(
      ({ isVetoed }) => !isVetoed,
    )
    progress(`${lessons.length} pairs to learn from`)
    const model = small(trainMatcher(lessons, vocabulary, { ...options, seed }).model)
    const text = JSON.stringify(matcherFile(model))
    if (own.write) write(text)
    const read = parseMatcher(JSON.parse(text))
    const rows = [
      ...measure('synthetic, held back', read, vocabulary, pairs.slice(-held)),
      ...measure('Korean pairs, valid', read, vocabulary, valid!),
    ]
    return { rows: [...rows, { ...row('file', 'size', text.length / 1000), unit: 'KB' }], notes }
  },
}

const notes = [
  'Synthetic: made-up offers of the demo town. Korean pairs: written for this project (bench korean-pairs), by family; only their',
  'train part teaches. Pairs that vetoes tell apart teach nothing, and count as different.',
]

/** What vetoes keep apart is never asked of the trees, and teaches them nothing. */
type Lesson = PairLesson & { readonly isVetoed: boolean }

function readPairs(pairs: Iterable<MadeUpPair>, vocabulary: Vocabulary, most = Number.POSITIVE_INFINITY): Lesson[] {
  const lessons: Lesson[] = []
  for (const { one, other, isSame } of pairs) {
    if (lessons.length === most) break
    const values = [readAttributes(one), readAttributes(other)] as const
    const isVetoed = vetoesBetween(...values).length > 0
    const [left, right] = [one, other].map((offer, i) => {
      const record = readMatchText(matchTextOf(offer, values[i]!), vocabulary)
      vocabulary.count(record.title)
      return record
    })
    lessons.push({ left: left!, right: right!, isSame, isVetoed })
  }
  return lessons
}

function pairOf({ left, right, label }: KoreanPair): MadeUpPair {
  return { one: offerOf(left), other: offerOf(right), isSame: label === 1 }
}

function offerOf({ title = '', brand, price, mall = '' }: KoreanPair['left']): MadeUpPair['one'] {
  const priceMinor = Number(price) as MadeUpPair['one']['priceMinor']
  return { mall, key: title, title, brand, priceMinor, categoryPath: [], attributes: {}, inStock: true }
}

function small({ odds, bag }: PairModel): PairModel {
  const weights = odds.weights.map((weight) => (Math.abs(weight) < oddsMin ? 0 : weight))
  return { bag, odds: new DifferenceOdds({ weights, besides: odds.besides, shift: odds.shift }) }
}

function write(text: string): void {
  const quoted = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const file = `/** Made by \`npm run bench -- shipped-matcher --write\`: do not edit. */\nexport const shippedModel =\n  ${quoted}\n`
  writeFileSync('packages/engine/src/decide/match/shipped-model.ts', file)
}

function measure(set: string, model: PairModel, vocabulary: Vocabulary, held: readonly Lesson[]): BenchRow[] {
  const matcher = new PairMatcher(model, vocabulary)
  const score = new Float64Array(1)
  const scores = held.map(({ left, right, isVetoed }) => {
    matcher.compare(left, [right], score)
    return isVetoed ? Number.NEGATIVE_INFINITY : score[0]!
  })
  const labels = held.map(({ isSame }) => Number(isSame))
  const { f1, precision, recall } = f1At(scores, labels, 0)
  const asked = held.flatMap(({ isVetoed }, i) =>
    isVetoed ? [] : [{ chance: 1 / (1 + Math.exp(-scores[i]!)), label: labels[i]! }],
  )
  const brier = asked.reduce((sum, { chance, label }) => sum + (chance - label) ** 2, 0) / asked.length
  const grey = asked.filter(({ chance }) => chance >= greyFrom && chance <= greyTo).length / held.length
  return [
    row(set, 'F1', f1 * 100),
    row(set, 'precision', precision * 100),
    row(set, 'recall', recall * 100),
    row(set, 'vetoed', (100 * (held.length - asked.length)) / held.length),
    row(set, 'in the grey band', grey * 100),
    { ...row(set, 'Brier score', brier), unit: '' },
  ]
}

function row(set: string, metric: string, value: number): BenchRow {
  return { set, variant: 'shipped', metric, value, unit: '%' }
}
