import { epochMs } from '../../domain/units.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import type { Origin } from '../collect/origin.ts'
import { parsePlain } from '../collect/plain.ts'
import { parseSegment } from '../collect/segment.ts'
import type { Report, Verdict } from '../report.ts'
import { type Fields, faultOf } from './item.ts'
import type { Mapper, Outcome, ReadableRow } from './mapper.ts'
import { contentHash, eventId } from './text.ts'

/**
 * Events as JSON Lines: our plain form (`kind`) or Segment messages (`type`), each as `POST /v1/events` and
 * `/v1/batch` take them, with any time in the past. A row without an id gets one from its content and line.
 */
export class JsonEventsMapper implements Mapper {
  readonly remembers = false
  readonly #origin: Origin

  constructor({ now, digits }: { now: number; digits: number }) {
    this.#origin = {
      receivedAt: epochMs(now),
      skewMs: 0,
      imported: true,
      trusted: true,
      currencyDigits: digits,
      weigh: true,
    }
  }

  take(row: ReadableRow, out: Outcome): void {
    const parsed = this.#parse(row)
    if (!('status' in parsed)) return out.item('kind' in parsed ? { event: parsed } : { report: parsed }, row.line)
    if (parsed.status === 'dropped') return out.skip('not a fact about shopping')
    if (parsed.status !== 'rejected') return
    const { code, field, reason, remedy } = parsed
    out.fault(faultOf({ code, field, value: valueAt(row.fields, field), reason, remedy }), row.line)
  }

  end(): void {}

  #parse({ fields, line }: ReadableRow): Report | CatalogEvent | Verdict {
    const segment = fields.kind === undefined && typeof fields.type === 'string'
    if (segment) {
      if (fields.timestamp === undefined && fields.originalTimestamp === undefined) return withoutTime('timestamp')
      const messageId = fields.messageId ?? rowId(fields, line)
      return parseSegment({ ...fields, messageId }, line, this.#origin)
    }
    if (fields.at === undefined && fields.kind !== 'identify') return withoutTime('at')
    return parsePlain({ ...fields, id: fields.id ?? rowId(fields, line) }, line, this.#origin)
  }
}

const rowId = (fields: Fields, line: number): string => eventId('row', contentHash(`${line}:${JSON.stringify(fields)}`))

function withoutTime(field: string): Verdict {
  const remedy = 'a file says when things happened: write ISO 8601, or milliseconds since 1970'
  return { status: 'rejected', code: 'TIME_INVALID', field, reason: 'is missing', remedy }
}

function valueAt(fields: Fields, path: string): unknown {
  let value: unknown = fields
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Fields)[key]
  }
  return value
}
