import { openInMemory, type Shop } from '@nunchi/engine'
import { Random } from '@nunchi/kernel'
import type { BenchOptions, BenchRow } from '../bench.ts'
import { damaged, damages } from '../damage.ts'
import { mean, median, ndcgGradedAt, percentile } from '../metrics.ts'
import { type Judged, type JudgedProduct, type JudgedShop, readJudged } from './judged.ts'
import { PlainWords } from './plain-words.ts'

const listLength = 10
/** Products that are looked for by their titles. */
export const soughtMax = 1_000
/** Each question is timed so often, and its middle time counts. */
const timings = 3
const batch = 1_000

/** Finds for a question; ids of products, best first, at most ten. */
type Finder = (query: string) => Promise<readonly string[]>

/** What a shop finds in a folder of rated questions, and plain BM25 beside it. */
export async function measureQuality({ data, seed, own, progress }: BenchOptions): Promise<BenchRow[]> {
  const judged = readJudged(data)
  progress(`${judged.products.length} products, ${judged.questions.length} rated questions`)
  const { shop, close } = await openInMemory()
  const times: number[] = []
  try {
    await list(shop, judged.products)
    const finders = { nunchi: inShop(shop, times), 'plain-bm25': inWords(judged.products) }
    const rows: BenchRow[] = []
    for (const [variant, find] of Object.entries(finders)) {
      progress(`asking ${variant}`)
      const row = rowsOf(variant)
      rows.push(...(await rate(judged.questions, find)).map(row('rated')))
      rows.push(...(await seek(judged, find, { seed, count: Number(own.sought ?? soughtMax) })).map(row('known-item')))
    }
    const took = [50, 99].map((p): Value => [`p${p}`, percentile(times, p), 'ms'])
    return [...rows, ...took.map(rowsOf('nunchi')('time'))]
  } finally {
    await close()
  }
}

type Value = readonly [metric: string, value: number, unit?: string]

function rowsOf(variant: string): (set: string) => (value: Value) => BenchRow {
  return (set) =>
    ([metric, value, unit = '']) => ({ set, variant, metric, value, unit })
}

async function list(shop: Shop, products: readonly JudgedProduct[]): Promise<void> {
  const at = Date.now()
  for (let from = 0; from < products.length; from += batch) {
    const some = products.slice(from, from + batch)
    await shop.record(
      some.map((product) => ({ kind: 'product.listed', at, id: `listed-${product.id}`, product }) as never),
    )
  }
}

/** Somebody unknown asks: nobody has bought anything, so that words alone decide. Notes how long each search takes. */
function inShop(shop: Shop, times: number[]): Finder {
  const page = { filters: {}, sort: 'best', offset: 0, count: listLength, isRehearsal: true } as const
  return async (query) => {
    const own: number[] = []
    let ids: string[] = []
    for (let time = 0; time < timings; time++) {
      const start = performance.now()
      const { items } = await shop.finding.search({ ...page, query })
      own.push(performance.now() - start)
      ids = items.map(({ told }) => told.product)
    }
    times.push(median(own))
    return ids
  }
}

function inWords(products: readonly JudgedProduct[]): Finder {
  const plain = new PlainWords(
    products.map(({ title, brand = '', gtin = '', categoryPath, attributes }) =>
      [title, brand, gtin, ...categoryPath, ...Object.values(attributes)].join(' '),
    ),
  )
  return async (query) => plain.first(query, listLength).map((n) => products[n].id)
}

/** Means over the questions to which anything is right. */
async function rate(questions: readonly Judged[], find: Finder): Promise<Value[]> {
  const answerable = questions.filter(({ ratings }) => Math.max(...ratings.values()) > 0)
  const scores: number[] = []
  const rated: number[] = []
  let empty = 0
  for (const { query, ratings } of answerable) {
    const ids = await find(query)
    scores.push(ndcgGradedAt(ids, ratings, listLength))
    if (ids.length > 0) rated.push(ids.filter((id) => ratings.has(id)).length / ids.length)
    else empty += 1
  }
  return [
    [`NDCG@${listLength}`, mean(scores)],
    [`rated@${listLength}`, mean(rated)],
    ['nothing found', empty],
    ['questions', answerable.length],
  ]
}

/** Success and mean of 1 / place among the first ten by damage; of products with one title any will do. */
async function seek(
  { products }: JudgedShop,
  find: Finder,
  { seed, count }: { seed: number; count: number },
): Promise<Value[]> {
  const titleOf = new Map<string, string>(products.map(({ id, title }) => [id, title]))
  const values: Value[] = []
  for (const damage of damages) {
    const random = new Random(seed)
    const places: number[] = []
    for (let n = 0; n < Math.min(count, products.length); n++) {
      const { title } = products[random.below(products.length)]
      const ids = await find(damaged(title, damage, random))
      places.push(ids.findIndex((id) => titleOf.get(id) === title) + 1)
    }
    values.push([`${damage} success@${listLength}`, mean(places.map((place) => Number(place > 0)))])
    values.push([`${damage} MRR@${listLength}`, mean(places.map((place) => (place > 0 ? 1 / place : 0)))])
  }
  return values
}
