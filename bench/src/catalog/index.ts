import { learnBrands, OfferMatcher, readAttributes, shippedMatcher } from '@nunchi/engine'
import type { Bench, BenchRow } from '../bench.ts'
import { type MadeUpOffer, madeUpOffers } from './made-up-offers.ts'
import { pairsFound } from './pairs-found.ts'

/** Offers that brands are learned from, as from the first feed. */
const brandSamplesMax = 50_000
const progressEvery = 50_000

/** Attributes and matching for a catalogue that grows offer by offer: how fast, how large, how right. */
export const bench: Bench = {
  name: 'catalog',
  says: 'which product each offer of many made-up malls is of: offers a second, time and memory of each, pairs right',
  options: { offers: 'how many offers (1000000)' },
  flags: { smoke: 'few offers: whether it works, not how fast' },
  run: async ({ seed, own, progress }) => {
    const count = Number(own.offers ?? (own.smoke ? 1_000 : 1_000_000))
    progress(`${count.toLocaleString('en')} made-up offers`)
    return { rows: measure(madeUpOffers(count, seed), progress), notes }
  },
}

const notes = [
  'Synthetic: made-up offers of made-up malls, never to be mixed with public data. Attributes and matching are timed together, with the',
  'measuring; p50 and p99 are of matching alone. Memory is what the process grew by, garbage collected when node runs with --expose-gc.',
]

function measure(offers: readonly MadeUpOffer[], progress: (text: string) => void): BenchRow[] {
  const set = `synthetic, ${offers.length.toLocaleString('en')} offers`
  const row = (variant: string, metric: string, value: number, unit: string): BenchRow => {
    return { set, variant, metric, value, unit }
  }
  const samples = offers
    .slice(0, brandSamplesMax)
    .map(({ offer }) => ({ title: offer.title, brand: offer.brand ?? '' }))
  const brands = learnBrands(samples.filter(({ brand }) => brand !== ''))
  const memoryBefore = memory()
  const matcher = new OfferMatcher(shippedMatcher())
  const times = new Float64Array(offers.length)
  const ways = new Map<string, number>()
  const before = process.cpuUsage()
  const begin = process.hrtime.bigint()
  let reading = 0
  let grey = 0
  let moved = 0
  offers.forEach(({ offer }, i) => {
    const start = process.hrtime.bigint()
    const values = readAttributes(offer, { brands })
    const middle = process.hrtime.bigint()
    const placed = matcher.place(offer, values)
    times[i] = Number(process.hrtime.bigint() - middle) / 1_000
    reading += Number(middle - start) / 1_000
    ways.set(placed.by.how, (ways.get(placed.by.how) ?? 0) + 1)
    grey += placed.grey.length
    moved += placed.moved.reduce((sum, one) => sum + one.offers.length, 0)
    if ((i + 1) % progressEvery === 0) progress(`${(i + 1).toLocaleString('en')} placed`)
  })
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9
  const { user, system } = process.cpuUsage(before)
  const bytes = memory() - memoryBefore
  const found = pairsFound(
    offers.map(({ product }) => product),
    offers.map(({ offer }) => matcher.productOf(offer)),
  )
  times.sort()
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const share = (amount: number): number => (100 * amount) / Math.max(1, offers.length)
  return [
    row('attributes and matching', 'offers a second', offers.length / seconds, '/s'),
    row('attributes and matching', 'processor an offer', (user + system) / offers.length, 'us'),
    row('attributes', 'mean', reading / offers.length, 'us'),
    row('matching', 'mean', times.reduce((sum, time) => sum + time, 0) / offers.length, 'us'),
    row('matching', 'p50', at(0.5), 'us'),
    row('matching', 'p99', at(0.99), 'us'),
    row('matching', 'longest', at(1), 'us'),
    row('matching', 'memory an offer', bytes / offers.length, 'bytes'),
    ...['gtin', 'code', 'trees', 'alone'].map((how) => row(how, 'share of offers', share(ways.get(how) ?? 0), '%')),
    row('review queue', 'pairs for 100 offers', share(grey), ''),
    row('moves', 'offers moved for 100 placed', share(moved), ''),
    row('pairs', 'precision', found.precision, '%'),
    row('pairs', 'recall', found.recall, '%'),
    row('pairs', 'F1', found.f1, '%'),
  ]
}

function memory(): number {
  const { gc } = globalThis as { gc?: () => void }
  gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
