import { touchKinds } from '../domain/touch.ts'

/** An order is taken to follow on this many before it. */
const ordersBackMax = 3

/** Each shopper's latest touches, oldest first. */
type Recent = {
  readonly rows: number
  readonly starts: Uint32Array
  readonly counts: Uint32Array
  readonly columns: { readonly item: Uint32Array; readonly at: Uint32Array; readonly kind: Uint8Array }
}

/** What an order follows on: items, and how much each counts. `orders` numbers the orders looked back from. */
type Before = { readonly items: Uint32Array; readonly weights: Float32Array; count: number; orders: number }

/** Finds what the shopper's last three orders before `at` held, each worth half the one after it. */
export function lookBack(
  recent: Recent,
  before: Before,
  { row, at, lines }: { readonly row: number; readonly at: number; readonly lines: number },
): void {
  before.count = 0
  before.orders += 1
  if (row >= recent.rows) return
  const { item, at: times, kind } = recent.columns
  let orders = 0
  let orderAt = at
  let first = 0
  for (let i = recent.counts[row]! - 1; i >= 0; i--) {
    const slot = recent.starts[row]! + i
    if (kind[slot] !== touchKinds.order || times[slot]! >= at) continue
    if (times[slot] !== orderAt) {
      spread(before.weights, first, before.count)
      first = before.count
      orderAt = times[slot]!
      orders += 1
      if (orders > ordersBackMax) break
    }
    before.items[before.count] = item[slot]!
    before.weights[before.count++] = 0.5 ** (orders - 1) / lines
  }
  spread(before.weights, first, before.count)
}

/** Divides the weights of one order among its items. */
function spread(weights: Float32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) weights[i]! /= to - from
}
