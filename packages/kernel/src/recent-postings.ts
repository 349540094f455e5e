import { type Columns, nested, partOf, type Saved } from './columns.ts'
import { grown } from './grown.ts'
import { SlabLists } from './slab-lists.ts'

/**
 * For each item the sessions that held it last, in order of arrival, at most so many: the recency sample that a query
 * looks at; and in how many sessions it ever was. A list that is full is a ring that begins at its oldest posting.
 *
 * note: O(1). drop: O(kept per item). Memory: 4 bytes a posting, times up to 2, and 15 an item.
 *
 * Walk an item's postings from the newest back by `place = newestEnd(item)`, then for each `if (--place < 0) place += count`.
 */
export class RecentPostings implements Saved {
  readonly lists = new SlabLists({ session: 'u32' }, 2)
  /** By item: sessions that ever held it. */
  frequencies: Uint32Array = new Uint32Array(16)
  #oldest: Uint16Array = new Uint16Array(16)
  readonly #perItemMax: number

  /** @param perItemMax below 65,536 */
  constructor(perItemMax: number) {
    this.#perItemMax = perItemMax
  }

  /** One place behind the item's newest posting. The item has postings. */
  newestEnd(item: number): number {
    return this.#oldest[item]! || this.lists.counts[item]!
  }

  /** Notes that `session` holds `item`, in place of the oldest posting when the item has as many as are kept. */
  note(item: number, session: number): void {
    const { lists } = this
    lists.reach(item)
    this.frequencies = grown(this.frequencies, item + 1)
    this.#oldest = grown(this.#oldest, item + 1)
    this.frequencies[item]! += 1
    if (lists.counts[item]! < this.#perItemMax) {
      const slot = lists.push(item) // first: it may replace the column
      lists.columns.session[slot] = session
      return
    }
    const oldest = this.#oldest[item]!
    lists.columns.session[lists.starts[item]! + oldest] = session
    this.#oldest[item] = oldest + 1 < this.#perItemMax ? oldest + 1 : 0
  }

  /** Takes a posting out; what was a ring is a list from oldest to newest again. The frequency stays. */
  drop(item: number, session: number): void {
    const { lists } = this
    const start = lists.starts[item]!
    const count = lists.counts[item]!
    const postings = lists.columns.session.subarray(start, start + count)
    const oldest = this.#oldest[item]!
    const place = postings.indexOf(session)
    if (place < 0) return
    postings.set([...postings.subarray(oldest), ...postings.subarray(0, oldest)])
    this.#oldest[item] = 0
    lists.removeAt(item, (place - oldest + count) % count)
  }

  save(): Columns {
    return {
      frequencies: this.frequencies.subarray(0, this.lists.rows),
      oldest: this.#oldest.subarray(0, this.lists.rows),
      ...nested('sessions', this.lists.save()),
    }
  }

  restore(columns: Columns): void {
    this.frequencies = columns.frequencies as Uint32Array
    this.#oldest = columns.oldest as Uint16Array
    this.lists.restore(partOf(columns, 'sessions'))
  }
}
