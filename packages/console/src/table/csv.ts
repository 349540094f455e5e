import type { Cell, Column } from './column.ts'

/** What makes Excel read a file as UTF-8. */
const byteOrderMark = '\ufeff'

/** The rows as CSV (RFC 4180), with the titles of the columns, for Excel as well. */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ title }) => cell(title)),
    ...rows.map((row) => columns.map((column) => cell(exported(column, row)))),
  ]
  return `${byteOrderMark}${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`
}

function exported<Row>({ value, isTime }: Column<Row>, row: Row): Cell {
  const given = value(row)
  return isTime && typeof given === 'number' ? new Date(given).toISOString() : given
}

/** A text that a spreadsheet would take for a formula gets an apostrophe: others may have written it. */
function cell(value: Cell): string {
  if (value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
