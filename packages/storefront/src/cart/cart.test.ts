import { expect, test } from 'vitest'
import { added, atPricesOf, type Cart, piecesOf, quantityMax, totalOf, withQuantity } from './cart.ts'

const tea = { product: 'tea', title: 'Tea', priceMinor: 4_500 }
const cup = { product: 'cup', title: 'Cup', priceMinor: 12_000 }

test('the same product twice is one line; the total counts pieces', () => {
  const cart = added(added(added([], tea), cup, 2), tea)
  expect(cart.map(({ product, quantity }) => [product, quantity])).toEqual([
    ['tea', 2],
    ['cup', 2],
  ])
  expect(piecesOf(cart)).toBe(4)
  expect(totalOf(cart)).toBe(33_000)
})

test('a quantity of nothing takes the line out; too many are as many as there may be', () => {
  const cart = added([], tea)
  expect(withQuantity(cart, 'tea', 0)).toEqual([])
  expect(withQuantity(cart, 'tea', 1_000)[0].quantity).toBe(quantityMax)
  expect(added(cart, tea, 1_000)[0].quantity).toBe(quantityMax)
  expect(withQuantity(cart, 'unknown', 3)).toEqual(cart)
})

test('prices follow the shop; a product that it does not name keeps its own, one without a price costs nothing', () => {
  const cart: Cart = added(added([], tea), cup)
  expect(totalOf(atPricesOf(cart, new Map([['tea', 4_000]])))).toBe(16_000)
  expect(totalOf(atPricesOf(cart, new Map([['tea', undefined]])))).toBe(12_000)
})
