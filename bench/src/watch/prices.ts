import { type Columns, LowestPrices, PriceCrossings, Random, warmOffersMax } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'

export type PricesTask = {
  readonly offers: number
  readonly products: number
  readonly subscriptions: number
  /** Measured in each run. */
  readonly updates: number
  readonly repeats: number
}

/** Offers of a product are so unevenly spread that the first hundredth of the products has a tenth of them. */
const skew = 2
/** Subscriptions more so. */
const wishSkew = 3
const [lowest, highest] = [1_000, 400_000]
/** A mall's price lies so far from the product's, at most; an update moves it so far from there. */
const spread = 0.12
const swing = 0.15
/** Wishes lie so far below the lowest price of when they were made. */
const wishes = { least: 0.01, most: 0.25 } as const
/** A subscriber is told again after a price was this far above the wish. */
const hysteresis = 0.01
/** Products whose subscriptions are checked one by one after the measured run, and the share of the updates that this goes on for. */
const checkedEvery = 100
const checkedShare = 0.1
const bytesPerMb = 1e6

/** Price updates of random offers: exact lowest prices, and who is told. */
export function measurePrices(task: PricesTask, seed: number, progress: (text: string) => void): BenchRow[] {
  const run = new Run(task, seed)
  progress(`${task.offers.toLocaleString('en')} offers of ${task.products.toLocaleString('en')} products`)
  run.fill()
  progress(`${task.subscriptions.toLocaleString('en')} subscriptions`)
  run.subscribe()
  run.update() // once for the compiler
  const runs = Array.from({ length: task.repeats }, () => run.update()).sort((a, b) => a.seconds - b.seconds)
  const { seconds, changed, told } = runs[Math.floor(runs.length / 2)]!
  const check = run.check()
  const set = `synthetic, ${task.subscriptions.toLocaleString('en')} subscriptions`
  const row = (metric: string, value: number, unit = ''): BenchRow => ({ set, variant: 'prices', metric, value, unit })
  return [
    row('updates a second', task.updates / seconds, '/s'),
    row('updates a second, slowest run', task.updates / runs.at(-1)!.seconds, '/s'),
    row('updates a second, fastest run', task.updates / runs[0]!.seconds, '/s'),
    row('time an update', (seconds / task.updates) * 1e9, 'ns'),
    row('lowest price changed', (100 * changed) / task.updates, '%'),
    row('told', (100 * told) / task.updates, '%'),
    row('memory', run.bytes() / bytesPerMb, 'MB'),
    row('lowest prices wrong', check.wrong),
    row('subscriptions missed or told too much', check.missed),
  ]
}

class Run {
  readonly #prices = new LowestPrices()
  readonly #crossings = new PriceCrossings()
  /** Of the changes since the last telling: the product, and its lowest price. */
  readonly #rows = new Uint32Array(warmOffersMax)
  readonly #lowest = new Float64Array(warmOffersMax)
  readonly #told: number[] = []
  #read = 0
  readonly #random: Random
  readonly #task: PricesTask
  readonly #seed: number

  constructor(task: PricesTask, seed: number) {
    this.#task = task
    this.#seed = seed
    this.#random = new Random(seed)
  }

  fill(): void {
    const { offers, products } = this.#task
    for (let offer = 0; offer < offers; offer++) {
      const product = Math.floor(products * this.#random.unit() ** skew)
      this.#prices.add(offer, product, this.#priceFor(offer, product))
    }
  }

  subscribe(): void {
    const { subscriptions, products } = this.#task
    for (let waiter = 0; waiter < subscriptions; waiter++) {
      let row = -1
      let price = Number.POSITIVE_INFINITY
      while (price === Number.POSITIVE_INFINITY) {
        row = Math.floor(products * this.#random.unit() ** wishSkew)
        price = this.#prices.lowestOf(row)
      }
      const share = wishes.least + (wishes.most - wishes.least) * this.#random.unit()
      const at = Math.floor(price * (1 - share))
      this.#crossings.set(waiter, { row, at, again: at * (1 + hysteresis) + 1 })
    }
  }

  update(): { readonly seconds: number; readonly changed: number; readonly told: number } {
    const { offers, prices } = this.#updates(this.#task.updates)
    let [changed, told] = [0, 0]
    const begin = performance.now()
    for (let from = 0; from < offers.length; from += warmOffersMax) {
      const count = this.#lower(offers, prices, from)
      changed += count
      told += this.#tell(count)
    }
    return { seconds: (performance.now() - begin) / 1_000, changed, told }
  }

  /** The updates from `from` on. @returns how many lowest prices changed */
  #lower(offers: Uint32Array, prices: Float64Array, from: number): number {
    const to = Math.min(from + warmOffersMax, offers.length)
    this.#read += this.#prices.warm(offers, from, to)
    let count = 0
    for (let i = from; i < to; i++) {
      if (!this.#prices.set(offers[i]!, prices[i]!)) continue
      this.#rows[count] = this.#prices.productOf(offers[i]!)
      this.#lowest[count] = this.#prices.now
      count += 1
    }
    return count
  }

  /** What those changes tell, in their order. @returns how many were told */
  #tell(count: number): number {
    this.#read += this.#crossings.warm(this.#rows, count)
    this.#told.length = 0
    for (let i = 0; i < count; i++) this.#crossings.change(this.#rows[i]!, this.#lowest[i]!, this.#told)
    return this.#told.length
  }

  /** Goes on with updates, and checks every hundredth product and its subscriptions one by one. */
  check(): { readonly wrong: number; readonly missed: number } {
    const { offers, prices } = this.#updates(Math.ceil(this.#task.updates * checkedShare))
    const waiting = new Map<number, number[]>()
    for (let waiter = 0; waiter < this.#task.subscriptions; waiter++) {
      const { row } = this.#crossings.of(waiter)!
      if (row % checkedEvery === 0) waiting.set(row, [...(waiting.get(row) ?? []), waiter])
    }
    let [wrong, missed] = [0, 0]
    for (let i = 0; i < offers.length; i++) {
      const product = this.#prices.productOf(offers[i]!)
      const own = product % checkedEvery === 0 ? (waiting.get(product) ?? []) : undefined
      const due = new Set<number>()
      this.#prices.set(offers[i]!, prices[i]!)
      const now = own
        ? Math.min(...Array.from(this.#prices.offersOf(product), (each) => this.#prices.priceOf(each)))
        : 0
      if (own && now !== this.#prices.lowestOf(product)) wrong += 1
      for (const waiter of own ?? []) {
        const { at, again } = this.#crossings.of(waiter)!
        if (now <= at && (this.#crossings.isArmed(waiter) || now >= again)) due.add(waiter)
      }
      const told: number[] = []
      this.#crossings.change(product, this.#prices.lowestOf(product), told)
      if (!own) continue
      for (const waiter of told) if (!due.delete(waiter)) missed += 1
      missed += due.size
    }
    return { wrong, missed }
  }

  bytes(): number {
    return bytesOf(this.#prices.save()) + bytesOf(this.#crossings.save())
  }

  /** Made before the clock runs. */
  #updates(count: number): { readonly offers: Uint32Array; readonly prices: Float64Array } {
    const offers = Uint32Array.from({ length: count }, () => this.#random.below(this.#task.offers))
    const prices = Float64Array.from(offers, (offer) => {
      const price = this.#priceFor(offer, this.#prices.productOf(offer))
      return Math.round(price * (1 - swing + 2 * swing * this.#random.unit()))
    })
    return { offers, prices }
  }

  /** What an offer costs as a rule. */
  #priceFor(offer: number, product: number): number {
    const ofProduct = lowest * (highest / lowest) ** fraction(product ^ this.#seed)
    return Math.round(ofProduct * (1 - spread + 2 * spread * fraction(offer)))
  }
}

/** A number's own share of 1. */
function fraction(number: number): number {
  return ((Math.imul(number, 0x9e3779b1) ^ (Math.imul(number, 0x85ebca6b) >>> 13)) >>> 0) / 2 ** 32
}

/** All that the columns keep, buffers behind their ends included. */
function bytesOf(columns: Columns): number {
  const buffers = new Set(Object.values(columns).flatMap((column) => ('buffer' in column ? [column.buffer] : [])))
  return Array.from(buffers, ({ byteLength }) => byteLength).reduce((sum, bytes) => sum + bytes, 0)
}
