import type { EpochMs, ProductId } from '@nunchi/engine'
import type { TownProduct } from '@nunchi/engine/sim'
import { Random } from '@nunchi/kernel'
import { MarketShelf } from './shelf.ts'

const stepsPerVisit = 5
const stepMs = 40_000
/** Visits that go on at the same time, so that the events of one shopper do not lie side by side in the log. */
const visitsAtOnce = 64
/** Larger than any market and prime: stepping by it passes every shopper once. */
const stride = 7_368_787

/** What an act of a shopper says besides who and which; the fields are those of the engine's events. */
export type Fact =
  | { readonly kind: 'product.viewed' | 'product.clicked' | 'product.wished'; readonly product: ProductId }
  | { readonly kind: 'product.dwelt'; readonly product: ProductId; readonly dwellMs: number }
  | { readonly kind: 'cart.added'; readonly product: ProductId; readonly quantity: number }
  | { readonly kind: 'products.searched'; readonly query: string }
  | { readonly kind: 'page.viewed'; readonly name: string }
  | { readonly kind: 'order.placed'; readonly order: string; readonly lines: readonly Line[] }

type Line = { readonly product: ProductId; readonly quantity: number; readonly priceMinor: number }

/** One act of one shopper; `id` is a message id of the length of a UUID. */
export type Act = { readonly shopper: number; readonly at: EpochMs; readonly id: string; readonly fact: Fact }

/** Cumulative shares of what shoppers do in a shop; what is left is an order. */
const shares: readonly (readonly [Exclude<Fact['kind'], 'order.placed'>, number])[] = [
  ['product.viewed', 0.55],
  ['product.clicked', 0.7],
  ['product.dwelt', 0.77],
  ['cart.added', 0.87],
  ['product.wished', 0.91],
  ['products.searched', 0.94],
  ['page.viewed', 0.96],
]

/**
 * The simulated market under load: its products with Zipf popularity, its shoppers after their two favourite kinds and their
 * brands, and what they do. The same seed gives the same market. Everything in it is made up.
 */
export class Market {
  readonly shelf: MarketShelf
  readonly shoppers: number
  readonly #random: Random
  /** Ids given out. */
  #given: number

  /** @param size.firstId  so that a second market of the same seed gives other ids: the first one's are in the log */
  constructor(size: { seed: number; products: number; shoppers: number; firstId?: number }) {
    const { seed, products, shoppers, firstId = 0 } = size
    this.shelf = new MarketShelf({ seed, products, shoppers })
    this.shoppers = shoppers
    this.#random = new Random(seed + firstId)
    this.#given = firstId
  }

  userOf(shopper: number): string {
    return `synthetic-shopper-${shopper}`
  }

  /**
   * The past of everybody: at least `eventsEach` acts a shopper, in visits of five, in order of time from `from` to
   * `to`. Each shopper comes as often as any other, never twice in a row.
   */
  *history({ eventsEach, from, to }: { eventsEach: number; from: number; to: number }): Generator<Act> {
    const rounds = Math.ceil(eventsEach / stepsPerVisit)
    const visits = rounds * this.shoppers
    for (let first = 0; first < visits; first += visitsAtOnce) {
      const start = from + ((to - from) * first) / visits
      const count = Math.min(visitsAtOnce, visits - first)
      for (let step = 0; step < stepsPerVisit; step++) {
        for (let visit = first; visit < first + count; visit++) {
          const shopper = (visit * stride + Math.floor(visit / this.shoppers)) % this.shoppers
          yield this.act(shopper, Math.floor(start + step * stepMs))
        }
      }
    }
  }

  /** Anybody's next act at this moment. */
  next(at: number): Act {
    return this.act(this.#random.below(this.shoppers), at)
  }

  /** What this shopper does next, if anything at this moment. */
  act(shopper: number, at: number): Act {
    const id = this.newId()
    return { shopper, at: at as EpochMs, id, fact: this.#fact(shopper, id) }
  }

  /** A message id that was not given out before. */
  newId(): string {
    return `synthetic-${(this.#given++).toString(16).padStart(26, '0')}`
  }

  /** A product that this shopper is likely to look at. */
  drawn(shopper: number): TownProduct {
    const random = this.#random
    const { shelf } = this
    const first = shelf.draw(random, this.#kindFor(shopper))
    if (shelf.likesBrand(shopper, first) || random.unit() < 0.5) return first
    const second = shelf.draw(random, this.#kindFor(shopper))
    return shelf.likesBrand(shopper, second) ? second : first
  }

  /** Words that this shopper may search by. */
  words(shopper: number): string {
    return this.shelf.wordsOf(this.drawn(shopper))
  }

  /** Two kinds of their own most of the time, else (-1) whatever everybody looks at. */
  #kindFor(shopper: number): number {
    const drawn = this.#random.unit()
    if (drawn >= 0.65) return -1
    return this.shelf.favourites(shopper)[drawn < 0.4 ? 0 : 1]
  }

  #fact(shopper: number, id: string): Fact {
    const drawn = this.#random.unit()
    const kind = shares.find(([, share]) => drawn < share)?.[0]
    if (kind === 'page.viewed') return { kind, name: 'synthetic-home' }
    if (kind === undefined) return this.#order(shopper, id)
    if (kind === 'products.searched') return { kind, query: this.words(shopper) }
    const { product } = this.drawn(shopper)
    switch (kind) {
      case 'product.dwelt':
        return { kind, product: product.id, dwellMs: 2_000 + this.#random.below(90_000) }
      case 'cart.added':
        return { kind, product: product.id, quantity: 1 + this.#random.below(2) }
      default:
        return { kind, product: product.id }
    }
  }

  #order(shopper: number, id: string): Fact {
    const lines = Array.from({ length: 1 + this.#random.below(4) }, (): Line => {
      const { id, priceMinor } = this.drawn(shopper).product
      return { product: id, quantity: 1, priceMinor: priceMinor! }
    })
    return { kind: 'order.placed', order: id.replace('synthetic', 'synthetic-order'), lines }
  }
}
