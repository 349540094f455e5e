import { addFrequency, type GroupDecay, groupDecay, windowDecay } from './basket-frequency.ts'
import type { BasketHistory } from './basket-history.ts'
import { BasketPairs } from './basket-pairs.ts'
import { FrequencyKnn } from './frequency-knn.ts'
import { SparseScores } from './sparse-scores.ts'

/** Most baskets of a user that a model weighs; a history counts them in 16 bits. */
const basketsMax = 65_536

/**
 * A model in two parts: what the user's own past says, and what others' does. `add` functions add to `into`, times
 * `factor`; asked for one user at a time, no allocation once warm.
 */
export type BasketModel = {
  addOwn(user: number, factor: number, into: SparseScores): void
  addOthers(user: number, factor: number, into: SparseScores): void
}

/**
 * TIFU-KNN: a user's decayed item frequencies, and the mean of those of the nearest users.
 * Build: O(bought items); ask: see FrequencyKnn. After an append call `refresh` for the user.
 * Source: Hu, He, Gao, Zhang (2020), Modeling personalized item frequency information for next-basket recommendation,
 * SIGIR, section 4, doi:10.1145/3397271.3401066. The printed share alpha is the caller's factor.
 */
export class TifuKnn implements BasketModel {
  readonly #history: BasketHistory
  readonly #decay: GroupDecay
  readonly #knn: FrequencyKnn
  readonly #weights = new Float64Array(basketsMax)
  readonly #vector = new SparseScores()

  constructor(history: BasketHistory, { neighbours, ...decay }: GroupDecay & { readonly neighbours: number }) {
    this.#history = history
    this.#decay = decay
    this.#knn = new FrequencyKnn({ by: 'distance', neighbours })
    for (let user = 0; user < history.users; user++) this.refresh(user)
  }

  /** Takes in what was appended to the user's history. */
  refresh(user: number): void {
    this.#knn.set(user, this.#vectorOf(user), this.#vector)
  }

  addOwn(user: number, factor: number, into: SparseScores): void {
    groupDecay(this.#history.basketsOf(user), this.#decay, this.#weights)
    addFrequency(this.#history, user, { weights: this.#weights, factor, into })
  }

  addOthers(user: number, factor: number, into: SparseScores): void {
    this.#knn.addNeighbours(this.#vectorOf(user), { self: user, factor, into })
  }

  #vectorOf(user: number): SparseScores {
    this.#vector.reset()
    this.addOwn(user, 1, this.#vector)
    return this.#vector
  }
}

export type RecencyKnnOptions = {
  /** Latest baskets of which the frequency is passed on. */
  readonly window: number
  readonly neighbours: number
  /** See Likeness. */
  readonly asymmetry: number
  readonly power: number
  /** What a basket counts less in comparing users than the one after it; 1 compares sets of items, as UP-CF does. */
  readonly likesDecay: number
}

/**
 * UP-CF@r: a user's item frequency in their latest baskets, and that of users alike.
 * Build: O(bought items); ask: see FrequencyKnn. After an append call `refresh` for the user.
 * Source: Faggioli, Polato, Aiolli (2020), Recency aware collaborative filtering for next basket recommendation, UMAP,
 * section 3, doi:10.1145/3340631.3394850. Deviations: neighbours are bounded in number and their weights sum to 1; users
 * may be compared by what they bought lately; the user's own part has a factor of its own.
 */
export class RecencyKnn implements BasketModel {
  readonly #history: BasketHistory
  readonly #options: RecencyKnnOptions
  readonly #knn: FrequencyKnn
  readonly #weights = new Float64Array(basketsMax)
  readonly #likes = new SparseScores()
  readonly #gives = new SparseScores()

  constructor(history: BasketHistory, options: RecencyKnnOptions) {
    this.#history = history
    this.#options = options
    const { neighbours, asymmetry, power } = options
    this.#knn = new FrequencyKnn({ by: 'cosine', neighbours, asymmetry, power, shrink: 0 })
    for (let user = 0; user < history.users; user++) this.refresh(user)
  }

  /** Takes in what was appended to the user's history. */
  refresh(user: number): void {
    this.#gives.reset()
    this.addOwn(user, 1, this.#gives)
    this.#knn.set(user, this.#likesOf(user), this.#gives)
  }

  addOwn(user: number, factor: number, into: SparseScores): void {
    windowDecay(this.#history.basketsOf(user), this.#options.window, this.#weights)
    addFrequency(this.#history, user, { weights: this.#weights, factor, into })
  }

  addOthers(user: number, factor: number, into: SparseScores): void {
    this.#knn.addNeighbours(this.#likesOf(user), { self: user, factor, into })
  }

  #likesOf(user: number): SparseScores {
    const { likesDecay } = this.#options
    const baskets = this.#history.basketsOf(user)
    for (let basket = 0; basket < baskets; basket++) this.#weights[basket] = likesDecay ** (baskets - 1 - basket)
    this.#likes.reset()
    addFrequency(this.#history, user, { weights: this.#weights, factor: 1, into: this.#likes })
    if (likesDecay === 1) this.#likes.scores.fill(1, 0, this.#likes.count)
    return this.#likes
  }
}

export type PairsModelOptions = {
  readonly pair: 'within' | 'after'
  readonly decay: number
  readonly shrink: number
  readonly discount: number
  /** What a basket of the user's past counts less than the one after it. */
  readonly pastDecay: number
}

/** What goes with, or follows, the items of the user's past, the latest baskets most. Build: see BasketPairs. */
export class PairsModel {
  readonly #history: BasketHistory
  readonly #pastDecay: number
  readonly #pairs: BasketPairs

  constructor(history: BasketHistory, { pastDecay, ...options }: PairsModelOptions) {
    this.#history = history
    this.#pastDecay = pastDecay
    this.#pairs = new BasketPairs(history, { ...options, gapMax: 5, neighboursMax: 200 })
  }

  /** Adds the mean over the past's items, weighted by age, times `factor`. O(items bought * neighbours kept). */
  addOthers(user: number, factor: number, into: SparseScores): void {
    const { entries } = this.#history
    const count = entries.countOf(user)
    const start = count === 0 ? 0 : entries.starts[user]!
    const latest = this.#history.basketsOf(user) - 1
    let total = 0
    for (let slot = start; slot < start + count; slot++)
      total += this.#pastDecay ** (latest - entries.columns.basket[slot]!)
    for (let slot = start; slot < start + count; slot++) {
      const weight = this.#pastDecay ** (latest - entries.columns.basket[slot]!)
      this.#pairs.add(entries.columns.item[slot]!, (factor * weight) / total, into)
    }
  }
}

/** By item: baskets that held it, each counted decay^(baskets of its user after it), by the number of users. */
export function basketPopularity(history: BasketHistory, decay: number): Float64Array {
  const popularity = new Float64Array(history.items)
  const { entries } = history
  for (let user = 0; user < history.users; user++) {
    const latest = history.basketsOf(user) - 1
    const start = entries.starts[user]!
    for (let slot = start; slot < start + entries.countOf(user); slot++)
      popularity[entries.columns.item[slot]!]! += decay ** (latest - entries.columns.basket[slot]!) / history.users
  }
  return popularity
}
