import { limits } from '../../domain/limits.ts'
import type { ProductHint } from '../../domain/product.ts'
import { type EpochMs, epochMs, type Minor, type OrderId, type ProductId } from '../../domain/units.ts'
import { masked, maskedName } from '../collect/mask.ts'
import type { ReportedEvent } from '../report.ts'
import {
  amountReader,
  categoryReader,
  RowFault,
  type TextReader,
  type Till,
  textReader,
  timeReader,
} from './columns.ts'
import type { Fields } from './item.ts'
import type { ColumnMap } from './map.ts'
import type { Mapper, Outcome, ReadableRow } from './mapper.ts'
import { badTime } from './orders.ts'
import { idOf, missing } from './product.ts'
import { type RowRules, rowRules } from './rules.ts'
import { cleanText, contentHash, eventId } from './text.ts'
import type { TimeReader } from './time.ts'

/** Kinds of events a table can hold: those whose fields fit into columns. */
const tableKinds = [
  'products.searched', 'list.viewed', 'product.clicked', 'product.viewed', 'product.dwelt', 'product.wished', 'product.unwished',
  'product.liked', 'product.disliked', 'product.shared', 'product.reviewed', 'cart.added', 'cart.removed', 'cart.viewed',
  'checkout.started', 'coupon.entered', 'coupon.applied', 'coupon.denied', 'coupon.removed', 'page.viewed', 'order.placed', 'order.refunded',
] as const // biome-ignore format: a table
type TableKind = (typeof tableKinds)[number]
const isTableKind = (kind: string): kind is TableKind => (tableKinds as readonly string[]).includes(kind)

const fieldNames = [
  'kind',
  'at',
  'id',
  'user',
  'anonymous',
  'product',
  'products',
  'query',
  'quantity',
  'title',
  'brand',
  'rating',
  'dwellMs',
  'order',
  'coupon',
  'list',
  'name',
] as const
type FieldName = (typeof fieldNames)[number]

/**
 * Rows of a table of events to reports. The event's id is the row's own, else a hash of the row and its line: the
 * same file says nothing new the second time, and two equal rows in it are two events.
 */
export class BehaviourMapper implements Mapper {
  readonly remembers = false
  readonly #text: Readonly<Record<FieldName, TextReader>>
  readonly #category: (fields: Fields) => readonly string[]
  readonly #time: TimeReader
  readonly #rules: RowRules
  readonly #price: (fields: Fields) => number | undefined

  constructor(map: ColumnMap, { till, zone }: { till: Till; zone: string }) {
    const readers = fieldNames.map((name) => [name, textReader(map, name)] as const)
    this.#text = Object.fromEntries(readers) as Record<FieldName, TextReader>
    this.#category = categoryReader(map, limits.categoryLevelsMax, limits.tagLengthMax)
    this.#time = timeReader(map, 'at', zone)
    this.#rules = rowRules(map)
    this.#price = amountReader(map, 'price', till)
  }

  take(row: ReadableRow, out: Outcome): void {
    try {
      const { fields } = row
      const { skipped } = this.#rules(fields)
      if (skipped !== undefined) return out.skip(skipped)
      const user = this.#text.user(fields)
      const anonymous = this.#text.anonymous(fields)
      const event = this.#event(row)
      if (user === '' && anonymous === '' && !event.kind.startsWith('order.')) throw missing('user')
      out.item(
        {
          report: { id: event.id, event, ...(user === '' ? {} : { user }), ...(anonymous === '' ? {} : { anonymous }) },
        },
        row.line,
      )
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      out.fault(error.fault, row.line)
    }
  }

  end(): void {}

  #event(row: ReadableRow): ReportedEvent {
    const { fields } = row
    const kind = this.#text.kind(fields)
    if (!isTableKind(kind)) throw unknownKind(kind)
    const atText = this.#text.at(fields)
    const at = this.#time(atText)
    if (at === undefined) throw badTime(atText)
    const own = this.#text.id(fields)
    const id = own === '' ? eventId('row', contentHash(`${row.line}:${JSON.stringify(fields)}`)) : idOf(own, 'id')
    return this.#shaped(kind, { at: epochMs(at), id }, fields)
  }

  #shaped(kind: TableKind, by: { at: EpochMs; id: string }, fields: Fields): ReportedEvent {
    const text = (name: FieldName) => this.#text[name](fields)
    switch (kind) {
      case 'products.searched':
        return { kind, ...by, query: masked(required(text('query'), 'query').slice(0, limits.queryLengthMax)) }
      case 'list.viewed':
        return { kind, ...by, products: this.#products(fields), list: maskedName(text('list') || undefined) }
      case 'cart.viewed':
      case 'checkout.started':
        return { kind, ...by, products: this.#products(fields) }
      case 'coupon.entered':
      case 'coupon.applied':
      case 'coupon.denied':
      case 'coupon.removed':
        return { kind, ...by, coupon: masked(required(text('coupon'), 'coupon')) }
      case 'page.viewed':
        return { kind, ...by, name: maskedName(text('name') || undefined) }
      case 'order.placed':
      case 'order.refunded':
        return { kind, ...by, order: idOf(text('order'), 'order') as OrderId, lines: [this.#line(fields)] }
      case 'product.dwelt':
        return { kind, ...by, ...this.#of(fields), dwellMs: numberOf(text('dwellMs'), 'dwellMs', 0, limits.dwellMsMax) }
      case 'product.reviewed': {
        const rating = text('rating')
        return {
          kind,
          ...by,
          ...this.#of(fields),
          ...(rating === '' ? {} : { rating: numberOf(rating, 'rating', 1, 5) }),
        }
      }
      case 'cart.added':
      case 'cart.removed':
        return { kind, ...by, ...this.#of(fields), quantity: this.#quantity(fields) }
      default:
        return { kind, ...by, ...this.#of(fields) }
    }
  }

  #of(fields: Fields): { product: ProductId; hint?: ProductHint } {
    const product = idOf(this.#text.product(fields), 'product') as ProductId
    const hint = this.#hint(fields)
    return Object.keys(hint).length === 0 ? { product } : { product, hint }
  }

  #line(fields: Fields) {
    const price = this.#price(fields)
    return {
      ...this.#of(fields),
      quantity: this.#quantity(fields),
      ...(price === undefined ? {} : { priceMinor: price as Minor }),
    }
  }

  #hint(fields: Fields): ProductHint {
    const title = cleanText(this.#text.title(fields)).slice(0, limits.titleLengthMax)
    const brand = cleanText(this.#text.brand(fields)).slice(0, limits.tagLengthMax)
    const categoryPath = this.#category(fields)
    const price = this.#price(fields)
    return {
      ...(title === '' ? {} : { title }),
      ...(brand === '' ? {} : { brand }),
      ...(categoryPath.length === 0 ? {} : { categoryPath }),
      ...(price === undefined ? {} : { priceMinor: price as Minor }),
    }
  }

  #quantity(fields: Fields): number {
    const text = this.#text.quantity(fields)
    return text === '' ? 1 : numberOf(text, 'quantity', 1, limits.quantityMax)
  }

  /** Several ids stand in one cell between spaces, commas, semicolons or bars; a single `product` will do. */
  #products(fields: Fields): readonly ProductId[] {
    const several = this.#text.products(fields)
    const ids = (several === '' ? this.#text.product(fields) : several).split(/[\s,;|]+/).filter((id) => id !== '')
    return ids.slice(0, limits.productsPerListMax) as unknown as readonly ProductId[]
  }
}

function required(text: string, field: string): string {
  if (text === '') throw missing(field)
  return text
}

function numberOf(text: string, field: string, min: number, max: number): number {
  const value = text === '' ? Number.NaN : Math.round(Number(text))
  if (value >= min && value <= max) return value
  const reason = `this is no number from ${min} to ${max}`
  throw new RowFault({
    code: 'NUMBER_INVALID',
    field,
    value: text,
    reason,
    remedy: 'correct it, or map another column',
  })
}

function unknownKind(kind: string): RowFault {
  const remedy = `use one of ${tableKinds.join(', ')}, or translate with columns.kind.values of the map`
  return new RowFault({
    code: 'KIND_UNKNOWN',
    field: 'kind',
    value: kind,
    reason: 'there is no such kind of event',
    remedy,
  })
}
