import type { Product } from '../domain/product.ts'
import type { EpochMs, Minor, ProductId } from '../domain/units.ts'

/** Facts about the catalogue. */
export type CatalogEvent =
  /** The product as the shop describes it now; replaces what was said before. */
  | { readonly kind: 'product.listed'; readonly at: EpochMs; readonly id: string; readonly product: Product }
  /** Named only by orders so far: fills what nobody has described, never replaces a listing. */
  | { readonly kind: 'product.sighted'; readonly at: EpochMs; readonly id: string; readonly product: Product }
  | { readonly kind: 'product.delisted'; readonly at: EpochMs; readonly id: string; readonly product: ProductId }
  | {
      readonly kind: 'product.repriced'
      readonly at: EpochMs
      readonly id: string
      readonly product: ProductId
      readonly priceMinor: Minor
      readonly listPriceMinor?: Minor
    }
  | {
      readonly kind: 'product.stocked'
      readonly at: EpochMs
      readonly id: string
      readonly product: ProductId
      readonly inStock: boolean
    }
