import { expect, test } from 'vitest'
import type { Column } from './column.ts'
import { csvOf } from './csv.ts'

type Row = { readonly name?: string; readonly n: number }
const columns: readonly Column<Row>[] = [
  { key: 'name', title: 'Name, title', value: ({ name }) => name },
  { key: 'n', title: 'N', value: ({ n }) => n },
]

test('cells are quoted where they must be, and formulas are made harmless', () => {
  const csv = csvOf(columns, [
    { name: 'say "hi"\n', n: -5 },
    { name: '=1+1', n: 0.5 },
    { n: 1 },
    { name: '텀블러', n: 2 },
  ])
  expect(csv).toBe('\ufeff"Name, title",N\r\n"say ""hi""\n",-5\r\n\'=1+1,0.5\r\n,1\r\n텀블러,2\r\n')
})

test('moments are written so that other programs can read them', () => {
  const at: Column<number>[] = [{ key: 'at', title: 'At', isTime: true, value: (ms) => ms }]
  expect(csvOf(at, [0])).toBe('\ufeffAt\r\n1970-01-01T00:00:00.000Z\r\n')
})
