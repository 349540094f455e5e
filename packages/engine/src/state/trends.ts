import { type Columns, DecayedColumn, nested, partOf, type Saved, TopK } from '@nunchi/kernel'
import { type Touch, touchWeights } from '../domain/touch.ts'

const day = 86_400
const topMax = 300
/** The lists of the most wanted are made anew after items / 100 touches, at most 1,000: fresh in a small shop, free in a large one. */
const touchesPerRankingMax = 1_000

/**
 * What everybody wants, now and this season: decayed touches per item, an order counting 1 and everything else its
 * share of that, and the two lists of the most wanted. 16 bytes an item.
 * O(1) per touch; every ranking costs O(items): 0.2 ms at 100,000, once in 1,000 touches.
 */
export class Trends implements Saved {
  readonly now = new DecayedColumn(3 * day)
  readonly season = new DecayedColumn(60 * day)
  /** The most wanted items, best first. Filter by what can be shown. */
  topNow: Uint32Array = new Uint32Array(0)
  topSeason: Uint32Array = new Uint32Array(0)
  /** Items ever wanted. */
  itemsWanted = 0
  #touchesLeft = 1

  touch(touch: Touch): void {
    if (touch.weight <= 0) return
    const weight = Math.min(1, touch.weight / touchWeights.order)
    if (!(this.now.scaled[touch.item]! > 0)) this.itemsWanted += 1
    this.now.add(touch.item, weight, touch.at)
    this.season.add(touch.item, weight, touch.at)
    this.#touchesLeft -= 1
    if (this.#touchesLeft <= 0) this.#rank()
  }

  save(): Columns {
    return {
      ...nested('now', this.now.save()),
      ...nested('season', this.season.save()),
      topNow: this.topNow,
      topSeason: this.topSeason,
      counters: Uint32Array.of(this.itemsWanted, this.#touchesLeft),
    }
  }

  restore(columns: Columns): void {
    this.now.restore(partOf(columns, 'now'))
    this.season.restore(partOf(columns, 'season'))
    this.topNow = columns.topNow as Uint32Array
    this.topSeason = columns.topSeason as Uint32Array
    this.itemsWanted = (columns.counters as Uint32Array)[0]!
    this.#touchesLeft = (columns.counters as Uint32Array)[1]!
  }

  #rank(): void {
    this.#touchesLeft = Math.min(touchesPerRankingMax, 1 + Math.floor(this.itemsWanted / 100))
    this.topNow = topOf(this.now.scaled)
    this.topSeason = topOf(this.season.scaled)
  }
}

/** Items with a score, best first; of equals the lower item. Most items fail the one comparison with the lowest kept. */
function topOf(scaled: Float64Array): Uint32Array {
  const best = new TopK(topMax)
  let floor = 0
  for (let item = 0; item < scaled.length; item++) {
    const score = scaled[item]!
    if (!(score > floor)) continue
    best.offer(item, score)
    floor = Math.max(0, best.floor)
  }
  const out = new Uint32Array(topMax)
  return out.slice(0, best.drain(out))
}
