import {
  type Columns,
  grown,
  type LabelPast,
  nested,
  partOf,
  Renewals,
  RepeatShares,
  repeatKinds,
  type Saved,
  SlabLists,
} from '@nunchi/kernel'
import { type Touch, touchKinds, touchNames, touchWeights } from '../domain/touch.ts'

const recentMax = 64
/** What stands for a product where there is none. */
const noItem = 0xffffffff
const ownedMax = 1_024
const ordersMax = 255
/** What a purchase still says after each further order of the shopper. */
const perOrder = 0.9
/** Seconds after which a purchase counts half by the calendar. */
export const seasonHalfLife = 60 * 86_400

/** Days after which what was learned of waiting counts half: rates follow the seasons. */
const waitHalfLifeDays = 60

/** One product bought, as `History.owned` keeps it. */
type Owned = {
  readonly item: number
  readonly firstAt: number
  readonly lastAt: number
  /** The group of `productWaits` in which the next purchase is waited for; of one not folded yet the kind, for its first. */
  readonly wait: number
  readonly habit: number
  readonly season: number
  readonly times: number
  readonly pieces: number
}

/**
 * What each shopper did last and what they have bought: the latest 64 touches in order of time (a late one lands where
 * it belongs), every product bought (up to 1,024) with how much of a habit it is, and when they ordered. A kind of touch
 * says whether it speaks for the product or against it: a bad review is kept as the dislike that it is. Beside it what all
 * of them together taught of how long it is until the next order, and until a product is bought again.
 *
 * 9 bytes a touch, 29 bytes a product bought, 4 an order, 8 a product of the catalogue. O(1) per touch when on time; O(products
 * bought) per order line. A late order is put into its place among the waits for orders exactly; a late purchase of a product
 * bought twice or more before teaches nothing of the wait that it divides, whose beginning is not kept.
 */
export class History implements Saved {
  readonly recent = new SlabLists({ item: 'u32', at: 'u32', kind: 'u8' }, 2)
  /** habit: purchases decayed by the shopper's orders since; season: decayed by time; both as of lastAt. pieces: kept, not returned. */
  readonly owned = new SlabLists(
    {
      item: 'u32',
      firstAt: 'u32',
      lastAt: 'u32',
      habit: 'f32',
      season: 'f32',
      times: 'u16',
      pieces: 'u32',
      wait: 'u8',
    },
    2,
  )
  /** When the shopper ordered, oldest first. */
  readonly orders = new SlabLists({ at: 'u32' }, 2)
  /** Waits for the next order, and for the next purchase of a product; those by how often it is bought again at all. */
  readonly orderWaits = new Renewals({ kinds: 1, halfLifeDays: waitHalfLifeDays })
  readonly productWaits = new Renewals({ kinds: repeatKinds, halfLifeDays: waitHalfLifeDays })
  readonly repeats = new RepeatShares()
  readonly #past: LabelPast = {
    things: new Uint32Array(64),
    times: new Uint16Array(64),
    recencies: new Uint8Array(64),
    count: 0,
    steps: 0,
  }

  /** @param category the product's narrowest category, as the catalogue numbers it plus 1; 0 for none */
  touch(touch: Touch, category = 0): void {
    if (touch.row < 0) return
    this.#remember(touch.row, touch.item, touch.at, kindBySign(touch))
    if (touch.kind === touchKinds.order) {
      this.#noteOrder(touch.row, touch.at)
      this.#buy(touch, category)
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
    this.#undoOrderWaits(from, 0)
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
      const { item, firstAt, lastAt, habit, season, times, pieces, wait } = this.owned.columns
      this.productWaits.withdraw(wait[slot]!, lastAt[slot]!)
      this.#own(into, {
        item: item[slot]!,
        firstAt: firstAt[slot]!,
        wait: wait[slot]!,
        lastAt: lastAt[slot]!,
        habit: habit[slot]!,
        season: season[slot]!,
        times: times[slot]!,
        pieces: pieces[slot]!,
      })
    }
    this.#empty(from)
  }

  /** Forgets the row. What its waits taught stays, as it names nobody; nobody waits for their next purchase any more. */
  clear(row: number): void {
    const orders = this.orders.countOf(row)
    if (orders > 0) this.orderWaits.withdraw(this.orderGroupOf(row, orders), this.#orderAt(row, orders - 1))
    for (let i = 0; i < this.owned.countOf(row); i++) this.#stopWaiting(this.owned.starts[row]! + i)
    this.#empty(row)
  }

  #empty(row: number): void {
    this.recent.clear(row)
    this.owned.clear(row)
    this.orders.clear(row)
  }

  save(): Columns {
    return {
      ...nested('recent', this.recent.save()),
      ...nested('owned', this.owned.save()),
      ...nested('orders', this.orders.save()),
      ...nested('orderWaits', this.orderWaits.save()),
      ...nested('productWaits', this.productWaits.save()),
      ...nested('repeats', this.repeats.save()),
    }
  }

  restore(columns: Columns): void {
    this.recent.restore(partOf(columns, 'recent'))
    this.owned.restore(partOf(columns, 'owned'))
    this.orders.restore(partOf(columns, 'orders'))
    this.orderWaits.restore(partOf(columns, 'orderWaits'))
    this.productWaits.restore(partOf(columns, 'productWaits'))
    this.repeats.restore(partOf(columns, 'repeats'))
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
    if (this.orders.counts[row]! >= ordersMax && index === 0) return
    this.#undoOrderWaits(row, Math.max(0, index - 1))
    if (this.orders.counts[row]! >= ordersMax) {
      this.orders.removeAt(row, 0)
      index -= 1
    }
    const slot = this.orders.insertAt(row, index) // first: it may replace the column
    this.orders.columns.at[slot] = at
    this.#doOrderWaits(row, Math.max(0, index - 1))
  }

  /**
   * What the shopper had so far: the products they own, step by step of their orders; without an order the products they
   * looked at last, each a step. Reused by the next call. O(products).
   */
  pastOf(row: number): LabelPast {
    const past = this.#past
    past.count = 0
    past.steps = row < 0 ? 0 : this.orders.countOf(row)
    if (past.steps > 0) this.#pastOrders(row, past)
    else if (row >= 0) this.#pastLooks(row, past)
    return past
  }

  #pastOrders(row: number, past: LabelPast): void {
    const { item, times, lastAt } = this.owned.columns
    const from = this.owned.countOf(row) > 0 ? this.owned.starts[row]! : 0
    const ago = (orders: number) => (past.steps > orders ? this.#orderAt(row, past.steps - 1 - orders) : 0)
    const [newest, second, fourth] = [ago(0), ago(1), ago(3)]
    for (let slot = from; slot < from + this.owned.countOf(row); slot++) {
      const at = lastAt[slot]!
      addToPast(past, item[slot]!, times[slot]!, at >= newest ? 0 : at >= second ? 1 : at >= fourth ? 2 : 3)
    }
  }

  #pastLooks(row: number, past: LabelPast): void {
    const { item } = this.recent.columns
    past.steps = this.recent.countOf(row)
    for (let i = past.steps - 1, back = 0; i >= 0; i--, back++)
      addToPast(past, item[this.recent.starts[row]! + i]!, 1, back === 0 ? 0 : back === 1 ? 1 : back < 4 ? 2 : 3)
  }

  /** The group in which the shopper waits for the order after their first `count`. */
  orderGroupOf(row: number, count: number): number {
    return this.orderWaits.groupOf({ count, first: this.#orderAt(row, 0), last: this.#orderAt(row, count - 1) }, 0)
  }

  #orderAt(row: number, index: number): number {
    return this.orders.columns.at[this.orders.starts[row]! + index]!
  }

  /** Counts the waits after the order `index` and all later ones. */
  #doOrderWaits(row: number, index: number): void {
    const count = this.orders.counts[row]!
    for (let i = index; i < count; i++) {
      const group = this.orderGroupOf(row, i + 1)
      this.orderWaits.begin(group, this.#orderAt(row, i))
      if (i + 1 < count) this.orderWaits.renew(group, this.#orderAt(row, i), this.#orderAt(row, i + 1))
    }
  }

  #undoOrderWaits(row: number, index: number): void {
    const count = this.orders.countOf(row)
    for (let i = index; i < count; i++) {
      const group = this.orderGroupOf(row, i + 1)
      if (i + 1 < count) this.orderWaits.undo(group, this.#orderAt(row, i), this.#orderAt(row, i + 1))
      this.orderWaits.withdraw(group, this.#orderAt(row, i))
    }
  }

  #buy({ row, item, at, pieces }: Touch, category: number): void {
    const wait = this.repeats.kindOf(item, category)
    const isNew = this.#own(row, { item, firstAt: at, lastAt: at, wait, habit: 1, season: 1, times: 1, pieces })
    if (isNew) this.repeats.first(item, category)
    else this.repeats.again(item, category)
  }

  /**
   * Adds purchases known as of `lastAt` to the product's own; whichever is older is decayed to the newer.
   * @returns whether the shopper did not own it
   */
  #own(row: number, one: Owned): boolean {
    this.owned.reach(row)
    const known = this.ownedSlotOf(row, one.item)
    const slot = known >= 0 ? known : this.#openOwned(row, one)
    const { columns } = this.owned
    const { habit, season, times, lastAt, pieces } = columns
    if (known < 0) return true
    if (one.times === 1 && one.lastAt === lastAt[slot]!) return false // another line of the same order
    this.#waitAnew(slot, one)
    const [older, newer] = lastAt[slot]! <= one.lastAt ? [lastAt[slot]!, one.lastAt] : [one.lastAt, lastAt[slot]!]
    const byOrders = perOrder ** (this.ordersSince(row, older) - this.ordersSince(row, newer))
    const byTime = 2 ** (-(newer - older) / seasonHalfLife)
    const isLate = one.lastAt < lastAt[slot]!
    habit[slot] = isLate ? habit[slot]! + one.habit * byOrders : habit[slot]! * byOrders + one.habit
    season[slot] = isLate ? season[slot]! + one.season * byTime : season[slot]! * byTime + one.season
    times[slot] = Math.min(0xffff, times[slot]! + one.times)
    pieces[slot] = Math.min(0xffffffff, pieces[slot]! + one.pieces)
    lastAt[slot] = newer
    return false
  }

  /** Ends the wait for a product that was bought (or learned to have been bought) again, and begins the next. */
  #waitAnew(slot: number, one: Owned): void {
    const { firstAt, lastAt, times, wait } = this.owned.columns
    const before = lastAt[slot]!
    if (one.times === 1 && one.lastAt > before) this.productWaits.renew(wait[slot]!, before, one.lastAt)
    else {
      this.productWaits.withdraw(wait[slot]!, before)
      if (one.times === 1 && times[slot] === 1) {
        this.productWaits.begin(wait[slot]!, one.lastAt)
        this.productWaits.renew(wait[slot]!, one.lastAt, before)
      }
    }
    firstAt[slot] = Math.min(firstAt[slot]!, one.firstAt)
    const series = { count: times[slot]! + one.times, first: firstAt[slot]!, last: Math.max(before, one.lastAt) }
    wait[slot] = this.productWaits.groupOf(series, 0)
    this.productWaits.begin(wait[slot]!, series.last)
  }

  #stopWaiting(slot: number): void {
    this.productWaits.withdraw(this.owned.columns.wait[slot]!, this.owned.columns.lastAt[slot]!)
  }

  #openOwned(row: number, one: Owned): number {
    if (this.owned.counts[row]! >= ownedMax) this.#removeOwned(row, this.#oldestOwned(row))
    const slot = this.owned.push(row)
    const { columns } = this.owned
    columns.item[slot] = one.item
    columns.lastAt[slot] = one.lastAt
    columns.habit[slot] = one.habit
    columns.season[slot] = one.season
    columns.times[slot] = one.times
    columns.pieces[slot] = one.pieces
    columns.firstAt[slot] = one.firstAt
    columns.wait[slot] = one.wait
    this.productWaits.begin(one.wait, one.lastAt)
    return slot
  }

  #removeOwned(row: number, index: number): void {
    this.#stopWaiting(this.owned.starts[row]! + index)
    this.owned.removeAt(row, index)
  }

  /** What came back in part is still owned; what came back whole is not. */
  #disown(row: number, item: number, returned: number): void {
    const slot = this.ownedSlotOf(row, item)
    if (slot < 0) return
    const { pieces } = this.owned.columns
    if (pieces[slot]! <= returned) return this.#removeOwned(row, slot - this.owned.starts[row]!)
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

function addToPast(past: LabelPast, item: number, times: number, recency: number): void {
  if (item === noItem) return // a search
  past.things = grown(past.things, past.count + 1)
  past.times = grown(past.times, past.count + 1)
  past.recencies = grown(past.recencies, past.count + 1)
  past.things[past.count] = item
  past.times[past.count] = times
  past.recencies[past.count++] = recency
}
