import type { OrderId } from '../../domain/units.ts'
import type { OrderLine } from '../../events/order.ts'

/** At most so many products bought are remembered, and so many lie in a cart: nobody's memory is without end. */
const boughtMax = 300
const cartMax = 20

/** What a shopper carries from visit to visit: their cart, what they have at home, what is to go back. */
export type ShopperState = {
  /** Product number -> when it was put in. */
  readonly cart: Map<number, number>
  /** Product number -> when it was bought last. */
  readonly bought: Map<number, { readonly at: number }>
  /** Orders of which something goes back, and when. */
  readonly returns: { readonly order: OrderId; readonly lines: readonly OrderLine[]; readonly at: number }[]
}

/** Of somebody who was never here: an empty cart, an empty home. */
export function newShopperState(): ShopperState {
  return { cart: new Map(), bought: new Map(), returns: [] }
}

/** Puts something in the cart; what has lain there longest gives way. */
export function putInCart({ cart }: ShopperState, number: number, at: number): void {
  if (cart.size >= cartMax) cart.delete(cart.keys().next().value!)
  cart.set(number, at)
}

/** Takes home what was ordered; what was bought longest ago is forgotten. */
export function takeHome({ cart, bought }: ShopperState, number: number, at: number): void {
  cart.delete(number)
  bought.delete(number)
  if (bought.size >= boughtMax) bought.delete(bought.keys().next().value!)
  bought.set(number, { at })
}
