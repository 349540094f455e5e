import { useKept } from '../app/kept.ts'
import { useShop } from '../app/shop.tsx'
import { noOrders, type PlacedOrder } from './placed-order.ts'

/** This person's orders, newest first. */
export function useOrders(): readonly PlacedOrder[] {
  const { drawer } = useShop()
  const [orders] = useKept<readonly PlacedOrder[]>(`${drawer}orders`, noOrders)
  return orders
}
