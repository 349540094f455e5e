import { limits } from '../../domain/limits.ts'
import type { ProductHint } from '../../domain/product.ts'
import type { EpochMs, OrderId, ProductId } from '../../domain/units.ts'
import { masked, maskedName } from '../collect/mask.ts'
import type { ReportedEvent } from '../report.ts'
import type { Till, Warn } from './columns.ts'
import type { Fields } from './item.ts'
import type { ColumnMap, FieldOf } from './map.ts'
import type { Mapper, Outcome, ReadableRow } from './mapper.ts'
import { idOf, missing, RowFault } from './row-fault.ts'
import { RowReader } from './row-reader.ts'
import { cleanText, contentHash, cutText, eventId } from './text.ts'

/** Kinds of events a table can hold: those whose fields fit into columns. */
const tableKinds = [
  'products.searched', 'list.viewed', 'product.clicked', 'product.viewed', 'product.dwelt', 'product.wished', 'product.unwished',
  'product.liked', 'product.disliked', 'product.shared', 'product.reviewed', 'cart.added', 'cart.removed', 'cart.viewed',
  'checkout.started', 'coupon.entered', 'coupon.applied', 'coupon.denied', 'coupon.removed', 'page.viewed', 'order.placed', 'order.refunded',
] as const // biome-ignore format: a table
type TableKind = (typeof tableKinds)[number]
const isTableKind = (kind: string): kind is TableKind => (tableKinds as readonly string[]).includes(kind)

/**
 * Rows of a table of events to reports. The event's id is the row's own, else a hash of the row and its line: the
 * same file says nothing new the second time, and two equal rows in it are two events.
 */
export class BehaviourMapper implements Mapper {
  readonly remembers = false
  readonly #row: RowReader<FieldOf<'events'>>

  constructor(map: ColumnMap, options: { till: Till; zone: string }) {
    this.#row = new RowReader(map, options)
  }

  take(row: ReadableRow, out: Outcome): void {
    try {
      const { fields } = row
      const { skipped } = this.#row.rules(fields)
      if (skipped !== undefined) return out.skip(skipped)
      const people = this.#row.people(fields)
      const event = this.#event(row, (what) => out.warn(what))
      const isNobodys = people.user === undefined && people.anonymous === undefined
      if (isNobodys && !event.kind.startsWith('order.')) throw missing('user')
      out.item({ report: { id: event.id, event, ...people } }, row.line)
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      out.fault(error.fault, row.line)
    }
  }

  end(): void {}

  #event(row: ReadableRow, warn: Warn): ReportedEvent {
    const { fields } = row
    const kind = this.#row.text(fields, 'kind')
    if (!isTableKind(kind)) throw unknownKind(kind)
    const at = this.#row.at(fields)
    const own = this.#row.text(fields, 'id')
    const id = own === '' ? eventId('row', contentHash(`${row.line}:${JSON.stringify(fields)}`)) : idOf(own, 'id')
    return this.#shaped(kind, { at, id, warn }, fields)
  }

  #shaped(kind: TableKind, { warn, ...by }: { at: EpochMs; id: string; warn: Warn }, fields: Fields): ReportedEvent {
    const text = (name: FieldOf<'events'>) => this.#row.text(fields, name)
    const name = (field: FieldOf<'events'>) => cutText(cleanText(text(field)), limits.tagLengthMax) || undefined
    switch (kind) {
      case 'products.searched':
        return {
          kind,
          ...by,
          query: masked(cutText(required(cleanText(text('query')), 'query'), limits.queryLengthMax)),
        }
      case 'list.viewed':
        return { kind, ...by, products: this.#products(fields), list: maskedName(name('list')) }
      case 'cart.viewed':
      case 'checkout.started':
        return { kind, ...by, products: this.#products(fields) }
      case 'coupon.entered':
      case 'coupon.applied':
      case 'coupon.denied':
      case 'coupon.removed':
        return { kind, ...by, coupon: masked(required(name('coupon') ?? '', 'coupon')) }
      case 'page.viewed':
        return { kind, ...by, name: maskedName(name('name')) }
      case 'order.placed':
      case 'order.refunded':
        return { kind, ...by, order: idOf(text('order'), 'order') as OrderId, lines: [this.#line(fields, warn)] }
      case 'product.dwelt':
        return {
          kind,
          ...by,
          ...this.#of(fields, warn),
          dwellMs: numberOf(text('dwellMs'), 'dwellMs', 0, limits.dwellMsMax),
        }
      case 'product.reviewed': {
        const rating = text('rating')
        return {
          kind,
          ...by,
          ...this.#of(fields, warn),
          ...(rating === '' ? {} : { rating: numberOf(rating, 'rating', 1, 5) }),
        }
      }
      case 'cart.added':
      case 'cart.removed':
        return { kind, ...by, ...this.#of(fields, warn), quantity: this.#quantity(fields) }
      default:
        return { kind, ...by, ...this.#of(fields, warn) }
    }
  }

  #of(fields: Fields, warn: Warn): { product: ProductId; hint?: ProductHint } {
    const product = this.#row.product(fields)
    const hint = this.#row.hint(fields, warn)
    return Object.keys(hint).length === 0 ? { product } : { product, hint }
  }

  #line(fields: Fields, warn: Warn) {
    return { ...this.#of(fields, warn), quantity: this.#quantity(fields), ...this.#row.price(fields, () => {}) }
  }

  #quantity(fields: Fields): number {
    const text = this.#row.text(fields, 'quantity')
    return text === '' ? 1 : numberOf(text, 'quantity', 1, limits.quantityMax)
  }

  /** Several ids stand in one cell between spaces, commas, semicolons or bars; a single `product` will do. */
  #products(fields: Fields): readonly ProductId[] {
    const several = this.#row.text(fields, 'products')
    const ids = (several === '' ? this.#row.text(fields, 'product') : several)
      .split(/[\s,;|]+/)
      .filter((id) => id !== '')
    return ids.slice(0, limits.productsPerListMax).map((id) => idOf(id, 'products') as ProductId)
  }
}

function required(text: string, field: string): string {
  if (text === '') throw missing(field)
  return text
}

function numberOf(text: string, field: string, min: number, max: number): number {
  const value = text === '' ? Number.NaN : Math.round(Number(text))
  if (value >= min && value <= max) return value
  const reason = `this is no number from ${min} to ${max}` as const
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
