import { expect, test } from 'vitest'
import { markedSent, type PlacedOrder } from './placed-order.ts'

const waiting = (id: string): PlacedOrder => ({ id, at: 1, lines: [], sent: false })
const about = (order_id: string) => ({ properties: { order_id } })

test('an order that waited is sent once the message that tells of it was, and no other one is', () => {
  const orders = [waiting('a'), waiting('b')]
  const marked = markedSent(orders, [{}, { properties: { product_id: 'b' } }, about('a')])
  expect(marked.map(({ sent }) => sent)).toEqual([true, false])
})

test('messages that tell of no waiting order change nothing', () => {
  const orders = [{ ...waiting('a'), sent: true }]
  expect(markedSent(orders, [about('a'), about('z')])).toBe(orders)
})
