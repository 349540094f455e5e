import { type EpochMs, type Minor, type ProductId, secondsOf } from '../domain/units.ts'

/** Facts about prices of the shop's own products; those of malls are `OfferEvent`s. */
export type PriceEvent = ProductChecked | ProductsRepriced

/** What many products cost from one moment on, in the order in which they are to be dealt with; columns as in `offers.repriced`. */
export type ProductsRepriced = {
  readonly kind: 'products.repriced'
  readonly at: EpochMs
  readonly id: string
  readonly products: readonly ProductId[]
  /** null: unknown. */
  readonly prices: readonly (Minor | null)[]
  /** null: none. */
  readonly listPrices?: readonly (Minor | null)[]
  readonly inStock?: readonly (0 | 1)[]
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
