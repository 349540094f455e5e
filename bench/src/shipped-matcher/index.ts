import { writeFileSync } from 'node:fs'
import { matchTextOf, readAttributes, vetoesBetween } from '@nunchi/engine'
import { madeUpPairs } from '@nunchi/engine/sim'
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

const lessonsMax = 12_000
const heldMax = 4_000
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
    const pairs = lessonsOf(vocabulary, count + held, seed)
    const lessons = pairs.slice(0, -held)
    progress(`${lessons.length} pairs to learn from`)
    const model = small(trainMatcher(lessons, vocabulary, { ...options, seed }).model)
    const text = JSON.stringify(matcherFile(model))
    if (own.write) write(text)
    const rows = measure(parseMatcher(JSON.parse(text)), vocabulary, pairs.slice(-held))
    return { rows: [...rows, row('size', text.length / 1000, 'KB')], notes }
  },
}

const notes = [
  'Synthetic: made-up offers of the demo town; pairs that vetoes tell apart are left out, as the matcher never asks the trees about them.',
]

/** Pairs as the trees meet them: without those that vetoes keep apart. */
function lessonsOf(vocabulary: Vocabulary, count: number, seed: number): PairLesson[] {
  const lessons: PairLesson[] = []
  for (const { one, other, isSame } of madeUpPairs(count * 4, seed)) {
    if (lessons.length === count) break
    const values = [readAttributes(one), readAttributes(other)] as const
    if (vetoesBetween(...values).length > 0) continue
    const [left, right] = [one, other].map((offer, i) => {
      const record = readMatchText(matchTextOf(offer, values[i]!), vocabulary)
      vocabulary.count(record.title)
      return record
    })
    lessons.push({ left: left!, right: right!, isSame })
  }
  return lessons
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

function measure(model: PairModel, vocabulary: Vocabulary, held: readonly PairLesson[]): BenchRow[] {
  const matcher = new PairMatcher(model, vocabulary)
  const score = new Float64Array(1)
  const scores = held.map(({ left, right }) => {
    matcher.compare(left, [right], score)
    return score[0]!
  })
  const chances = scores.map((one) => 1 / (1 + Math.exp(-one)))
  const { f1, precision, recall } = f1At(
    scores,
    held.map(({ isSame }) => Number(isSame)),
    0,
  )
  const brier = chances.reduce((sum, chance, i) => sum + (chance - Number(held[i]!.isSame)) ** 2, 0) / held.length
  const grey = chances.filter((chance) => chance >= 0.35 && chance <= 0.75).length / held.length
  return [
    row('F1', f1 * 100, '%'),
    row('precision', precision * 100, '%'),
    row('recall', recall * 100, '%'),
    row('Brier score', brier, ''),
    row('in the grey band', grey * 100, '%'),
  ]
}

function row(metric: string, value: number, unit: string): BenchRow {
  return { set: 'synthetic, held back', variant: 'shipped', metric, value, unit }
}
