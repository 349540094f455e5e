import { Random } from '@nunchi/kernel'
import { requestOf } from '../serve/bodies.ts'
import type { PriceMarket, Update } from './market.ts'

/** The fall of a watched product's price, of which its shopper is told. */
export type Fall = { readonly product: number; readonly priceMinor: number }

/** One request with updates of one mall, and what it tells of. */
export type Batch = { readonly request: Buffer; readonly falls: readonly Fall[] }

export type TrafficShape = {
  readonly key: string
  /** Updates in a request. */
  readonly each: number
  /** Of these, so many are falls of watched products, and so many their rises back: 0 for none. */
  readonly falls: number
}

/** Price updates as malls would send them: mall after mall, random offers, among them watched products that fall and rise by turns. */
export class Traffic {
  readonly #market: PriceMarket
  readonly #shape: TrafficShape
  readonly #random: Random
  /** By mall: how many falls there were. */
  readonly #falls: number[]
  #sent = 0

  constructor(market: PriceMarket, shape: TrafficShape, seed: number) {
    this.#market = market
    this.#shape = shape
    this.#random = new Random(seed)
    this.#falls = new Array<number>(market.size.malls).fill(0)
  }

  next(): Batch {
    const { malls } = this.#market.size
    const { each, falls: fallsEach, key } = this.#shape
    const mall = this.#sent++ % malls
    const falls: Fall[] = []
    const updates: Update[] = []
    for (let i = 0; i < fallsEach; i++) {
      const { fall, rise } = this.#nextFall(mall)
      falls.push(fall)
      updates.push({ key: this.#market.keyOf(fall.product), priceMinor: fall.priceMinor })
      updates.push({ key: this.#market.keyOf(rise), priceMinor: this.#market.priceOf(rise) })
    }
    while (updates.length < each) updates.push(this.#market.any(this.#random, mall))
    return { falls, request: priceRequest(this.#market.mallOf(mall), updates, key) }
  }

  /** The next watched product of a mall to fall, and the one that fell half a round before, to rise. */
  #nextFall(mall: number): { readonly fall: Fall; readonly rise: number } {
    const { malls } = this.#market.size
    const ofMall = Math.floor(this.#market.watched / malls)
    const n = this.#falls[mall]!++
    const product = mall + (n % ofMall) * malls
    const rise = mall + ((n + Math.floor(ofMall / 2)) % ofMall) * malls
    const times = Math.floor(n / ofMall) + 1
    return { fall: { product, priceMinor: this.#market.fallenPriceOf(product, times) }, rise }
  }
}

/** POST /v1/malls/:mall/prices. */
export function priceRequest(mall: string, updates: readonly Update[], key: string): Buffer {
  return requestOf('POST', { path: `/v1/malls/${mall}/prices`, key }, JSON.stringify({ updates }))
}

const none = ['late', 'unknown', 'rejected'].map((verdict) => `"${verdict}":0`)

/** Whether an answer says that every update was taken. */
export function isTaken(status: number, body: Buffer): boolean {
  return status === 200 && none.every((verdict) => body.includes(verdict))
}
