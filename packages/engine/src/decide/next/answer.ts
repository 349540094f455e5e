import type { ProductId } from '../../domain/units.ts'

/** Whose past a figure rests on: this one shopper's, or everybody's. */
export type Basis = 'person' | 'everybody'

/** What the next act of the present visit will be; the four probabilities sum to 1. */
export type Intent = {
  readonly basis: Basis
  readonly browse: number
  readonly compare: number
  readonly buy: number
  readonly leave: number
  /** Acts of the visit so far; 0 when there is none. */
  readonly acts: number
}

/** A category or brand, and how likely the next order holds it (in a shop without orders: the next look). */
export type LikelyTag = { readonly tag: string; readonly probability: number }

/** When one product will be bought again. */
export type Repurchase = {
  readonly product: ProductId
  /** How often the shopper bought it, and when last; seconds since 1970. */
  readonly times: number
  readonly lastAt: number
  /** When it is as likely as not to have been bought again, in seconds since 1970; absent when beyond two years. */
  readonly expectedAt?: number
  /** Probability that it is bought within so many days. */
  readonly within7: number
  readonly within14: number
  readonly within30: number
}

/** How much of what the shopper chooses is reduced, or cheap for its category. */
export type PriceSensitivity = {
  readonly basis: Basis
  /** Share of bargains among their next choices, 0 to 1. */
  readonly share: number
  /** The same of everybody. */
  readonly population: number
  /** How much of `share` rests on their own choices, 0 to 1. */
  readonly confidence: number
  /** Lines of their orders of which the price is known, and bargains among them. */
  readonly chosen: number
  readonly bargains: number
}

/** How likely it is that nothing comes of the shopper for some days. */
export type Churn = {
  readonly basis: Basis
  readonly days: number
  /** What would not come: an order; of who has not ordered, a visit. */
  readonly of: 'order' | 'visit'
  /** Probability of none within `days`. */
  readonly probability: number
  /** How many there were, when the last was (seconds since 1970), and days between them. */
  readonly times: number
  readonly lastAt?: number
  readonly meanGapDays?: number
}

/** What will happen next for one shopper. */
export type NextAnswer = {
  readonly basis: Basis
  /** Number of events folded into the state that this answer was read from. */
  readonly position: number
  readonly intent: Intent
  readonly categories: readonly LikelyTag[]
  readonly brands: readonly LikelyTag[]
  readonly repurchases: readonly Repurchase[]
  readonly price: PriceSensitivity
  readonly churn: Churn
}
