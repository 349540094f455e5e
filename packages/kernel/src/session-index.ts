import { type Columns, nested, partOf, type Saved } from './columns.ts'
import { grown } from './grown.ts'
import { SlabLists } from './slab-lists.ts'
import { TopK } from './top-k.ts'

/** Places of a session's facts, and how many there are. */
const factStart = 0
const factEnd = 1
const factOwner = 2
const factSize = 3
const perSession = 4

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
  /** By item: the sessions that held it last, in order of arrival. */
  readonly #sessions = new SlabLists({ session: 'u32' }, 2)
  /**
   * By session modulo sessionsMax, side by side, as a query asks for all of a session's at once: seconds of its first and
   * last append, whose it is (as the caller numbers people), items.
   */
  #facts: Uint32Array = new Uint32Array(64)
  /** By item: sessions that ever held it. */
  #frequencies: Uint32Array = new Uint32Array(16)
  #opened = 0
  // Scratch of a query: a sparse set. found[0..n) are rows, likeness[0..n) their sums, places[row] says where a row stands
  // if found[places[row]] is that row; so a posting costs one look into memory that is not in the cache, and emptying nothing.
  #places: Uint32Array = new Uint32Array(0)
  #found: Uint32Array = new Uint32Array(0)
  #likeness: Float32Array = new Float32Array(0)
  /** One heap per count asked for: a caller has few, and asks again and again. */
  readonly #heaps = new Map<number, TopK>()
  #bestOut: Uint32Array = new Uint32Array(0)

  constructor(options: SessionIndexOptions) {
    this.#options = options
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
    this.#sessions.reach(item)
    if (this.#sessions.counts[item]! >= this.#options.sessionsPerItemMax) this.#sessions.removeAt(item, 0)
    const posting = this.#sessions.push(item)
    this.#frequencies = grown(this.#frequencies, this.#sessions.rows)
    this.#frequencies[item]! += 1
    this.#sessions.columns.session[posting] = session
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
      this.#frequencies[item]! -= 1
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
    for (let i = 0; i < this.#items.counts[row]!; i++) this.#dropPosting(this.#items.columns.item[start + i]!, session)
    this.#items.clear(row)
    this.#facts[row * perSession + factStart] = 0
    this.#facts[row * perSession + factEnd] = 0
    this.#facts[row * perSession + factOwner] = 0
    this.#facts[row * perSession + factSize] = 0
  }

  /**
   * Finds the `count` sessions of others most like a set of weighted items and calls `each(item, weight)` for each of
   * their items: weight = likeness / sqrt(size), likeness = sum over shared items of
   * weight * log((sessions + 1) / (sessions with the item + 1)) / sqrt(size) * 2^-(age / halfLife).
   *
   * O(items * sessionsPerItemMax + count * itemsPerSessionMax): 60 us for 20 items at 100 and count 300.
   */
  neighbours(
    query: { readonly items: Uint32Array; readonly weights: Float32Array; readonly length: number },
    options: NeighboursOptions,
    each: (item: number, weight: number) => void,
  ): void {
    const { count, now, halfLife } = options
    const found = this.#collect(query, options)
    const best = this.#heapFor(count)
    const rate = -Math.LN2 / halfLife
    const likeness = this.#likeness
    const { starts, counts, columns } = this.#items
    const facts = this.#facts
    for (let place = 0; place < found; place++) {
      // Size and age only take from it: what is too low already is not looked up.
      if (likeness[place]! < best.floor) continue
      const at = this.#found[place]! * perSession
      if (facts[at + factOwner] === options.exceptOwner) continue
      const fresh = likeness[place]! / Math.sqrt(facts[at + factSize]!)
      if (fresh < best.floor) continue
      likeness[place] = fresh * Math.exp(rate * Math.max(0, now - facts[at + factEnd]!))
      best.offer(place, likeness[place]!)
    }
    const kept = best.take(this.#bestOut)
    for (let i = 0; i < kept; i++) {
      const place = this.#bestOut[i]!
      const row = this.#found[place]!
      const start = starts[row]!
      const end = start + counts[row]!
      const weight = likeness[place]! / Math.sqrt(end - start)
      for (let slot = start; slot < end; slot++) each(columns.item[slot]!, weight)
    }
  }

  save(): Columns {
    const rows = Math.min(this.#opened, this.#options.sessionsMax)
    return {
      opened: Float64Array.of(this.#opened),
      facts: this.#facts.subarray(0, rows * perSession),
      frequencies: this.#frequencies.subarray(0, this.#sessions.rows),
      ...nested('items', this.#items.save()),
      ...nested('sessions', this.#sessions.save()),
    }
  }

  restore(columns: Columns): void {
    this.#opened = (columns.opened as Float64Array)[0]!
    this.#facts = columns.facts as Uint32Array
    this.#frequencies = columns.frequencies as Uint32Array
    this.#items.restore(partOf(columns, 'items'))
    this.#sessions.restore(partOf(columns, 'sessions'))
  }

  /** Sums likeness over the postings of the query's items. @returns how many sessions share an item */
  #collect(
    query: { readonly items: Uint32Array; readonly weights: Float32Array; readonly length: number },
    { postingsMax }: NeighboursOptions,
  ): number {
    this.#prepare()
    const perItem = Math.ceil(postingsMax / Math.max(1, query.length))
    const { sessionsMax } = this.#options
    const { starts, counts, columns, rows } = this.#sessions
    const { session: sessions } = columns
    const foundRows = this.#found
    const likeness = this.#likeness
    const places = this.#places
    const oldest = this.#opened - sessionsMax
    let found = 0
    for (let i = 0; i < query.length; i++) {
      const item = query.items[i]!
      if (item >= rows) continue
      const start = starts[item]!
      const end = start + counts[item]!
      const weight = query.weights[i]! * Math.log((this.#opened + 1) / (this.#frequencies[item]! + 1))
      const oldestSlot = Math.max(start, end - perItem)
      for (let slot = end - 1; slot >= oldestSlot; slot--) {
        // Newest first, as they are the likeliest to stay among the best.
        const session = sessions[slot]!
        const row = session < sessionsMax ? session : session % sessionsMax
        if (session < oldest) continue
        const place = places[row]!
        if (place < found && foundRows[place] === row) {
          likeness[place]! += weight
          continue
        }
        places[row] = found
        foundRows[found] = row
        likeness[found++] = weight
      }
    }
    return found
  }

  #heapFor(count: number): TopK {
    const heap = this.#heaps.get(count) ?? new TopK(count)
    this.#heaps.set(count, heap)
    this.#bestOut = grown(this.#bestOut, count)
    return heap
  }

  #dropPosting(item: number, session: number): void {
    const start = this.#sessions.starts[item]!
    for (let i = 0; i < this.#sessions.counts[item]!; i++) {
      if (this.#sessions.columns.session[start + i] === session) return this.#sessions.removeAt(item, i)
    }
  }

  #prepare(): void {
    if (this.#places.length >= this.#items.rows) return
    const size = Math.min(this.#options.sessionsMax, Math.ceil(this.#items.rows * 1.5))
    this.#places = new Uint32Array(size)
    this.#found = new Uint32Array(size)
    this.#likeness = new Float32Array(size)
  }
}
