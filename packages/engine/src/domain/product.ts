import type { EpochMs, Minor, ProductId } from './units.ts'

/** What the shop says of one product. */
export type Product = {
  readonly id: ProductId
  readonly title: string
  readonly brand?: string
  /** From the broadest to the narrowest: ['가전', '음향', '이어폰']. Empty when unknown. */
  readonly categoryPath: readonly string[]
  /** Name -> value, as the shop writes them: { color: 'black' }. */
  readonly attributes: Readonly<Record<string, string>>
  readonly priceMinor?: Minor
  /** The price before a reduction; a deal is a product with priceMinor below it. */
  readonly listPriceMinor?: Minor
  readonly inStock: boolean
  readonly url?: string
  readonly imageUrl?: string
  readonly gtin?: string
  /** When the shop first sold it, if it says so; else the moment of its first listing. */
  readonly availableFrom?: EpochMs
}

/** What a behaviour event itself says of a product that the catalogue does not know (yet). */
export type ProductHint = {
  readonly title?: string
  readonly brand?: string
  readonly categoryPath?: readonly string[]
  readonly priceMinor?: Minor
}
