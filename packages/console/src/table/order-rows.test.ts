import { expect, test } from 'vitest'
import type { Column } from './column.ts'
import { filterRows, pageOf, sortRows } from './order-rows.ts'

type Row = { readonly name: string; readonly spent?: number }
const columns: readonly Column<Row>[] = [
  { key: 'name', title: 'Name', value: ({ name }) => name },
  { key: 'spent', title: 'Spent', value: ({ spent }) => spent },
]
const rows: readonly Row[] = [
  { name: '나', spent: 5 },
  { name: 'shopper-10' },
  { name: '가', spent: 20 },
  { name: 'shopper-9', spent: 5 },
]
const namesBy = (key: string, isDown: boolean) => sortRows(rows, columns, { key, isDown }, 'ko').map(({ name }) => name)

test('rows are sorted as people of the language would, what is missing last, equals as they were', () => {
  expect(namesBy('spent', true)).toEqual(['가', '나', 'shopper-9', 'shopper-10'])
  expect(namesBy('spent', false)).toEqual(['나', 'shopper-9', '가', 'shopper-10'])
  expect(namesBy('name', false).filter((name) => name.startsWith('shopper'))).toEqual(['shopper-9', 'shopper-10'])
  expect(namesBy('name', false).indexOf('가')).toBeLessThan(namesBy('name', false).indexOf('나'))
  expect(sortRows(rows, columns, undefined, 'ko')).toBe(rows)
})

test('a filter wants every word somewhere in the row', () => {
  expect(filterRows(rows, columns, 'SHOPPER 5')).toEqual([rows[3]])
  expect(filterRows(rows, columns, '  ')).toBe(rows)
})

test('a page beyond the last is the last', () => {
  expect(pageOf(rows, 9, 3)).toEqual({ rows: [rows[3]], page: 2, pages: 2 })
  expect(pageOf([], 1, 3)).toEqual({ rows: [], page: 1, pages: 1 })
})
