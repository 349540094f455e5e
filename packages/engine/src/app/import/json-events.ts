import { limits } from '../../domain/limits.ts'
import { epochMs } from '../../domain/units.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import type { Origin } from '../collect/origin.ts'
import { parsePlain } from '../collect/plain.ts'
import { isJson, type Json } from '../collect/read.ts'
import { roundedPrices } from '../collect/rounded-prices.ts'
import { parseSegment } from '../collect/segment.ts'
import { momentOf } from '../collect/time.ts'
import type { Report, Verdict } from '../report.ts'
import { isoReader, type TimeReader } from '../time.ts'
import type { Till } from './columns.ts'
import { type Fields, faultOf } from './item.ts'
import type { Mapper, Outcome, ReadableRow } from './mapper.ts'
import { currencyNamed } from './money.ts'
import { badTime, RowFault } from './row-fault.ts'
import { timeAhead } from './run.ts'
import { contentHash, eventId } from './text.ts'

/**
 * Events as JSON Lines: our plain form (`kind`) or Segment messages (`type`), each as `POST /v1/events` and
 * `/v1/batch` take them, with any time in the past, and read in the file's zone where it names none. A row without an
 * id gets one from its content and line.
 */
export class JsonEventsMapper implements Mapper {
  readonly remembers = false
  readonly #origin: Origin
  /** By digits of the currency: one object for each, not for each row. */
  readonly #origins = new Map<number, Origin>()
  readonly #time: TimeReader
  readonly #till: Till

  constructor({ now, till, zone }: { now: number; till: Till; zone: string }) {
    this.#time = isoReader(zone)
    this.#till = till
    this.#origin = {
      receivedAt: epochMs(now),
      skewMs: 0,
      imported: true,
      trusted: true,
      currencyDigits: 0, // said per row
      weigh: true,
    }
  }

  take(row: ReadableRow, out: Outcome): void {
    try {
      const parsed = this.#parse(row)
      if (!('status' in parsed)) this.#note(row.fields, out)
      if (!('status' in parsed)) return out.item('kind' in parsed ? { event: parsed } : { report: parsed }, row.line)
      if (parsed.status === 'dropped') return out.skip('not a fact about shopping')
      if (parsed.status !== 'rejected') return
      const { code, field, reason, remedy } = parsed
      out.fault(faultOf({ code, field, value: valueAt(row.fields, field), reason, remedy }), row.line)
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      out.fault(error.fault, row.line)
    }
  }

  end(): void {}

  #parse({ fields, line }: ReadableRow): Report | CatalogEvent | Verdict {
    const segment = fields.kind === undefined && typeof fields.type === 'string'
    if (segment) {
      const own = isGiven(fields.originalTimestamp) ? 'originalTimestamp' : 'timestamp'
      const at = this.#at(fields, own)
      const messageId = fields.messageId ?? rowId(fields, line)
      const origin = this.#originBy(this.#digits(fields.properties))
      return parseSegment({ ...fields, [own]: at, messageId }, line, origin)
    }
    const at = fields.kind === 'identify' && !isGiven(fields.at) ? undefined : this.#at(fields, 'at')
    return parsePlain({ ...fields, at, id: fields.id ?? rowId(fields, line) }, line, this.#origin)
  }

  /** What the parser puts right in silence, as nobody listens to its notes here. */
  #note(fields: Fields, out: Outcome): void {
    const time = fields.at ?? fields.originalTimestamp ?? fields.timestamp
    const at = typeof time === 'string' ? this.#time(time) : momentOf(time)
    if (at !== undefined && at > this.#origin.receivedAt + limits.clockAheadMsMax) out.warn(timeAhead)
    const { properties } = fields
    if (fields.kind !== undefined || !isJson(properties) || priceIn(properties) === undefined) return
    for (const field of roundedPrices(properties, this.#digits(properties)))
      out.warn(`${field.replace(/\d+/, '*')} rounded: it has more decimals than the currency`)
  }

  #originBy(currencyDigits: number): Origin {
    let origin = this.#origins.get(currencyDigits)
    if (origin === undefined) {
      origin = { ...this.#origin, currencyDigits }
      this.#origins.set(currencyDigits, origin)
    }
    return origin
  }

  /** Segment messages write prices as people do, and may name the currency. Throws RowFault when nobody does. */
  #digits(properties: unknown): number {
    if (!isJson(properties)) return 0
    const price = priceIn(properties)
    if (price === undefined) return 0
    const { currency } = properties
    const code = typeof currency === 'string' ? currencyNamed(currency) : undefined
    return this.#till.digits(code === undefined ? [] : [code], String(price), 'properties.price')
  }

  /** A file says when things happened: nothing in it is taken to happen now. Throws RowFault. */
  #at(fields: Fields, field: string): unknown {
    const value = fields[field]
    if (!isGiven(value)) throw badTime(field, '')
    const at = typeof value === 'string' ? this.#time(value) : value
    if (at === undefined) throw badTime(field, value)
    return at
  }
}

/** The first price that a message names, as it stands there. */
function priceIn({ price, products }: Json): unknown {
  if (isGiven(price)) return price
  if (!Array.isArray(products)) return undefined
  for (const product of products) if (isJson(product) && isGiven(product.price)) return product.price
  return undefined
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

const rowId = (fields: Fields, line: number): string => eventId('row', contentHash(`${line}:${JSON.stringify(fields)}`))

function valueAt(fields: Fields, path: string): unknown {
  let value: unknown = fields
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Fields)[key]
  }
  return value
}
