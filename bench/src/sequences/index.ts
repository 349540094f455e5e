import { type BlendLesson, learnBlend, withoutLast } from '@nunchi/kernel'
import type { Bench, BenchResult, BenchRow } from '../bench.ts'
import { readSequenceData, type SequenceData } from './data.ts'
import { questionsOf } from './questions.ts'
import { blendRanker, candidatesOf, measure, type Ranker, rankerOf } from './ranking.ts'
import { count, fitSources, type Settings } from './sources.ts'
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

const defaults = { sample: 4_000, lessons: 12_000 }
const epochs = 5
const rate = 0.05

type Run = {
  readonly data: SequenceData
  readonly seed: number
  /** Name, and how many items are taken off every end before models are fitted. */
  readonly protocols: readonly (readonly [name: string, held: number])[]
  readonly sampleSize: number
  readonly lessonsMax: number
  readonly questionsMax: number
  readonly progress: (text: string) => void
}

/**
 * The next item of each user, all items ranked. What is chosen and learned comes from the same protocol one step earlier:
 * sources fitted without the last three items, asked for the last but one. So the sources that the blend is taught with have
 * seen neither the answer nor the item before it, just as in the test.
 */
export const bench: Bench = {
  name: 'sequences',
  says: 'the next item of a user, all items ranked: transitions, content, vectors, and a blend that tunes itself',
  reads: 'folder with sequences.txt (user id, then item ids, a line per user) and item-attributes.json (S3-Rec format)',
  options: {
    back: 'items taken off every end first: the whole protocol a step or more earlier, to choose on (0)',
    protocol: 'strict, refit or both (both)',
    questions: 'users asked for at most (all)',
    sample: `users that settings are tuned on (${defaults.sample})`,
    lessons: `users that the blend learns from at most (${defaults.lessons})`,
  },
  run: async ({ data: folder, seed, own, progress }) => {
    const read = await readSequenceData(folder, seed)
    return compare({
      data: { ...read, sequences: withoutLast(read.sequences, wholeNumber(own.back, 0, 'back')) },
      seed,
      protocols: protocolsNamed(own.protocol ?? 'both'),
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

function protocolsNamed(name: string): Run['protocols'] {
  const asked = Object.entries({ strict: 2, refit: 1 }).filter(([protocol]) => name === 'both' || name === protocol)
  if (asked.length === 0) throw new Error(`--protocol ${name} is none of strict, refit and both.`)
  return asked
}

function compare(run: Run): BenchResult {
  const { data, seed, questionsMax, progress } = run
  const { name: set, sequences, attributes } = data
  const { itemCount } = sequences
  const tests = questionsOf(sequences, { fromEnd: 1, seed: seed + 1 }).slice(0, questionsMax)
  const rows: BenchRow[] = []
  const note = (variant: string, metric: string, value: number, unit = ''): void => {
    rows.push({ set, variant, metric, value, unit })
  }
  const ask = (variant: string, ranker: Ranker): void => {
    const measured = measure({ set, variant }, ranker, tests)
    rows.push(...measured)
    progress(`${variant}: ${measured.map(({ metric, value }) => `${metric} ${value.toFixed(4)}`).join(', ')}`)
  }
  const watch = stopwatch()
  const { settings, lesson } = choose(run)
  note('blend', 'tune', watch(), 's')
  for (const [protocol, held] of run.protocols) {
    watch()
    const counted = count(withoutLast(sequences, held), attributes)
    const sources = fitSources(counted, settings, seed)
    note(`blend-${protocol}`, 'fit', watch(), 's')
    for (const [name, source] of sources) ask(`${name}-${protocol}`, rankerOf(source, counted.frequencies))
    ask(`blend-${protocol}`, blendRanker(sources.values(), lesson, itemCount))
  }
  note('data', 'users', tests.length)
  note('data', 'items', itemCount)
  for (const [variant, metric, value] of published)
    rows.push({ set: 'amazon-beauty', variant: `published-${variant}`, metric, value, unit: '' })
  return { rows, notes: notes(settings) }
}

/** Chooses settings and learns the blend from the item before the one that is tested. */
function choose({ data, seed, sampleSize, lessonsMax, progress }: Run): { settings: Settings; lesson: BlendLesson } {
  const { sequences, attributes } = data
  const questions = questionsOf(sequences, { fromEnd: 2, seed })
  const counted = count(withoutLast(sequences, 3), attributes)
  const settings = tuneSettings(counted, questions, { sampleSize, seed })
  progress(`settings: ${JSON.stringify(settings)}`)
  const candidates = candidatesOf(fitSources(counted, settings, seed).values(), sequences.itemCount)
  const lesson = learnBlend(candidates, questions.slice(0, lessonsMax), { epochs, rate })
  progress(`weights: ${[...lesson.weights].map((weight) => weight.toFixed(2)).join(' ')}`)
  return { settings, lesson }
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

function notes(settings: Settings): string[] {
  return [
    'strict: settings and blend chosen on the last-but-one item with sources fitted without the last three; then fitted without the last two and asked with all but the last.',
    'refit: the same settings and blend, fitted without the last item only.',
    'Published figures are for Amazon Beauty as prepared by S3-Rec, from the papers, not measured in this run.',
    `settings: ${JSON.stringify(settings)}`,
  ]
}
