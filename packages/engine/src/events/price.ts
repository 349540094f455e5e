import type { EpochMs, Minor, ProductId } from '../domain/units.ts'

/** A price of the shop's own that was held has been checked: by a person, or because it stood for long. Those of malls: `offer.checked`. */
export type PriceEvent = {
  readonly kind: 'product.checked'
  readonly at: EpochMs
  readonly id: string
  readonly product: ProductId
  /** The price that it is said of; of another nothing follows. */
  readonly priceMinor: Minor
  readonly verdict: 'right' | 'wrong'
  readonly by: 'person' | 'time'
}
