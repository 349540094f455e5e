import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAct } from '../app/act.ts'
import { keep, readKept } from '../app/kept.ts'
import { useShop } from '../app/shop.tsx'
import { type Cart, type CartLine, totalOf } from './cart.ts'
import { emptyForm } from './checkout-form.ts'
import { type CheckedCart, checkedCart } from './hindrance.ts'
import { noOrders, noteSent, type PlacedOrder } from './placed-order.ts'

/**
 * Orders a cart after the shop was asked once more for what is in it: what cannot be bought any more, or another total, is
 * handed back as `refused` instead. Sends with the collector: when the server is away the order waits, and arrives later.
 */
export function usePlaceOrder() {
  const { client } = useShop()
  const queries = useQueryClient()
  const send = useSendingOrder()
  const [isPlacing, setPlacing] = useState(false)
  const [refused, setRefused] = useState<CheckedCart>()
  const place = async (cart: Cart): Promise<void> => {
    setPlacing(true)
    const checked = await checkedCart(cart, (product) => client.product(product))
    if (checked.hindered.size === 0 && totalOf(checked.lines) === totalOf(cart)) return send(cart)
    await queries.invalidateQueries({ queryKey: ['cart-prices'] })
    setRefused(checked)
    setPlacing(false)
  }
  return { place, isPlacing, refused, understood: () => setRefused(undefined) }
}

function useSendingOrder(): (cart: Cart) => Promise<void> {
  const { drawer, currency } = useShop()
  const act = useAct()
  const [, navigate] = useLocation()
  return async (cart) => {
    const id = `demo-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`
    const priceOf = ({ priceMinor }: CartLine) =>
      priceMinor === undefined ? undefined : priceMinor / 10 ** currency.digits
    const lines = cart.map((line) => ({ product: line.product, quantity: line.quantity, price: priceOf(line) }))
    // Written down first: whoever leaves meanwhile has ordered all the same.
    const order: PlacedOrder = { id, at: Date.now(), lines: cart, sent: false }
    keep(`${drawer}orders`, [order, ...readKept(`${drawer}orders`, noOrders)])
    keep(`${drawer}cart`, [])
    const waiting = await act({ kind: 'ordered', name: String(totalOf(cart)) }, (collector) =>
      collector.orderCompleted({ id, lines }),
    )
    // While others wait this one may have gone all the same: that is noted when its message is taken.
    if (waiting === 0) noteSent(drawer, [{ properties: { order_id: id } }])
    keep(`${drawer}checkout`, emptyForm)
    navigate(`/orders/${id}`, { replace: true })
  }
}
