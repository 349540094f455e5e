import { type Columns, nested, partOf, type Saved } from './columns.ts'
import { DecayedColumn } from './decayed-column.ts'
import { grown } from './grown.ts'
import { RunningTop } from './running-top.ts'

/** Items that are known as popular: candidates whatever the question. */
const popularCount = 20

/** How often each item was clicked, ever and of late, and which are clicked most of late. add: O(1). Memory: 18 bytes an item. */
export class ClickCounts implements Saved {
  #ever: Float64Array = new Float64Array(16)
  readonly #lately: DecayedColumn
  readonly #popular = new RunningTop(popularCount)
  #rebases = 0

  /** @param lateHalfLife in the unit of the times given later */
  constructor(lateHalfLife: number) {
    this.#lately = new DecayedColumn(lateHalfLife)
  }

  /** Items are below this. */
  get items(): number {
    return this.#ever.length
  }

  /** The most clicked of late, best first; at most 20. Valid until the next `add`. */
  get popular(): Uint32Array {
    return this.#popular.best
  }

  add(item: number, at: number): void {
    this.#ever = grown(this.#ever, item + 1)
    this.#ever[item]! += 1
    this.#lately.add(item, 1, at)
    if (this.#rebases === this.#lately.rebases) return this.#popular.raise(item, this.#lately.scaled)
    this.#rebases = this.#lately.rebases
    this.#popular.remake(this.#lately.scaled)
  }

  /** Clicks an item ever had. */
  countOf(item: number): number {
    return this.#ever[item] ?? 0
  }

  /** The item's share of the clicks of late, 0 to 1. */
  lateShareOf(item: number): number {
    return (this.#lately.scaled[item] ?? 0) / (this.#lately.totalScaled || 1)
  }

  save(): Columns {
    return { ever: this.#ever, popular: this.#popular.best, ...nested('lately', this.#lately.save()) }
  }

  restore(columns: Columns): void {
    this.#ever = columns.ever as Float64Array
    this.#popular.restore(columns.popular as Uint32Array)
    this.#lately.restore(partOf(columns, 'lately'))
  }
}
