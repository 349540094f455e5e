import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Place, Row } from './item.ts'
import { linesOf } from './lines.ts'
import { cellsOf, tableRows } from './table.ts'
import { allRows, chunked } from './testing-files.ts'

const top: Place = { offset: 0, line: 1, row: 0 }
const csv = { delimiter: ',', quotes: true }

const rowsIn = (text: string | Buffer, header: readonly string[], size = 13, from = top) =>
  allRows(tableRows(linesOf(chunked(text, size), from), header, csv, from))

const cellsIn = (row: Row) => ('fields' in row ? Object.values(row.fields) : row.fault.code)

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', '한', '\t'), maxLength: 6 }),
  fc.string({ maxLength: 5 }).map((text) => text.replace(/\r/g, '')),
)
const written = (text: string) => (/[",\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text)

test('every table written by RFC 4180 is read as csv-parse reads it, at any size of chunks', () => {
  const tables = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 })
  return fc.assert(
    fc.asyncProperty(tables, fc.integer({ min: 1, max: 40 }), async (table, size) => {
      const text = table.map((row) => `${row.map(written).join(',')}\n`).join('')
      const rows = await rowsIn(text, ['a', 'b', 'c'], size)
      expect(rows.map(cellsIn)).toEqual(parse(text, { relax_quotes: true }))
      expect(rows.map(cellsIn)).toEqual(table)
      expect(rows.at(-1)!.end.offset).toBe(Buffer.byteLength(text))
    }),
    { seed: 20_240_517, numRuns: 300 },
  )
})

test('reading on from the place after any row gives the rest', () => {
  const tables = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 8 })
  return fc.assert(
    fc.asyncProperty(tables, async (table) => {
      const text = table.map((row) => `${row.map(written).join(',')}\n`).join('')
      const rows = await rowsIn(text, ['a', 'b'])
      for (const [i, row] of rows.entries()) {
        const rest = Buffer.from(text).subarray(row.end.offset).toString('utf8')
        expect(await rowsIn(rest, ['a', 'b'], 13, row.end)).toEqual(rows.slice(i + 1))
      }
    }),
    { seed: 7, numRuns: 100 },
  )
})

test('a stray quote costs one row and not the rest of the file', async () => {
  const body = Array.from({ length: 200 }, (_, i) => `${i},x\n`)
  body[3] = '3,"open\n'
  const rows = await rowsIn(body.join(''), ['n', 'x'])
  expect(rows).toHaveLength(200)
  expect(rows.filter((row) => 'fault' in row)).toMatchObject([{ line: 4, fault: { code: 'QUOTE_UNCLOSED' } }])
  expect(rows.map(({ start }) => start.row)).toEqual(body.map((_, i) => i))
})

test('a quote inside an unquoted cell is an ordinary character, as in 7" records', () => {
  expect(cellsOf('RECORD FRAME 7" SINGLE,2', csv)).toEqual(['RECORD FRAME 7" SINGLE', '2'])
  expect(cellsOf('"a""b",c', csv)).toEqual(['a"b', 'c'])
  expect(cellsOf('"a\tb', { delimiter: '\t', quotes: false })).toEqual(['"a', 'b'])
})

test('too many or too few cells reject the row with both numbers', async () => {
  const rows = await rowsIn('1,2\n1,2,3\n1\n1,2,\n', ['a', 'b'])
  expect(rows.map(cellsIn)).toEqual([['1', '2'], 'COLUMN_COUNT', 'COLUMN_COUNT', ['1', '2']])
  expect(rows[1]).toMatchObject({
    fault: {
      reason: 'the row has more cells than the header',
      detail: 'the row has 3 cells where the header has 2',
    },
  })
})

test('a character lost anywhere in a quoted record rejects that record, whole and alone', async () => {
  const bad = Buffer.from([0xff])
  const text = Buffer.concat([Buffer.from('1,x\n2,"first\nsec'), bad, Buffer.from('ond\nthird"\n3,z\n4,'), bad])
  for (const size of [1, 5, 1_000]) {
    const rows = await rowsIn(text, ['n', 'x'], size)
    expect(rows.map(cellsIn)).toEqual([['1', 'x'], 'ENCODING_INVALID', ['3', 'z'], 'ENCODING_INVALID'])
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 5, 6])
    expect(rows[1]).toMatchObject({ fault: { value: 'sec\ufffdond' } })
  }
})

test('a stray quote before lost characters and overlong lines still costs one row', async () => {
  const lines = Array.from({ length: 120 }, (_, i) => `${i},x\n`)
  lines[3] = '3,"open\n'
  lines[20] = `20,${'y'.repeat(1_100_000)}\n`
  const text = Buffer.concat(lines.map((line, i) => Buffer.from(i === 10 ? [0x31, 0x2c, 0xff, 0x0a] : line)))
  const rows = await rowsIn(text, ['n', 'x'], 65_536)
  expect(rows).toHaveLength(120)
  expect(rows.filter((row) => 'fault' in row)).toMatchObject([
    { line: 4, fault: { code: 'QUOTE_UNCLOSED' } },
    { line: 11, fault: { code: 'ENCODING_INVALID' } },
    { line: 21, fault: { code: 'LINE_TOO_LONG' } },
  ])
})
