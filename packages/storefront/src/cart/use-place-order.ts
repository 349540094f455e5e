import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAct } from '../app/act.ts'
import { keep, readKept } from '../app/kept.ts'
import { useShop } from '../app/shop.tsx'
import { type Cart, type CartLine, totalOf } from './cart.ts'
import { emptyForm } from './checkout-form.ts'
import type { PlacedOrder } from './orders.ts'

const none: readonly PlacedOrder[] = []

/** Sends the order with the collector: when the server is away it waits in this browser, and arrives later. */
export function usePlaceOrder(): { readonly place: (cart: Cart) => Promise<void>; readonly isPlacing: boolean } {
  const { drawer, currency } = useShop()
  const act = useAct()
  const [isPlacing, setPlacing] = useState(false)
  const [, navigate] = useLocation()
  const place = async (cart: Cart): Promise<void> => {
    setPlacing(true)
    const id = `demo-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`
    const priceOf = ({ priceMinor }: CartLine) =>
      priceMinor === undefined ? undefined : priceMinor / 10 ** currency.digits
    const lines = cart.map((line) => ({ product: line.product, quantity: line.quantity, price: priceOf(line) }))
    // Written down first: whoever leaves meanwhile has ordered all the same.
    const order: PlacedOrder = { id, at: Date.now(), lines: cart, sent: false }
    const others = readKept(`${drawer}orders`, none)
    keep(`${drawer}orders`, [order, ...others])
    keep(`${drawer}cart`, [])
    const waiting = await act({ kind: 'ordered', name: String(totalOf(cart)) }, (collector) =>
      collector.orderCompleted({ id, lines }),
    )
    keep(`${drawer}orders`, [{ ...order, sent: waiting === 0 }, ...others])
    keep(`${drawer}checkout`, emptyForm)
    navigate(`/orders/${id}`, { replace: true })
  }
  return { place, isPlacing }
}
