/** What each item has (categories, a brand, a colour): item i has `values[starts[i] .. starts[i + 1])`. */
export type ItemAttributes = {
  readonly starts: Uint32Array
  readonly values: Uint32Array
  readonly attributeCount: number
}

export type ContentOptions = {
  /** An attribute counts log(items / items with it)^(2 * rarity). */
  readonly rarity: number
  /** Divides by the item's own length^candidatePower: 1 is the cosine, 0 lets what is described more fully win. */
  readonly candidatePower: number
  /** Multiplies by (frequency of the item + 1)^popularity. */
  readonly popularity: number
  /** The k-th last item of a history counts k^-recency. */
  readonly recency: number
  /** Items of a history that count, the last ones. */
  readonly lastMax: number
}

/**
 * Items that are described like those of a history: tf-idf over attributes, which also reaches items nobody has touched.
 * score: O(attributes of all items): about .2 ms for 12,000 items of 4; no allocation. Memory: 16 bytes an item.
 * A new item or attribute needs a new instance, O(attributes of all items); a touch changes only `frequencies`.
 *
 * Source: Salton and Buckley (1988), Term-weighting approaches in automatic text retrieval, Information Processing &
 * Management 24(5), doi:10.1016/0306-4573(88)90021-0. Deviations: powers in place of fixed normalisation, and popularity.
 */
export class ContentLikeness {
  readonly #attributes: ItemAttributes
  readonly #options: ContentOptions
  /** By attribute: its squared weight. */
  readonly #weights: Float64Array
  /** By item: what its sum is multiplied with. */
  readonly #factors: Float64Array
  readonly #profile: Float64Array

  constructor(attributes: ItemAttributes, frequencies: ArrayLike<number>, options: ContentOptions) {
    const { starts, values, attributeCount } = attributes
    const itemCount = starts.length - 1
    const holders = new Uint32Array(attributeCount)
    for (const value of values) holders[value]! += 1
    this.#attributes = attributes
    this.#options = options
    this.#weights = Float64Array.from(holders, (count) =>
      count === 0 ? 0 : Math.log(itemCount / count) ** (2 * options.rarity),
    )
    this.#profile = new Float64Array(attributeCount)
    this.#factors = new Float64Array(itemCount).map((_, item) => {
      let square = 0
      for (let slot = starts[item]!; slot < starts[item + 1]!; slot++) square += this.#weights[values[slot]!]!
      const length = square > 0 ? Math.sqrt(square) : 1
      return length ** -options.candidatePower * (frequencies[item]! + 1) ** options.popularity
    })
  }

  /** Writes each item's likeness to the history into `scores`; 0 for what shares nothing. */
  score(history: Uint32Array, scores: Float64Array): void {
    const { starts, values } = this.#attributes
    const { recency, lastMax } = this.#options
    const profile = this.#profile.fill(0)
    for (let k = 1; k <= history.length && k <= lastMax; k++) {
      const item = history[history.length - k]!
      const weight = k ** -recency
      for (let slot = starts[item]!; slot < starts[item + 1]!; slot++)
        profile[values[slot]!]! += weight * this.#weights[values[slot]!]!
    }
    for (let item = 0; item < scores.length; item++) {
      let sum = 0
      for (let slot = starts[item]!; slot < starts[item + 1]!; slot++) sum += profile[values[slot]!]!
      scores[item] = sum * this.#factors[item]!
    }
  }
}
