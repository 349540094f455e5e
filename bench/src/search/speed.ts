import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EpochMs, openDataFolder, Shop, type ShopperKey } from '@nunchi/engine'
import type { BenchOptions, BenchRow } from '../bench.ts'
import { mean, median, percentile } from '../metrics.ts'
import { entryOf, runChild } from '../serve/child.ts'
import type { FillAsk, Filled } from '../serve/fill.ts'
import { Market } from '../serve/market.ts'

/** The city, and how often each sort of question is asked of it. */
export const asked = { products: 100_000, questions: 300 } as const
const shoppers = 500
const eventsEach = 40
/** Questions before any is timed, and how often each is timed. */
const warmUp = 100
const timings = 3
const page = { filters: {}, sort: 'best', offset: 0, count: 24, isRehearsal: true } as const

type Asked = { readonly shop: Shop; readonly market: Market; readonly n: number; readonly shopper: ShopperKey }
/** Asks once; `before` is done before each and not timed. */
type Sort = { readonly ask: (asked: Asked) => Promise<unknown>; readonly before?: (asked: Asked) => Promise<void> }

const everything = ({ shop, shopper }: Asked) => shop.finding.search({ ...page, shopper, query: '' })

/** What is asked, by how much it finds. */
const sorts: Readonly<Record<string, Sort>> = {
  title: {
    ask: ({ shop, shopper, ...one }) => shop.finding.search({ ...page, shopper, query: productOf(one).product.title }),
  },
  kind: { ask: ({ shop, shopper, ...one }) => shop.finding.search({ ...page, shopper, query: wordOf(one) }) },
  category: {
    ask: ({ shop, shopper, ...one }) => {
      const [category] = productOf(one).product.categoryPath
      return shop.finding.search({ ...page, shopper, query: '', filters: { category } })
    },
  },
  everything: { ask: everything },
  'everything, a price moved': { ask: everything, before: move },
  'everything, stranger': { ask: ({ shop }) => shop.finding.search({ ...page, query: '' }) },
  'last page': { ask: ({ shop, shopper }) => shop.finding.search({ ...page, shopper, query: '', offset: 9_976 }) },
  suggest: {
    ask: ({ shop, shopper, ...one }) => {
      const word = wordOf(one)
      return shop.finding.suggest({ shopper, query: word.slice(0, 1 + (one.n % word.length)), count: 8 })
    },
  },
}

/** Times of searches in process, each sort by shoppers who have a past. */
export async function measureSpeed({ seed, own, progress }: BenchOptions): Promise<BenchRow[]> {
  const products = Number(own.products ?? asked.products)
  const questions = Number(own.questions ?? asked.questions)
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-bench-search-'))
  try {
    const ask: FillAsk = { dir, seed, products, shoppers, eventsEach, withSnapshot: false }
    progress(`filling a shop with ${products} synthetic products`)
    const { events } = await runChild<Filled>(entryOf('../serve/fill.ts', import.meta.url), [JSON.stringify(ask)])
    const folder = await openDataFolder(dir)
    const shop = await Shop.open({ ...folder, log: folder.log!, clock: { now: () => Date.now() as EpochMs } })
    const market = new Market({ seed, products, shoppers, firstId: events })
    const rows: BenchRow[] = []
    for (const [variant, sort] of Object.entries(sorts)) {
      progress(variant)
      rows.push(...rowsOf(variant, await timesOf(sort, { shop, market, questions })))
    }
    await shop.close()
    await folder.close()
    return rows
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

type Timing = { readonly shop: Shop; readonly market: Market; readonly questions: number }

async function timesOf({ ask, before }: Sort, { shop, market, questions }: Timing): Promise<number[]> {
  const keys = shop.someShoppers(shoppers)
  const one = (n: number): Asked => ({ shop, market, n, shopper: keys[n % keys.length] })
  for (let n = 0; n < Math.min(warmUp, questions); n++) await ask(one(n))
  const times: number[] = []
  for (let n = 0; n < questions; n++) {
    const own: number[] = []
    for (let time = 0; time < timings; time++) {
      await before?.(one(n))
      const start = performance.now()
      await ask(one(n))
      own.push(performance.now() - start)
    }
    times.push(median(own))
  }
  return times
}

function rowsOf(variant: string, times: readonly number[]): BenchRow[] {
  const row = (metric: string, value: number, unit: string): BenchRow => ({
    set: 'synthetic',
    variant,
    metric,
    value,
    unit,
  })
  return [
    row('p50', percentile(times, 50), 'ms'),
    row('p99', percentile(times, 99), 'ms'),
    row('searches/s', 1_000 / mean(times), 'searches/s'),
  ]
}

let moves = 0

/** Gives a product the price that it has: the catalogue has changed, and what was kept of it is of no use. */
async function move({ shop, market, n }: Asked): Promise<void> {
  const { id, priceMinor } = productOf({ market, n }).product
  const fact = { at: Date.now() as EpochMs, id: `synthetic-move-${moves++}` }
  await shop.record([{ kind: 'product.repriced', ...fact, product: id, priceMinor: priceMinor! }])
}

/** Goes through the products in large steps, so that questions differ. */
function productOf({ market, n }: { market: Market; n: number }) {
  return market.shelf.product((n * 7_919) % market.shelf.size)
}

/** The word for its kind of thing. */
function wordOf(one: { market: Market; n: number }): string {
  return one.market.shelf.wordsOf(productOf(one))
}
