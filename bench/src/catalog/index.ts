import { monitorEventLoopDelay } from 'node:perf_hooks'
import { columnsOfTaught, learnBrands, type Matching, MatchingApart, MatchingHere } from '@nunchi/engine'
import type { Bench, BenchRow } from '../bench.ts'
import { type MadeUpOffer, madeUpOffers } from './made-up-offers.ts'
import { pairsFound } from './pairs-found.ts'

/** Offers that brands are learned from, as from the first feed. */
const brandSamplesMax = 50_000
const progressEvery = 50_000
/** Offers handed over at a time, as a feed is read, and blocks under way. */
const perBlock = 500
const blocksMax = 3
/** Offers that come alone at the end. */
const aloneCount = 2_000
/** The last part of the catalogue, of which the speed is told apart. */
const lastShare = 0.1
const msPerSecond = 1_000

/** Attributes and matching for a catalogue that grows as feeds are read: how fast, how large, how right. */
export const bench: Bench = {
  name: 'catalog',
  says: 'which product each offer of many made-up malls is of: offers a second, time and memory of each, pairs right',
  options: {
    offers: 'how many offers (1000000)',
    threads: 'threads beside the main one: 2 as in the server, 1, or 0 for all in one',
  },
  flags: { smoke: 'few offers: whether it works, not how fast' },
  run: async ({ seed, own, progress }) => {
    const count = Number(own.offers ?? (own.smoke ? 1_000 : 1_000_000))
    const threads = Number(own.threads ?? 2)
    progress(`${count.toLocaleString('en')} made-up offers`)
    const run = new Run(madeUpOffers(count + (own.smoke ? count : aloneCount), seed), count, threads)
    return { rows: await run.measure(progress), notes }
  },
}

const notes = [
  'Synthetic: made-up offers of made-up malls, never to be mixed with public data. Offers a second by the clock, attributes, matching and',
  'the way to the threads and back in it; processor: of all threads together. One offer: until the main thread knows its product. Memory',
  'is what the process grew by, the main thread garbage collected when node runs with --expose-gc.',
]

type Figure = readonly [variant: string, metric: string, value: number, unit: string]

class Run {
  readonly #offers: readonly MadeUpOffer[]
  readonly #count: number
  readonly #threads: number
  readonly #products: Int32Array
  /** By the mall's own id, which is a number here: its place among the offers. */
  readonly #places: Uint32Array
  readonly #ways = new Map<string, number>()
  #moved = 0
  /** Of a block, in milliseconds. */
  #longest = 0

  constructor(offers: readonly MadeUpOffer[], count: number, threads: number) {
    this.#offers = offers
    this.#count = count
    this.#threads = threads
    this.#products = new Int32Array(offers.length)
    this.#places = new Uint32Array(offers.length)
    for (const [i, { offer }] of offers.entries()) this.#places[Number(offer.key)] = i
  }

  async measure(progress: (text: string) => void): Promise<BenchRow[]> {
    const samples = this.#offers.slice(0, brandSamplesMax).map(({ offer }) => ({
      title: offer.title,
      brand: offer.brand ?? '',
    }))
    const brands = learnBrands(samples.filter(({ brand }) => brand !== ''))
    const memoryBefore = memory()
    const matching = this.#begin()
    matching.teach(columnsOfTaught({ brands }))
    await matching.numberFrom(0) // the threads have begun
    const figures: Figure[] = []
    const processorBefore = process.cpuUsage()
    const last = Math.floor(this.#count * (1 - lastShare))
    const busyBefore = performance.eventLoopUtilization()
    const turns = monitorEventLoopDelay({ resolution: 1 })
    turns.enable()
    const first = await this.#placeAll(matching, 0, last, progress)
    const rest = await this.#placeAll(matching, last, this.#count, progress)
    const { utilization } = performance.eventLoopUtilization(busyBefore)
    turns.disable()
    const { user, system } = process.cpuUsage(processorBefore)
    figures.push(['all', 'offers a second', (this.#count / (first + rest)) * msPerSecond, '/s'])
    figures.push(['last tenth', 'offers a second', ((this.#count - last) / rest) * msPerSecond, '/s'])
    figures.push(['all', 'processor an offer', (user + system) / this.#count, 'us'])
    figures.push(['main thread', 'busy', 100 * utilization, '%'])
    figures.push(['main thread', 'others wait at most', turns.max / 1e6, 'ms'])
    figures.push([`blocks of ${perBlock}`, 'longest', this.#longest, 'ms'])
    figures.push(['memory', 'an offer', (memory() - memoryBefore) / this.#count, 'bytes'])
    figures.push(...(await this.#placeAlone(matching)))
    const { waiting } = await matching.reviews(0)
    await matching.close()
    figures.push(...this.#found(waiting))
    const set = `synthetic, ${this.#count.toLocaleString('en')} offers, ${this.#threads} threads`
    return figures.map(([variant, metric, value, unit]) => ({ set, variant, metric, value, unit }))
  }

  #begin(): Matching {
    if (this.#threads === 0) return new MatchingHere({})
    return new MatchingApart({}, (error) => console.error(error), this.#threads === 1 ? 1 : 2)
  }

  /** @returns milliseconds */
  async #placeAll(matching: Matching, from: number, to: number, progress: (text: string) => void): Promise<number> {
    const begin = performance.now()
    const underWay: Promise<void>[] = []
    for (let at = from; at < to; at += perBlock) {
      if (underWay.length >= blocksMax) await underWay.shift()
      underWay.push(this.#place(matching, at, Math.min(to, at + perBlock)))
      if (at % progressEvery === 0) progress(`${at.toLocaleString('en')} placed`)
    }
    await Promise.all(underWay)
    return performance.now() - begin
  }

  async #place(matching: Matching, from: number, to: number): Promise<void> {
    const begin = performance.now()
    const placed = await matching.place(this.#offers.slice(from, to).map(({ offer }) => offer))
    this.#longest = Math.max(this.#longest, performance.now() - begin)
    for (const [i, { product, by, moved }] of placed.entries()) {
      this.#products[from + i] = product
      this.#ways.set(by.how, (this.#ways.get(by.how) ?? 0) + 1)
      for (const one of moved) {
        this.#moved += one.offers.length
        for (const { key } of one.offers) this.#products[this.#places[Number(key)]!] = one.product
      }
    }
  }

  /** The offers at the end, each when the one before it is through. */
  async #placeAlone(matching: Matching): Promise<Figure[]> {
    const times: number[] = []
    for (let at = this.#count; at < this.#offers.length; at++) {
      const begin = performance.now()
      await this.#place(matching, at, at + 1)
      times.push(performance.now() - begin)
    }
    times.sort((a, b) => a - b)
    const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
    return [
      ['one offer', 'p50', at(0.5), 'ms'],
      ['one offer', 'p99', at(0.99), 'ms'],
      ['one offer', 'longest', at(1), 'ms'],
    ]
  }

  #found(waiting: number): Figure[] {
    const { length } = this.#offers
    const found = pairsFound(
      this.#offers.map(({ product }) => product),
      this.#products,
    )
    const share = (amount: number): number => (100 * amount) / length
    return [
      ...['gtin', 'code', 'trees', 'alone'].map((how): Figure => {
        return [how, 'share of offers', share(this.#ways.get(how) ?? 0), '%']
      }),
      ['review queue', 'pairs for 100 offers', share(waiting), ''],
      ['moves', 'offers moved for 100 placed', share(this.#moved), ''],
      ['pairs', 'precision', found.precision, '%'],
      ['pairs', 'recall', found.recall, '%'],
      ['pairs', 'F1', found.f1, '%'],
    ]
  }
}

function memory(): number {
  const { gc } = globalThis as { gc?: () => void }
  gc?.()
  return process.memoryUsage.rss()
}
