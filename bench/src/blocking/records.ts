import { idColumn, type Table } from './tables.ts'

/** The texts of a record by which it is sought: all short ones, which name the thing, and all long ones, which tell of it. */
export type BlockingRecord = { readonly names: string; readonly tells: string }

/** Words that a column's filled cells have on average, above which it tells rather than names. */
const namesWordsMax = 15
const numbersShare = 0.8
/** What a long text says first is what counts. */
const tellsLength = 400

/** The records of a table. Columns of numbers, as prices, and ids do not count. Looks at the cells, at no label. */
export function recordsOf(table: Table): BlockingRecord[] {
  const id = idColumn(table.columns)
  const columns = table.columns.map((_, column) => column).filter((column) => column !== id)
  const kinds = new Map(columns.map((column) => [column, kindOf(table.rows.map((row) => row[column]!))]))
  const of = (row: readonly string[], kind: string): string =>
    columns
      .filter((column) => kinds.get(column) === kind)
      .map((column) => row[column])
      .join(' ')
  return table.rows.map((row) => ({ names: of(row, 'names'), tells: of(row, 'tells').slice(0, tellsLength) }))
}

function kindOf(cells: readonly string[]): 'names' | 'tells' | 'numbers' {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const numbers = filled.filter((cell) => /^[^\p{L}\d]{0,3}[\d.,]+[^\p{L}\d]{0,2}$/u.test(cell.trim()))
  if (numbers.length >= filled.length * numbersShare) return 'numbers'
  const words = filled.reduce((sum, cell) => sum + cell.trim().split(/\s+/).length, 0)
  return words > filled.length * namesWordsMax ? 'tells' : 'names'
}
