import { limits } from '../../domain/limits.ts'
import type { EpochMs, OrderId, ProductId } from '../../domain/units.ts'
import type { OrderLine } from '../../events/order.ts'
import type { ReportedEvent } from '../report.ts'
import { hintOf } from './hint.ts'
import { masked, maskedName } from './mask.ts'
import { minorOf } from './money.ts'
import type { FactName } from './names.ts'
import { idAt, isJson, type Json, looseText, productIdAt, quantityAt } from './read.ts'
import { invalid } from './rejection.ts'

type Base = { readonly at: EpochMs; readonly id: string }

/** The fact behind a track call's properties. Addresses, messages, names of people and everything unnamed here stay out. */
export function factOf(
  fact: Exclude<FactName, 'none'>,
  properties: Json,
  { at, id }: Base,
  currencyDigits: number,
): ReportedEvent {
  switch (fact) {
    case 'products.searched':
      return { kind: fact, at, id, query: queryIn(properties) }
    case 'list.viewed': {
      const list = properties.list_id ?? properties.listId ?? properties.list ?? properties.category
      return {
        kind: fact,
        at,
        id,
        list: maskedName(looseText(list, limits.tagLengthMax)),
        products: shownIn(properties),
      }
    }
    case 'cart.viewed':
    case 'checkout.started':
      return { kind: fact, at, id, products: shownIn(properties) }
    case 'coupon.entered':
    case 'coupon.applied':
    case 'coupon.denied':
    case 'coupon.removed':
      return { kind: fact, at, id, coupon: couponIn(properties) }
    case 'order.placed':
    case 'order.refunded':
    case 'order.cancelled':
      return orderOf(fact, properties, { at, id }, currencyDigits)
    default:
      return productFactOf(fact, properties, { at, id }, currencyDigits)
  }
}

type ProductFact = Exclude<
  FactName,
  | 'none'
  | 'products.searched'
  | 'list.viewed'
  | 'cart.viewed'
  | 'checkout.started'
  | `coupon.${string}`
  | `order.${string}`
>

function productFactOf(fact: ProductFact, properties: Json, { at, id }: Base, currencyDigits: number): ReportedEvent {
  const item = itemIn(properties)
  const product = productIdAt(item, 'properties') ?? invalid('properties.product_id', 'is missing')
  const hint = hintOf(item, currencyDigits)
  switch (fact) {
    case 'cart.added':
    case 'cart.removed':
      return { kind: fact, at, id, product, hint, quantity: quantityAt(item.quantity, 'properties.quantity') }
    case 'product.reviewed':
      return { kind: fact, at, id, product, hint, rating: ratingIn(properties) }
    case 'product.dwelt':
      return { kind: fact, at, id, product, hint, dwellMs: dwellIn(properties) }
    default:
      return { kind: fact, at, id, product, hint }
  }
}

/** Some clients put the one product of an event into a list of one. */
function itemIn(properties: Json): Json {
  const { products } = properties
  const only = Array.isArray(products) && products.length === 1 ? products[0] : undefined
  return isJson(only) && productIdAt(properties, 'properties') === undefined ? only : properties
}

function queryIn(properties: Json): string {
  const query = properties.query ?? properties.search_term ?? properties.searchTerm
  if (typeof query !== 'string') return invalid('properties.query', 'is not a text')
  if (query.length > limits.queryLengthMax)
    return invalid('properties.query', `is longer than ${limits.queryLengthMax} characters`)
  return masked(looseText(query, limits.queryLengthMax) ?? invalid('properties.query', 'is empty'))
}

function couponIn(properties: Json): string {
  const coupon = properties.coupon_id ?? properties.couponId ?? properties.coupon ?? properties.coupon_name
  const name = masked(looseText(typeof coupon === 'number' ? String(coupon) : coupon, limits.tagLengthMax) ?? '')
  return name === '' ? invalid('properties.coupon_id', 'is missing') : name
}

/** Products shown together: those without a usable id are passed over, and so is what stands beyond the limit. */
function shownIn(properties: Json): ProductId[] {
  const { products } = properties
  const shown: ProductId[] = []
  if (products === undefined || products === null) return shown
  if (!Array.isArray(products)) return invalid('properties.products', 'is not a list')
  for (let i = 0; i < products.length && shown.length < limits.productsPerListMax; i++) {
    const item: unknown = products[i]
    const product = isJson(item)
      ? productIdAt(item, `properties.products.${i}`)
      : (idAt(item, `properties.products.${i}`) as ProductId | undefined)
    if (product !== undefined) shown.push(product)
  }
  return shown
}

function orderOf(
  fact: 'order.placed' | 'order.refunded' | 'order.cancelled',
  properties: Json,
  { at, id }: Base,
  currencyDigits: number,
): ReportedEvent {
  const given = properties.order_id ?? properties.orderId ?? properties.checkout_id ?? properties.checkoutId
  const order = (idAt(given, 'properties.order_id') ?? invalid('properties.order_id', 'is missing')) as OrderId
  if (fact === 'order.cancelled') return { kind: 'order.refunded', at, id, order, lines: [] }
  const lines = linesIn(properties, currencyDigits)
  if (fact === 'order.placed' && lines.length === 0)
    return invalid('properties.products', 'names no product with a product_id')
  return { kind: fact, at, id, order, lines }
}

/** The lines of an order. What has no product id (postage, wrapping) is no line of goods. */
function linesIn(properties: Json, currencyDigits: number): OrderLine[] {
  const { products } = properties
  if (products === undefined || products === null) return []
  if (!Array.isArray(products)) return invalid('properties.products', 'is not a list')
  if (products.length > limits.linesPerOrderMax)
    return invalid('properties.products', `has more than ${limits.linesPerOrderMax} lines`)
  const lines: OrderLine[] = []
  for (let i = 0; i < products.length; i++) {
    const item: unknown = products[i]
    if (!isJson(item)) return invalid(`properties.products.${i}`, 'is not an object')
    const product = productIdAt(item, `properties.products.${i}`)
    if (product === undefined) continue
    const quantity = quantityAt(item.quantity, `properties.products.${i}.quantity`)
    const priceMinor = minorOf(item.price, currencyDigits)
    lines.push({ product, quantity, priceMinor, hint: hintOf(item, currencyDigits) })
  }
  return lines
}

/** 1 to 5; what is on another scale says nothing here, and the review still counts. */
function ratingIn(properties: Json): number | undefined {
  const rating = Number(properties.rating ?? Number.NaN)
  return rating >= 1 && rating <= 5 ? rating : undefined
}

function dwellIn(properties: Json): number {
  const ms = Number(properties.dwell_ms ?? properties.dwellMs ?? Number.NaN)
  if (!(ms >= 0)) return invalid('properties.dwell_ms', 'is not a number of milliseconds')
  return Math.min(Math.round(ms), limits.dwellMsMax)
}
