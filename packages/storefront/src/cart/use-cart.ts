import { useCallback } from 'react'
import { useAct } from '../app/act.ts'
import { useKept } from '../app/kept.ts'
import { useShop } from '../app/shop.tsx'
import { type Addable, added, type Cart, type CartLine, piecesOf, withQuantity } from './cart.ts'

const none: Cart = []

/** This person's cart, kept over reloads; what goes in and out is told to the server. */
export function useCart() {
  const { drawer } = useShop()
  const act = useAct()
  const [cart, setCart] = useKept<Cart>(`${drawer}cart`, none)
  const add = useCallback(
    (line: Addable, quantity = 1) => {
      setCart(added(cart, line, quantity))
      return act({ kind: 'carted', name: line.title }, (collector) => collector.cartAdded(line.product, quantity))
    },
    [cart, setCart, act],
  )
  const setQuantity = useCallback(
    ({ product, title }: CartLine, quantity: number) => {
      const next = withQuantity(cart, product, quantity)
      const more = piecesOf(next) - piecesOf(cart)
      setCart(next)
      if (more === 0) return
      void act({ kind: more > 0 ? 'carted' : 'uncarted', name: title }, (collector) =>
        more > 0 ? collector.cartAdded(product, more) : collector.cartRemoved(product, -more),
      )
    },
    [cart, setCart, act],
  )
  const takeOut = useCallback(
    (products: ReadonlySet<string>) => {
      const out = cart.filter(({ product }) => products.has(product))
      setCart(cart.filter(({ product }) => !products.has(product)))
      void act({ kind: 'uncarted', name: out.map(({ title }) => title).join(', ') }, (collector) => {
        for (const { product, quantity } of out) collector.cartRemoved(product, quantity)
      })
    },
    [cart, setCart, act],
  )
  return { cart, count: piecesOf(cart), add, setQuantity, takeOut }
}
