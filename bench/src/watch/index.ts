import type { Bench, BenchRow } from '../bench.ts'
import { measurePrices } from './prices.ts'
import { measureQueries } from './queries.ts'

/** Price updates and changed titles against those who wait for them, in process. */
export const bench: Bench = {
  name: 'watch',
  says: 'price updates and changed titles a second, against subscriptions to products and standing queries, in process',
  options: {
    offers: 'how many offers (10000000)',
    products: 'of how many products (1500000)',
    subscriptions: 'how many subscriptions to products (1000000)',
    queries: 'how many standing queries (1000000)',
    updates: 'price updates measured in a run (4000000)',
    repeats: 'how many runs of updates, of which the median is printed (5)',
    titles: 'changed titles measured (200000)',
  },
  flags: { smoke: 'few of everything: whether it works, not how fast' },
  run: async ({ seed, own, progress }) => {
    const count = (name: string, full: number, few: number) => Number(own[name] ?? (own.smoke ? few : full))
    const prices = {
      offers: count('offers', 10_000_000, 20_000),
      products: count('products', 1_500_000, 3_000),
      subscriptions: count('subscriptions', 1_000_000, 5_000),
      updates: count('updates', 4_000_000, 20_000),
      repeats: count('repeats', 5, 2),
    }
    const queries = { queries: count('queries', 1_000_000, 2_000), titles: count('titles', 200_000, 1_000) }
    const rows: BenchRow[] = []
    for (const subscriptions of [prices.subscriptions, Math.ceil(prices.subscriptions / 10)])
      rows.push(...measurePrices({ ...prices, subscriptions }, seed, progress))
    rows.push(...measureQueries(queries, seed, progress))
    return { rows, notes }
  },
}

const notes = [
  'Synthetic: made-up offers, prices, titles and wishes, never to be mixed with public data. One thread, in process: neither log nor network.',
  'Memory is that of the arrays that hold offers, lowest prices and who waits. A check goes over subscriptions and queries one by one, and',
  'counts what was missed and what was told too much.',
]
