import { useKept } from '../app/kept.ts'
import { useShop } from '../app/shop.tsx'
import type { Cart } from './cart.ts'

/** An order as this browser remembers it. `sent` is false while it waits for the server to be back. */
export type PlacedOrder = { readonly id: string; readonly at: number; readonly lines: Cart; readonly sent: boolean }

const none: readonly PlacedOrder[] = []

/** This person's orders, newest first. */
export function useOrders(): readonly [readonly PlacedOrder[], (orders: readonly PlacedOrder[]) => void] {
  const { drawer } = useShop()
  return useKept<readonly PlacedOrder[]>(`${drawer}orders`, none)
}
