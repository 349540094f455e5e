import { type Columns, nested, partOf, type Saved } from './columns.ts'
import { DecayedColumn } from './decayed-column.ts'
import { grown } from './grown.ts'
import { ListwiseNet } from './listwise-net.ts'
import { RunningTop } from './running-top.ts'
import { type ItemClicks, placeFeature, preliminaryScore, sessionFeatures, writeFeatures } from './session-features.ts'
import { SessionKnn, type SessionKnnOptions, type SessionLikeness } from './session-knn.ts'
import { type SessionQuery, type SessionSignal, sessionSignals, signalOf } from './session-signals.ts'
import { SessionTransitions } from './session-transitions.ts'
import { SignalTable } from './signal-table.ts'
import { TopK } from './top-k.ts'

/** Items that are candidates whatever the session: the most clicked of late. */
const popularCount = 20

/** What `tune` may choose: how past sessions are weighed, and what earlier items of the query count. */
export type SessionTuning = SessionLikeness & { readonly earlier: number }

export type NextInSessionOptions = SessionKnnOptions & {
  readonly neighboursMax: number
  /** Items that the blend looks at closer: what bounds its time. */
  readonly candidatesMax: number
  /** Units of the hidden layer. */
  readonly hidden: number
  /** Sessions after which a click counts half for what is clicked of late. */
  readonly lateHalfLife: number
  readonly seed: number
}

/** What serves a shop of some ten thousand items. */
export const sessionDefaults: NextInSessionOptions = {
  sessionsMax: 1_000_000,
  itemsPerSessionMax: 60,
  sessionsPerItemMax: 2_000,
  neighboursMax: 200,
  candidatesMax: 150,
  hidden: 16,
  lateHalfLife: 10_000,
  seed: 1,
}

/** Where tuning starts, and what is used without. */
export const tuningStart: SessionTuning = {
  postingsMax: 5_000,
  neighbours: 500,
  positionHalfLife: 1.5,
  ageHalfLife: 200_000,
  distanceHalfLife: 2.5,
  backward: 0.9,
  sizePower: 0.25,
  rarityPower: 1,
  earlier: 0.6,
}

const tuningNames = Object.keys(tuningStart) as (keyof SessionTuning)[]

/**
 * What comes next in a session, from all sessions before: nearest sessions, transitions in both directions, two hops,
 * repeats and popularity, blended by a small net that learns from what was chosen (`sessionLessons`). Takes every click
 * as it happens; the blend is trained anew now and then.
 *
 * append: 10 to 20 us. answer: about 0.5 ms, see the bench `sessions`. Memory: some 100 bytes a click.
 */
export class NextInSession implements Saved {
  tuning: SessionTuning = tuningStart
  readonly net: ListwiseNet
  readonly #knn: SessionKnn
  readonly #transitions: SessionTransitions
  #clicks: Float64Array = new Float64Array(16)
  readonly #lately: DecayedColumn
  readonly #popular = new RunningTop(popularCount)
  readonly #itemClicks: ItemClicks
  readonly #table = new SignalTable(sessionSignals.length)
  /** By place among the candidates: the place in the table, the features, the score. */
  readonly #places: Uint32Array
  readonly #inputs: Float32Array
  readonly #scores: Float64Array
  readonly #preliminary: TopK
  #heap = new TopK(0)
  #heapSize = 0
  #rebases = 0

  constructor(options: Partial<NextInSessionOptions> = {}) {
    const all = { ...sessionDefaults, ...options }
    for (const [name, value] of Object.entries(all))
      if (!(value > 0)) throw new RangeError(`NextInSession: ${name} is ${value}; give a number above 0`)
    this.#knn = new SessionKnn(all)
    this.#transitions = new SessionTransitions(all)
    this.#lately = new DecayedColumn(all.lateHalfLife)
    const features = sessionFeatures.length
    const start = new Float64Array(features)
    start[placeFeature] = -5
    this.net = new ListwiseNet({ features, hidden: all.hidden, seed: all.seed, start })
    this.#places = new Uint32Array(all.candidatesMax)
    this.#inputs = new Float32Array(all.candidatesMax * features)
    this.#scores = new Float64Array(all.candidatesMax)
    this.#preliminary = new TopK(all.candidatesMax)
    this.#itemClicks = {
      countOf: (item) => this.countOf(item),
      latelyOf: (item) => ((this.#lately.scaled[item] ?? 0) / (this.#lately.totalScaled || 1)) * 1e5,
    }
  }

  /** Items are below this. */
  get items(): number {
    return this.#clicks.length
  }

  /** Clicks an item ever had. */
  countOf(item: number): number {
    return this.#clicks[item] ?? 0
  }

  /** Starts a session. @returns its id */
  open(): number {
    return this.#knn.open()
  }

  /** Takes in a click at the end of a session that is kept; one beyond the session's room is passed over. */
  append(session: number, item: number): void {
    this.#transitions.append(item, this.#knn.itemsOf(session))
    if (!this.#knn.append(session, item)) return
    this.#clicks = grown(this.#clicks, item + 1)
    this.#clicks[item]! += 1
    this.#lately.add(item, 1, session)
    if (this.#rebases === this.#lately.rebases) return this.#popular.raise(item, this.#lately.scaled)
    this.#rebases = this.#lately.rebases
    this.#popular.remake(this.#lately.scaled)
  }

  /** Takes in a whole session, oldest click first. */
  add(items: ArrayLike<number>): void {
    const session = this.open()
    for (let i = 0; i < items.length; i++) this.append(session, items[i]!)
  }

  /** Writes what comes next, likeliest first, into `out`, as many as it has room for. @returns how many */
  answer(query: SessionQuery, out: Uint32Array): number {
    if (query.length === 0) return this.#answerPopular(out)
    const n = this.candidates(query)
    this.net.score(this.#inputs, { from: 0, n }, this.#scores)
    const { touched } = this.#table
    const heap = this.#heapFor(out.length)
    for (let c = 0; c < n; c++) heap.offer(touched[this.#places[c]!]!, this.#scores[c]!)
    return heap.drain(out)
  }

  /** The same by one signal alone: what a single model would answer. Items without it are left out. */
  answerBy(signal: SessionSignal, query: SessionQuery, out: Uint32Array): number {
    this.#fill(query)
    const { values, width, touched, count } = this.#table
    const heap = this.#heapFor(out.length)
    for (let place = 0; place < count; place++) {
      const value = values[place * width + signalOf[signal]]!
      if (value > 0) heap.offer(touched[place]!, value)
    }
    return heap.drain(out)
  }

  /** The place that the preliminary order alone gives an item, from 1; Infinity for one that no model names. */
  preliminaryPlaceOf(item: number, query: SessionQuery): number {
    this.#fill(query)
    const found = this.#table.placeOf(item)
    if (found < 0) return Number.POSITIVE_INFINITY
    const { values, width, count } = this.#table
    const nearMax = this.#table.highestOf(signalOf.near) || 1
    const own = preliminaryScore(values, found * width, nearMax)
    let better = 0
    for (let at = 0; at < count * width; at += width) if (preliminaryScore(values, at, nearMax) > own) better += 1
    return better + 1
  }

  /** Finds the candidates and their features, for `answer` and for learning. @returns how many */
  candidates(query: SessionQuery): number {
    this.#fill(query)
    const table = this.#table
    for (const item of this.#popular.best) table.touch(item)
    const { values, width, count } = table
    const nearMax = table.highestOf(signalOf.near) || 1
    for (let place = 0; place < count; place++)
      this.#preliminary.offer(place, preliminaryScore(values, place * width, nearMax))
    const n = this.#preliminary.drain(this.#places)
    writeFeatures(this.#inputs, { query, table, places: this.#places, n, clicks: this.#itemClicks })
    return n
  }

  /** After `candidates`: where an item stands among them; -1 when it is none. */
  candidateOf(item: number, n: number): number {
    const place = this.#table.placeOf(item)
    return place < 0 ? -1 : this.#places.subarray(0, n).indexOf(place)
  }

  /** After `candidates`: their features, row-major. Valid until the next question. */
  get inputs(): Float32Array {
    return this.#inputs
  }

  save(): Columns {
    return {
      clicks: this.#clicks,
      popular: this.#popular.best,
      tuning: Float64Array.from(tuningNames, (name) => this.tuning[name]),
      ...nested('knn', this.#knn.save()),
      ...nested('transitions', this.#transitions.save()),
      ...nested('lately', this.#lately.save()),
      ...nested('net', this.net.save()),
    }
  }

  restore(columns: Columns): void {
    this.#clicks = columns.clicks as Float64Array
    const tuned = columns.tuning as Float64Array
    this.tuning = Object.fromEntries(tuningNames.map((name, i) => [name, tuned[i]!])) as SessionTuning
    this.#knn.restore(partOf(columns, 'knn'))
    this.#transitions.restore(partOf(columns, 'transitions'))
    this.#lately.restore(partOf(columns, 'lately'))
    this.#popular.restore(columns.popular as Uint32Array)
    this.net.restore(partOf(columns, 'net'))
  }

  /** What every model has to say. */
  #fill(query: SessionQuery): void {
    this.#table.reset()
    if (query.length === 0) return
    this.#knn.score(query, this.tuning, this.#table)
    this.#transitions.score(query, this.tuning.earlier, this.#table)
    for (let i = 0; i < query.length; i++) {
      const at = this.#table.touch(query.items[i]!) * this.#table.width + signalOf.repeat
      this.#table.values[at] = 1 / (query.length - i)
    }
  }

  /** The most clicked of late, at most 20: all that can be said of a session without a click. */
  #answerPopular(out: Uint32Array): number {
    const best = this.#popular.best.subarray(0, out.length)
    out.set(best)
    return best.length
  }

  #heapFor(count: number): TopK {
    if (count !== this.#heapSize) {
      this.#heap = new TopK(count)
      this.#heapSize = count
    }
    return this.#heap
  }
}
