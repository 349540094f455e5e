import { type EpochMs, type Minor, type ProductId, secondsOf } from '../domain/units.ts'

/** Facts about prices of the shop's own products; those of malls are `OfferEvent`s. */
export type PriceEvent = ProductChecked | ProductsRepriced

/**
 * What is said anew of many products, from one moment on, in the order in which it is to be dealt with: entry i of each column is of the
 * same product. null is not said: that stays as it is when the fact is folded, whatever came in between. A column in which nothing is said
 * is left out. `times`: the second from which on it was so, where the sender said so.
 */
export type ProductsRepriced = {
  readonly kind: 'products.repriced'
  readonly at: EpochMs
  readonly id: string
  readonly products: readonly ProductId[]
  readonly prices?: readonly (Minor | null)[]
  readonly listPrices?: readonly (Minor | 'none' | null)[]
  readonly inStock?: readonly (0 | 1 | null)[]
  readonly times?: readonly (number | null)[]
}

/** A price that was held has been checked: by a person, or because it stood for long. */
export type ProductChecked = {
  readonly kind: 'product.checked'
  readonly at: EpochMs
  readonly id: string
  readonly product: ProductId
  /** The price that it is said of; of another nothing follows. */
  readonly priceMinor: Minor
  readonly verdict: 'right' | 'wrong'
  readonly by: 'person' | 'time'
}

/** The second from which on an update of a fact holds. */
export function secondOfUpdate({ at, times }: ProductsRepriced, index: number): number {
  return times?.[index] ?? secondsOf(at)
}
