import type { CatalogEvent } from '../../events/catalog.ts'
import type { Town } from '../town/town.ts'
import { startOf } from './calendar.ts'
import { listedAt, shelfEventsOn } from './listing.ts'
import { Shelf } from './shelf.ts'

/**
 * What was on the town's shelf and what it cost in the days before a day, and on it: demo data, a list of facts for each day. Days that are told again
 * from `first` on tell nothing new, as the ids are the same. O(days * products).
 */
export function* pricesBefore(
  town: Town,
  { first, days }: { readonly first: number; readonly days: number },
): Generator<readonly CatalogEvent[], void, void> {
  const shelf = new Shelf(town)
  for (let day = first - days; day <= first; day++) {
    const events = day === first - days ? listedAt(town, startOf(day)) : shelfEventsOn(town, shelf, day)
    for (const event of events) shelf.apply(event)
    yield events
  }
}
