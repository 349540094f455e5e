import { limits } from '../../domain/limits.ts'
import type { ProductHint } from '../../domain/product.ts'
import type { EpochMs, Minor, OrderId, ProductId } from '../../domain/units.ts'
import type { OrderLine } from '../../events/order.ts'
import type { Hidden } from '../../events/shopper.ts'
import type { ReportedEvent } from '../report.ts'
import { masked, maskedName } from './mask.ts'
import { isJson, type Json, neededTextId, textAt } from './read.ts'
import { invalid } from './rejection.ts'

export type PlainKind = ReportedEvent['kind']
type Base = { readonly at: EpochMs; readonly id: string }

const kinds: ReadonlySet<string> = new Set<PlainKind>([
  'products.searched',
  'list.viewed',
  'product.clicked',
  'product.viewed',
  'product.dwelt',
  'product.wished',
  'product.unwished',
  'product.liked',
  'product.disliked',
  'product.shared',
  'product.reviewed',
  'cart.added',
  'cart.removed',
  'cart.viewed',
  'checkout.started',
  'coupon.entered',
  'coupon.applied',
  'coupon.denied',
  'coupon.removed',
  'page.viewed',
  'order.placed',
  'order.refunded',
  'shopper.hid',
  'shopper.unhid',
  'interest.removed',
  'personalisation.refused',
  'personalisation.allowed',
  'consent.withdrawn',
  'consent.given',
])

/** Kinds of POST /v1/events about persons and orders. */
export const plainKinds: readonly string[] = [...kinds]

/** Whether /v1/events takes this kind as a fact about a person. */
export function isPlainKind(kind: string): kind is PlainKind {
  return kinds.has(kind)
}

/** The fact that an event of this kind states; its fields must be as the kind's type says. */
export function plainFactOf(kind: PlainKind, event: Json, { at, id }: Base): ReportedEvent {
  switch (kind) {
    case 'products.searched':
      return { kind, at, id, query: masked(neededText(event.query, 'query', limits.queryLengthMax)) }
    case 'page.viewed':
      return { kind, at, id, name: maskedName(textAt(event.name, 'name', limits.tagLengthMax)) }
    case 'list.viewed': {
      const list = maskedName(textAt(event.list, 'list', limits.tagLengthMax))
      return { kind, at, id, list, products: productsAt(event.products) }
    }
    case 'cart.viewed':
    case 'checkout.started':
      return { kind, at, id, products: productsAt(event.products) }
    case 'coupon.entered':
    case 'coupon.applied':
    case 'coupon.denied':
    case 'coupon.removed':
      return { kind, at, id, coupon: masked(neededText(event.coupon, 'coupon', limits.tagLengthMax)) }
    case 'order.placed':
    case 'order.refunded':
      return { kind, at, id, order: neededTextId(event.order, 'order') as OrderId, lines: linesAt(event.lines, kind) }
    case 'shopper.hid':
    case 'shopper.unhid':
      return { kind, at, id, hidden: hiddenAt(event.hidden, 'hidden') }
    case 'interest.removed':
      return { kind, at, id, tag: neededText(event.tag, 'tag', limits.wholeTagLengthMax) }
    case 'personalisation.refused':
    case 'personalisation.allowed':
    case 'consent.withdrawn':
    case 'consent.given':
      return { kind, at, id }
    default:
      return productFactOf(kind, event, { at, id })
  }
}

type ProductKind = Extract<ReportedEvent, { product: ProductId }>['kind']

function productFactOf(kind: ProductKind, event: Json, { at, id }: Base): ReportedEvent {
  const product = neededTextId(event.product, 'product') as ProductId
  const hint = hintAt(event.hint, 'hint')
  switch (kind) {
    case 'product.dwelt':
      return { kind, at, id, product, hint, dwellMs: wholeAt(event.dwellMs, 'dwellMs', 0, limits.dwellMsMax) }
    case 'cart.added':
    case 'cart.removed':
      return { kind, at, id, product, hint, quantity: wholeAt(event.quantity ?? 1, 'quantity', 1, limits.quantityMax) }
    case 'product.reviewed':
      return { kind, at, id, product, hint, rating: ratingAt(event.rating) }
    default:
      return { kind, at, id, product, hint }
  }
}

/** Text that must be there. */
export function neededText(value: unknown, field: string, lengthMax: number): string {
  return textAt(value, field, lengthMax) ?? invalid(field, 'is missing')
}

function wholeAt(value: unknown, field: string, min: number, max: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
  return invalid(field, `is not a whole number from ${min} to ${max}`)
}

/** An amount in minor units; undefined when absent. */
export function minorAt(value: unknown, field: string): Minor | undefined {
  if (value === undefined || value === null) return undefined
  return wholeAt(value, field, 0, Number.MAX_SAFE_INTEGER) as Minor
}

function ratingAt(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'number' && value >= 1 && value <= 5 ? value : invalid('rating', 'is not from 1 to 5')
}

function productsAt(value: unknown): ProductId[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) return invalid('products', 'is not a list')
  if (value.length > limits.productsPerListMax)
    return invalid('products', `has more than ${limits.productsPerListMax} entries`)
  return value.map((id, index) => neededTextId(id, `products.${index}`) as ProductId)
}

/** From the broadest to the narrowest. */
export function categoryPathAt(value: unknown, field: string): string[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value) || value.length > limits.categoryLevelsMax)
    return invalid(field, `is not a list of at most ${limits.categoryLevelsMax} texts`)
  return value.map((level, index) => neededText(level, `${field}.${index}`, limits.tagLengthMax))
}

function hintAt(value: unknown, field: string): ProductHint | undefined {
  if (value === undefined || value === null) return undefined
  if (!isJson(value)) return invalid(field, 'is not an object')
  return {
    title: textAt(value.title, `${field}.title`, limits.titleLengthMax),
    brand: textAt(value.brand, `${field}.brand`, limits.tagLengthMax),
    categoryPath: categoryPathAt(value.categoryPath, `${field}.categoryPath`),
    priceMinor: minorAt(value.priceMinor, `${field}.priceMinor`),
  }
}

function linesAt(value: unknown, kind: 'order.placed' | 'order.refunded'): OrderLine[] {
  if (value === undefined && kind === 'order.refunded') return []
  if (!Array.isArray(value)) return invalid('lines', 'is not a list')
  if (value.length > limits.linesPerOrderMax)
    return invalid('lines', `has more than ${limits.linesPerOrderMax} entries`)
  if (value.length === 0 && kind === 'order.placed') return invalid('lines', 'is empty')
  return value.map((line: unknown, index) => {
    const field = `lines.${index}`
    if (!isJson(line)) return invalid(field, 'is not an object')
    return {
      product: neededTextId(line.product, `${field}.product`) as ProductId,
      quantity: wholeAt(line.quantity ?? 1, `${field}.quantity`, 1, limits.quantityMax),
      priceMinor: minorAt(line.priceMinor, `${field}.priceMinor`),
      hint: hintAt(line.hint, `${field}.hint`),
    }
  })
}

function hiddenAt(value: unknown, field: string): Hidden {
  if (!isJson(value)) return invalid(field, 'is not an object')
  switch (value.what) {
    case 'product':
      return { what: 'product', product: neededTextId(value.product, `${field}.product`) as ProductId }
    case 'brand':
      return { what: 'brand', brand: neededText(value.brand, `${field}.brand`, limits.tagLengthMax) }
    case 'category':
      return { what: 'category', category: neededText(value.category, `${field}.category`, limits.tagLengthMax) }
    default:
      return invalid(`${field}.what`, 'is not one of: product, brand, category')
  }
}
