import { epochMs, minor } from '../../domain/units.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import { hourMs, startOf } from '../life/calendar.ts'
import { Draws } from '../life/draws.ts'
import { priceOn, stockOn } from './prices.ts'
import type { Town } from './town.ts'

/** Malls change prices in the morning, from six to nine. */
const openFrom = 6
const openHours = 3
/** Names of draws. */
const moves = 33
const hour = 1

/**
 * What changes on the town's shelf on a day, in order of time: prices and what is there, each against the day before.
 * Ids are of seed, day and product, so that living a day again tells nothing new. O(products * offers).
 */
export function priceMovesOn(town: Town, day: number): readonly CatalogEvent[] {
  const events = town.products.flatMap((one): CatalogEvent[] => {
    const changed: CatalogEvent[] = []
    const { id } = one.product
    const drawn = new Draws(town.seed, moves, one.number, day)
    const at = epochMs(startOf(day) + Math.floor((openFrom + openHours * drawn.unit(hour)) * hourMs))
    const now = priceOn(town.seed, one, day)
    if (now.priceMinor !== priceOn(town.seed, one, day - 1).priceMinor)
      changed.push({
        kind: 'product.repriced',
        at,
        id: `demo:price:${town.seed}:${day}:${id}`,
        product: id,
        priceMinor: minor(now.priceMinor),
        ...(now.priceMinor < now.usualMinor ? { listPriceMinor: minor(now.usualMinor) } : {}),
      })
    const inStock = stockOn(town.seed, one.number, day)
    if (inStock !== stockOn(town.seed, one.number, day - 1))
      changed.push({ kind: 'product.stocked', at, id: `demo:stock:${town.seed}:${day}:${id}`, product: id, inStock })
    return changed
  })
  return events.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}
