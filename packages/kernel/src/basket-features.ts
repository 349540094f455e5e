import type { GroupDecay } from './basket-frequency.ts'
import type { BasketHistory } from './basket-history.ts'
import {
  basketPopularity,
  PairsModel,
  type PairsModelOptions,
  RecencyKnn,
  type RecencyKnnOptions,
  TifuKnn,
} from './basket-models.ts'
import { BasketPast } from './basket-past.ts'
import { BasketRepeats } from './basket-repeats.ts'
import { grown } from './grown.ts'
import { SparseScores } from './sparse-scores.ts'
import { TopK } from './top-k.ts'

/** What each source of candidates is built with. */
export type BasketSources = {
  readonly tifu: GroupDecay & { readonly neighbours: number }
  readonly recency: RecencyKnnOptions
  /** Neighbours by the latest baskets. */
  readonly latest: RecencyKnnOptions
  readonly repeats: { readonly trust: number }
  readonly after: Omit<PairsModelOptions, 'pair'>
  readonly within: Omit<PairsModelOptions, 'pair'>
  readonly popularityDecay: number
}

/** What is known of a candidate, in the order of `inputs`. */
export const basketFeatures = [
  ...['times', 'lag', 'firstLag', 'rhythm', 'share', 'hazard', 'frequency', 'window'],
  ...['tifuNeighbours', 'recencyNeighbours', 'latestNeighbours', 'after', 'within'],
  ...['popularity', 'popularityNow', 'rise', 'lastRise', 'itemRepeats'],
  ...['userRepeats', 'baskets', 'basketSize', 'newness', 'lastSize', 'items'],
] as const

const width = basketFeatures.length
/** Stands for "never bought" where a small number means lately. */
const never = 1_000

/**
 * The candidates for a user's next basket, and what is known of each: all they bought before, and the best of each
 * source. Sources are built once from the history; ask for one user at a time.
 *
 * gather: the cost of the sources plus O(candidates); no allocation once warm.
 */
export class BasketFeatures {
  /** The candidates; the first `count`. */
  items: Uint32Array = new Uint32Array(256)
  /** Row-major, shape [count * basketFeatures.length]. */
  inputs: Float32Array = new Float32Array(256 * width)
  count = 0
  readonly tifu: TifuKnn
  readonly recency: RecencyKnn
  readonly latest: RecencyKnn
  readonly repeats: BasketRepeats
  readonly after: PairsModel
  readonly within: PairsModel
  readonly #history: BasketHistory
  readonly #past: BasketPast
  readonly #popularity: Float64Array
  readonly #popularityNow: Float64Array
  readonly #popularityLast: Float64Array
  readonly #popular: Uint32Array
  readonly #top: TopK
  readonly #found: Uint32Array
  readonly #candidates = new SparseScores()
  readonly #hazard = new SparseScores()
  readonly #frequency = new SparseScores()
  readonly #window = new SparseScores()
  /** What others say, by source. */
  readonly #others: readonly SparseScores[] = Array.from({ length: 5 }, () => new SparseScores())

  /** @param perSource  candidates taken from each source */
  constructor(history: BasketHistory, sources: BasketSources, perSource: number) {
    this.#history = history
    this.#past = new BasketPast(history)
    this.tifu = new TifuKnn(history, sources.tifu)
    this.recency = new RecencyKnn(history, sources.recency)
    this.latest = new RecencyKnn(history, sources.latest)
    this.repeats = new BasketRepeats(history, sources.repeats)
    this.after = new PairsModel(history, { pair: 'after', ...sources.after })
    this.within = new PairsModel(history, { pair: 'within', ...sources.within })
    this.#popularity = basketPopularity(history, 1)
    this.#popularityNow = basketPopularity(history, sources.popularityDecay)
    this.#popularityLast = basketPopularity(history, 0)
    this.#top = new TopK(perSource)
    this.#found = new Uint32Array(perSource)
    for (let item = 0; item < history.items; item++)
      if (this.#popularity[item]! > 0) this.#top.offer(item, this.#popularityNow[item]!)
    this.#popular = new Uint32Array(perSource).subarray(0, this.#top.drain(this.#found))
    this.#popular.set(this.#found.subarray(0, this.#popular.length))
  }

  /** Whether the candidate at `place` was bought by the user before. */
  isKnown(place: number): boolean {
    return this.inputs[place * width]! > 0
  }

  /** Finds the user's candidates. @returns how many */
  gather(user: number): number {
    const others = this.#others
    for (const scores of [this.#candidates, this.#hazard, this.#frequency, this.#window, ...others]) scores.reset()
    this.#past.load(user)
    this.repeats.add(user, 1, this.#hazard)
    this.tifu.addOwn(user, 1, this.#frequency)
    this.recency.addOwn(user, 1, this.#window)
    this.tifu.addOthers(user, 1, others[0]!)
    this.recency.addOthers(user, 1, others[1]!)
    this.latest.addOthers(user, 1, others[2]!)
    this.after.addOthers(user, 1, others[3]!)
    this.within.addOthers(user, 1, others[4]!)
    for (let place = 0; place < this.#past.count; place++) this.#candidates.add(this.#past.items[place]!, 1)
    for (const scores of others) this.#nominate(scores)
    for (const item of this.#popular) this.#candidates.add(item, 1)
    this.count = this.#candidates.count
    this.items = grown(this.items, this.count)
    this.inputs = grown(this.inputs, this.count * width)
    for (let place = 0; place < this.count; place++) {
      this.items[place] = this.#candidates.touched[place]!
      this.#describe(user, place)
    }
    return this.count
  }

  #nominate(scores: SparseScores): void {
    this.#top.reset()
    for (let place = 0; place < scores.count; place++) this.#top.offer(scores.touched[place]!, scores.scores[place]!)
    const found = this.#top.drain(this.#found)
    for (let i = 0; i < found; i++) this.#candidates.add(this.#found[i]!, 1)
  }

  #describe(user: number, place: number): void {
    const item = this.items[place]!
    const inputs = this.inputs
    const past = this.#past
    const base = place * width
    const known = past.placeOf(item)
    const baskets = past.baskets
    const times = known < 0 ? 0 : past.times[known]!
    const lag = known < 0 ? never : baskets - past.last[known]!
    inputs[base] = times
    inputs[base + 1] = lag
    inputs[base + 2] = known < 0 ? never : baskets - past.first[known]!
    inputs[base + 3] = times < 2 ? -1 : lag / ((past.last[known]! - past.first[known]!) / (times - 1))
    inputs[base + 4] = baskets === 0 ? 0 : times / baskets
    inputs[base + 5] = this.#hazard.scoreOf(item)
    inputs[base + 6] = this.#frequency.scoreOf(item)
    inputs[base + 7] = this.#window.scoreOf(item)
    for (let source = 0; source < 5; source++) inputs[base + 8 + source] = this.#others[source]!.scoreOf(item)
    const popularity = this.#popularity[item]!
    inputs[base + 13] = popularity
    inputs[base + 14] = this.#popularityNow[item]!
    inputs[base + 15] = popularity === 0 ? 0 : this.#popularityNow[item]! / popularity
    inputs[base + 16] = popularity === 0 ? 0 : this.#popularityLast[item]! / popularity
    inputs[base + 17] = this.repeats.itemFactors[item] ?? 1
    inputs[base + 18] = this.repeats.userFactors[user] ?? 1
    const bought = this.#history.entries.countOf(user)
    inputs[base + 19] = baskets
    inputs[base + 20] = baskets === 0 ? 0 : bought / baskets
    inputs[base + 21] = bought === 0 ? 0 : past.count / bought
    inputs[base + 22] = this.#lastSizeOf(user)
    inputs[base + 23] = past.count
  }

  #lastSizeOf(user: number): number {
    const { entries } = this.#history
    if (entries.countOf(user) === 0) return 0
    const end = entries.starts[user]! + entries.countOf(user)
    let size = 0
    while (size < entries.countOf(user) && entries.columns.basket[end - 1 - size] === this.#past.baskets - 1) size++
    return size
  }
}
