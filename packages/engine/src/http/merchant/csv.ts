/** Byte order mark: without it spreadsheets take UTF-8 for the encoding of their country. */
const mark = '\ufeff'

/**
 * Rows as CSV by RFC 4180, with a header and a byte order mark. Cells that a spreadsheet would take for a formula begin with an
 * apostrophe: they are what somebody else's file says.
 */
export async function* csvOf<Row extends object>(
  columns: readonly (keyof Row & string)[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<string, void, undefined> {
  yield `${mark}${columns.join(',')}\r\n`
  for await (const row of rows) yield `${columns.map((column) => cellOf(row[column])).join(',')}\r\n`
}

function cellOf(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value)
  const plain = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
