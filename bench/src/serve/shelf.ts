import type { ShopEvent } from '@nunchi/engine'
import { kinds, makeTown, type Town, type TownProduct } from '@nunchi/engine/sim'
import type { Random } from '@nunchi/kernel'

type Listing = Extract<ShopEvent, { kind: 'product.listed' }>

const day = 86_400_000
/** A moment for all that the town tells of dates: the processes of a bench make it each for themselves. */
const townNow = 1_760_000_000_000
/** Roads and vehicles are not looked at. */
const noTraffic = { streets: 2, vehicles: 1 } as const

/**
 * The simulated market as a shop to put load on: its products as they are listed, and who is drawn to what. Kinds go round
 * by the products' numbers; the low numbers are what sells best in each.
 */
export class MarketShelf {
  readonly size: number
  readonly #town: Town

  /** A city of 100,000 products and shoppers takes 5 s and 320 MB. */
  constructor({ seed, products, shoppers }: { seed: number; products: number; shoppers: number }) {
    this.size = products
    this.#town = makeTown({ seed, size: { products, shoppers, ...noTraffic }, now: townNow as Listing['at'] })
  }

  product(number: number): TownProduct {
    return this.#town.products[number]
  }

  /** The words that somebody searches for a product by. */
  wordsOf({ kind }: TownProduct): string {
    return kinds[kind].path.at(-1)!
  }

  /** Draws a product of a kind, or of the whole shop (-1), by Zipf's law with exponent 1. */
  draw(random: Random, kind: number): TownProduct {
    if (kind < 0) return this.product(Math.floor(this.size ** random.unit()) - 1)
    const rank = Math.floor(Math.max(1, this.size / kinds.length) ** random.unit()) - 1
    return this.product(Math.min(this.size - 1, rank * kinds.length + kind))
  }

  /** The kinds that a shopper cares for most, and next to most. */
  favourites(shopper: number): readonly [number, number] {
    const tastes = this.#town.shoppers[shopper].tastes.kinds
    let [first, second] = [0, 1]
    for (let kind = 1; kind < tastes.length; kind++) {
      if (tastes[kind] > tastes[first]) [first, second] = [kind, first]
      else if (tastes[kind] > tastes[second] || second === first) second = kind
    }
    return [first, second]
  }

  /** Whether a shopper would rather have this brand than another. */
  likesBrand(shopper: number, { brand }: TownProduct): boolean {
    return this.#town.shoppers[shopper].tastes.brands[brand] > 0.5
  }

  listing(number: number, { now }: { now: number }): Listing {
    const { product } = this.product(number)
    return { kind: 'product.listed', at: (now - 90 * day) as Listing['at'], id: `synthetic-listing-${number}`, product }
  }
}
