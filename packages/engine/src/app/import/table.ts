import { type Fault, faultOf, type Place, type Row, type Rows } from './item.ts'
import type { Line } from './lines.ts'

/** How a table is written: ',' or another separator, and whether '"' protects cells. */
export type Dialect = { readonly delimiter: string; readonly quotes: boolean }

/** A quoted cell may run over this many lines; a quote open for longer is taken for a stray one. */
const quotedLinesMax = 50

/**
 * The cells of one record (RFC 4180; a quote inside an unquoted cell is an ordinary character), or undefined when
 * the text ends inside quotes.
 */
export function cellsOf(text: string, { delimiter, quotes }: Dialect): string[] | undefined {
  if (!quotes || !text.includes('"')) return text.split(delimiter)
  const cells: string[] = []
  let at = 0
  while (true) {
    if (text.charCodeAt(at) !== 34) {
      const stop = text.indexOf(delimiter, at)
      cells.push(stop < 0 ? text.slice(at) : text.slice(at, stop))
      if (stop < 0) return cells
      at = stop + delimiter.length
      continue
    }
    let cell = ''
    let from = at + 1
    let quote = text.indexOf('"', from)
    while (quote >= 0 && text.charCodeAt(quote + 1) === 34) {
      cell += text.slice(from, quote + 1)
      from = quote + 2
      quote = text.indexOf('"', from)
    }
    if (quote < 0) return undefined
    cell += text.slice(from, quote)
    const stop = text.indexOf(delimiter, quote + 1)
    cells.push(cell + (stop < 0 ? text.slice(quote + 1) : text.slice(quote + 1, stop))) // junk after a quote is kept
    if (stop < 0) return cells
    at = stop + delimiter.length
  }
}

/**
 * Rows of a CSV or TSV body. Empty lines are passed over. Too many cells, broken bytes and quotes that never close
 * make a faulty row of one line, and reading goes on with the next line: a stray quote must not swallow the file.
 * (csv-parse, the oracle of the tests, cannot do that, and counts bytes after transcoding.)
 *
 * @param header  names of the columns; '' for columns nobody asked for
 * @param from    the place `lines` begins at
 */
export async function* tableRows(
  lines: AsyncIterable<readonly Line[]>,
  header: readonly string[],
  dialect: Dialect,
  from: Place,
): Rows {
  const table = new Table(header, dialect, from)
  for await (const block of lines) {
    const rows = table.take(block, 'more')
    if (rows.length > 0) yield rows
  }
  const rows = table.take([], 'end')
  if (rows.length > 0) yield rows
}

class Table {
  readonly #header: readonly string[]
  readonly #dialect: Dialect
  #row: number
  /** Lines of a record whose quotes are still open. */
  #held: readonly Line[] = []

  constructor(header: readonly string[], dialect: Dialect, from: Place) {
    this.#header = header
    this.#dialect = dialect
    this.#row = from.row
  }

  take(block: readonly Line[], more: 'more' | 'end'): readonly Row[] {
    const lines = this.#held.length > 0 ? [...this.#held, ...block] : block
    this.#held = []
    const rows: Row[] = []
    for (let i = 0; i < lines.length; ) {
      const first = lines[i]
      if (first.broken !== undefined) {
        rows.push(this.#faulty(first, brokenLine(first)))
        i++
        continue
      }
      if (first.text === '') {
        i++
        continue
      }
      let text = first.text
      let cells = cellsOf(text, this.#dialect)
      let next = i + 1
      while (cells === undefined && next < lines.length && next - i < quotedLinesMax) {
        text += `\n${lines[next++].text}`
        cells = cellsOf(text, this.#dialect)
      }
      if (cells === undefined && next - i < quotedLinesMax && more === 'more') {
        this.#held = lines.slice(i)
        break
      }
      if (cells === undefined) {
        rows.push(this.#faulty(first, openQuote(first)))
        i++
      } else {
        rows.push(this.#record(first, lines[next - 1], cells))
        i = next
      }
    }
    return rows
  }

  #record(first: Line, last: Line, cells: readonly string[]): Row {
    const header = this.#header
    if (cells.length > header.length && cells.slice(header.length).some((cell) => cell !== ''))
      return this.#faulty(first, wrongCount(cells, header.length))
    if (cells.length < header.length && this.#dialect.delimiter !== '\t')
      return this.#faulty(first, wrongCount(cells, header.length))
    const fields: Record<string, string> = {}
    for (let i = 0; i < header.length; i++) if (header[i] !== '') fields[header[i]] = cells[i] ?? ''
    return { ...this.#span(first, last), fields }
  }

  #faulty(line: Line, fault: Fault): Row {
    return { ...this.#span(line, line), fault }
  }

  #span(first: Line, last: Line): { line: number; start: Place; end: Place } {
    const start = { offset: first.start, line: first.number, row: this.#row++ }
    return { line: first.number, start, end: { offset: last.end, line: last.number + 1, row: this.#row } }
  }
}

/** The fault of a line that `linesOf` could not read. */
export function brokenLine(line: Line): Fault {
  return line.broken === 'length'
    ? faultOf({
        code: 'LINE_TOO_LONG',
        field: '',
        reason: 'the line is longer than 1 MB',
        remedy: 'check that the file is text with one row per line',
      })
    : faultOf({
        code: 'ENCODING_INVALID',
        field: '',
        value: line.text,
        reason: 'the line is not valid UTF-8',
        remedy: 'save the file as UTF-8, or name its encoding with --encoding',
      })
}

function openQuote(line: Line): Fault {
  return faultOf({
    code: 'QUOTE_UNCLOSED',
    field: '',
    value: line.text,
    reason: 'a quote opens a cell and never closes',
    remedy: 'double the quotes inside the cell, or remove the stray one',
  })
}

function wrongCount(cells: readonly string[], expected: number): Fault {
  return faultOf({
    code: 'COLUMN_COUNT',
    field: '',
    value: cells.join(' | '),
    reason: `the row has ${cells.length} cells where the header has ${expected}`,
    remedy: 'quote cells that contain the separator, or correct the row',
  })
}
