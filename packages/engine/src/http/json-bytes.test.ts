import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Arena } from './arena.ts'
import { JsonBytes } from './json-bytes.ts'

test('numbers are JSON to four decimals', () => {
  const json = new JsonBytes()
  const written = (value: number) => json.begin().number(value).bytes().toString()
  expect([0, -0, 1, -0.00004, 9.99996, -12.34567, 1e9, 0.1 + 0.2].map(written)).toEqual([
    '0.0000',
    '0.0000',
    '1.0000',
    '0.0000',
    '10.0000',
    '-12.3457',
    '1000000000.0000',
    '0.3000',
  ])
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
      expect(Math.abs(JSON.parse(written(value)) - value)).toBeLessThanOrEqual(0.00005 + Math.abs(value) * 1e-15)
    }),
  )
})

const piece = fc.oneof(
  fc.record({ kept: fc.jsonValue() }),
  fc.record({ text: fc.jsonValue() }),
  fc.record({ number: fc.integer({ min: -1_000, max: 1_000 }) }),
)

test('an array of texts, numbers and kept pieces, in whatever order, is the JSON of what went in', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const arena = new Arena(1 << 20)
      const json = new JsonBytes().text('[')
      pieces.forEach((one, i) => {
        if (i > 0) json.text(',')
        if ('kept' in one) json.copy(arena, arena.keep(JSON.stringify(one.kept))!)
        else if ('text' in one) json.text(JSON.stringify(one.text))
        else json.number(one.number)
      })
      const values = pieces.map((one) => ('kept' in one ? one.kept : 'text' in one ? one.text : one.number))
      expect(JSON.parse(json.text(']').bytes().toString())).toEqual(JSON.parse(JSON.stringify(values)))
    }),
  )
})

test('an arena gives no room that it does not have, and has room again when it has forgotten', () => {
  const arena = new Arena(64)
  const json = new JsonBytes()
  expect(arena.keep('x'.repeat(30))).toBeUndefined()
  expect(arena.keep('"봄날"')).toEqual({ start: 0, end: 2 })
  expect(arena.keep('"0123456789"')).toEqual({ start: 2, end: 5 })
  expect(arena.keep('"0123456789"')).toEqual({ start: 5, end: 8 })
  expect(arena.keep('"0123456789"')).toBeUndefined()
  arena.forget()
  const span = arena.keep('"0123456789"')!
  expect(json.copy(arena, span).bytes().toString()).toBe('"0123456789"')
})
