import type { Cell, Column, Sort } from './column.ts'

/** The rows in the order of a column. What has no value comes last either way; equals keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
  locale: string,
): readonly Row[] {
  const column = columns.find(({ key }) => key === sort?.key)
  if (!sort || !column) return rows
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const sign = sort.isDown ? -1 : 1
  return [...rows].sort((one, other) => {
    const a = column.value(one)
    const b = column.value(other)
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
    return sign * compareCells(a, b, compare)
  })
}

function compareCells(
  a: Exclude<Cell, undefined>,
  b: Exclude<Cell, undefined>,
  compare: (a: string, b: string) => number,
) {
  if (typeof a === 'string' || typeof b === 'string') return compare(String(a), String(b))
  return Number(a) - Number(b)
}

/** Rows of which some cell holds every word of the text, in any case. */
export function filterRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], text: string): readonly Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const cells = columns.map((column) => String(column.value(row) ?? '').toLowerCase())
    return words.every((word) => cells.some((cell) => cell.includes(word)))
  })
}

/** The rows of one page, from 1; a page beyond the last is the last. */
export function pageOf<Row>(rows: readonly Row[], page: number, size: number) {
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const at = Math.min(Math.max(1, page), pages)
  return { rows: rows.slice((at - 1) * size, at * size), page: at, pages }
}
