import type { Person, SegmentMessage } from '@nunchi/protocol'

/** One call of the Segment protocol on its way. Its id makes sending it again harmless. */
export type Message = SegmentMessage & { readonly type: string; readonly messageId: string; readonly timestamp: string }

/** A product by its id, or with what helps where the catalogue does not know it. The price is in the shop's currency: 18.99. */
export type ProductSaid =
  | string
  | {
      readonly id: string
      readonly name?: string
      readonly brand?: string
      readonly category?: string | readonly string[]
      readonly price?: number
    }
export type LineSaid = { readonly product: ProductSaid; readonly quantity?: number; readonly price?: number }
export type OrderSaid = { readonly id: string; readonly lines: readonly LineSaid[] }

export type Said = Omit<SegmentMessage, 'messageId' | 'timestamp'> & { readonly type: string }

type Properties = { readonly [name: string]: unknown }

/** Turns what somebody did into messages; who they are, and where it goes, is up to `say`. */
export class Teller {
  readonly #say: (said: Said) => void

  constructor(say: (said: Said) => void) {
    this.#say = say
  }

  /** Any event by its name in the Segment e-commerce spec: for coupons, refunds and what else has no method here. */
  track(event: string, properties: Properties = {}): void {
    this.#say({ type: 'track', event, properties: { ...properties } })
  }
  page(name?: string): void {
    this.#say({ type: 'page', name })
  }
  productViewed(product: ProductSaid): void {
    this.track('Product Viewed', said(product))
  }
  productClicked(product: ProductSaid): void {
    this.track('Product Clicked', said(product))
  }
  /** How long the product was looked at. */
  productDwelt(product: ProductSaid, dwellMs: number): void {
    this.track('Product Dwelt', { ...said(product), dwell_ms: Math.round(dwellMs) })
  }
  productWished(product: ProductSaid): void {
    this.track('Product Added to Wishlist', said(product))
  }
  productUnwished(product: ProductSaid): void {
    this.track('Product Removed from Wishlist', said(product))
  }
  productLiked(product: ProductSaid): void {
    this.track('Product Liked', said(product))
  }
  productDisliked(product: ProductSaid): void {
    this.track('Product Disliked', said(product))
  }
  productShared(product: ProductSaid): void {
    this.track('Product Shared', said(product))
  }
  /** Stars from 1 to 5. */
  productReviewed(product: ProductSaid, rating?: number): void {
    this.track('Product Reviewed', { ...said(product), rating })
  }
  /** Products shown together, under the name of their list. */
  listViewed(list: string, products: readonly ProductSaid[]): void {
    this.track('Product List Viewed', { list_id: list, products: products.map(said) })
  }
  searched(query: string): void {
    this.track('Products Searched', { query })
  }
  cartAdded(product: ProductSaid, quantity = 1): void {
    this.track('Product Added', { ...said(product), quantity })
  }
  cartRemoved(product: ProductSaid, quantity = 1): void {
    this.track('Product Removed', { ...said(product), quantity })
  }
  cartViewed(products: readonly ProductSaid[]): void {
    this.track('Cart Viewed', { products: products.map(said) })
  }
  checkoutStarted(products: readonly ProductSaid[]): void {
    this.track('Checkout Started', { products: products.map(said) })
  }
  orderCompleted({ id, lines }: OrderSaid): void {
    const products = lines.map(({ product, quantity = 1, price }) => {
      const { price: listed, ...rest } = said(product)
      return { ...rest, quantity, price: price ?? listed }
    })
    this.track('Order Completed', { order_id: id, products })
  }
}

function said(product: ProductSaid): Properties {
  if (typeof product === 'string') return { product_id: product }
  const { id, ...hint } = product
  return { product_id: id, ...hint }
}

/** Who a message is about, in its words. */
export function namesOf({ user, anonymous, userHash }: Person): Partial<Message> {
  return { userId: user, anonymousId: anonymous, userHash }
}

/** A random id that nobody can guess. `crypto.randomUUID` is missing in pages without https. */
export function randomId(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
