import { MemoryEventLog } from '../../adapters/memory/event-log.ts'
import { MemorySnapshotStore } from '../../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../../adapters/memory/vault.ts'
import { Shop } from '../../app/shop.ts'
import type { PolicyName } from '../../decide/rank/answer.ts'
import { assert } from '../../domain/assert.ts'
import { type EpochMs, epochMs } from '../../domain/units.ts'
import { dayMs, dayOf, startOf } from '../life/calendar.ts'
import { listedAt, shelfEventsOn } from '../life/listing.ts'
import { type Pages, pagesByChance, pagesOf } from '../life/pages.ts'
import { Shelf } from '../life/shelf.ts'
import { Street, type Told } from '../life/street.ts'
import { visitsOn } from '../life/visits.ts'
import { Worth } from '../life/worth.ts'
import { makeTown, type TownSize } from '../town/town.ts'
import { Score, type Sums } from './score.ts'

/** One run of the market: which town, and what its shop shows for so many days after a past that all policies share. */
export type MarketAsk = {
  readonly seed: number
  readonly size: TownSize
  readonly policy: PolicyName
  readonly warmUpDays: number
  readonly days: number
}

export type MarketRun = MarketAsk & {
  readonly sums: Sums
  /** Events in the shop's log at the end. */
  readonly events: number
}

/** Places of the home that regret is taken of. */
export const judgedPlaces = 12
/** In the past that is shared, groups are fitted this often; under a policy, daily. */
const fitEveryDays = 7
/** The moment at which every simulated town begins to be judged: a Monday, 00:00 of its time. */
const opening = startOf(20_458)

/**
 * Lives the town with a shop in memory: `warmUpDays` on pages by chance, then `days` on the pages of one policy. All that
 * a server does by itself happens too: it learns from each order, and fits its groups. The same ask gives the same run,
 * and the runs of two policies have the same visitors with the same draws.
 *
 * About 3 ms a visit; 25 MB and 4 bytes a shopper and product for the known truth.
 */
export async function runPolicy(
  ask: MarketAsk,
  onDay: (day: number, of: number) => void = () => {},
): Promise<MarketRun> {
  const { seed, size, policy, warmUpDays, days } = ask
  const first = dayOf(opening) - warmUpDays
  const town = makeTown({ seed, size, now: epochMs(opening + days * dayMs), day: first })
  const clock = new HandClock(epochMs(opening - warmUpDays * dayMs))
  const parts = { log: new MemoryEventLog(), vault: new MemoryVault(), snapshots: new MemorySnapshotStore(), clock }
  const shop = await Shop.open({ ...parts, isSimulated: true, snapshotEvery: Number.POSITIVE_INFINITY })
  const shelf = new Shelf(town)
  const worth = new Worth({ town, shelf, keptMax: town.shoppers.length })
  const score = new Score({ shoppers: town.shoppers.length, worth, k: judgedPlaces })
  const before: Pages = pagesByChance(town, shelf)
  const after = pagesOf({ shop, town, shelf, policy })
  let street = new Street({ town, shelf, worth, pages: before })
  for (let nth = 0; nth < warmUpDays + days; nth++) {
    if (nth === warmUpDays)
      street = new Street({ town, shelf, worth, pages: after, watcher: score }, { states: street.states })
    const day = first + nth
    clock.ms = Math.max(clock.ms, startOf(day))
    if (nth >= warmUpDays || nth % fitEveryDays === 0) await shop.fitClusters()
    const changes = nth === 0 ? listedAt(town, clock.now()) : shelfEventsOn(town, shelf, day)
    for (const change of changes) shelf.apply(change)
    await shop.record(changes)
    for (const visit of visitsOn(town, day)) street.enter(visit)
    await live(shop, clock, street.until(startOf(day + 1)))
    onDay(nth + 1, warmUpDays + days)
  }
  await live(shop, clock, street.until(Number.POSITIVE_INFINITY))
  await shop.settled()
  return { ...ask, sums: score.sums, events: shop.views.position }
}

async function live(shop: Shop, clock: HandClock, acts: Iterable<Told>): Promise<void> {
  for (const { at, reports } of acts) {
    clock.ms = Math.max(clock.ms, Math.ceil(at))
    if (reports.length === 0) continue
    const verdicts = await shop.collect(reports, { consent: 'assumed', trusted: true })
    assert(
      verdicts.every(({ status }) => status === 'accepted'),
      'market: the shop refused what a shopper did',
    )
  }
}

/** A clock that stands where it is put. */
class HandClock {
  ms: number

  constructor(ms: EpochMs) {
    this.ms = ms
  }

  now(): EpochMs {
    return epochMs(this.ms)
  }
}
