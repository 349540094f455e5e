import type { EpochMs } from '../../domain/units.ts'
import { dayOf } from '../life/calendar.ts'
import { type Brand, makeBrands } from './brands.ts'
import { makeCatalogue, type TownProduct } from './catalogue.ts'
import { makeVehicles, type Vehicle } from './fleet.ts'
import { type Kind, kinds } from './kinds.ts'
import { type Mall, makeMalls } from './malls.ts'
import { makeShoppers, type TownShopper } from './people.ts'
import { drawHomes, makeRoads, type RoadGrid } from './roads.ts'
import { makeWarehouse, type Warehouse } from './warehouse.ts'

export type { TownProduct } from './catalogue.ts'
export { lookOf } from './catalogue.ts'
export { drawProduct } from './draw/draw-product.ts'
export { kinds } from './kinds.ts'
export { type MadeUpPair, madeUpPairs } from './mall-titles.ts'
export { priceMovesOn } from './moves.ts'
export type { TownShopper } from './people.ts'
export { madeUpPasts, type PriceHabit, type PricePast } from './price-pasts.ts'
export { priceOn, stockOn } from './prices.ts'
export { utilityOf } from './taste.ts'

/** Tiny for tests, a town for the demo, a city for benches of load. */
export type TownSize = 'tiny' | 'town' | 'city'

export type TownCounts = {
  readonly products: number
  readonly shoppers: number
  readonly streets: number
  readonly vehicles: number
}

export const townSizes: Readonly<Record<TownSize, TownCounts>> = {
  tiny: { products: 200, shoppers: 40, streets: 6, vehicles: 2 },
  town: { products: 5_000, shoppers: 2_000, streets: 24, vehicles: 8 },
  city: { products: 100_000, shoppers: 100_000, streets: 80, vehicles: 60 },
}

/**
 * A made-up market with a known truth: what is sold, by which malls and for how much, who lives there and what they secretly
 * like. Everything in it is invented.
 */
export type Town = {
  readonly seed: number
  readonly size: TownSize | TownCounts
  readonly kinds: readonly Kind[]
  readonly brands: readonly Brand[]
  readonly malls: readonly Mall[]
  readonly products: readonly TownProduct[]
  readonly shoppers: readonly TownShopper[]
  /** The node of the roads where each shopper lives, by the shopper's number. */
  readonly homes: Uint32Array
  /** What lies where on the morning of the town's day. */
  readonly warehouse: Warehouse
  readonly roads: RoadGrid
  readonly vehicles: readonly Vehicle[]
}

export type TownAsk = {
  readonly seed: number
  /** One of the sizes that are meant for something, or numbers of one's own. */
  readonly size: TownSize | TownCounts
  /** The moment by which products are said to be on sale since when. */
  readonly now: EpochMs
  /** The day of whose morning prices and stock are: that of `now` when absent. `priceMovesOn` tells what changes after it. */
  readonly day?: number
}

/**
 * The same seed, size and moment make the same town, byte for byte. A town takes 0.2 s and 10 MB, a city 5 s and
 * 320 MB. Pictures are drawn when they are asked for.
 */
export function makeTown({ seed, size, now, day = dayOf(now) }: TownAsk): Town {
  const brands = makeBrands()
  const malls = makeMalls()
  const counts = typeof size === 'string' ? townSizes[size] : size
  const products = makeCatalogue({ seed, count: counts.products, brands, malls, now, day })
  const shoppers = makeShoppers({ seed, count: counts.shoppers, brands })
  const roads = makeRoads({ seed: seed * 8 + 3, streets: counts.streets })
  return {
    seed,
    size,
    kinds,
    brands,
    malls,
    products,
    shoppers,
    homes: drawHomes({ seed: seed * 8 + 4, count: counts.shoppers, roads }),
    warehouse: makeWarehouse({ seed: seed * 8 + 5, products, day }),
    roads,
    vehicles: makeVehicles({ count: counts.vehicles, depot: roads.depot }),
  }
}
