import { cellNames, type Detected } from './detect.ts'
import type { Encoding } from './encoding.ts'
import { feedRows } from './feed-xml.ts'
import type { Place, Rows } from './item.ts'
import { jsonRows } from './json-rows.ts'
import { endingOf, linesOf } from './lines.ts'
import type { ColumnMap } from './map.ts'
import type { Source } from './source.ts'
import { tableRows } from './table.ts'

/** The beginning of a file. */
export const top: Place = { offset: 0, line: 1, row: 0 }

/** The rows of a file that was looked into, from a place on; XML always from the top. The header of a table is no row. */
export function rowsOf(ask: {
  readonly source: Source
  readonly detected: Detected
  readonly map: ColumnMap | undefined
  readonly from: Place
  /** Found by an earlier run; found anew when absent. */
  readonly encoding?: Encoding
}): Rows {
  const { source, map, from, encoding } = ask
  const { format, delimiter = ',', header = [] } = ask.detected
  if (format === 'google-xml') return feedRows(source.chunks(0))
  const lines = linesOf(source.chunks(from.offset, encoding), from, endingOf(source.head))
  if (format === 'jsonl') return jsonRows(lines, from)
  const dialect = { delimiter, quotes: map?.quotes ?? true }
  const names = map === undefined ? header : cellNames(header, map)
  const rows = tableRows(lines, names, dialect, { ...from, row: from.row - (from.offset === 0 ? 1 : 0) })
  return from.offset === 0 ? withoutFirst(rows) : rows
}

async function* withoutFirst(rows: Rows): Rows {
  let first = true
  for await (const block of rows) {
    if (first) yield block.slice(1)
    else yield block
    first = false
  }
}
