import { type Columns, nested, partOf, type Saved, SlabLists } from '@nunchi/kernel'
import { type Touch, touchKinds, touchNames, touchWeights } from '../domain/touch.ts'

const recentMax = 64
const ownedMax = 1_024
const ordersMax = 255
/** What a purchase still says after each further order of the shopper. */
const perOrder = 0.9
/** Seconds after which a purchase counts half by the calendar. */
export const seasonHalfLife = 60 * 86_400

/** One product bought, as `History.owned` keeps it. */
type Owned = {
  readonly item: number
  readonly lastAt: number
  readonly habit: number
  readonly season: number
  readonly times: number
  readonly pieces: number
}

/**
 * What each shopper did last and what they have bought: the latest 64 touches in order of time (a late one lands where
 * it belongs), every product bought (up to 1,024) with how much of a habit it is, and when they ordered. A kind of touch
 * says whether it speaks for the product or against it: a bad review is kept as the dislike that it is.
 *
 * 9 bytes a touch, 24 bytes a product bought, 4 an order. O(1) per touch when on time; O(products bought) per order line.
 */
export class History implements Saved {
  readonly recent = new SlabLists({ item: 'u32', at: 'u32', kind: 'u8' }, 2)
  /** habit: purchases decayed by the shopper's orders since; season: decayed by time; both as of lastAt. pieces: kept, not returned. */
  readonly owned = new SlabLists(
    { item: 'u32', lastAt: 'u32', habit: 'f32', season: 'f32', times: 'u16', pieces: 'u32' },
    2,
  )
  /** When the shopper ordered, oldest first. */
  readonly orders = new SlabLists({ at: 'u32' }, 2)

  touch(touch: Touch): void {
    if (touch.row < 0) return
    this.#remember(touch.row, touch.item, touch.at, kindBySign(touch))
    if (touch.kind === touchKinds.order) {
      this.#noteOrder(touch.row, touch.at)
      this.#own(touch.row, { item: touch.item, lastAt: touch.at, habit: 1, season: 1, times: 1, pieces: touch.pieces })
    }
    if (touch.kind === touchKinds.refund) this.#disown(touch.row, touch.item, touch.pieces)
  }

  /** Orders the shopper placed after `at`. O(orders). */
  ordersSince(row: number, at: number): number {
    const from = this.orders.starts[row]!
    const times = this.orders.columns.at
    let index = this.orders.countOf(row)
    const count = index
    while (index > 0 && times[from + index - 1]! > at) index -= 1
    return count - index
  }

  /** How much of a habit an owned product is today: its slot's habit, decayed by the orders since. */
  habitNow(row: number, slot: number): number {
    return this.owned.columns.habit[slot]! * perOrder ** this.ordersSince(row, this.owned.columns.lastAt[slot]!)
  }

  /** Where the product stands among what the shopper in `row` owns; -1 when they do not. O(products bought). */
  ownedSlotOf(row: number, item: number): number {
    const count = row < 0 ? 0 : this.owned.countOf(row)
    const from = count > 0 ? this.owned.starts[row]! : 0
    const items = this.owned.columns.item
    for (let slot = from; slot < from + count; slot++) if (items[slot] === item) return slot
    return -1
  }

  /** Adds all of row `from` to row `into` and empties `from`. */
  merge(from: number, into: number): void {
    for (let i = 0; i < this.orders.countOf(from); i++) {
      this.#noteOrder(into, this.orders.columns.at[this.orders.starts[from]! + i]!)
    }
    for (let i = 0; i < this.recent.countOf(from); i++) {
      const slot = this.recent.starts[from]! + i
      const { item, at, kind } = this.recent.columns
      this.#remember(into, item[slot]!, at[slot]!, kind[slot]!)
    }
    for (let i = 0; i < this.owned.countOf(from); i++) {
      const slot = this.owned.starts[from]! + i
      const { item, lastAt, habit, season, times, pieces } = this.owned.columns
      this.#own(into, {
        item: item[slot]!,
        lastAt: lastAt[slot]!,
        habit: habit[slot]!,
        season: season[slot]!,
        times: times[slot]!,
        pieces: pieces[slot]!,
      })
    }
    this.clear(from)
  }

  clear(row: number): void {
    this.recent.clear(row)
    this.owned.clear(row)
    this.orders.clear(row)
  }

  save(): Columns {
    return {
      ...nested('recent', this.recent.save()),
      ...nested('owned', this.owned.save()),
      ...nested('orders', this.orders.save()),
    }
  }

  restore(columns: Columns): void {
    this.recent.restore(partOf(columns, 'recent'))
    this.owned.restore(partOf(columns, 'owned'))
    this.orders.restore(partOf(columns, 'orders'))
  }

  /** Ties in time are ordered by item, then kind, so that the order of arrival does not show. */
  #remember(row: number, item: number, at: number, kind: number): void {
    this.recent.reach(row)
    const { starts, counts } = this.recent
    let index = counts[row]!
    for (; index > 0; index--) {
      const slot = starts[row]! + index - 1
      const { columns } = this.recent
      if (columns.at[slot]! < at) break
      if (columns.at[slot] === at && (columns.item[slot]! - item || columns.kind[slot]! - kind) <= 0) break
    }
    if (counts[row]! >= recentMax) {
      if (index === 0) return
      this.recent.removeAt(row, 0)
      index -= 1
    }
    const slot = this.recent.insertAt(row, index)
    const { columns } = this.recent
    columns.item[slot] = item
    columns.at[slot] = at
    columns.kind[slot] = kind
  }

  #noteOrder(row: number, at: number): void {
    this.orders.reach(row)
    const from = this.orders.starts[row]!
    let index = this.orders.counts[row]!
    while (index > 0 && this.orders.columns.at[from + index - 1]! > at) index -= 1
    if (index > 0 && this.orders.columns.at[from + index - 1] === at) return // another line of the same order
    if (this.orders.counts[row]! >= ordersMax) {
      if (index === 0) return
      this.orders.removeAt(row, 0)
      index -= 1
    }
    const slot = this.orders.insertAt(row, index) // first: it may replace the column
    this.orders.columns.at[slot] = at
  }

  /** Adds purchases known as of `lastAt` to the product's own; whichever is older is decayed to the newer. */
  #own(row: number, one: Owned): void {
    this.owned.reach(row)
    const known = this.ownedSlotOf(row, one.item)
    const slot = known >= 0 ? known : this.#openOwned(row, one)
    const { columns } = this.owned
    const { habit, season, times, lastAt, pieces } = columns
    if (known < 0 || (one.times === 1 && one.lastAt === lastAt[slot]!)) return // new, or another line of the same order
    const [older, newer] = lastAt[slot]! <= one.lastAt ? [lastAt[slot]!, one.lastAt] : [one.lastAt, lastAt[slot]!]
    const byOrders = perOrder ** (this.ordersSince(row, older) - this.ordersSince(row, newer))
    const byTime = 2 ** (-(newer - older) / seasonHalfLife)
    const isLate = one.lastAt < lastAt[slot]!
    habit[slot] = isLate ? habit[slot]! + one.habit * byOrders : habit[slot]! * byOrders + one.habit
    season[slot] = isLate ? season[slot]! + one.season * byTime : season[slot]! * byTime + one.season
    times[slot] = Math.min(0xffff, times[slot]! + one.times)
    pieces[slot] = Math.min(0xffffffff, pieces[slot]! + one.pieces)
    lastAt[slot] = newer
  }

  #openOwned(row: number, one: Owned): number {
    if (this.owned.counts[row]! >= ownedMax) this.owned.removeAt(row, this.#oldestOwned(row))
    const slot = this.owned.push(row)
    const { columns } = this.owned
    columns.item[slot] = one.item
    columns.lastAt[slot] = one.lastAt
    columns.habit[slot] = one.habit
    columns.season[slot] = one.season
    columns.times[slot] = one.times
    columns.pieces[slot] = one.pieces
    return slot
  }

  /** What came back in part is still owned; what came back whole is not. */
  #disown(row: number, item: number, returned: number): void {
    const slot = this.ownedSlotOf(row, item)
    if (slot < 0) return
    const { pieces } = this.owned.columns
    if (pieces[slot]! <= returned) return this.owned.removeAt(row, slot - this.owned.starts[row]!)
    pieces[slot]! -= returned
  }

  #oldestOwned(row: number): number {
    const from = this.owned.starts[row]!
    const { lastAt } = this.owned.columns
    let oldest = 0
    for (let i = 1; i < this.owned.counts[row]!; i++) if (lastAt[from + i]! < lastAt[from + oldest]!) oldest = i
    return oldest
  }
}

/** The kind under which a touch is remembered: one of the sign of its own weight. */
function kindBySign({ kind, weight }: Touch): number {
  return weight < 0 && touchWeights[touchNames[kind]!] > 0 ? touchKinds.dislike : kind
}
