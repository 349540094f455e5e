import type { Shop } from '../../app/shop.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import type { Town } from '../town/town.ts'
import { dayOf } from './calendar.ts'
import { historyOf } from './history.ts'
import { listingId } from './listing.ts'
import { pricesBefore } from './price-past.ts'

const reportsPerCall = 2_000

/** What is in a shop, as far as a town is concerned: nothing yet, some of its past, all of it, or something else altogether. */
export type Filling = 'empty' | 'begun' | 'done' | 'other'

/** How far a shop is filled with the past of a town. */
export function fillingOf({ views }: Pick<Shop, 'views'>, town: Town): Filling {
  if (views.seen.has(doneId(town))) return 'done'
  if (views.position === 0) return 'empty'
  return town.products.some((one) => views.seen.has(listingId(town, one))) ? 'begun' : 'other'
}

type FillAsk = {
  readonly days: number
  /** Days before these of which only prices and stock are told, so that charts have a past. */
  readonly priceDays?: number
  /** Told after each day how many of how many are in. */
  readonly onDay: (done: number, of: number) => void
}

/**
 * Fills a shop with the town's last days, or goes on where that was interrupted: what is there already is skipped. At the
 * end the groups are fitted, so that every policy has something to show. About 30,000 events a second.
 *
 */
export async function fill(shop: Shop, town: Town, { days, priceDays = 0, onDay }: FillAsk): Promise<void> {
  let done = 0
  const now = shop.now()
  if (priceDays > 0)
    for (const catalog of pricesBefore(town, { first: firstDay(now, days), days: priceDays }))
      await shop.record(catalog)
  for (const { catalog, reports } of historyOf(town, { days, now })) {
    await shop.record(catalog)
    for (let i = 0; i < reports.length; i += reportsPerCall) {
      const from = { consent: 'assumed', imported: true, trusted: true } as const
      await shop.collect(reports.slice(i, i + reportsPerCall), from)
    }
    onDay(++done, days + 1)
  }
  await shop.fitClusters()
  await shop.record([doneEvent(town, shop)])
}

/** The day of whose morning a town has to be made, so that its past can begin there. */
export function firstDay(now: number, days: number): number {
  return dayOf(now) - days
}

function doneId({ seed }: Town): string {
  return `demo:filled:${seed}`
}

/** Says nothing new of a product; it is in the log so that a start knows that the past is complete. */
function doneEvent(town: Town, shop: Shop): CatalogEvent {
  const { id: product } = town.products[0]!.product
  const inStock = shop.product(product)?.inStock ?? true
  return { kind: 'product.stocked', at: shop.now(), id: doneId(town), product, inStock }
}
