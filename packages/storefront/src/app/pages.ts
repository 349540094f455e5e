import { lazy } from 'react'

const files = {
  product: () => import('../product/product-page.tsx'),
  search: () => import('../search/search-page.tsx'),
  cart: () => import('../cart/cart-page.tsx'),
  checkout: () => import('../cart/checkout-page.tsx'),
  order: () => import('../cart/order-page.tsx'),
  me: () => import('../me/me-page.tsx'),
  compare: () => import('../home/compare-page.tsx'),
  watch: () => import('../watch/watch-page.tsx'),
  sheet: () => import('../item/item-sheet.tsx'),
  watchSheet: () => import('../watch/watch-sheet.tsx'),
}

/** The pages beside the home, each in a file of its own. */
export const ProductPage = lazy(async () => ({ default: (await files.product()).ProductPage }))
export const SearchPage = lazy(async () => ({ default: (await files.search()).SearchPage }))
export const CartPage = lazy(async () => ({ default: (await files.cart()).CartPage }))
export const CheckoutPage = lazy(async () => ({ default: (await files.checkout()).CheckoutPage }))
export const OrderPage = lazy(async () => ({ default: (await files.order()).OrderPage }))
export const MePage = lazy(async () => ({ default: (await files.me()).MePage }))
export const ComparePage = lazy(async () => ({ default: (await files.compare()).ComparePage }))
export const WatchPage = lazy(async () => ({ default: (await files.watch()).WatchPage }))

/** Begins to fetch the page of an address, while its answers are not even asked for yet. */
export function fetchPageAt(path: string): void {
  const first = path.split('/')[1]
  const name = first === 'products' ? 'product' : first === 'orders' ? 'order' : first
  if (name in files) files[name as keyof typeof files]().catch(() => {}) // whoever shows it says so
}

/** Fetches what may be needed next, so that it opens at once, and also when the network is gone by then. */
export async function fetchPages(): Promise<void> {
  for (const fetchFile of Object.values(files)) await fetchFile().catch(() => {})
}
