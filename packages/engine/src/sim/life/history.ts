import type { Report } from '../../app/report.ts'
import { type EpochMs, epochMs } from '../../domain/units.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import type { Town } from '../town/town.ts'
import { dayOf, startOf } from './calendar.ts'
import { listedAt, shelfEventsOn } from './listing.ts'
import { pagesByChance } from './pages.ts'
import { Shelf } from './shelf.ts'
import { Street } from './street.ts'
import { visitsOn } from './visits.ts'
import { Worth } from './worth.ts'

/** A piece of the town's past, a day at most: what changed on the shelf, then what shoppers did, in order of time. */
export type PastDay = {
  readonly at: EpochMs
  readonly catalog: readonly CatalogEvent[]
  readonly reports: readonly Report[]
}

/**
 * The `days` before the day of `now`, and that day so far, as they were without this shop's help: people looked at pages that knew nobody, and browsed by
 * taste. The same town, days and time give the same past, event by event. Day by day, so that nobody has to hold it all.
 */
export function* historyOf(town: Town, { days, now }: { days: number; now: EpochMs }): Generator<PastDay, void, void> {
  const shelf = new Shelf(town)
  const worth = new Worth({ town, shelf, keptMax: town.shoppers.length })
  const street = new Street({ town, shelf, worth, pages: pagesByChance(town, shelf) })
  const first = dayOf(now) - days
  for (let day = first; day <= dayOf(now); day++) {
    const until = Math.min(now, startOf(day + 1))
    const catalog = day === first ? listedAt(town, startOf(day)) : shelfEventsOn(town, shelf, day, until)
    for (const event of catalog) shelf.apply(event)
    for (const visit of visitsOn(town, day)) if (visit.at < until) street.enter(visit)
    const reports: Report[] = []
    for (const told of street.until(until)) reports.push(...told.reports)
    reports.sort((a, b) => a.event!.at - b.event!.at)
    yield { at: epochMs(until), catalog, reports }
  }
}
