import { type Fault, type Fields, faultOf, type Place, type Row, type Rows, type Unusable } from './item.ts'
import type { Line } from './lines.ts'

/** How a table is written: ',' or another separator, and whether '"' protects cells. */
export type Dialect = {
  readonly delimiter: string
  readonly quotes: boolean
  /**
   * Whether a quoted cell of several lines has to end where its quote closes: where more follows, a stray quote met that of
   * another row, and rows between them would be lost.
   */
  readonly isStrict?: true
}

/** A quoted cell may run over this many lines and characters; a quote open for longer is taken for a stray one. */
const quotedLinesMax = 50
const quotedLengthMax = 1024 * 1024

/**
 * The cells of one record (RFC 4180; a quote inside an unquoted cell is an ordinary character), or undefined when
 * the text ends inside quotes.
 */
export function cellsOf(text: string, { delimiter, quotes, isStrict }: Dialect): string[] | undefined {
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
    const junk = stop < 0 ? text.slice(quote + 1) : text.slice(quote + 1, stop)
    if (isStrict && junk.trim() !== '' && cell.includes('\n')) return undefined
    cells.push(cell + junk)
    if (stop < 0) return cells
    at = stop + delimiter.length
  }
}

/**
 * The record that begins at line `i`: its cells, and the first line after it. No cells where a quote stays open, and
 * then whether lines to come may close it. A line that was too long ends the search: its text is gone.
 */
export function recordAt(
  lines: readonly Pick<Line, 'text' | 'broken'>[],
  i: number,
  dialect: Dialect,
): { cells: readonly string[] | undefined; next: number; isOpen: boolean } {
  let text = lines[i].text
  let cells = cellsOf(text, dialect)
  let next = i + 1
  let isOpen = true
  while (cells === undefined && next < lines.length && isOpen) {
    const line = lines[next++]
    text += `\n${line.text}`
    cells = cellsOf(text, dialect)
    isOpen = line.broken !== 'length' && next - i < quotedLinesMax && text.length < quotedLengthMax
  }
  return { cells, next, isOpen }
}

/**
 * Rows of a CSV or TSV body. Blank lines are passed over. Too many cells, broken bytes and quotes that never close
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
  /** Whether rows leave cells away at their end, as some exports do with empty ones. */
  #leavesAway = false
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
      if (first.broken === undefined && isBlank(first.text)) {
        i++
        continue
      }
      const { cells, next, isOpen } = recordAt(lines, i, this.#dialect)
      if (cells === undefined && isOpen && more === 'more') {
        this.#held = lines.slice(i)
        break
      }
      if (cells === undefined) {
        rows.push(this.#faulty(first, { fault: first.broken === undefined ? openQuote(first) : brokenLine(first) }))
        i++
        continue
      }
      const last = lines[next - 1]
      const broken = brokenOf(lines, i, next)
      rows.push(broken === undefined ? this.#record(first, last, cells) : this.#undecoded(first, last, broken, cells))
      i = next
    }
    return rows
  }

  #record(first: Line, last: Line, cells: readonly string[]): Row {
    const header = this.#header
    if (!this.#fits(cells)) {
      // Of several lines, it may be several rows that a stray quote made one.
      const legible = first === last ? ({ legible: this.#fieldsOf(cells), isShifted: true } as const) : {}
      return this.#faulty(first, { fault: wrongCount(cells, header.length), ...legible })
    }
    const fields = this.#fieldsOf(cells)
    const isShort = cells.length < header.length
    if (isShort && !this.#leavesAway && last.isOpen) return { ...this.#span(first, last), fields, isCut: true }
    this.#leavesAway ||= isShort
    return { ...this.#span(first, last), fields }
  }

  /** A record with a character that cannot be decoded: where its cells are in their places, its id is known. */
  #undecoded(first: Line, last: Line, broken: Line, cells: readonly string[]): Row {
    const isLegible = broken.broken === 'encoding' && this.#fits(cells)
    const legible = isLegible ? { legible: this.#fieldsOf(cells) } : {}
    return this.#faulty(first, { fault: brokenLine(broken), ...legible }, last)
  }

  /** Some exports leave empty cells away at the end, or add some. */
  #fits(cells: readonly string[]): boolean {
    const { length } = this.#header
    if (cells.length < length) return this.#dialect.delimiter === '\t'
    return cells.slice(length).every((cell) => cell === '')
  }

  #fieldsOf(cells: readonly string[]): Fields {
    const header = this.#header
    const fields: Record<string, string> = {}
    for (let i = 0; i < header.length; i++) if (header[i] !== '') fields[header[i]] = cells[i] ?? ''
    return fields
  }

  #faulty(first: Line, content: Unusable, last = first): Row {
    const row = { ...this.#span(first, last), ...content }
    return last.isOpen ? { ...row, isCut: true } : row
  }

  #span(first: Line, last: Line): Pick<Row, 'line' | 'start' | 'end' | 'note'> {
    const start = { offset: first.start, line: first.number, row: this.#row++ }
    const span = { line: first.number, start, end: { offset: last.end, line: last.number + 1, row: this.#row } }
    return last.isOpen === true ? { ...span, note: openEnd } : span
  }
}

/** All that a table can tell of having been cut: its last cell may be half of one. */
const openEnd = 'the last line has no line end: was the file cut?'

/** A header is never a blank line, so blank lines are no rows: a file may begin with some. */
const isBlank = (text: string): boolean => text === '' || (text.charCodeAt(0) <= 32 && text.trim() === '')

/** The first line of a record that could not be read whole. */
function brokenOf(lines: readonly Line[], from: number, to: number): Line | undefined {
  for (let i = from; i < to; i++) if (lines[i].broken !== undefined) return lines[i]
  return undefined
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
        value: aroundLoss(line.text),
        reason: 'a character of the line cannot be decoded',
        remedy: 'correct it, save the file as UTF-8, or name its encoding with --encoding',
      })
}

/** What stands around the first character that was lost, so that it can be found in the file. */
function aroundLoss(text: string): string {
  const at = text.indexOf('\ufffd')
  return at > 40 ? `…${text.slice(at - 39)}` : text
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
    reason: `the row has ${cells.length > expected ? 'more' : 'fewer'} cells than the header`,
    detail: `the row has ${cells.length} cells where the header has ${expected}`,
    remedy: 'quote cells that contain the separator, or correct the row',
  })
}
