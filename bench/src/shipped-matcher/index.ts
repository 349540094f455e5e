import { writeFileSync } from 'node:fs'
import { matcherFile, type PairModel, parseMatcher, type Vocabulary } from '@nunchi/kernel'
import type { Bench, BenchRow } from '../bench.ts'
import { f1At } from '../matching/f1.ts'
import { koreanPairs } from '../matching/korean-pairs.ts'
import { type Counts, type Lesson, pairOf, readPairs, scoresOf, teachShipped } from './teach.ts'

const whole: Counts = { lessons: 12_000, held: 4_000 }
const few: Counts = { lessons: 1_500, held: 500 }
/** As the matcher asks persons by default. */
const [greyFrom, greyTo] = [0.35, 0.75]

/** Teaches the matcher that the program comes with, and measures it on pairs that were held back. */
export const bench: Bench = {
  name: 'shipped-matcher',
  says: 'the matcher that the program comes with: F1 and calibration on made-up pairs that it did not see',
  flags: {
    write: 'teach it anew and write it to packages/engine/src/decide/match/shipped-model.ts',
    smoke: 'few pairs',
  },
  run: async ({ seed, own, progress }) => {
    const { train, valid, later } = koreanPairs()
    progress('teaching')
    const { model, held, vocabulary } = teachShipped(train, own.smoke ? few : whole, seed)
    const text = JSON.stringify(matcherFile(model))
    if (own.write) write(text)
    const read = parseMatcher(JSON.parse(text))
    const rows = [
      ...measure('synthetic, held back', read, vocabulary, held),
      ...measure('Korean pairs, valid', read, vocabulary, readPairs(valid.map(pairOf), vocabulary)),
      ...measure('Korean pairs, later', read, vocabulary, readPairs(later.map(pairOf), vocabulary)),
    ]
    return { rows: [...rows, { ...row('file', 'size', text.length / 1000), unit: 'KB' }], notes }
  },
}

const notes = [
  'Synthetic: made-up offers of the demo town. Korean pairs: written for this project (bench matching), by family; only their',
  'train part teaches. Pairs that vetoes tell apart count as different. F1 at even odds.',
]

function write(text: string): void {
  const quoted = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const file = `/** Made by \`npm run bench -- shipped-matcher --write\`: do not edit. */\nexport const shippedModel =\n  ${quoted}\n`
  writeFileSync('packages/engine/src/decide/match/shipped-model.ts', file)
}

function measure(set: string, model: PairModel, vocabulary: Vocabulary, pairs: readonly Lesson[]): BenchRow[] {
  const scores = scoresOf(model, vocabulary, pairs)
  const labels = pairs.map(({ isSame }) => Number(isSame))
  const { f1, precision, recall } = f1At(scores, labels, 0)
  const asked = pairs.flatMap(({ isVetoed }, i) =>
    isVetoed ? [] : [{ chance: 1 / (1 + Math.exp(-scores[i]!)), label: labels[i]! }],
  )
  const brier = asked.reduce((sum, { chance, label }) => sum + (chance - label) ** 2, 0) / asked.length
  const grey = asked.filter(({ chance }) => chance >= greyFrom && chance <= greyTo).length / pairs.length
  return [
    row(set, 'F1', f1 * 100),
    row(set, 'precision', precision * 100),
    row(set, 'recall', recall * 100),
    row(set, 'vetoed', (100 * (pairs.length - asked.length)) / pairs.length),
    row(set, 'in the grey band', grey * 100),
    { ...row(set, 'Brier score', brier), unit: '' },
  ]
}

function row(set: string, metric: string, value: number): BenchRow {
  return { set, variant: 'shipped', metric, value, unit: '%' }
}
