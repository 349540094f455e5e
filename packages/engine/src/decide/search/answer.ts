/** In which order what was found comes; what is out of stock comes last in any. */
export type Sort = 'best' | 'price-up' | 'price-down' | 'new'

/** What to keep of what the words find. */
export type Filters = {
  /** A category with all below it, as a path: '가전>음향'. */
  readonly category?: string
  readonly brand?: string
  /** Both inclusive. */
  readonly minPriceMinor?: number
  readonly maxPriceMinor?: number
}

/**
 * Knows what a person would rather have: handed in, as it is what `rank` decides by. What it tells of an item is passed on as
 * it is.
 */
export type Judge<Told> = {
  /** How much the person may like an item, roughly and fast: around 0, some units at most. For choosing whom to judge. */
  readonly hint: (item: number) => number
  /** How much the person would rather have each of these, in their order, on a log scale; all can be bought. At most 1,000. */
  readonly judge: (items: readonly number[]) => ArrayLike<number>
  /** What is said of one of the items judged last, or of another one; `score` is what it was ordered by. */
  readonly tell: (item: number, score: number) => Told
}

export type SearchQuestion<Told> = {
  /** The person's row, -1 for a stranger. */
  readonly row: number
  /** What was typed; without a word in it everything is found. */
  readonly query: string
  readonly filters: Filters
  readonly sort: Sort
  readonly offset: number
  readonly count: number
  readonly judge: Judge<Told>
}

export type Counted = { readonly name: string; readonly count: number }
export type PriceBand = { readonly fromMinor: number; readonly belowMinor: number; readonly count: number }

export type Facets = {
  readonly categories: readonly Counted[]
  readonly brands: readonly Counted[]
  readonly prices: readonly PriceBand[]
}

export type SearchAnswer<Told> = {
  readonly position: number
  readonly total: number
  readonly items: readonly { readonly told: Told; readonly inStock: boolean }[]
  readonly facets: Facets
  /** What was searched for instead, as the words were typed on the wrong keyboard layout. */
  readonly corrected?: string
  /** True when no product has all words, and these have most of them. */
  readonly relaxed: boolean
}
