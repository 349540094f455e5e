/** A line of the cart, with what it takes to show it before the server was asked. */
export type CartLine = {
  readonly product: string
  readonly title: string
  readonly brand?: string
  readonly imageUrl?: string
  readonly priceMinor?: number
  readonly quantity: number
}
export type Cart = readonly CartLine[]

export const quantityMax = 99

/** What may be put into a cart: something that has a price. */
export type Addable = Omit<CartLine, 'quantity'> & { readonly priceMinor: number }

/** The cart with so many more pieces of a product; a new one comes last. */
export function added(cart: Cart, line: Addable, quantity = 1): Cart {
  const known = cart.find(({ product }) => product === line.product)
  if (!known) return [...cart, { ...line, quantity: clamped(quantity) }]
  return withQuantity(cart, line.product, known.quantity + quantity)
}

/** The cart with another number of pieces of a product; none of it when that is 0. */
export function withQuantity(cart: Cart, product: string, quantity: number): Cart {
  if (quantity <= 0) return cart.filter((line) => line.product !== product)
  return cart.map((line) => (line.product === product ? { ...line, quantity: clamped(quantity) } : line))
}

/** How many pieces are in the cart. */
export function piecesOf(cart: Cart): number {
  return cart.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** What the lines cost together, in minor units; those without a price cost nothing. */
export function totalOf(cart: Cart): number {
  return cart.reduce((sum, { priceMinor = 0, quantity }) => sum + priceMinor * quantity, 0)
}

/** The cart at the prices of now. @param now by product; what is missing there keeps its old price */
export function atPricesOf(cart: Cart, now: ReadonlyMap<string, number | undefined>): Cart {
  return cart.map((line) => (now.has(line.product) ? { ...line, priceMinor: now.get(line.product) } : line))
}

function clamped(quantity: number): number {
  return Math.max(1, Math.min(quantityMax, Math.floor(quantity)))
}
