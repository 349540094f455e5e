import { fitNextInSession, NextInSession } from '@nunchi/kernel'
import type { Bench, BenchRow } from '../bench.ts'
import { madeUpSessions } from './made-up.ts'
import { measure, timed } from './measure.ts'
import { type Part, prefixesOf, readSessions, type SessionData } from './read.ts'

/** Figures printed in papers and repositories for the public sets of the two formats. */
const published: Readonly<Record<SessionData['format'], readonly (readonly [string, number, number])[]>> = {
  pairs: [
    ['published SR-GNN (Diginetica)', 0.513, 0.178],
    ['published COTREC (Diginetica)', 0.542, 0.191],
  ],
  clicks: [['published VMIS-kNN (Serenade example)', 0.6402, 0.3401]],
}

/** Predicts the next item of sessions: every model alone, the blend, and what was published. */
export const bench: Bench = {
  name: 'sessions',
  says: 'next item of a session: nearest sessions, transitions, repeats and their blend',
  reads: 'folder with train-sessions.txt and test-pairs.tsv, or train.tsv, valid.tsv and test.tsv; also .gz',
  options: {
    on: 'what is predicted: test (default), valid, or tail: the last tenth of train, fitted on the rest',
    lessons: 'questions of the train tail that the blend learns from, at most (25000)',
    items: 'items of the made-up shop (40000)',
    clicks: 'clicks of the made-up shop (900000); 0 leaves it out',
  },
  run: async ({ data, seed, own, progress }) => {
    const part = own.on ?? 'test'
    if (part !== 'test' && part !== 'valid' && part !== 'tail')
      throw new Error(`--on ${part}: there are test, valid and tail`)
    const read = readSessions(data, part satisfies Part)
    progress(`${read.train.length} sessions to learn from, ${read.questions.length} questions`)
    const rows = fitAndMeasure(read, { set: part, seed, lessonsMax: count(own.lessons, 25_000, 'lessons'), progress })
    for (const [variant, hit, reciprocal] of published[read.format])
      rows.push(
        { set: 'test', variant, metric: 'HR@20', value: hit, unit: '' },
        { set: 'test', variant, metric: 'MRR@20', value: reciprocal, unit: '' },
      )
    const size = { items: count(own.items, 40_000, 'items'), clicks: count(own.clicks, 900_000, 'clicks') }
    if (size.clicks > 0) rows.push(...timeMadeUp(size, seed))
    return { rows, notes: notes(read) }
  },
}

function fitAndMeasure(
  { train, questions }: SessionData,
  options: { set: string; seed: number; lessonsMax: number; progress: (text: string) => void },
): BenchRow[] {
  const { set, seed, lessonsMax, progress } = options
  const seconds: Record<string, number> = {}
  let since = performance.now()
  const model = fitNextInSession(train, {
    seed,
    lessonsMax,
    onStage: (stage, says) => {
      seconds[stage] = (performance.now() - since) / 1000
      since = performance.now()
      progress(`${stage} in ${seconds[stage].toFixed(1)} s: ${says}`)
    },
  })
  const took = (metric: string, value: number): BenchRow => ({ set, variant: 'blend', metric, value, unit: 's' })
  return [
    ...measure(set, model, questions),
    ...timed(set, model, questions),
    took('fit', seconds.read + seconds.walked + seconds.learned),
    took('tune', seconds.tuned),
  ]
}

/** Times appends and answers on a made-up shop; the blend is untrained, which costs the same. */
function timeMadeUp(size: { items: number; clicks: number }, seed: number): BenchRow[] {
  const sessions = madeUpSessions(size, seed)
  const model = new NextInSession()
  const asked = Math.min(sessions.length >> 1, 2_000)
  const started = performance.now()
  for (const session of sessions) model.add(session)
  const microseconds = ((performance.now() - started) * 1000) / size.clicks
  const questions = prefixesOf(madeUpSessions(size, seed + 1).slice(0, asked))
  return [
    ...timed('synthetic', model, questions),
    { set: 'synthetic', variant: 'blend', metric: 'append', value: microseconds, unit: 'us' },
  ]
}

function count(given: string | undefined, otherwise: number, option: string): number {
  const value = given === undefined ? otherwise : Number(given)
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${option} ${given}: give a whole number from 0 on`)
  return value
}

function notes({ train, questions }: SessionData): string[] {
  return [
    `${train.length} sessions learned from, ${questions.length} questions; an item never seen before counts as missed.`,
    'Parameters and blend were chosen on the last fifth of the sessions learned from. HR@20 is also called P@20 or recall@20.',
    'Rows named published are for the public set in their name, not measured in this run. Set synthetic is made up, for speed alone.',
  ]
}
