import { type Columns, nested, partOf, type Saved, SlabLists } from '@nunchi/kernel'
import { type Touch, touchKinds } from '../domain/touch.ts'

const recentMax = 64
const ownedMax = 1_024
const day = 86_400

/**
 * What each shopper did last and what they have bought: the latest 64 touches in order of time (a late one lands where
 * it belongs), and every product bought, up to 1,024, with when and how often.
 *
 * 9 bytes a touch, 16 bytes a product bought. O(1) per touch when on time, O(64) when late; O(products bought) per
 * order line.
 */
export class History implements Saved {
  readonly recent = new SlabLists({ item: 'u32', at: 'u32', kind: 'u8' }, 2)
  /** times: days on which it was bought. */
  readonly owned = new SlabLists({ item: 'u32', firstAt: 'u32', lastAt: 'u32', times: 'u16' }, 2)

  touch(touch: Touch): void {
    if (touch.row < 0) return
    this.#remember(touch.row, touch.item, touch.at, touch.kind)
    if (touch.kind === touchKinds.order) this.#own(touch.row, touch.item, touch.at, touch.at, 1)
    if (touch.kind === touchKinds.refund) this.#disown(touch.row, touch.item)
  }

  /** Adds all of row `from` to row `into` and empties `from`. */
  merge(from: number, into: number): void {
    for (let i = 0; i < this.#count(this.recent, from); i++) {
      const slot = this.recent.starts[from]! + i
      const { item, at, kind } = this.recent.columns
      this.#remember(into, item[slot]!, at[slot]!, kind[slot]!)
    }
    for (let i = 0; i < this.#count(this.owned, from); i++) {
      const slot = this.owned.starts[from]! + i
      const { item, firstAt, lastAt, times } = this.owned.columns
      this.#own(into, item[slot]!, firstAt[slot]!, lastAt[slot]!, times[slot]!)
    }
    this.clear(from)
  }

  clear(row: number): void {
    this.recent.clear(row)
    this.owned.clear(row)
  }

  save(): Columns {
    return { ...nested('recent', this.recent.save()), ...nested('owned', this.owned.save()) }
  }

  restore(columns: Columns): void {
    this.recent.restore(partOf(columns, 'recent'))
    this.owned.restore(partOf(columns, 'owned'))
  }

  #count(lists: { readonly rows: number; readonly counts: Uint32Array }, row: number): number {
    return row < lists.rows ? lists.counts[row]! : 0
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

  #own(row: number, item: number, firstAt: number, lastAt: number, times: number): void {
    const known = this.#ownedSlot(row, item)
    const { columns } = this.owned
    if (known >= 0) {
      const isSameDay = Math.floor(columns.lastAt[known]! / day) === Math.floor(lastAt / day)
      columns.times[known] = Math.min(0xffff, columns.times[known]! + (isSameDay ? times - 1 : times))
      columns.firstAt[known] = Math.min(columns.firstAt[known]!, firstAt)
      columns.lastAt[known] = Math.max(columns.lastAt[known]!, lastAt)
      return
    }
    if (this.owned.counts[row]! >= ownedMax) this.owned.removeAt(row, this.#oldestOwned(row))
    const slot = this.owned.push(row)
    this.owned.columns.item[slot] = item
    this.owned.columns.firstAt[slot] = firstAt
    this.owned.columns.lastAt[slot] = lastAt
    this.owned.columns.times[slot] = times
  }

  #disown(row: number, item: number): void {
    const slot = this.#ownedSlot(row, item)
    if (slot < 0) return
    if (this.owned.columns.times[slot]! > 1) this.owned.columns.times[slot]! -= 1
    else this.owned.removeAt(row, slot - this.owned.starts[row]!)
  }

  #ownedSlot(row: number, item: number): number {
    this.owned.reach(row)
    const from = this.owned.starts[row]!
    const items = this.owned.columns.item
    for (let slot = from; slot < from + this.owned.counts[row]!; slot++) if (items[slot] === item) return slot
    return -1
  }

  #oldestOwned(row: number): number {
    const from = this.owned.starts[row]!
    const { lastAt } = this.owned.columns
    let oldest = 0
    for (let i = 1; i < this.owned.counts[row]!; i++) if (lastAt[from + i]! < lastAt[from + oldest]!) oldest = i
    return oldest
  }
}
