import type { ProductHint } from '../domain/product.ts'
import type { EpochMs, Minor, OrderId, ProductId, ShopperKey } from '../domain/units.ts'

export type OrderLine = {
  readonly product: ProductId
  /** Sellable pieces, integer, >= 1. */
  readonly quantity: number
  readonly priceMinor?: Minor
  readonly hint?: ProductHint
}

/** Facts about orders. A guest's order has no shopper. */
export type OrderEvent =
  | {
      readonly kind: 'order.placed'
      readonly at: EpochMs
      readonly id: string
      readonly order: OrderId
      readonly shopper?: ShopperKey
      readonly lines: readonly OrderLine[]
    }
  /** lines: what came back; empty when the whole order did. */
  | {
      readonly kind: 'order.refunded'
      readonly at: EpochMs
      readonly id: string
      readonly order: OrderId
      readonly shopper?: ShopperKey
      readonly lines: readonly OrderLine[]
    }
