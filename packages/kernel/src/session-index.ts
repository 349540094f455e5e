import { type Columns, nested, partOf, type Saved } from './columns.ts'
import { exp2 } from './exp2.ts'
import { grown } from './grown.ts'
import { RecentPostings } from './recent-postings.ts'
import { SlabLists } from './slab-lists.ts'
import { SparseScores } from './sparse-scores.ts'
import { TopK } from './top-k.ts'

/** Places of a session's facts, and how many there are. */
const factStart = 0
const factEnd = 1
const factOwner = 2
const factSize = 3
const perSession = 4
/** Where what is read ahead goes, so that the reading is not optimised away. */
const sink = new Uint32Array(1)

export type SessionIndexOptions = {
  /** Sessions kept; the oldest go first. */
  readonly sessionsMax: number
  /** Items kept of one session; later ones are not indexed. */
  readonly itemsPerSessionMax: number
  /** Newest sessions kept per item: the recency sample that a query looks at. */
  readonly sessionsPerItemMax: number
}

export type NeighboursOptions = {
  /** Sessions found at most. */
  readonly count: number
  /** Whose sessions do not count: the asker's own. */
  readonly exceptOwner: number
  /** Seconds; a session counts half after each half-life. */
  readonly now: number
  readonly halfLife: number
  /** Postings looked at, over all items of the query alike, the newest of each: what bounds the time of an answer. */
  readonly postingsMax: number
}

/**
 * Past sessions by the items in them, for session-based nearest neighbours; grows by one item at a time, so that a
 * session is a neighbour to others while it is still going on.
 *
 * append: O(itemsPerSessionMax). Memory: about 4 bytes an item of a session and 4 a posting, times up to 2.
 * Source: vector-multiplication session kNN, Ludewig and Jannach (2018), UMUAI 28, doi:10.1007/s11257-018-9209-6; the
 * bounded, recency-sampled index is that of Kersbergen, Sprangers, Schelter (2022), Serenade, SIGMOD,
 * doi:10.1145/3514221.3517901. Deviation: sessions are appended live instead of indexed nightly.
 */
export class SessionIndex implements Saved {
  readonly #options: SessionIndexOptions
  /** By session modulo sessionsMax: its items. */
  readonly #items = new SlabLists({ item: 'u32' }, 2)
  readonly #postings: RecentPostings
  /**
   * By session modulo sessionsMax, side by side, as a query asks for all of a session's at once: seconds of its first and
   * last append, whose it is (as the caller numbers people), items.
   */
  #facts: Uint32Array = new Uint32Array(64)
  #opened = 0
  /** Scratch of a query: row -> likeness. */
  readonly #likeness = new SparseScores()
  /** By place in `#likeness`: the session's last append. */
  #ends: Uint32Array = new Uint32Array(64)
  /** One heap per count asked for: a caller has few, and asks again and again. */
  readonly #heaps = new Map<number, TopK>()
  #bestOut: Uint32Array = new Uint32Array(0)

  constructor(options: SessionIndexOptions) {
    this.#options = options
    this.#postings = new RecentPostings(options.sessionsPerItemMax)
  }

  /** Sessions opened so far; ids are 0..opened-1. */
  get opened(): number {
    return this.#opened
  }

  /** Sessions kept at most. */
  get capacity(): number {
    return this.#options.sessionsMax
  }

  /** The items of a kept session, oldest first: `items[from..to)`. Valid until the next append. */
  itemsOf(session: number): { readonly items: Uint32Array; readonly from: number; readonly to: number } {
    const row = session % this.#options.sessionsMax
    const from = this.#items.starts[row]!
    return { items: this.#items.columns.item, from, to: from + this.#items.counts[row]! }
  }

  /** Starts a session of `owner` (any number of the caller's). @returns its id */
  open(owner: number, at: number): number {
    const session = this.#opened++
    const row = session % this.#options.sessionsMax
    this.#items.reach(row)
    this.#items.clear(row)
    this.#facts = grown(this.#facts, (row + 1) * perSession)
    this.#facts[row * perSession + factStart] = at
    this.#facts[row * perSession + factEnd] = at
    this.#facts[row * perSession + factOwner] = owner
    this.#facts[row * perSession + factSize] = 0
    return session
  }

  isKept(session: number): boolean {
    return session < this.#opened && session >= this.#opened - this.#options.sessionsMax
  }

  startedAt(session: number): number {
    return this.#facts[(session % this.#options.sessionsMax) * perSession + factStart]!
  }

  endedAt(session: number): number {
    return this.#facts[(session % this.#options.sessionsMax) * perSession + factEnd]!
  }

  /** Adds an item to a session that is kept; one it holds already only moves the session's end. */
  append(session: number, item: number, at: number): void {
    const row = session % this.#options.sessionsMax
    if (at > this.#facts[row * perSession + factEnd]!) this.#facts[row * perSession + factEnd] = at
    if (at < this.#facts[row * perSession + factStart]!) this.#facts[row * perSession + factStart] = at
    const start = this.#items.starts[row]!
    const count = this.#items.counts[row]!
    for (let slot = start; slot < start + count; slot++) if (this.#items.columns.item[slot] === item) return
    if (count >= this.#options.itemsPerSessionMax) return
    const slot = this.#items.push(row)
    this.#items.columns.item[slot] = item
    this.#facts[row * perSession + factSize] = count + 1
    this.#postings.note(item, session)
  }

  /** Sessions that ever held the item. */
  frequencyOf(item: number): number {
    return this.#postings.frequencies[item] ?? 0
  }

  /** Makes a kept session `owner`'s. */
  give(session: number, owner: number): void {
    this.#facts[(session % this.#options.sessionsMax) * perSession + factOwner] = owner
  }

  /**
   * Adds the items of session `from` to those of session `into`, behind them, and leaves `from` empty; both are kept.
   * O(itemsPerSessionMax * (itemsPerSessionMax + sessionsPerItemMax)).
   */
  join(from: number, into: number): void {
    const row = from % this.#options.sessionsMax
    const { items, from: start, to } = this.itemsOf(from)
    const moved = items.slice(start, to)
    const startedAt = this.#facts[row * perSession + factStart]!
    const endedAt = this.#facts[row * perSession + factEnd]!
    this.clear(from)
    for (const item of moved) {
      this.#postings.frequencies[item]! -= 1
      this.append(into, item, endedAt)
    }
    const target = into % this.#options.sessionsMax
    this.#facts[target * perSession + factStart] = Math.min(this.#facts[target * perSession + factStart]!, startedAt)
    this.#facts[target * perSession + factEnd] = Math.max(this.#facts[target * perSession + factEnd]!, endedAt)
  }

  /**
   * Forgets a kept session: its items, its postings, its times and whose it was. That its items were in some session
   * still counts in their frequencies. O(itemsPerSessionMax * sessionsPerItemMax).
   */
  clear(session: number): void {
    if (!this.isKept(session)) return
    const row = session % this.#options.sessionsMax
    const start = this.#items.starts[row]!
    for (let i = 0; i < this.#items.counts[row]!; i++)
      this.#postings.drop(this.#items.columns.item[start + i]!, session)
    this.#items.clear(row)
    this.#facts[row * perSession + factStart] = 0
    this.#facts[row * perSession + factEnd] = 0
    this.#facts[row * perSession + factOwner] = 0
    this.#facts[row * perSession + factSize] = 0
  }

  /**
   * Finds the `count` sessions of others most like a set of weighted items and adds a weight to `scores` for each of
   * their items: weight = likeness / sqrt(size), likeness = sum over shared items of
   * weight * log((sessions + 1) / (sessions with the item + 1)) / sqrt(size) * 2^-(age / halfLife).
   *
   * O(items * sessionsPerItemMax + count * itemsPerSessionMax): 60 us for 20 items at 100 and count 300.
   */
  neighbours(
    query: { readonly items: Uint32Array; readonly weights: Float32Array; readonly length: number },
    options: NeighboursOptions,
    scores: SparseScores,
  ): void {
    const { count, now, halfLife, exceptOwner } = options
    this.#collect(query, options)
    this.#weigh(exceptOwner)
    const kept = this.#bestOf(count, { now, halfLife })
    const { scores: likeness, touched } = this.#likeness
    const { starts, counts, columns } = this.#items
    const rows = this.#bestOut
    let firstItems = 0 // read ahead of their turn, all at once: else the processor waits for one after the other
    for (let i = 0; i < kept; i++) firstItems ^= columns.item[starts[touched[rows[i]!]!]!]!
    sink[0] = firstItems
    for (let i = 0; i < kept; i++) {
      const row = touched[rows[i]!]!
      const start = starts[row]!
      const end = start + counts[row]!
      const weight = likeness[rows[i]!]! / Math.sqrt(end - start)
      for (let slot = start; slot < end; slot++) scores.add(columns.item[slot]!, weight)
    }
  }

  save(): Columns {
    const rows = Math.min(this.#opened, this.#options.sessionsMax)
    return {
      opened: Float64Array.of(this.#opened),
      facts: this.#facts.subarray(0, rows * perSession),
      ...nested('items', this.#items.save()),
      ...this.#postings.save(),
    }
  }

  restore(columns: Columns): void {
    this.#opened = (columns.opened as Float64Array)[0]!
    this.#facts = columns.facts as Uint32Array
    this.#items.restore(partOf(columns, 'items'))
    this.#postings.restore(columns)
  }

  /** Sums likeness over the newest postings of the query's items. */
  #collect(
    query: { readonly items: Uint32Array; readonly weights: Float32Array; readonly length: number },
    { postingsMax }: NeighboursOptions,
  ): void {
    const perItem = Math.ceil(postingsMax / Math.max(1, query.length))
    const { sessionsMax } = this.#options
    const { frequencies, lists } = this.#postings
    const { starts, counts, columns, rows } = lists
    const oldestKept = this.#opened - sessionsMax
    const likeness = this.#likeness
    likeness.reset()
    for (let i = 0; i < query.length; i++) {
      const item = query.items[i]!
      if (item >= rows) continue
      const start = starts[item]!
      const count = counts[item]!
      const weight = query.weights[i]! * Math.log((this.#opened + 1) / (frequencies[item]! + 1))
      let place = this.#postings.newestEnd(item)
      for (let looked = Math.min(count, perItem); looked > 0; looked--) {
        // Newest first, as they are the likeliest to stay among the best.
        if (--place < 0) place += count
        const session = columns.session[start + place]!
        if (session >= oldestKept) likeness.add(session < sessionsMax ? session : session % sessionsMax, weight)
      }
    }
  }

  /**
   * Divides every likeness by the square root of the session's size, and takes out those of `exceptOwner`. The facts lie
   * far apart in memory: read in a loop without a decision, many are on their way at once.
   */
  #weigh(exceptOwner: number): void {
    const { scores: likeness, touched, count } = this.#likeness
    const facts = this.#facts
    this.#ends = grown(this.#ends, count)
    const ends = this.#ends
    for (let place = 0; place < count; place++) {
      const at = touched[place]! * perSession
      ends[place] = facts[at + factEnd]!
      const isOwn = facts[at + factOwner] === exceptOwner
      likeness[place] = (isOwn ? -1 : likeness[place]!) / Math.sqrt(facts[at + factSize]!)
    }
  }

  /** Leaves the places of the best in `#bestOut`, with their likeness decayed by age. @returns how many */
  #bestOf(count: number, { now, halfLife }: { now: number; halfLife: number }): number {
    const { scores: likeness, count: found } = this.#likeness
    const ends = this.#ends
    const best = this.#heapFor(count)
    let floor = best.floor
    for (let place = 0; place < found; place++) {
      const fresh = likeness[place]!
      if (fresh < 0 || fresh < floor) continue // age only takes from it
      likeness[place] = fresh * exp2(-Math.max(0, now - ends[place]!) / halfLife)
      best.offer(place, likeness[place]!)
      floor = best.floor
    }
    return best.take(this.#bestOut)
  }

  #heapFor(count: number): TopK {
    const heap = this.#heaps.get(count) ?? new TopK(count)
    this.#heaps.set(count, heap)
    this.#bestOut = grown(this.#bestOut, count)
    return heap
  }
}
