/** A page that people can reach by its address. */
export type PageAt = {
  readonly name: string
  readonly path: string
  /** Of the console: who opens it brings the secret key. */
  readonly needsKey?: boolean
}

/** The storefront's; the products are the demo's. */
export const shopPages: readonly PageAt[] = [
  { name: 'home', path: '/' },
  { name: 'product', path: '/products/demo-5000' },
  { name: 'product-unknown', path: '/products/nowhere' },
  { name: 'search', path: `/search?q=${encodeURIComponent('원두')}` },
  { name: 'search-nothing', path: '/search?q=zzzzqqqq' },
  { name: 'cart', path: '/cart' },
  { name: 'checkout', path: '/checkout' },
  { name: 'me', path: '/me' },
  { name: 'compare', path: '/compare' },
  { name: 'nowhere', path: '/nowhere' },
]
