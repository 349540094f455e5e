/** A page that people can reach by its address. */
export type PageAt = {
  readonly name: string
  readonly path: string
  /** Of the console: who opens it brings the secret key. */
  readonly needsKey?: boolean
  /** What it is about does not exist: the browser notes the server's 404 on its own console, too. */
  readonly isMissing?: boolean
  /** Reached by who has looked at something, wished for it and put it in the cart. */
  readonly isFilled?: boolean
  /** What comes by itself after the page is there, by a stream: its first one is waited for. */
  readonly awaits?: string
}

/** The storefront's; the products are the demo's. */
export const shopPages: readonly PageAt[] = [
  { name: 'home', path: '/' },
  { name: 'product', path: '/products/demo-00042' },
  { name: 'product-unknown', path: '/products/nowhere', isMissing: true },
  { name: 'search', path: `/search?q=${encodeURIComponent('원두')}` },
  { name: 'search-nothing', path: '/search?q=zzzzqqqq' },
  { name: 'home-changed', path: '/', isFilled: true },
  { name: 'cart-empty', path: '/cart' },
  { name: 'cart', path: '/cart', isFilled: true },
  { name: 'checkout', path: '/checkout', isFilled: true },
  { name: 'me-stranger', path: '/me' },
  { name: 'me', path: '/me', isFilled: true },
  { name: 'compare', path: '/compare', isFilled: true },
  { name: 'watch-empty', path: '/watch' },
  { name: 'nowhere', path: '/nowhere' },
]

/** The console's; the shopper is one of the demo's who comes most often, the product one that several made-up malls offer. */
export const consolePages: readonly PageAt[] = [
  { name: 'console-sign-in', path: '/console/' },
  ...[
    { name: 'overview', path: '', awaits: 'tbody tr' },
    { name: 'live', path: 'live', awaits: 'tbody tr' },
    { name: 'shoppers', path: 'shoppers' },
    { name: 'shopper', path: 'shoppers/user/{shopper}' },
    { name: 'shopper-unknown', path: 'shoppers/user/nobody', isMissing: true },
    { name: 'models', path: 'models' },
    { name: 'policies', path: 'policies' },
    { name: 'malls', path: 'malls' },
    { name: 'mall', path: 'malls/made-up-one' },
    { name: 'mall-unknown', path: 'malls/nowhere', isMissing: true },
    { name: 'reviews', path: 'reviews' },
    { name: 'offers', path: 'offers' },
    { name: 'offers-nothing', path: 'offers?q=zzzzqqqq' },
    { name: 'product', path: 'offers/{product}' },
    { name: 'product-unknown', path: 'offers/nowhere', isMissing: true },
    { name: 'coverage', path: 'coverage' },
    { name: 'watch', path: 'watch' },
    { name: 'held-prices', path: 'held-prices' },
    { name: 'delivery', path: 'delivery' },
    { name: 'dispatch', path: 'dispatch' },
    { name: 'quality', path: 'quality' },
    { name: 'imports', path: 'imports' },
    { name: 'keys', path: 'keys' },
    { name: 'health', path: 'health' },
    { name: 'nowhere', path: 'nowhere' },
  ].map((page) => ({ ...page, name: `console-${page.name}`, path: `/console/${page.path}`, needsKey: true })),
]
