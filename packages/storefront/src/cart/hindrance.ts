import type { ProductAnswerBody } from '@nunchi/protocol'
import type { Cart, CartLine } from './cart.ts'

/** Why a line of the cart cannot be ordered: not sold any more, sold out, or sold at no price yet. */
export type Hindrance = 'gone' | 'sold-out' | 'unpriced'

/** A cart as the shop has it now. */
export type CheckedCart = { readonly lines: Cart; readonly hindered: ReadonlyMap<string, Hindrance> }

/**
 * Asks the shop again for every product of the cart, at once. What cannot be asked, as the server is away, stays as it was
 * known: such an order waits in the browser anyway.
 */
export async function checkedCart(
  cart: Cart,
  ask: (product: string) => Promise<Pick<ProductAnswerBody, 'product'>>,
): Promise<CheckedCart> {
  const hindered = new Map<string, Hindrance>()
  const note = (line: CartLine, hindrance: Hindrance | undefined): CartLine => {
    if (hindrance) hindered.set(line.product, hindrance)
    return line
  }
  const lines = await Promise.all(
    cart.map(async (line) => {
      try {
        const { priceMinor, inStock } = (await ask(line.product)).product
        return note({ ...line, priceMinor }, inStock ? unpriced(priceMinor) : 'sold-out')
      } catch (error) {
        const isGone = (error as { code?: string }).code === 'PRODUCT_UNKNOWN'
        return note(line, isGone ? 'gone' : unpriced(line.priceMinor))
      }
    }),
  )
  return { lines, hindered }
}

/** What is known to hinder lines without asking each again. @param gone what the shop does not sell now */
export function hindrancesOf(lines: Cart, gone: ReadonlySet<string>): ReadonlyMap<string, Hindrance> {
  const hindered = new Map<string, Hindrance>()
  for (const { product, priceMinor } of lines) {
    const hindrance = gone.has(product) ? 'gone' : unpriced(priceMinor)
    if (hindrance) hindered.set(product, hindrance)
  }
  return hindered
}

function unpriced(priceMinor: number | undefined): Hindrance | undefined {
  return priceMinor === undefined ? 'unpriced' : undefined
}
