import { Till } from '../import/columns.ts'
import type { Fields, Row } from '../import/item.ts'
import { RowFault } from '../import/row-fault.ts'
import { stockIn } from '../import/stock-words.ts'
import { isoReader } from '../time.ts'
import { type PriceFaultCode, priceFaults } from './price-faults.ts'

/** A row that cannot be used: why, and what to do about it. */
export type RejectedPrice = {
  readonly line: number
  readonly mall?: string
  /** Of the offer or product, as far as it could be read. */
  readonly name: string
  readonly code: string
  readonly field: string
  readonly reason: string
  readonly remedy: string
}

/** A row as it is sent: of a mall's offer, or of a product of the shop's own. */
export type PriceRow = {
  readonly line: number
  readonly mall?: string
  readonly update: Readonly<Record<string, unknown>>
}

/** How rows are read: the shop's currency, where it is known, and the zone of times that name none. */
export type PriceRowsAsk = { readonly currency?: string; readonly zone: string; readonly mall?: string }

/** Column, in small letters without separators -> field; amounts may be written (`price`) or in minor units (`priceMinor`). */
const columns: Readonly<Record<string, string>> = {
  mall: 'mall',
  key: 'key',
  product: 'product',
  price: 'price',
  priceminor: 'priceMinor',
  shipping: 'shipping',
  shippingminor: 'shippingMinor',
  coupon: 'coupon',
  couponminor: 'couponMinor',
  listprice: 'listPrice',
  listpriceminor: 'listPriceMinor',
  instock: 'inStock',
  availability: 'inStock',
  free: 'free',
  currency: 'currency',
  at: 'at',
}
/** Columns of one table for the rows of the other kind. */
const notOf = { key: ['listPriceMinor'], product: ['shippingMinor', 'couponMinor'] }
const amounts = ['price', 'shipping', 'coupon', 'listPrice'] as const

/** Reads rows of a table or of JSON Lines as price updates. 1 to 2 us a row. */
export class PriceRows {
  readonly #till: Till
  readonly #momentOf: (text: string) => number | undefined
  readonly #mall: string | undefined
  readonly #fieldOf = new Map<string, string | undefined>()

  constructor({ currency, zone, mall }: PriceRowsAsk) {
    this.#till = new Till(currency, undefined)
    this.#momentOf = isoReader(zone)
    this.#mall = mall
  }

  /** Whether rows of a table with this header can say what they are of. */
  canName(header: readonly string[]): boolean {
    return header.some((column) => ['key', 'product'].includes(this.#fieldFor(column) ?? ''))
  }

  read(row: Row): PriceRow | RejectedPrice {
    const { line } = row
    if ('fault' in row) {
      const { code, field, reason, remedy } = row.fault
      return { line, name: '', code, field, reason, remedy }
    }
    const said = this.#named(row.fields)
    const mall = textOf(said.mall) || this.#mall
    const name = textOf(said.product) || textOf(said.key)
    const of = mall === undefined || said.product !== undefined ? {} : { mall }
    try {
      return { line, ...of, update: this.#updateIn(said) }
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      const { code, field, reason, detail } = error.fault
      const { remedy } = code in priceFaults ? priceFaults[code as PriceFaultCode] : error.fault
      return { line, ...of, name, code, field, reason: detail === undefined ? reason : `${reason}: ${detail}`, remedy }
    }
  }

  /** Empty cells say nothing. */
  #named(fields: Fields): Readonly<Record<string, unknown>> {
    const named: Record<string, unknown> = {}
    for (const [column, value] of Object.entries(fields)) {
      if (value === '' || value === undefined) continue
      const field = this.#fieldFor(column)
      if (field !== undefined) named[field] = value
    }
    return named
  }

  #fieldFor(column: string): string | undefined {
    if (!this.#fieldOf.has(column)) this.#fieldOf.set(column, columns[column.toLowerCase().replace(/[\s_-]/g, '')])
    return this.#fieldOf.get(column)
  }

  #updateIn(said: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const { mall: _, price, shipping, coupon, listPrice, inStock, free, at, key, product, ...rest } = said
    const update: Record<string, unknown> = { ...rest }
    if (product !== undefined) update.product = textOf(product)
    else if (key !== undefined) update.key = textOf(key)
    for (const [i, amount] of [price, shipping, coupon, listPrice].entries()) {
      const field = `${amounts[i]}Minor`
      if (amount !== undefined) update[field] = this.#till.read(textOf(amount), amounts[i]!, () => {})
      else if (typeof update[field] === 'string') update[field] = Number(update[field])
    }
    for (const field of notOf[product === undefined ? 'key' : 'product']) delete update[field]
    if (inStock !== undefined) update.inStock = this.#flag(inStock)
    if (free !== undefined) update.free = this.#flag(free)
    if (at !== undefined) update.at = this.#moment(at)
    return update
  }

  /** What is neither is sent as it stands, for the server to refuse. */
  #flag(value: unknown): unknown {
    return typeof value === 'string'
      ? (stockIn(
          value
            .trim()
            .toLowerCase()
            .replace(/[\s-]+/g, '_'),
        ) ?? value)
      : value
  }

  #moment(at: unknown): unknown {
    if (typeof at !== 'string') return at
    return /^\d+$/.test(at) ? Number(at) : (this.#momentOf(at) ?? at)
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}
