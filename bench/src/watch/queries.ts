import { Random, StandingQueries } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { MadeUpCatalogue, type MadeUpTitle } from '../blocking/made-up.ts'

export type QueriesTask = { readonly queries: number; readonly titles: number }

/** Titles that are counted before the first query, and from which the wishes are made. */
const known = 200_000
/**
 * What people wait for, by share (of which the sums stand here): words of a title, a brand with words, a brand with a category, a category with a word; and most of them
 * below a price. `words`: how many, drawn from the title.
 */
const mix = [
  { upTo: 0.3, brand: false, category: false, words: 3 },
  { upTo: 0.5, brand: false, category: false, words: 2 },
  { upTo: 0.75, brand: true, category: false, words: 1 },
  { upTo: 0.9, brand: true, category: true, words: 0 },
  { upTo: 1, brand: false, category: true, words: 2 },
] as const
const withPrice = 0.7
const categories = 400
const [lowest, highest] = [1_000, 400_000]
const checkedTitles = 200

type Text = {
  readonly terms: Uint32Array
  readonly count: number
  readonly brand: number
  readonly category: number
  readonly words: readonly number[]
  readonly price: number
}

/** Changed titles against standing queries. */
export function measureQueries(task: QueriesTask, seed: number, progress: (text: string) => void): BenchRow[] {
  const run = new Run(seed)
  progress(`${task.queries.toLocaleString('en')} standing queries`)
  run.fill(Math.min(known, task.queries * 10), task.queries)
  const texts = run.texts(task.titles)
  const found: number[] = []
  const ask = () => {
    let all = 0
    for (const text of texts) {
      found.length = 0
      all += run.standing.match(text, text.price, found)
    }
    return all
  }
  ask()
  const begin = performance.now()
  const all = ask()
  const seconds = (performance.now() - begin) / 1_000
  const set = `synthetic, ${task.queries.toLocaleString('en')} standing queries`
  const row = (metric: string, value: number, unit = ''): BenchRow => ({ set, variant: 'queries', metric, value, unit })
  return [
    row('titles a second', texts.length / seconds, '/s'),
    row('time a title', (seconds / texts.length) * 1e6, 'us'),
    row('queries found a title', all / texts.length),
    row('queries missed or found too much', run.wrong(texts.slice(0, checkedTitles))),
  ]
}

class Run {
  readonly standing = new StandingQueries()
  readonly #random: Random
  readonly #titles: Generator<MadeUpTitle, never>
  readonly #terms = new Map<string, number>()
  readonly #wanted: { readonly terms: readonly number[]; readonly priceTo: number }[] = []

  constructor(seed: number) {
    this.#random = new Random(seed)
    this.#titles = new MadeUpCatalogue(seed).titles(Number.MAX_SAFE_INTEGER) as Generator<MadeUpTitle, never>
  }

  fill(titles: number, queries: number): void {
    const some = this.texts(titles)
    for (const text of some) this.standing.countText(text)
    for (let query = 0; query < queries; query++) {
      const wanted = this.#wish(some[this.#random.below(some.length)]!)
      this.#wanted.push(wanted)
      this.standing.set(query, { ...wanted, priceFrom: 0 })
    }
  }

  texts(count: number): Text[] {
    return Array.from({ length: count }, () => {
      const { title, brand, product } = this.#titles.next().value
      const words = [...new Set(title.toLowerCase().split(/\s+/))].map((word) => this.#termOf(word))
      const [brandTerm, categoryTerm] = [
        this.#termOf(`brand:${brand}`),
        this.#termOf(`category:${product % categories}`),
      ]
      const terms = Uint32Array.from(new Set([...words, brandTerm, categoryTerm]))
      const price = Math.round(lowest * (highest / lowest) ** this.#random.unit())
      return { terms, count: terms.length, brand: brandTerm, category: categoryTerm, words, price }
    })
  }

  /** Goes over all queries for each text. @returns how many were missed or found too much */
  wrong(texts: readonly Text[]): number {
    let wrong = 0
    for (const text of texts) {
      const found: number[] = []
      this.standing.match(text, text.price, found)
      const has = new Set(text.terms)
      const all = new Set(found)
      this.#wanted.forEach(({ terms, priceTo }, query) => {
        const wants = text.price <= priceTo && terms.every((term) => has.has(term))
        if (wants !== all.delete(query)) wrong += 1
      })
      wrong += all.size
    }
    return wrong
  }

  #wish(text: Text): { readonly terms: readonly number[]; readonly priceTo: number } {
    const draw = this.#random.unit()
    const kind = mix.find(({ upTo }) => draw < upTo)!
    const words = this.#random.shuffle(Uint32Array.from(text.words)).slice(0, kind.words)
    const terms = [...words, ...(kind.brand ? [text.brand] : []), ...(kind.category ? [text.category] : [])]
    const isPriced = this.#random.unit() < withPrice
    return {
      terms,
      priceTo: isPriced ? Math.round(text.price * (0.6 + 0.5 * this.#random.unit())) : Number.POSITIVE_INFINITY,
    }
  }

  #termOf(name: string): number {
    const known = this.#terms.get(name)
    if (known !== undefined) return known
    this.#terms.set(name, this.#terms.size)
    return this.#terms.size - 1
  }
}
