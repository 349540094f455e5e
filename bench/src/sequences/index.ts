import { learnBlend, withoutLast } from '@nunchi/kernel'
import type { Bench, BenchResult, BenchRow } from '../bench.ts'
import { readSequenceData, type SequenceData } from './data.ts'
import { type Question, questionsOf } from './questions.ts'
import { blendRanker, candidatesOf, measure, rankerOf } from './ranking.ts'
import { count, fitSources } from './sources.ts'
import { tuneSettings } from './tuning.ts'

/** Figures of the papers for full ranking on the same preparation of Amazon Beauty. */
const published: readonly [string, string, number][] = [
  ['S3-Rec', 'HR@10', 0.0647],
  ['S3-Rec', 'NDCG@10', 0.0327],
  ['TIGER', 'HR@10', 0.0648],
  ['TIGER', 'NDCG@10', 0.0384],
  ['LightSANs', 'HR@10', 0.0861],
  ['LightSANs', 'NDCG@10', 0.0444],
]

const defaults = { sample: 3_000, lessons: 12_000 }
const epochs = 5
const rate = 0.05

type Run = {
  readonly data: SequenceData
  readonly seed: number
  readonly sampleSize: number
  readonly lessonsMax: number
  readonly questionsMax: number
  readonly progress: (text: string) => void
}

/** The next item of each user, all items ranked, with everything chosen on the item before. */
export const bench: Bench = {
  name: 'sequences',
  says: 'the next item of a user, all items ranked: transitions, content, vectors, and a blend that tunes itself',
  reads: 'folder with sequences.txt (user id, then item ids, a line per user) and item-attributes.json (S3-Rec format)',
  options: {
    back: 'items taken off every end first: the whole protocol a step or more earlier, to choose on (0)',
    questions: 'users asked for at most (all)',
    sample: `users that settings are tuned on (${defaults.sample})`,
    lessons: `users that the blend learns from at most (${defaults.lessons})`,
  },
  run: async ({ data: folder, seed, own, progress }) => {
    const read = await readSequenceData(folder, seed)
    return compare({
      data: { ...read, sequences: withoutLast(read.sequences, wholeNumber(own.back, 0, 'back')) },
      seed,
      sampleSize: wholeNumber(own.sample, defaults.sample, 'sample'),
      lessonsMax: wholeNumber(own.lessons, defaults.lessons, 'lessons'),
      questionsMax: wholeNumber(own.questions, Number.MAX_SAFE_INTEGER, 'questions'),
      progress,
    })
  },
}

function wholeNumber(given: string | undefined, otherwise: number, name: string): number {
  const value = given === undefined ? otherwise : Number(given)
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} ${given} is not a whole number from 0.`)
  return value
}

function compare({ data, seed, sampleSize, lessonsMax, questionsMax, progress }: Run): BenchResult {
  const { name: set, sequences, attributes } = data
  const { itemCount } = sequences
  const lessons = questionsOf(sequences, { fromEnd: 2, seed })
  const tests = questionsOf(sequences, { fromEnd: 1, seed: seed + 1 }).slice(0, questionsMax)
  const row = (variant: string, metric: string, value: number, unit = ''): BenchRow => ({
    set,
    variant,
    metric,
    value,
    unit,
  })
  const watch = stopwatch()
  const counted = count(withoutLast(sequences, 2), attributes)
  const settings = tuneSettings(counted, lessons, { sampleSize, seed })
  const tuneSeconds = watch()
  progress(`tuned in ${tuneSeconds.toFixed(1)} s: ${JSON.stringify(settings)}`)
  const strict = fitSources(count(withoutLast(sequences, 2), attributes), settings, seed)
  const fitSeconds = watch()
  const lesson = learnBlend(candidatesOf(strict.values(), itemCount), lessons.slice(0, lessonsMax), { epochs, rate })
  const learnSeconds = watch()
  progress(
    `fitted in ${fitSeconds.toFixed(1)} s, blend learned in ${learnSeconds.toFixed(1)} s: ${[...lesson.weights].map((w) => w.toFixed(2))}`,
  )
  const rows: BenchRow[] = []
  const ask = (variant: string, ranker: ReturnType<typeof rankerOf>, questions: readonly Question[]): void => {
    const measured = measure({ set, variant }, ranker, questions)
    rows.push(...measured)
    progress(`${variant}: ${measured.map(({ metric, value }) => `${metric} ${value.toFixed(4)}`).join(', ')}`)
  }
  for (const [name, source] of strict) ask(`${name}-strict`, rankerOf(source, counted.frequencies), tests)
  ask('blend-strict', blendRanker(strict.values(), lesson, itemCount), tests)
  watch()
  const recounted = count(withoutLast(sequences, 1), attributes)
  const refit = fitSources(recounted, settings, seed)
  const refitSeconds = watch()
  ask('transitions-refit', rankerOf(refit.get('transitions')!, recounted.frequencies), tests)
  ask('blend-refit', blendRanker(refit.values(), lesson, itemCount), tests)
  rows.push(
    row('blend-strict', 'tune', tuneSeconds + learnSeconds, 's'),
    row('blend-strict', 'fit', fitSeconds, 's'),
    row('blend-refit', 'fit', refitSeconds, 's'),
    row('data', 'users', tests.length),
    row('data', 'items', itemCount),
    ...published.map(([variant, metric, value]) => row(`published-${variant}`, metric, value)),
  )
  return { rows, notes: notes(settings) }
}

/** Gives the seconds since it was last asked. */
function stopwatch(): () => number {
  let last = performance.now()
  return () => {
    const seconds = (performance.now() - last) / 1000
    last = performance.now()
    return seconds
  }
}

function notes(settings: unknown): string[] {
  return [
    'strict: settings and blend chosen on the last-but-one item, everything fitted without the last two; asked with all but the last.',
    'refit: the same settings and blend, fitted without the last item only.',
    'Published figures are for Amazon Beauty as prepared by S3-Rec, from the papers, not measured in this run.',
    `settings: ${JSON.stringify(settings)}`,
  ]
}
