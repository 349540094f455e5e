import { limits } from '../../domain/limits.ts'
import { type EpochMs, epochMs, type Minor, type OrderId, type ProductId } from '../../domain/units.ts'
import type { OrderLine } from '../../events/order.ts'
import {
  amountReader,
  categoryReader,
  RowFault,
  type TextReader,
  type Till,
  textReader,
  timeReader,
} from './columns.ts'
import { IdCounter } from './id-counter.ts'
import { type Fields, faultOf } from './item.ts'
import type { ColumnMap } from './map.ts'
import type { Mapper, Outcome, ReadableRow } from './mapper.ts'
import { idOf } from './product.ts'
import { type RowRules, rowRules } from './rules.ts'
import { cleanText, contentHash, eventId } from './text.ts'
import type { TimeReader } from './time.ts'

type OpenOrder = {
  readonly order: string
  readonly kind: 'order.placed' | 'order.refunded'
  readonly at: EpochMs
  readonly user: string
  readonly anonymous: string
  readonly line: number
  readonly lines: OrderLine[]
}

/**
 * Rows of order lines to orders: rows that follow each other under one order id are one order. The id coming back
 * later (or an order beyond the length limit) makes a further event with ':2', ':3' and so on in its id, so that no
 * line is lost and a second run makes the same ids. Products that only orders name are sighted once a run, with title
 * and price of the line, so that the shop can show them.
 */
export class OrdersMapper implements Mapper {
  readonly remembers = true
  readonly #text: Readonly<
    Record<'order' | 'product' | 'at' | 'quantity' | 'user' | 'anonymous' | 'title' | 'brand', TextReader>
  >
  readonly #category: (fields: Fields) => readonly string[]
  readonly #time: TimeReader
  readonly #rules: RowRules
  readonly #price: (fields: Fields) => number | undefined
  readonly #orders = new IdCounter()
  readonly #sighted = new IdCounter()
  #open: OpenOrder | undefined

  constructor(map: ColumnMap, { till, zone }: { till: Till; zone: string }) {
    const text = (field: string) => textReader(map, field)
    this.#text = {
      order: text('order'),
      product: text('product'),
      at: text('at'),
      quantity: text('quantity'),
      user: text('user'),
      anonymous: text('anonymous'),
      title: text('title'),
      brand: text('brand'),
    }
    this.#category = categoryReader(map, limits.categoryLevelsMax, limits.tagLengthMax)
    this.#time = timeReader(map, 'at', zone)
    this.#rules = rowRules(map)
    this.#price = amountReader(map, 'price', till)
  }

  take(row: ReadableRow, out: Outcome): void {
    try {
      const { fields } = row
      const order = idOf(this.#text.order(fields), 'order')
      if (
        this.#open !== undefined &&
        (this.#open.order !== order || this.#open.lines.length >= limits.linesPerOrderMax)
      ) {
        this.#close(out)
      }
      const verdict = this.#rules(fields)
      if (verdict.skipped !== undefined) out.skip(verdict.skipped)
      else this.#addLine(row, order, verdict.refund ? 'order.refunded' : 'order.placed', out)
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      out.fault(error.fault, row.line)
    }
  }

  end(out: Outcome): void {
    this.#close(out)
  }

  /** Ends the order that is open: for files that say where an order ends. */
  endOrder(out: Outcome): void {
    this.#close(out)
  }

  #addLine(row: ReadableRow, order: string, kind: OpenOrder['kind'], out: Outcome): void {
    const { fields } = row
    const product = idOf(this.#text.product(fields), 'product') as ProductId
    const quantity = this.#quantity(fields, kind)
    const atText = this.#text.at(fields)
    const at = this.#time(atText)
    if (at === undefined) throw badTime(atText)
    const price = this.#price(fields)
    this.#open ??= {
      order,
      kind,
      at: epochMs(at),
      user: this.#text.user(fields),
      anonymous: this.#text.anonymous(fields),
      line: row.line,
      lines: [],
    }
    if (this.#open.kind !== kind) throw mixed(order)
    this.#open.lines.push({ product, quantity, ...(price === undefined ? {} : { priceMinor: price as Minor }) })
    this.#sight(product, price, row, epochMs(at), out)
  }

  #quantity(fields: Fields, kind: OpenOrder['kind']): number {
    const text = this.#text.quantity(fields)
    const signed = text === '' ? 1 : Number(text)
    const quantity = kind === 'order.refunded' ? Math.abs(signed) : signed
    if (Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= limits.quantityMax) return quantity
    throw new RowFault({
      code: 'QUANTITY_INVALID',
      field: 'quantity',
      value: text,
      reason: `the quantity is no whole number from 1 to ${limits.quantityMax}`,
      remedy: 'correct it, or add a rule to the map that skips such rows or makes them refunds',
    })
  }

  #sight(product: ProductId, price: number | undefined, row: ReadableRow, at: EpochMs, out: Outcome): void {
    const { fields } = row
    const raw = this.#text.title(fields)
    if (raw === '' || this.#sighted.add(product) > 0) return // cleaning every line's title would double the cost
    const title = cleanText(raw).slice(0, limits.titleLengthMax)
    if (title === '') return
    const brand = cleanText(this.#text.brand(fields)).slice(0, limits.tagLengthMax)
    const described = {
      id: product,
      title,
      ...(brand === '' ? {} : { brand }),
      categoryPath: this.#category(fields),
      attributes: {},
      ...(price === undefined ? {} : { priceMinor: price as Minor }),
      inStock: true,
    }
    out.item({ event: { kind: 'product.sighted', at, id: eventId('sighted', product), product: described } }, row.line)
  }

  #close(out: Outcome): void {
    const open = this.#open
    this.#open = undefined
    if (open === undefined) return
    const id = this.#id(open, out)
    const { kind, at, lines, user, anonymous } = open
    const event = { kind, at, id, order: open.order as OrderId, lines }
    out.item(
      { report: { id, event, ...(user === '' ? {} : { user }), ...(anonymous === '' ? {} : { anonymous }) } },
      open.line,
    )
  }

  /** An order is one by its id. It may be refunded in pieces and in several files, so a refund is one by what came back. */
  #id({ order, kind, at, lines }: OpenOrder, out: Outcome): string {
    const id =
      kind === 'order.placed'
        ? eventId('order', order)
        : eventId('refund', order, contentHash(JSON.stringify([at, lines])))
    const before = this.#orders.add(id)
    if (before > 0) out.warn('order came back later in the file: its lines are a further event')
    return before > 0 ? `${id}:${before + 1}` : id
  }
}

/** The fault of a row whose time cannot be read. */
export function badTime(text: string): RowFault {
  return new RowFault({
    code: 'TIME_INVALID',
    field: 'at',
    value: text,
    reason: text === '' ? 'the time is empty' : 'the time cannot be read',
    remedy: 'write ISO 8601, or give the pattern in columns.at.format of the map',
  })
}

function mixed(order: string): RowFault {
  const fault = faultOf({
    code: 'ORDER_MIXED',
    field: 'order',
    value: order,
    reason: 'rows of one order are partly sold and partly refunded',
    remedy: 'give refunds an order id of their own',
  })
  return new RowFault(fault)
}
