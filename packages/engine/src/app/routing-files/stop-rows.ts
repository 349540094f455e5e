import type { TimeWindow } from '@nunchi/kernel'
import { ungrouped } from '../written-number.ts'
import type { RowFault } from './row-fault.ts'
import { type StopColumn, stopColumnOf, stopKindOf } from './stop-columns.ts'
import type { TextLines, TextRecord } from './text-lines.ts'

/** Amounts have up to three decimals: kilograms, cubic metres. */
export const loadScale = 1_000

/** A row of a table of stops. */
export type StopRow = {
  readonly line: number
  readonly kind: 'depot' | 'pickup' | 'delivery'
  readonly id: string
  readonly at: readonly [x: number, y: number]
  /** Times `loadScale`, in the order of the columns. */
  readonly amounts: readonly number[]
  /** Seconds of the day. */
  readonly windows: readonly TimeWindow[]
  /** Seconds. */
  readonly service: number
  readonly skills: readonly string[]
  readonly priority: number
}

export type StopTable = {
  readonly rows: readonly StopRow[]
  readonly rejected: readonly RowFault[]
  /** How the columns of amounts are called. */
  readonly amounts: readonly string[]
  readonly isGeographic: boolean
}

/**
 * Reads a table of stops with headings: a row that cannot be used is listed, the others are taken.
 * O(size of the text). @throws Refusal ROUTING_FILE when there is no such table
 */
export function readStopRows(lines: TextLines): StopTable {
  const heading = lines.need('the headings', lines.nextRow())
  const delimiter = ['\t', ';', ','].find((one) => heading.includes(one)) ?? ','
  const dialect = { delimiter, quotes: true, isStrict: true } as const
  const { cells, line } = lines.record(dialect)
  if (cells === undefined) lines.refuse({ line, field: 'the headings', ...openQuote })
  const headings = cells.map(inOneLine)
  const columns = headings.map(stopColumnOf)
  checkOnce(lines, line, headings, columns)
  const isGeographic = columns.includes('lat') && columns.includes('lon')
  if (!isGeographic && !(columns.includes('x') && columns.includes('y'))) {
    const reason = `no columns say where stops are; there are ${headings.join(', ')}`
    lines.refuse({ line, field: 'lat, lon', reason, remedy: 'give lat and lon (위도, 경도), or x and y' })
  }
  const rows: StopRow[] = []
  const rejected: RowFault[] = []
  const known = new Set<string>()
  for (let text = lines.nextRow(); text !== undefined; text = lines.nextRow()) {
    const record = lines.record(dialect)
    if (record.cells?.every((cell) => cell.trim() === '')) continue
    const row = new Row({ columns, isGeographic }, record)
    try {
      const read = row.read(rows.length)
      if (known.has(read.id))
        row.refuse('id', read.id, 'an earlier row has the same', 'give each stop an id of its own')
      if (read.kind === 'depot' && rows.some(({ kind }) => kind === 'depot'))
        row.refuse('kind', read.id, 'an earlier row is the depot', 'give one; vehicles of others go by JSON')
      if (read.kind !== 'depot') known.add(read.id)
      rows.push(read)
    } catch (fault) {
      if (!(fault instanceof Unusable)) throw fault
      rejected.push(fault.fault)
    }
  }
  const amounts = headings.filter((_, i) => columns[i] === 'amount')
  return { rows, rejected, amounts, isGeographic }
}

/** Exports have several numbers and names of an order, of which the first is taken; of all else, which one is meant has to be said. */
function checkOnce(
  lines: TextLines,
  line: number,
  headings: readonly string[],
  columns: readonly (StopColumn | undefined)[],
): void {
  columns.forEach((column, i) => {
    const first = columns.indexOf(column)
    if (column === undefined || column === 'amount' || column === 'id' || column === 'name' || first === i) return
    const reason = `the columns ${headings[first]} and ${headings[i]} both say it`
    lines.refuse({ line, field: column, reason, remedy: 'take one of them out, or call it otherwise' })
  })
}

const openQuote = {
  reason: 'a quote opens a cell and never closes',
  remedy: 'double the quotes inside the cell, or remove the stray one',
}

/** A cell without the blanks around it; line breaks in it are one blank each: names are told in lines. */
const inOneLine = (cell: string) => cell.trim().replace(/\s*\n\s*/g, ' ')

/** As people write numbers: not 0x10, nor Infinity. */
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** Ends the reading of one row. */
class Unusable extends Error {
  readonly fault: RowFault
  constructor(fault: RowFault) {
    super(fault.reason)
    this.fault = fault
  }
}

type Heading = {
  readonly columns: readonly (StopColumn | undefined)[]
  readonly isGeographic: boolean
}

class Row {
  readonly #heading: Heading
  readonly #record: TextRecord
  readonly #cells: readonly string[]

  constructor(heading: Heading, record: TextRecord) {
    this.#heading = heading
    this.#record = record
    this.#cells = (record.cells ?? []).map(inOneLine)
  }

  read(index: number): StopRow {
    this.#checkCells()
    const { isGeographic } = this.#heading
    const skills = this.#cell('skills')
    return {
      line: this.#record.line,
      kind: this.#kind(),
      id: this.#cell('id') || this.#cell('name') || String(index + 1),
      at: isGeographic
        ? [this.#number('lon', -180, 180), this.#number('lat', -90, 90)]
        : [this.#number('x', -1e6, 1e6), this.#number('y', -1e6, 1e6)],
      amounts: this.#amounts(),
      windows: this.#windows(),
      service: Math.round(60 * (this.#cell('service') === '' ? 0 : this.#number('service', 0, 1_440))),
      skills: skills === '' ? [] : skills.split(/[;|/]|\s*,\s*/).map((skill) => skill.trim()),
      priority: this.#cell('priority') === '' ? 0 : Math.round(this.#number('priority', 0, 100)),
    }
  }

  refuse(field: string, value: string, reason: string, remedy: string): never {
    throw new Unusable({ line: this.#record.line, field, value, reason, remedy })
  }

  /** Cells too many have to be empty: of an amount 1,000 without quotes the last would be passed over. */
  #checkCells(): void {
    const { cells, line, last } = this.#record
    if (cells === undefined) this.refuse('row', '', openQuote.reason, openQuote.remedy)
    const { length } = this.#heading.columns
    if (cells.length >= length && cells.slice(length).every((cell) => cell.trim() === '')) return
    const span = last === line ? '' : `; its quotes reach to line ${last}`
    const reason = `${length} cells are needed, there are ${cells.length}${span}`
    this.refuse('row', '', reason, 'check the quotes: cells that hold the separator need them')
  }

  #cell(column: StopColumn): string {
    return this.#cells[this.#heading.columns.indexOf(column)] ?? ''
  }

  #kind(): StopRow['kind'] {
    const cell = this.#cell('kind')
    const remedy = 'write delivery (배송), pickup (수거) or depot (차고지), or leave it empty for a delivery'
    return stopKindOf(cell) ?? this.refuse('kind', cell, 'it is no known kind of row', remedy)
  }

  #number(field: StopColumn, min: number, max: number, cell = this.#cell(field)): number {
    const value = plainNumber.test(cell) ? Number(cell) : Number.NaN
    if (value >= min && value <= max) return value
    const remedy = cell.includes(',')
      ? 'write a plain number, with a point before decimals, not a comma'
      : 'write a plain number'
    return this.refuse(field, cell, `it is no number from ${min} to ${max}`, remedy)
  }

  #amounts(): number[] {
    return this.#heading.columns.flatMap((column, i) => {
      if (column !== 'amount') return []
      const cell = ungrouped(this.#cells[i])
      return cell === '' ? [0] : [Math.round(loadScale * this.#number('amount', 0, 1e6, cell))]
    })
  }

  #windows(): TimeWindow[] {
    const cell = this.#cell('windows')
    if (cell === '') return []
    const windows = cell.split(/[,;|]/).map((text): TimeWindow => {
      const window = windowOf(text)
      return window ?? this.refuse('windows', cell, 'it is no time of the day', 'write 09:00-12:00, the earlier first')
    })
    windows.sort(([a], [b]) => a - b)
    if (windows.some(([from], i) => i > 0 && from <= windows[i - 1][1]))
      this.refuse('windows', cell, 'windows overlap', 'make one of them, or let them be apart')
    return windows
  }
}

/** "09:00-12:00", "9-12" or "09:00~12:00" as seconds of the day; undefined if it is none, or ends before it begins. */
export function windowOf(text: string): TimeWindow | undefined {
  const match = /^\s*(\d{1,2})(?::(\d\d))?\s*[-~–]\s*(\d{1,2})(?::(\d\d))?\s*$/.exec(text)
  if (!match) return undefined
  const [fromHour, fromMinute, untilHour, untilMinute] = match.slice(1).map((part) => Number(part ?? 0))
  const from = fromHour * 3_600 + fromMinute * 60
  const until = untilHour * 3_600 + untilMinute * 60
  return from <= until && until <= 36 * 3_600 && fromMinute < 60 && untilMinute < 60 ? [from, until] : undefined
}
