import { keep, readKept } from '../app/kept.ts'
import type { Cart } from './cart.ts'

/** An order as this browser remembers it. `sent` is false while it waits for the server to be back. */
export type PlacedOrder = { readonly id: string; readonly at: number; readonly lines: Cart; readonly sent: boolean }

export const noOrders: readonly PlacedOrder[] = []

/** As much of a message that was sent as names an order. */
type Told = { readonly properties?: { readonly [name: string]: unknown } }

/** The orders, with those marked as sent that the messages told of; the same array when they told of none that waited. */
export function markedSent(orders: readonly PlacedOrder[], messages: readonly Told[]): readonly PlacedOrder[] {
  const told = new Set(messages.map(({ properties }) => properties?.order_id))
  if (!orders.some(({ id, sent }) => !sent && told.has(id))) return orders
  return orders.map((order) => (told.has(order.id) ? { ...order, sent: true } : order))
}

/** Notes in this browser's memory which orders have arrived, whatever page is open. @param drawer of whose orders */
export function noteSent(drawer: string, messages: readonly Told[]): void {
  const orders = readKept(`${drawer}orders`, noOrders)
  const marked = markedSent(orders, messages)
  if (marked !== orders) keep(`${drawer}orders`, marked)
}
