import { GramIndex, GramSearcher, NotedGrams, Random } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { MadeUpCatalogue, type MadeUpTitle } from './made-up.ts'

const questionsMax = 10_000
/** Questions that are asked before time counts, so that the compiler is done. */
const warmUp = 2_000
const exactQuestions = 200

export type SpeedAsk = { readonly texts: number; readonly seed: number; readonly progress: (text: string) => void }

type Made = { readonly texts: readonly MadeUpTitle[]; readonly questions: readonly MadeUpTitle[] }

/** Adding to and searching a made-up catalogue of a hundredth, a tenth and all of the texts: how cost and memory grow. */
export function measureSpeed({ texts, seed, progress }: SpeedAsk): BenchRow[] {
  const sizes = [...new Set([texts / 100, texts / 10, texts].map((size) => Math.max(100, Math.round(size))))]
  return sizes.flatMap((size) => {
    progress(`${size.toLocaleString('en')} made-up titles`)
    return measureSize(makeUp(size, seed))
  })
}

/** Titles in an order of chance, and more titles of the same products to ask for. */
function makeUp(size: number, seed: number): Made {
  const asked = Math.min(questionsMax, size)
  const all = new Random(seed).shuffle([...new MadeUpCatalogue(seed).titles(size + asked)])
  return { texts: all.slice(0, size), questions: all.slice(size) }
}

function measureSize({ texts, questions }: Made): BenchRow[] {
  const set = `synthetic, ${texts.length.toLocaleString('en')} titles`
  const row = (variant: string, metric: string, value: number, unit: string): BenchRow => ({
    set,
    variant,
    metric,
    value,
    unit,
  })
  const index = new GramIndex([{ weight: 1 }])
  const noted = new NotedGrams()
  const adding = timed(texts, ({ title, brand }) => {
    noted.clear()
    noted.note(title, 0)
    index.add(noted, brand)
  })
  const known = new Known(texts)
  const exactly = new GramSearcher(index, { postingsMax: Number.POSITIVE_INFINITY })
  const quickly = new GramSearcher(index)
  return [
    ...timeRows(adding, (metric, value) => row('add', metric, value, 'us')),
    row('add', 'memory per text', index.bytes / texts.length, 'bytes'),
    row('add', 'grams per text', index.postingCount / texts.length, ''),
    ...[
      { variant: 'search', searcher: quickly, isWithin: false, asked: questions },
      { variant: 'search within the brand', searcher: quickly, isWithin: true, asked: questions },
      { variant: 'search exactly', searcher: exactly, isWithin: false, asked: questions.slice(0, exactQuestions) },
    ].flatMap(({ variant, searcher, isWithin, asked }) => {
      const search = ({ title, brand }: MadeUpTitle): void => {
        noted.clear()
        noted.note(title, 0)
        searcher.search(noted, isWithin ? brand : undefined)
      }
      for (const question of asked.slice(0, warmUp)) search(question)
      let postings = 0
      const times = timed(asked, search, (question) => {
        postings += searcher.postingsRead
        known.look(question, searcher)
      })
      return [
        ...timeRows(times, (metric, value) => row(variant, metric, value, 'us')),
        row(variant, 'postings read', postings / asked.length, ''),
        row(variant, 'titles of the same product among 10', known.take(), '%'),
      ]
    }),
  ]
}

/** Microseconds of each call, and the processor's for all of them. */
type Times = { readonly each: Float64Array; readonly processorMean: number }

function timed<Item>(items: readonly Item[], act: (item: Item) => void, after?: (item: Item) => void): Times {
  const each = new Float64Array(items.length)
  const before = process.cpuUsage()
  items.forEach((item, i) => {
    const start = process.hrtime.bigint()
    act(item)
    each[i] = Number(process.hrtime.bigint() - start) / 1_000
    after?.(item)
  })
  const { user, system } = process.cpuUsage(before)
  return { each: each.sort(), processorMean: (user + system) / Math.max(1, items.length) }
}

function timeRows({ each, processorMean }: Times, row: (metric: string, value: number) => BenchRow): BenchRow[] {
  const at = (share: number): number => each[Math.min(each.length - 1, Math.floor(each.length * share))] ?? 0
  const mean = each.reduce((sum, time) => sum + time, 0) / Math.max(1, each.length)
  return [row('mean', mean), row('processor, mean', processorMean), row('p50', at(0.5)), row('p99', at(0.99))]
}

/** Of the titles of a question's product that are there, how many were found. */
class Known {
  readonly #counts = new Map<number, number>()
  readonly #products: readonly number[]
  #there = 0
  #found = 0

  constructor(texts: readonly MadeUpTitle[]) {
    this.#products = texts.map(({ product }) => product)
    for (const product of this.#products) this.#counts.set(product, (this.#counts.get(product) ?? 0) + 1)
  }

  look({ product }: MadeUpTitle, { texts, count }: GramSearcher): void {
    this.#there += this.#counts.get(product) ?? 0
    for (let i = 0; i < count; i++) if (this.#products[texts[i]!] === product) this.#found += 1
  }

  take(): number {
    const share = (100 * this.#found) / Math.max(1, this.#there)
    this.#there = 0
    this.#found = 0
    return share
  }
}
