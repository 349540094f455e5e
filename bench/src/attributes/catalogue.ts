import { commonest, type FeedTagger, learnBrands, readTitle, type TaughtReaders, teachFeedTagger } from '@nunchi/engine'
import { hashOf, Random, standingIn } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { f1Of, microseconds, spread, Tally } from './scores.ts'
import type { CatalogueProduct } from './sources.ts'

const attributes = 50
const testShare = 0.25
const brandTestShare = 0.5
const trainings = 3
/** Brands with a lower chance are not given. */
const brandChanceMin = 0.9

type Ask = { readonly set: string; readonly seed: number; readonly progress: (text: string) => void }

/** Brands, and the commonest attributes whose value stands in the title, on products that were not learnt from. */
export function measureCatalogue(products: readonly CatalogueProduct[], ask: Ask): BenchRow[] {
  const order = new Random(ask.seed).shuffle([...products])
  const row = (variant: string, metric: string, value: number, unit = ''): BenchRow => ({
    set: ask.set,
    variant,
    metric,
    value,
    unit,
  })
  const half = Math.floor(order.length * brandTestShare)
  const [brandTest, brandTrain] = [order.slice(0, half), order.slice(half)]
  const brandRows = measureBrands(brandTrain, brandTest, row)
  ask.progress(`${ask.set}: brands measured`)
  const cut = Math.floor(order.length * testShare)
  const [test, train] = [order.slice(0, cut), order.slice(cut)]
  return [...brandRows, ...measureAttributes(train, test, { ...ask, row })]
}

type Row = (variant: string, metric: string, value: number, unit?: string) => BenchRow

function measureBrands(train: readonly CatalogueProduct[], test: readonly CatalogueProduct[], row: Row): BenchRow[] {
  const brands = learnBrands(train)
  const find = (title: string): string | undefined => {
    const found = readTitle(title, { brands }).find(({ name }) => name === 'brand')
    return found && found.confidence >= brandChanceMin ? found.value : undefined
  }
  const byFirstWord = firstWordBrands(train)
  const firstWord = (title: string): string | undefined => byFirstWord.get(title.split(' ')[0]!.toLowerCase())
  const rows: BenchRow[] = []
  for (const [variant, brandOf] of [
    ['learnt dictionary', find],
    ['first word', firstWord],
  ] as const) {
    let [given, right, there, covered] = [0, 0, 0, 0]
    for (const { title, brand } of test) {
      const found = brandOf(title)
      const isRight = found !== undefined && hashOf(found) === hashOf(brands.nameOf(brand))
      const stands = brand !== '' && standingIn(title).has(hashOf(brand))
      given += found === undefined ? 0 : 1
      right += isRight ? 1 : 0
      there += stands ? 1 : 0
      covered += stands && isRight ? 1 : 0
    }
    rows.push(row(variant, 'brand given, of all titles', given / test.length))
    rows.push(
      row(variant, 'brand precision', right / Math.max(1, given)),
      row(variant, 'brand coverage', covered / Math.max(1, there)),
    )
  }
  return rows
}

/** Baseline: the brand that most titles with this first word have. */
function firstWordBrands(train: readonly CatalogueProduct[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>()
  for (const { title, brand } of train) {
    const word = title.split(' ')[0]!.toLowerCase()
    const brands = counts.get(word) ?? new Map<string, number>()
    counts.set(word, brands.set(brand, (brands.get(brand) ?? 0) + 1))
  }
  return new Map([...counts].map(([word, brands]) => [word, [...brands].sort((a, b) => b[1] - a[1])[0]![0]]))
}

function measureAttributes(
  train: readonly CatalogueProduct[],
  test: readonly CatalogueProduct[],
  ask: Ask & { row: Row },
): BenchRow[] {
  const { row, seed, progress } = ask
  const names = commonest(train, 1).slice(0, attributes)
  const samples = train.map(({ title, attributes }) => ({ title, attributes }))
  const scores = { micro: [] as number[], macro: [] as number[], microKnown: [] as number[] }
  let tagger: FeedTagger | undefined
  for (let i = 0; i < trainings; i++) {
    const own = teachFeedTagger(samples, { seed: seed + i, titlesMin: 1, attributesMax: attributes })
    tagger ??= own
    const give = (title: string): Map<string, string> =>
      new Map(own.tagger.tag(title).map(({ label, start, end }) => [own.names[label]!, title.slice(start, end)]))
    const { all, known } = tallies(test, names, give)
    scores.micro.push(f1Of(all).micro)
    scores.macro.push(f1Of(all).macro)
    scores.microKnown.push(f1Of(known).micro)
    progress(`${ask.set}: tagger ${i + 1} of ${trainings} measured`)
  }
  const baseline = f1Of(tallies(test, names, dictionaryOf(train, names)).all)
  const brands = learnBrands(train)
  return [
    ...Object.entries(scores).flatMap(([metric, values]) => {
      const label = { micro: 'F1 micro', macro: 'F1 macro', microKnown: 'F1 micro where the feed has the attribute' }[
        metric
      ]!
      const { mean, worst } = spread(values)
      return [row('learnt tagger', label, mean), row('learnt tagger', `${label}, worst of ${trainings}`, worst)]
    }),
    row('dictionary only', 'F1 micro', baseline.micro),
    row('dictionary only', 'F1 macro', baseline.macro),
    ...costs(test, { brands, tagger }, row),
  ]
}

/**
 * By attribute, what was given and what of it the feed says as well. `all` counts what is given where the feed has no such attribute as
 * wrong; `known` leaves it out, as nobody knows.
 */
function tallies(
  test: readonly CatalogueProduct[],
  names: readonly string[],
  give: (title: string) => ReadonlyMap<string, string>,
): { all: Tally[]; known: Tally[] } {
  const all = names.map(() => new Tally())
  const known = names.map(() => new Tally())
  for (const { title, attributes } of test) {
    const standing = standingIn(title)
    const given = give(title)
    names.forEach((name, i) => {
      const truth = attributes[name] === undefined ? 0 : hashOf(attributes[name]!)
      const value = given.get(name)
      const isRight = value !== undefined && truth !== 0 && hashOf(value) === truth
      for (const tally of [all[i]!, known[i]!]) {
        if (truth !== 0 && standing.has(truth)) tally.there += 1
        if (isRight) tally.right += 1
        if (value !== undefined && (tally === all[i] || truth !== 0)) tally.given += 1
      }
    })
  }
  return { all, known }
}

/** Baseline: of the values that an attribute was seen with in training, the most frequent one that stands in the title. */
function dictionaryOf(
  train: readonly CatalogueProduct[],
  names: readonly string[],
): (title: string) => Map<string, string> {
  const values = new Map<number, Map<string, { value: string; count: number }>>()
  for (const { attributes } of train)
    for (const name of names) {
      const value = attributes[name]
      if (value === undefined) continue
      const hash = hashOf(value)
      const byName = values.get(hash) ?? new Map<string, { value: string; count: number }>()
      values.set(hash, byName.set(name, { value, count: (byName.get(name)?.count ?? 0) + 1 }))
    }
  return (title) => {
    const best = new Map<string, { value: string; count: number }>()
    for (const hash of standingIn(title))
      for (const [name, one] of values.get(hash) ?? [])
        if (one.count > (best.get(name)?.count ?? 0)) best.set(name, one)
    return new Map([...best].map(([name, { value }]) => [name, value]))
  }
}

function costs(test: readonly CatalogueProduct[], taught: TaughtReaders, row: Row): BenchRow[] {
  const time = (title: (text: string) => unknown): number =>
    microseconds(test.length, () => {
      for (const one of test) title(one.title)
    })
  return [
    row(
      'rules and dictionaries',
      'time a title',
      time((text) => readTitle(text)),
      'us',
    ),
    row(
      'rules, brands and tagger',
      'time a title',
      time((text) => readTitle(text, taught)),
      'us',
    ),
    row(
      'learnt tagger',
      'time a title',
      time((text) => taught.tagger!.tagger.tag(text)),
      'us',
    ),
  ]
}
