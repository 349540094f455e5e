import { type Columns, DecayedColumn, nested, partOf, type Saved, TopK } from '@nunchi/kernel'
import { type Touch, touchKinds } from '../domain/touch.ts'

const day = 86_400
const topMax = 500
/** The list of the most wanted is made anew after items / 100 touches, at most 1,000: fresh in a small shop, free in a large one. */
const touchesPerRankingMax = 1_000

/**
 * What sells and what is looked at now, over everybody: decayed counts per item, and the list of the most wanted.
 * O(1) per touch; every thousandth touch costs O(items): 0.3 ms at 100,000.
 */
export class Trends implements Saved {
  readonly bought = new DecayedColumn(7 * day)
  readonly boughtLong = new DecayedColumn(30 * day)
  readonly wanted = new DecayedColumn(3 * day)
  /** The most wanted items, best first; `topCount` of them. Filter by what can be shown. */
  readonly top = new Uint32Array(topMax)
  topCount = 0
  #touchesLeft = 1

  touch(touch: Touch): void {
    if (touch.weight <= 0) return
    if (touch.kind === touchKinds.order) {
      this.bought.add(touch.item, 1, touch.at)
      this.boughtLong.add(touch.item, 1, touch.at)
    }
    this.wanted.add(touch.item, touch.weight, touch.at)
    this.#touchesLeft -= 1
    if (this.#touchesLeft <= 0) this.#rank()
  }

  save(): Columns {
    return {
      ...nested('bought', this.bought.save()),
      ...nested('boughtLong', this.boughtLong.save()),
      ...nested('wanted', this.wanted.save()),
      top: this.top.subarray(0, this.topCount),
      touchesLeft: Uint32Array.of(this.#touchesLeft),
    }
  }

  restore(columns: Columns): void {
    this.bought.restore(partOf(columns, 'bought'))
    this.boughtLong.restore(partOf(columns, 'boughtLong'))
    this.wanted.restore(partOf(columns, 'wanted'))
    this.topCount = (columns.top as Uint32Array).length
    this.top.set(columns.top as Uint32Array)
    this.#touchesLeft = (columns.touchesLeft as Uint32Array)[0]!
  }

  #rank(): void {
    this.#touchesLeft = Math.min(touchesPerRankingMax, 1 + Math.floor(this.wanted.scaled.length / 100))
    const best = new TopK(topMax)
    const { scaled } = this.wanted
    for (let item = 0; item < scaled.length; item++) if (scaled[item]! > 0) best.offer(item, scaled[item]!)
    this.topCount = best.drain(this.top)
  }
}
