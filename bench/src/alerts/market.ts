import type { EpochMs, ProductId, ShopEvent, ShopperKey } from '@nunchi/engine'
import { Random } from '@nunchi/kernel'

export type MarketSize = {
  readonly seed: number
  readonly malls: number
  readonly products: number
  /** Shoppers who look at their alerts as they come, and how many products each of them waits for. */
  readonly watchers: number
  readonly watchedEach: number
  /** Subscriptions whose price never comes. */
  readonly waiting: number
  /** Subscriptions of which each is told once, at a shopper's server: those of the products that `fall` is said of. */
  readonly told: number
}

/** An offer of a mall, and what it costs from now on. */
export type Update = { readonly key: string; readonly priceMinor: number }

/** What is waited for lies at this share of a product's price; it falls to the second, and never to the third to fourth. */
const shares = { wanted: 0.95, fallen: 0.9, least: 0.2, most: 0.6 } as const
const [cheapest, dearest] = [10_000, 400_000]
/** What one person may wait for is limited. */
const waitingEach = 100
/** Told at one server. */
const toldEach = 20
const swing = 0.05

/**
 * Malls with offers, products, shoppers and what they wait for, all made up. Products that are watched have one offer, the others two.
 * The same size gives the same market.
 */
export class PriceMarket {
  readonly size: MarketSize

  constructor(size: MarketSize) {
    this.size = size
  }

  /** Products from 0 to before this one are watched. */
  get watched(): number {
    return this.size.watchers * this.size.watchedEach
  }

  get shoppers(): number {
    const { watchers, waiting, told } = this.size
    return watchers + Math.ceil(waiting / waitingEach) + Math.ceil(told / toldEach)
  }

  userOf(shopper: number): string {
    return `synthetic-shopper-${shopper}`
  }

  mallOf(mall: number): string {
    return `synthetic-mall-${mall}`
  }

  /** An offer's key at its mall; of the product n, at the malls n and, unless it is watched, n + 1. */
  keyOf(product: number): string {
    return `offer-${product}`
  }

  /** What a product costs as a rule. */
  priceOf(product: number): number {
    const share = (Math.imul(product ^ this.size.seed, 0x9e3779b1) >>> 0) / 2 ** 32
    return Math.round(cheapest * (dearest / cheapest) ** share)
  }

  /** What a watched product costs once it fell: another price each time, so that an alert says which fall it is of. */
  fallenPriceOf(product: number, times: number): number {
    return Math.floor(this.priceOf(product) * shares.fallen) - times
  }

  /** The subscriptions that are told at a server: their ids, and the product and shopper of each. */
  *told(): Generator<{ readonly id: string; readonly product: number; readonly shopper: number }> {
    const { told, waiting, watchers, products } = this.size
    const first = watchers + Math.ceil(waiting / waitingEach)
    for (let n = 0; n < told; n++)
      yield {
        id: `synthetic-told-${n}`,
        product: this.watched + ((n * 7) % (products - this.watched)),
        shopper: first + Math.floor(n / toldEach),
      }
  }

  /** Malls, their offers, and what shoppers wait for, as facts. */
  *facts(keys: readonly ShopperKey[], at: EpochMs): Generator<ShopEvent> {
    const { malls, products, waiting, watchers, seed } = this.size
    for (let mall = 0; mall < malls; mall++) yield this.#mall(mall, at)
    for (let product = 0; product < products; product++) {
      yield this.#offer(product, product % malls, at)
      if (product >= this.watched) yield this.#offer(product, (product + 1) % malls, at)
    }
    for (let product = 0; product < this.watched; product++)
      yield this.#wish(keys[product % watchers]!, at, {
        id: `synthetic-watched-${product}`,
        product,
        minor: this.#wantedOf(product),
        channel: 'page',
      })
    const random = new Random(seed)
    for (let n = 0; n < waiting; n++) {
      const product = random.below(products)
      const minor = Math.floor(this.priceOf(product) * (shares.least + (shares.most - shares.least) * random.unit()))
      const shopper = keys[watchers + Math.floor(n / waitingEach)]!
      yield this.#wish(shopper, at, { id: `synthetic-waiting-${n}`, product, minor, channel: 'page' })
    }
    for (const { id, product, shopper } of this.told())
      yield this.#wish(keys[shopper]!, at, { id, product, minor: this.#wantedOf(product), channel: 'webhook' })
  }

  /** A price of any offer of a mall near its usual one, of a product that nobody watches: it reaches no subscription. */
  any(random: Random, mall: number): Update {
    const { malls, products } = this.size
    const { watched } = this
    const ofMall = Math.floor((products - watched) / malls) - 1
    const product = watched + random.below(ofMall) * malls + ((mall - (watched % malls) + malls) % malls)
    const price = this.priceOf(product) * (1 - swing + 2 * swing * random.unit())
    return { key: this.keyOf(product), priceMinor: Math.round(price) }
  }

  #wantedOf(product: number): number {
    return Math.floor(this.priceOf(product) * shares.wanted)
  }

  #mall(mall: number, at: EpochMs): ShopEvent {
    const id = this.mallOf(mall)
    const consent = { by: 'nobody: synthetic', at }
    return {
      kind: 'mall.registered',
      at,
      id: `${id}:registered`,
      mall: { id, name: `합성몰 ${mall}`, consent },
    } as ShopEvent
  }

  #offer(product: number, mall: number, at: EpochMs): ShopEvent {
    const [key, title] = [this.keyOf(product), `합성 ${(Math.imul(product + 1, 0x9e3779b1) >>> 0).toString(36)}`]
    const base = { mall: this.mallOf(mall), key, title, categoryPath: ['합성'], attributes: {}, inStock: true }
    return {
      kind: 'offer.listed',
      at,
      id: `listed:${mall}:${key}`,
      offer: { ...base, priceMinor: this.priceOf(product) },
      product: `np-${product}`,
      values: [],
      by: { how: 'alone', chance: 1 },
    } as unknown as ShopEvent
  }

  #wish(
    shopper: ShopperKey,
    at: EpochMs,
    { id, product, minor, channel }: { id: string; product: number; minor: number; channel: 'page' | 'webhook' },
  ): ShopEvent {
    const wanted = { what: 'products', products: [`np-${product}` as ProductId] }
    const subscription = { id, wanted, conditions: [{ when: 'at-most', minor }], channels: [channel] }
    return { kind: 'subscription.made', at, id: `made:${id}`, shopper, subscription } as unknown as ShopEvent
  }
}
