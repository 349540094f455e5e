import type { Channel } from '../domain/channel.ts'
import type { ProductHint } from '../domain/product.ts'
import type { EpochMs, ProductId, ShopperKey } from '../domain/units.ts'

/** What every fact about one shopper carries. */
type By = {
  /** When it happened (not when it arrived). */
  readonly at: EpochMs
  /** The sender's message id: the same id is folded once. */
  readonly id: string
  readonly shopper: ShopperKey
} & Channel
type Of = By & { readonly product: ProductId; readonly hint?: ProductHint }

/** Facts about what a shopper did, short of ordering. */
export type BehaviourEvent =
  | (By & { readonly kind: 'products.searched'; readonly query: string })
  | (By & { readonly kind: 'list.viewed'; readonly list?: string; readonly products: readonly ProductId[] })
  | (Of & { readonly kind: 'product.clicked' })
  | (Of & { readonly kind: 'product.viewed' })
  | (Of & { readonly kind: 'product.dwelt'; readonly dwellMs: number })
  | (Of & { readonly kind: 'product.wished' })
  | (Of & { readonly kind: 'product.unwished' })
  | (Of & { readonly kind: 'product.liked' })
  | (Of & { readonly kind: 'product.disliked' })
  | (Of & { readonly kind: 'product.shared' })
  /** rating: 1 to 5. */
  | (Of & { readonly kind: 'product.reviewed'; readonly rating?: number })
  | (Of & { readonly kind: 'cart.added'; readonly quantity: number })
  | (Of & { readonly kind: 'cart.removed'; readonly quantity: number })
  | (By & { readonly kind: 'cart.viewed'; readonly products: readonly ProductId[] })
  | (By & { readonly kind: 'checkout.started'; readonly products: readonly ProductId[] })
  | (By & {
      readonly kind: 'coupon.entered' | 'coupon.applied' | 'coupon.denied' | 'coupon.removed'
      readonly coupon: string
    })
  /** name: the page's or screen's own name, never its address (addresses carry personal data). */
  | (By & { readonly kind: 'page.viewed'; readonly name?: string })
