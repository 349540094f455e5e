import type { ColumnMap } from './map.ts'

/** Tables of events whose header has our own names, or the usual ones. */
export const plainEventsMap: ColumnMap = {
  name: 'plain events',
  kind: 'events',
  feed: true,
  columns: {
    kind: ['kind', 'event'],
    at: ['at', 'timestamp', 'time'],
    id: ['id', 'message_id', 'messageId'],
    user: ['user', 'user_id', 'userId'],
    anonymous: ['anonymous', 'anonymous_id', 'anonymousId'],
    product: ['product', 'product_id', 'productId'],
    products: 'products',
    query: 'query',
    quantity: 'quantity',
    price: 'price',
    priceMinor: 'priceMinor',
    title: 'title',
    brand: 'brand',
    category: 'category',
    rating: 'rating',
    dwellMs: 'dwellMs',
    order: ['order', 'order_id', 'orderId'],
    coupon: 'coupon',
    list: 'list',
    name: 'name',
  },
}
