import { CategoryMapper, type TitleClassifier, teachTitleClassifier } from '@nunchi/engine'
import { hashOf, Random, standingIn } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { microseconds, spread } from './scores.ts'
import { type LabelledTitle, labelColumns } from './sources.ts'

const testShare = 0.15
const coverage = 0.9
const trainings = 3
const levels = ['masterCategory', 'subCategory', 'articleType']

type Ask = { readonly set: string; readonly seed: number; readonly progress: (text: string) => void }
type Sample = { readonly title: string; readonly value: string }

/** Labels guessed from titles that were not learnt from: all copies of a title are on one side. */
export function measureTitles(rows: readonly LabelledTitle[], ask: Ask): BenchRow[] {
  const titles = new Random(ask.seed).shuffle([...new Set(rows.map(({ title }) => title))])
  const held = new Set(titles.slice(Math.floor(titles.length * (1 - testShare))))
  const found: BenchRow[] = []
  for (const column of labelColumns) {
    const samples = rows.flatMap(({ title, labels }) =>
      isLabel(labels[column]) ? [{ title, value: labels[column]! }] : [],
    )
    if (samples.length === 0) continue
    const train = samples.filter(({ title }) => !held.has(title))
    const test = samples.filter(({ title }) => held.has(title))
    found.push(...measureLabel(train, test, { ...ask, column }))
    ask.progress(`${ask.set}: ${column} measured`)
  }
  return [...found, ...measureTree(rows, held, ask)]
}

function isLabel(label: string | undefined): boolean {
  return label !== undefined && label !== '' && label !== 'NA'
}

function measureLabel(train: readonly Sample[], test: readonly Sample[], ask: Ask & { column: string }): BenchRow[] {
  const row = (variant: string, metric: string, value: number, unit = ''): BenchRow => ({
    ...{ set: ask.set, variant, metric: `${ask.column} ${metric}` },
    ...{ value, unit },
  })
  const list = (): number[] => []
  const figures = { accuracy: list(), precision: list(), answered: list(), answeredRight: list(), error: list() }
  let classifier: TitleClassifier | undefined
  for (let i = 0; i < trainings; i++) {
    classifier = teachTitleClassifier(train, { seed: ask.seed + i, coverage })
    const guesses = test.map(({ title, value }) => ({ value, ...classifier!.classifier.guess(title) }))
    guesses.sort((a, b) => b.chance - a.chance)
    const rights = guesses.map(({ value, label }) => classifier!.values[label] === value)
    const answered = guesses.filter(({ chance }) => chance >= classifier!.chanceMin).length
    figures.accuracy.push(share(rights))
    figures.precision.push(share(rights.slice(0, Math.ceil(test.length * coverage))))
    figures.answered.push(answered / test.length)
    figures.answeredRight.push(share(rights.slice(0, answered)))
    figures.error.push(Math.abs(share(rights) - guesses.reduce((sum, { chance }) => sum + chance, 0) / test.length))
  }
  const [most] = ranked(train.map(({ value }) => value))
  const standing = standingGuess([...new Set(train.map(({ value }) => value))], most!)
  const time = microseconds(test.length, () => {
    for (const { title } of test) classifier!.guess(title)
  })
  return [
    row('classifier', 'accuracy', spread(figures.accuracy).mean),
    row('classifier', `accuracy, worst of ${trainings}`, spread(figures.accuracy).worst),
    row('classifier', `precision at ${coverage} coverage`, spread(figures.precision).mean),
    row('classifier', `precision at ${coverage} coverage, worst of ${trainings}`, spread(figures.precision).worst),
    row('classifier', 'share answered', spread(figures.answered).mean),
    row('classifier', 'precision of what is answered', spread(figures.answeredRight).mean),
    row('classifier', 'mean chance less accuracy', Math.max(...figures.error)),
    row('classifier', 'time a title', time, 'us'),
    row('label in title, else commonest', 'accuracy', share(test.map(({ title, value }) => standing(title) === value))),
    row('commonest', 'accuracy', share(test.map(({ value }) => value === most))),
  ]
}

function share(rights: readonly boolean[]): number {
  return rights.filter(Boolean).length / Math.max(1, rights.length)
}

function ranked(values: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value)
}

/** Baseline: the longest label, or the same without its plural s, that stands in the title. */
function standingGuess(labels: readonly string[], otherwise: string): (title: string) => string {
  const hashes = labels.map((label) => [hashOf(label), hashOf(label.replace(/s$/, ''))])
  return (title) => {
    const standing = standingIn(title)
    let best = ''
    labels.forEach((label, i) => {
      if (label.length > best.length && hashes[i]!.some((hash) => standing.has(hash))) best = label
    })
    return best === '' ? otherwise : best
  }
}

/** Titles alone mapped into the tree that the labels' levels make: what a feed without categories gets. */
function measureTree(rows: readonly LabelledTitle[], held: ReadonlySet<string>, { set, progress }: Ask): BenchRow[] {
  const paths = rows.map(({ labels }) => levels.map((level) => labels[level] ?? ''))
  if (paths.every((path) => path.includes(''))) return []
  const ids = paths.map((path) => path.join(' > '))
  const nodes = [...new Map(paths.map((path, i) => [ids[i]!, path]))].map(([id, path]) => ({ id, path }))
  const tested = rows.flatMap(({ title }, i) => (held.has(title) ? [{ title, id: ids[i]! }] : []))
  const accuracy = (mapper: CategoryMapper): number =>
    share(tested.map(({ title, id }) => mapper.map({ title, categoryPath: [] })?.node.id === id))
  const untaught = accuracy(new CategoryMapper(nodes))
  const mapper = new CategoryMapper(nodes)
  rows.forEach(({ title }, i) => {
    if (!held.has(title)) mapper.learn({ title, categoryPath: [], id: ids[i]! })
  })
  progress(`${set}: tree measured`)
  const time = microseconds(tested.length, () => accuracy(mapper))
  const row = (variant: string, metric: string, value: number, unit = ''): BenchRow => ({
    set,
    variant,
    metric,
    value,
    unit,
  })
  return [
    row('category mapper', 'category accuracy', accuracy(mapper)),
    row('category mapper, untaught', 'category accuracy', untaught),
    row('category mapper', 'category time a title', time, 'us'),
  ]
}
