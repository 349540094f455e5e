import { limits } from '../../domain/limits.ts'
import type { EpochMs, OrderId, ProductId } from '../../domain/units.ts'
import type { OrderLine } from '../../events/order.ts'
import type { Till } from './columns.ts'
import { IdCounter } from './id-counter.ts'
import type { Fields } from './item.ts'
import type { ColumnMap, FieldOf } from './map.ts'
import type { Mapper, Outcome, ReadableRow } from './mapper.ts'
import { idOf, RowFault } from './row-fault.ts'
import { RowReader } from './row-reader.ts'
import { contentHash, eventId } from './text.ts'

type OpenOrder = {
  readonly order: string
  readonly kind: 'order.placed' | 'order.refunded'
  readonly at: EpochMs
  readonly people: { readonly user?: string; readonly anonymous?: string }
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
  readonly #row: RowReader<FieldOf<'orders'>>
  readonly #orders = new IdCounter()
  readonly #sighted = new IdCounter()
  #open: OpenOrder | undefined

  constructor(map: ColumnMap, options: { till: Till; zone: string }) {
    this.#row = new RowReader(map, options)
  }

  take(row: ReadableRow, out: Outcome): void {
    try {
      const { fields } = row
      const order = idOf(this.#row.text(fields, 'order'), 'order')
      if (
        this.#open !== undefined &&
        (this.#open.order !== order || this.#open.lines.length >= limits.linesPerOrderMax)
      ) {
        this.#close(out)
      }
      const verdict = this.#row.rules(fields)
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
    const product = this.#row.product(fields)
    const quantity = this.#quantity(fields, kind)
    const at = this.#row.at(fields)
    const price = this.#row.price(fields, (what) => out.warn(what))
    this.#open ??= { order, kind, at, people: this.#row.people(fields), line: row.line, lines: [] }
    if (this.#open.kind !== kind) throw mixed(order)
    this.#open.lines.push({ product, quantity, ...price })
    this.#sight(product, row, at, out)
  }

  #quantity(fields: Fields, kind: OpenOrder['kind']): number {
    const text = this.#row.text(fields, 'quantity')
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

  #sight(product: ProductId, { fields, line }: ReadableRow, at: EpochMs, out: Outcome): void {
    // Once a run: cleaning the title of every line would double the cost.
    if (this.#row.text(fields, 'title') === '' || this.#sighted.add(product) > 0) return
    const { title, categoryPath = [], ...hint } = this.#row.hint(fields, unheard)
    if (title === undefined) return
    const described = { id: product, title, ...hint, categoryPath, attributes: {}, inStock: true }
    out.item({ event: { kind: 'product.sighted', at, id: eventId('sighted', product), product: described } }, line)
  }

  #close(out: Outcome): void {
    const open = this.#open
    this.#open = undefined
    if (open === undefined) return
    const id = this.#id(open, out)
    const { kind, at, lines, people } = open
    const event = { kind, at, id, order: open.order as OrderId, lines }
    out.item({ report: { id, event, ...people } }, open.line)
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

/** The price of the line has been told already. */
const unheard = (): void => {}

function mixed(order: string): RowFault {
  return new RowFault({
    code: 'ORDER_MIXED',
    field: 'order',
    value: order,
    reason: 'rows of one order are partly sold and partly refunded',
    remedy: 'give refunds an order id of their own',
  })
}
