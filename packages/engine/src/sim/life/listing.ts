import { epochMs, minor } from '../../domain/units.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import { priceMovesOn, priceOn, stockOn, type Town, type TownProduct } from '../town/town.ts'
import { dayOf, startOf } from './calendar.ts'
import type { Shelf } from './shelf.ts'

/** What is on sale on the day on which the shop begins, as it is listed then; what comes later is listed when it comes. */
export function listedAt(town: Town, at: number): CatalogEvent[] {
  const day = dayOf(at)
  return town.products.filter((one) => arrivalOf(one) < startOf(day + 1)).map((one) => listing(town, one, { at, day }))
}

/** What happens on the shelf on a day before `until`: what arrives, what changes its price, runs out or is back; in order of time. */
export function shelfEventsOn(town: Town, shelf: Shelf, day: number, until = Number.POSITIVE_INFINITY): CatalogEvent[] {
  const [from, to] = [startOf(day), Math.min(until, startOf(day + 1))]
  const arrivals = town.products.flatMap((one) => {
    const at = arrivalOf(one)
    return !shelf.isListed[one.number] && at >= from && at < to ? [listing(town, one, { at, day })] : []
  })
  const moves = priceMovesOn(town, day).filter((event) => event.at < until && isThere(shelf, event))
  return [...arrivals, ...moves].sort((a, b) => a.at - b.at)
}

/** What has to be told to a shop whose shelf was left alone for a while, so that it is again as the town has it on a day. */
export function shelfAsOf(
  town: Town,
  known: (one: TownProduct) => Known | undefined,
  { day, at }: Day,
): CatalogEvent[] {
  return town.products.flatMap((one): CatalogEvent[] => {
    const told = known(one)
    if (told === undefined) return arrivalOf(one) <= at ? [listing(town, one, { at, day })] : []
    const { priceMinor, usualMinor } = priceOn(town.seed, one, day)
    const inStock = stockOn(town.seed, one.number, day)
    const named = { at: epochMs(at), product: one.product.id }
    const id = `${town.seed}:${at}:${one.product.id}`
    const events: CatalogEvent[] = []
    if (told.priceMinor !== priceMinor) {
      const reduced = priceMinor < usualMinor ? { listPriceMinor: minor(usualMinor) } : {}
      events.push({
        ...named,
        kind: 'product.repriced',
        id: `demo:reprice:${id}`,
        priceMinor: minor(priceMinor),
        ...reduced,
      })
    }
    if (told.inStock !== inStock) events.push({ ...named, kind: 'product.stocked', id: `demo:restock:${id}`, inStock })
    return events
  })
}

type Known = { readonly priceMinor?: number; readonly inStock: boolean }
type Day = { readonly day: number; readonly at: number }

function arrivalOf({ product }: TownProduct): number {
  return product.availableFrom ?? 0
}

function listing(town: Town, one: TownProduct, { day, at }: Day): CatalogEvent {
  const { priceMinor, usualMinor } = priceOn(town.seed, one, day)
  const { listPriceMinor: _, ...product } = one.product
  const price = {
    priceMinor: minor(priceMinor),
    ...(priceMinor < usualMinor ? { listPriceMinor: minor(usualMinor) } : {}),
  }
  const inStock = stockOn(town.seed, one.number, day)
  return {
    kind: 'product.listed',
    at: epochMs(at),
    id: listingId(town, one),
    product: { ...product, ...price, inStock },
  }
}

/** The id under which a product of the town is listed, by which its shop is known again. */
export function listingId(town: { readonly seed: number }, { product }: Pick<TownProduct, 'product'>): string {
  return `demo:listed:${town.seed}:${product.id}`
}

function isThere(shelf: Shelf, event: CatalogEvent): boolean {
  return typeof event.product === 'string' && shelf.isListed[shelf.numberOf(event.product)!] === 1
}
