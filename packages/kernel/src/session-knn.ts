import { type Columns, nested, partOf, type Saved } from './columns.ts'
import { exp2 } from './exp2.ts'
import { grown } from './grown.ts'
import { RecentPostings } from './recent-postings.ts'
import { type SessionQuery, signalOf } from './session-signals.ts'
import type { SignalTable } from './signal-table.ts'
import { SlabLists } from './slab-lists.ts'
import { SparseScores } from './sparse-scores.ts'
import { TopK } from './top-k.ts'

export type SessionKnnOptions = {
  /** Sessions kept; the oldest go first. */
  readonly sessionsMax: number
  /** Items kept of one session, repeats included; later ones are not indexed. */
  readonly itemsPerSessionMax: number
  /** Newest sessions kept per item; below 65,536. */
  readonly sessionsPerItemMax: number
}

/** How past sessions are weighed. Half-lives: after so much a weight counts half. */
export type SessionLikeness = {
  /** Postings looked at, those of the latest item first, the newest of each: what bounds the time of an answer. */
  readonly postingsMax: number
  /** Past sessions that speak. */
  readonly neighbours: number
  /** Of the query's items, in steps back from its end. */
  readonly positionHalfLife: number
  /** Of past sessions, in sessions opened since: a count, so that quiet times do not age what they hold. */
  readonly ageHalfLife: number
  /** Of a past session's items, in steps from the one that matched. */
  readonly distanceHalfLife: number
  /** What an item before the match counts of one as far behind it, 0 to 1 or more. */
  readonly backward: number
  /** A session of n items is divided by n^sizePower: 0.5 is the cosine. */
  readonly sizePower: number
  /** An item in f of n sessions weighs log((n + 1) / f)^rarityPower. */
  readonly rarityPower: number
}

/**
 * Past sessions in their order of items, for session-based nearest neighbours; grows by one click at a time, so a
 * session speaks to others while it goes on. A past session s is alike by
 *
 *   likeness(s) = sum over shared items i of 2^-(stepsBack(i) / positionHalfLife) * log((n + 1) / f_i)^rarityPower
 *                 * 2^-(age(s) / ageHalfLife) * |s|^-sizePower
 *
 * and says of each of its items, d steps behind (d > 0) or before (d < 0) the latest shared one:
 * `alike` += likeness; `near` += likeness * 2^-((|d| - 1) / distanceHalfLife) * (d < 0 ? backward : 1);
 * and `pair` += 1 to the item right behind the query's last two items in a row.
 *
 * append: O(itemsPerSessionMax). score: O(postingsMax + neighbours * itemsPerSessionMax). Memory: 4 bytes a click and 4 a
 * posting, times up to 2.
 *
 * Sources: Ludewig and Jannach (2018), UMUAI 28, section 3.2 (vector multiplication), doi:10.1007/s11257-018-9209-6; Garg
 * et al. (2019), STAN, SIGIR, section 3 (the three decays), doi:10.1145/3331184.3331322; Kersbergen, Sprangers, Schelter
 * (2022), Serenade, SIGMOD, section 3 (the bounded recency sample), doi:10.1145/3514221.3517901. Deviations: live
 * appends; half-lives; age in sessions instead of seconds; a factor for what stands before the match; the matched
 * item itself gets nothing, because repeats are left to the blend.
 */
export class SessionKnn implements Saved {
  readonly #options: SessionKnnOptions
  /** By session modulo sessionsMax: its items, in order. */
  readonly #items = new SlabLists({ item: 'u32' }, 2)
  readonly #postings: RecentPostings
  #opened = 0
  /** Scratch of a query: row of a session -> likeness; by place the latest item it shares. */
  readonly #likeness = new SparseScores()
  #anchors: Uint32Array = new Uint32Array(64)
  readonly #heaps = new Map<number, TopK>()
  #best: Uint32Array = new Uint32Array(0)
  /** Scratch of a query: by steps from the match, and by size of a session, what they count. */
  readonly #perDistance: Float64Array
  readonly #perSize: Float64Array

  constructor(options: SessionKnnOptions) {
    this.#options = options
    this.#postings = new RecentPostings(options.sessionsPerItemMax)
    this.#perDistance = new Float64Array(options.itemsPerSessionMax)
    this.#perSize = new Float64Array(options.itemsPerSessionMax + 1)
  }

  /** Sessions opened so far; ids are 0..opened-1. */
  get opened(): number {
    return this.#opened
  }

  /** The items of a kept session, oldest first: `items[from..to)`. Valid until the next append. */
  itemsOf(session: number): { readonly items: Uint32Array; readonly from: number; readonly to: number } {
    const row = session % this.#options.sessionsMax
    const from = this.#items.starts[row]!
    return { items: this.#items.columns.item, from, to: from + this.#items.counts[row]! }
  }

  /** Starts a session. @returns its id */
  open(): number {
    const session = this.#opened++
    const row = session % this.#options.sessionsMax
    this.#items.reach(row)
    this.#items.clear(row)
    return session
  }

  /** Adds a click to the end of a session that is kept. @returns false when the session is full and it was left out */
  append(session: number, item: number): boolean {
    const { items, from, to } = this.itemsOf(session)
    if (to - from >= this.#options.itemsPerSessionMax) return false
    let isKnown = false
    for (let slot = from; slot < to && !isKnown; slot++) isKnown = items[slot] === item
    const slot = this.#items.push(session % this.#options.sessionsMax)
    this.#items.columns.item[slot] = item
    if (!isKnown) this.#postings.note(item, session)
    return true
  }

  /** Adds what past sessions say to the signals near, alike and pair of `table`. */
  score(query: SessionQuery, likeness: SessionLikeness, table: SignalTable): void {
    const { distanceHalfLife, sizePower } = likeness
    for (let i = 0; i < this.#perDistance.length; i++) this.#perDistance[i] = exp2(-i / distanceHalfLife)
    for (let size = 1; size < this.#perSize.length; size++) this.#perSize[size] = exp2(-sizePower * Math.log2(size))
    this.#collect(query, likeness)
    const kept = this.#bestOf(likeness)
    for (let i = 0; i < kept; i++) this.#speak(this.#best[i]!, { query, likeness, table })
  }

  save(): Columns {
    return {
      opened: Float64Array.of(this.#opened),
      ...nested('items', this.#items.save()),
      ...this.#postings.save(),
    }
  }

  restore(columns: Columns): void {
    this.#opened = (columns.opened as Float64Array)[0]!
    this.#items.restore(partOf(columns, 'items'))
    this.#postings.restore(columns)
  }

  /** Sums likeness over the newest postings of the query's items, the latest item first: it becomes the anchor. */
  #collect({ items, length }: SessionQuery, { postingsMax, positionHalfLife, rarityPower }: SessionLikeness): void {
    const { sessionsMax } = this.#options
    const { frequencies, lists } = this.#postings
    const { starts, counts, columns, rows } = lists
    const likeness = this.#likeness
    likeness.reset()
    let left = postingsMax
    for (let i = length - 1; i >= 0 && left > 0; i--) {
      const item = items[i]!
      if (item >= rows || counts[item] === 0 || isLater(item, { items, from: i + 1, length })) continue
      const rarity = Math.log((this.#opened + 1) / frequencies[item]!)
      const weight = exp2((i + 1 - length) / positionHalfLife) * rarity ** rarityPower
      const count = counts[item]!
      let place = this.#postings.newestEnd(item)
      for (let looked = Math.min(count, left); looked > 0; looked--) {
        if (--place < 0) place += count
        const session = columns.session[starts[item]! + place]!
        if (session + sessionsMax < this.#opened) continue // its row is another session's now
        const known = likeness.count
        const at = likeness.add(session % sessionsMax, weight)
        if (at < known) continue
        this.#anchors = grown(this.#anchors, at + 1)
        this.#anchors[at] = item
      }
      left -= Math.min(count, left)
    }
  }

  /** Decays likeness by age and size, and leaves the places of the best in `#best`. @returns how many */
  #bestOf({ neighbours, ageHalfLife }: SessionLikeness): number {
    const { sessionsMax } = this.#options
    const { scores, touched, count } = this.#likeness
    const newest = (this.#opened - 1) % sessionsMax
    const best = this.#heapFor(neighbours)
    for (let place = 0; place < count; place++) {
      const row = touched[place]!
      const age = row <= newest ? newest - row : newest + sessionsMax - row
      scores[place] = scores[place]! * exp2(-age / ageHalfLife) * this.#perSize[this.#items.counts[row]!]!
      best.offer(place, scores[place]!)
    }
    return best.take(this.#best)
  }

  /** Lets the session at `place` speak of its items. */
  #speak(
    place: number,
    { query, likeness, table }: { query: SessionQuery; likeness: SessionLikeness; table: SignalTable },
  ): void {
    const row = this.#likeness.touched[place]!
    const weight = this.#likeness.scores[place]!
    const items = this.#items.columns.item
    const start = this.#items.starts[row]!
    const end = start + this.#items.counts[row]!
    let anchor = end - 1
    while (items[anchor] !== this.#anchors[place]) anchor--
    for (let slot = start; slot < end; slot++) {
      if (slot === anchor) continue
      const isBehind = slot > anchor
      const steps = isBehind ? slot - anchor - 1 : anchor - slot - 1
      const near = this.#perDistance[steps]! * (isBehind ? 1 : likeness.backward)
      const at = table.touch(items[slot]!) * table.width
      table.values[at + signalOf.alike]! += weight
      table.values[at + signalOf.near]! += weight * near
    }
    const { items: asked, length } = query
    if (length < 2 || anchor === start || anchor + 1 >= end) return
    if (items[anchor] !== asked[length - 1] || items[anchor - 1] !== asked[length - 2]) return
    table.values[table.placeOf(items[anchor + 1]!) * table.width + signalOf.pair]! += 1
  }

  #heapFor(count: number): TopK {
    const heap = this.#heaps.get(count) ?? new TopK(count)
    this.#heaps.set(count, heap)
    this.#best = grown(this.#best, count)
    return heap
  }
}

/** Whether the query holds the item again: then only its latest place counts. */
function isLater(item: number, { items, from, length }: SessionQuery & { readonly from: number }): boolean {
  for (let i = from; i < length; i++) if (items[i] === item) return true
  return false
}
