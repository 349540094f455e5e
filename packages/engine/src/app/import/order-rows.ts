import { type Till, textOf } from './columns.ts'
import { type Fields, faultOf } from './item.ts'
import type { ColumnMap } from './map.ts'
import type { Mapper, Outcome, ReadableRow } from './mapper.ts'
import { OrdersMapper } from './orders.ts'

/** Our own names, and the usual ones beside them. */
export const plainOrdersMap: ColumnMap = {
  name: 'plain orders',
  kind: 'orders',
  feed: true,
  columns: {
    order: ['order', 'order_id', 'orderId'],
    product: ['product', 'product_id', 'productId', 'sku'],
    at: ['at', 'created_at', 'ordered_at', 'timestamp'],
    quantity: ['quantity', 'qty'],
    price: 'price',
    priceMinor: 'priceMinor',
    user: ['user', 'user_id', 'userId', 'customer', 'customer_id'],
    anonymous: ['anonymous', 'anonymous_id', 'anonymousId'],
    title: ['title', 'name'],
    brand: 'brand',
    category: ['categoryPath', 'category'],
  },
  rules: [{ name: 'refund', column: 'kind', matches: '^order[.]refunded$', action: 'refund' }],
}

/** Under which a row of JSON Lines may hold the lines of its order. */
export const lineKeys = ['lines', 'products', 'items', 'line_items'] as const

/** Orders as JSON Lines: one order a row with a list of lines, or one line a row as in a table. */
export class OrderRowsMapper implements Mapper {
  readonly remembers = true
  readonly #orders: OrdersMapper

  constructor(options: { till: Till; zone: string }) {
    this.#orders = new OrdersMapper(plainOrdersMap, options)
  }

  take(row: ReadableRow, out: Outcome): void {
    const key = lineKeys.find((name) => Array.isArray(row.fields[name]))
    if (key === undefined) return this.#orders.take(row, out)
    const lines = row.fields[key] as readonly unknown[]
    const top: Fields = {
      ...row.fields,
      order: textOf(row.fields.order ?? row.fields.order_id ?? row.fields.orderId ?? row.fields.id),
    }
    if (lines.length === 0) {
      const fault = {
        code: 'ORDER_EMPTY' as const,
        field: key,
        reason: 'the order has no lines' as const,
        remedy: 'leave such orders out',
      }
      return out.fault(faultOf(fault), row.line)
    }
    for (const line of lines) {
      const own = (typeof line === 'object' && line !== null ? line : {}) as Fields
      const product = textOf(own.product ?? own.product_id ?? own.productId ?? own.sku ?? own.id)
      const { price, priceMinor, quantity, qty, title, name, brand, category, categoryPath } = own
      const fields = {
        ...top,
        product,
        price,
        priceMinor,
        quantity: quantity ?? qty,
        title: title ?? name,
        brand,
        category,
        categoryPath,
      }
      this.#orders.take({ ...row, fields }, out)
    }
    this.#orders.endOrder(out)
  }

  end(out: Outcome): void {
    this.#orders.end(out)
  }
}
