import { limits } from '../../domain/limits.ts'
import { type Fault, faultOf } from './item.ts'

/** Thrown inside a mapper for one row; the row is rejected and reading goes on. */
export class RowFault extends Error {
  readonly fault: Fault

  constructor(fault: Parameters<typeof faultOf>[0]) {
    super(fault.reason)
    this.fault = faultOf(fault)
  }
}

/** The fault of a row without a field that it needs. */
export function missing(field: string): RowFault {
  const remedy = `fill in ${field}, or map another column to it`
  return new RowFault({ code: 'FIELD_MISSING', field, reason: `${field} is empty`, remedy })
}

/** The fault of a row whose time cannot be read. */
export function badTime(field: string, value: unknown): RowFault {
  return new RowFault({
    code: 'TIME_INVALID',
    field,
    value,
    reason: value === '' ? 'the time is empty' : 'the time cannot be read, or is in no calendar',
    remedy: 'write ISO 8601 (2026-01-31T09:00:00+09:00), or give its pattern in columns.at.format of a map',
  })
}

/** An id as the file writes it. Throws RowFault when it is empty, too long, or no plain text. */
export function idOf(text: string, field: string): string {
  if (text === '') throw missing(field)
  const remedy = 'check that the right column is mapped'
  if (text.length > limits.idLengthMax) {
    const reason = `the id is longer than ${limits.idLengthMax} characters` as const
    throw new RowFault({ code: 'ID_TOO_LONG', field, value: text, reason, remedy })
  }
  if (notPlain.test(text)) {
    const reason = 'the id has control or broken characters'
    throw new RowFault({ code: 'ID_INVALID', field, value: text, reason, remedy })
  }
  return text
}

/** Zero bytes, line ends, halves of characters: what is no id over HTTP is none in a file. */
const notPlain = /[\p{Cc}\p{Surrogate}]/u
