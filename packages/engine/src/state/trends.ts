import { type Columns, DecayedColumn, nested, partOf, RunningTop, type Saved } from '@nunchi/kernel'
import { type Touch, touchWeights } from '../domain/touch.ts'

const day = 86_400
const topMax = 300

/**
 * What everybody wants, now and this season: decayed touches per item, an order counting 1 and everything else its
 * share of that, and the two lists of the most wanted, true at any moment. 20 bytes an item. O(1) per touch.
 */
export class Trends implements Saved {
  readonly now = new DecayedColumn(3 * day)
  readonly season = new DecayedColumn(60 * day)
  /** Items ever wanted. */
  itemsWanted = 0
  readonly #topNow = new RunningTop(topMax)
  readonly #topSeason = new RunningTop(topMax)

  /** The 300 most wanted items of these days, best first. Filter by what can be shown. */
  get topNow(): Uint32Array {
    return this.#topNow.best
  }

  /** The 300 most wanted items of the season, best first. */
  get topSeason(): Uint32Array {
    return this.#topSeason.best
  }

  /** How many times as much as the average item an item is wanted these days (`now`) or this season. */
  timesAverage(item: number, period: 'now' | 'season'): number {
    return (this[period].scaled[item] ?? 0) * this.averageScale(period)
  }

  /** What to multiply a scaled sum by to have it in times the average item's. */
  averageScale(period: 'now' | 'season'): number {
    return this.itemsWanted / Math.max(Number.MIN_VALUE, this[period].totalScaled)
  }

  /** Whether it is wanted more than the average item, in either. */
  isWanted(item: number): boolean {
    return this.timesAverage(item, 'now') > 1 || this.timesAverage(item, 'season') > 1
  }

  touch(touch: Touch): void {
    if (touch.weight <= 0) return
    const weight = Math.min(1, touch.weight / touchWeights.order)
    if (!(this.now.scaled[touch.item]! > 0)) this.itemsWanted += 1
    add(this.now, this.#topNow, { item: touch.item, weight, at: touch.at })
    add(this.season, this.#topSeason, { item: touch.item, weight, at: touch.at })
  }

  save(): Columns {
    return {
      ...nested('now', this.now.save()),
      ...nested('season', this.season.save()),
      topNow: this.topNow,
      topSeason: this.topSeason,
      itemsWanted: Uint32Array.of(this.itemsWanted),
    }
  }

  restore(columns: Columns): void {
    this.now.restore(partOf(columns, 'now'))
    this.season.restore(partOf(columns, 'season'))
    this.#topNow.restore(columns.topNow as Uint32Array)
    this.#topSeason.restore(columns.topSeason as Uint32Array)
    this.itemsWanted = (columns.itemsWanted as Uint32Array)[0]!
  }
}

function add(column: DecayedColumn, top: RunningTop, one: { item: number; weight: number; at: number }): void {
  const { rebases } = column
  column.add(one.item, one.weight, one.at)
  if (column.rebases === rebases) top.raise(one.item, column.scaled)
  else top.remake(column.scaled)
}
