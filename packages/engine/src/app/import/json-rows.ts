import { faultOf, type Place, type Row, type Rows } from './item.ts'
import type { Line } from './lines.ts'
import { brokenLine } from './table.ts'

/** Rows of a JSON Lines file: one object per line. Empty lines are passed over. */
export async function* jsonRows(lines: AsyncIterable<readonly Line[]>, from: Place): Rows {
  let row = from.row
  for await (const block of lines) {
    const rows: Row[] = []
    for (const line of block) {
      if (line.broken === undefined && line.text.trim() === '') continue
      const start = { offset: line.start, line: line.number, row: row++ }
      const span = { line: line.number, start, end: { offset: line.end, line: line.number + 1, row } }
      rows.push({ ...span, ...parsed(line) })
    }
    if (rows.length > 0) yield rows
  }
}

function parsed(
  line: Line,
): Pick<Extract<Row, { fields: unknown }>, 'fields'> | Pick<Extract<Row, { fault: unknown }>, 'fault'> {
  if (line.broken !== undefined) return { fault: brokenLine(line) }
  const fault = { code: 'JSON_INVALID', field: '', value: line.text, remedy: 'write one JSON object per line' }
  try {
    const value: unknown = JSON.parse(line.text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { fields: value as Record<string, unknown> }
    return { fault: faultOf({ ...fault, reason: 'the line is JSON, but no object' }) }
  } catch (error) {
    // What the parser says quotes the line, so it differs from row to row.
    const detail = error instanceof Error ? error.message : undefined
    return { fault: faultOf({ ...fault, reason: 'the line is not JSON', detail }) }
  }
}
