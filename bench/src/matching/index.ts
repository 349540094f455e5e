import type { Bench, BenchRow } from '../bench.ts'
import { mean, median } from '../metrics.ts'
import { baselineScores } from './baselines.ts'
import { bestThreshold, type F1, f1At, steadyThreshold } from './f1.ts'
import { judgeKorean, koreanPairSet } from './korean.ts'
import { type PairSet, pairFolders, readPairSet, type Split } from './pair-files.ts'
import { Pipeline, type ReadSet, readSet, type Scores } from './pipeline.ts'
import { microsecondsAPair } from './timing.ts'

/** F1 in percent as the papers print it, for the sets that they are of; told by the name of the folder. */
const published: Readonly<Record<string, readonly (readonly [variant: string, f1: number])[]>> = {
  'abt-buy': [
    ['DeepMatcher', 62.8],
    ['Ditto', 89.3],
    ['GPT-4o', 94.5],
  ],
  'amazon-google': [
    ['DeepMatcher', 70.7],
    ['Ditto', 75.6],
    ['GPT-4o', 78.1],
  ],
  'wdc-computers': [['Ditto', 88.6]],
  'wdc-cameras': [['Ditto', 88.1]],
}

/** As the matcher that the program comes with. */
const madeUpPairs = 12_000

type Run = { readonly seeds: readonly number[]; readonly asked: Split; readonly progress: (text: string) => void }

/** Whether two records are the same thing, told from labelled pairs: F1 with the threshold of the validation pairs. */
export const bench: Bench = {
  name: 'matching',
  says: 'whether two records are one product: F1 on public pair sets; without --data, on our own Korean pairs',
  options: {
    seeds: 'runs, each with a seed of its own, from --seed on (3)',
    part: 'test, or choose: the validation pairs in place of the test pairs, to choose by (test)',
  },
  flags: { smoke: 'Korean pairs: few made-up pairs beside them' },
  run: async ({ data, seed, own, progress }) => {
    const asked = partNamed(own.part ?? 'test')
    const runs = Number(own.seeds ?? 3)
    if (!Number.isSafeInteger(runs) || runs < 1)
      throw new Error(`--seeds ${own.seeds} is not a whole number from 1 on.`)
    const seeds = Array.from({ length: runs }, (_, i) => seed + i)
    const run = { seeds, asked, progress }
    if (data !== '') return { rows: pairFolders(data).flatMap((folder) => measure(readPairSet(folder), run)), notes }
    const korean = judgeKorean({ seeds, asked, madeUp: own.smoke ? 1_000 : madeUpPairs })
    const rows = [...rowsOf('korean', korean), ...measure(koreanPairSet(), run)]
    return { rows, notes: [...notes, ...koreanNotes] }
  },
}

const notes = [
  'alone: a pair is scored from its two texts, and how rare words are among all texts of the set (labels unseen). collective: also',
  'from the likeness of its two records to their other neighbours in the set, no labels among them. taught: also from the labels of',
  'training pairs that one of the two records is in. All: learned from train; threshold of the variants from valid and from train by models',
  'that did not see it, of the baselines from valid. F1 in percent, mean over the seeds.',
]

const koreanNotes = [
  'Korean: written and labelled for this project, by family. shipped: the program with its vetoes, taught with made-up offers and the',
  'training pairs; the others are taught with the training pairs alone, and read no attributes.',
]

function partNamed(name: string): Split {
  if (name === 'test') return 'test'
  if (name === 'choose') return 'valid'
  throw new Error(`--part ${name} is neither test nor choose.`)
}

function measure(set: PairSet, { seeds, asked, progress }: Run): BenchRow[] {
  const read = readSet(set)
  const { train, valid, test } = set.pairs
  progress(`${set.name}: ${train.length}, ${valid.length}, ${test.length} pairs of ${set.records.length} records`)
  const results = new Map<string, F1[]>()
  const times: number[] = []
  for (const seed of seeds) {
    const pipeline = new Pipeline(read, seed)
    for (const [variant, f1] of judged(read, pipeline, asked))
      results.set(variant, [...(results.get(variant) ?? []), f1])
    times.push(microsecondsAPair(read, pipeline, asked))
    progress(`${set.name}, seed ${seed}: alone ${percent(results.get('alone')?.at(-1)?.f1 ?? 0).toFixed(1)}`)
  }
  const rows = rowsOf(
    set.name,
    [...results].flatMap(([variant, runs]) => runs.map((run): [string, F1] => [variant, run])),
  )
  const row = { set: set.name, unit: '%', metric: 'F1' }
  rows.push({ ...row, variant: 'alone', metric: 'time a pair', value: median(times), unit: 'us' })
  for (const [variant, f1] of published[set.name] ?? [])
    rows.push({ ...row, variant: `published ${variant}`, value: f1 })
  return rows
}

/** Mean, lowest and highest of each variant over its runs. */
function rowsOf(set: string, judged: readonly (readonly [variant: string, F1])[]): BenchRow[] {
  return [...new Set(judged.map(([variant]) => variant))].flatMap((variant) => {
    const runs = judged.filter(([name]) => name === variant).map(([, run]) => run)
    const row = (metric: string, value: number): BenchRow => ({ set, variant, metric, value, unit: '%' })
    const f1s = runs.map(({ f1 }) => percent(f1))
    return [
      row('F1', mean(f1s)),
      row('F1 lowest', Math.min(...f1s)),
      row('F1 highest', Math.max(...f1s)),
      row('precision', mean(runs.map(({ precision }) => percent(precision)))),
      row('recall', mean(runs.map(({ recall }) => percent(recall)))),
    ]
  })
}

/** Each variant with a threshold from validation pairs and training pairs, each baseline with the best one on validation pairs. */
function judged(read: ReadSet, pipeline: Pipeline, asked: Split): [variant: string, F1][] {
  const all = (split: Split): Readonly<Record<string, Float64Array>> => {
    return { ...pipeline.score(split), ...baselineScores(read, pipeline, split) }
  }
  const labelsOf = (split: Split): number[] => read.set.pairs[split].map(({ isSame }) => Number(isSame))
  const valid = all('valid')
  const scores = asked === 'valid' ? valid : all(asked)
  return Object.entries(scores).map(([variant, found]) => {
    const known = pipeline.outOfPart[variant as keyof Scores]
    const threshold = known
      ? steadyThreshold([...valid[variant], ...known], [...labelsOf('valid'), ...labelsOf('train')])
      : bestThreshold(valid[variant], labelsOf('valid'))
    return [variant, f1At(found, labelsOf(asked), threshold)]
  })
}

function percent(share: number): number {
  return share * 100
}
