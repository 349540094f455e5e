import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { badUtf8At, jsonOf } from './json-text.ts'

const bytesOf = (text: string) => Buffer.from(text)
const refused = (body: Uint8Array) => {
  try {
    return JSON.stringify(jsonOf(body))
  } catch (error) {
    return (error as Error).message
  }
}

test('JSON is read with a mark of the order of bytes, and from the field of a form', () => {
  expect(jsonOf(bytesOf('\ufeff{"a":1}'))).toEqual({ a: 1 })
  expect(jsonOf(bytesOf('data=%7B%22a%22%3A1%7D&more=2'))).toEqual({ a: 1 })
})

test('what is no JSON is told with its place', () => {
  expect(refused(bytesOf('{"a":1'))).toMatch(/^At body: is not valid JSON: .*position 6/)
  expect(refused(bytesOf('data={"a":'))).toMatch(/^At body.data: is not valid JSON: Unexpected end/)
  expect(refused(bytesOf('vehicles=1'))).toBe('At body: is not valid JSON: Unexpected token \'v\', "vehicles=1".')
})

test('CP949 is told from JSON that is wrong, with the byte and the line', () => {
  const cp949 = Buffer.concat([bytesOf('{\n"name":"'), Buffer.of(0xbc, 0xad, 0xbf, 0xef), bytesOf('"}')])
  expect(refused(cp949)).toBe(
    'At body: is not valid UTF-8: byte 11 (0xbc, in line 2) is part of no character; send UTF-8, not CP949, UTF-16 or Latin-1.',
  )
})

test('law: the first bad byte is where the longest beginning that is whole characters ends', () => {
  const slow = (bytes: Uint8Array) => {
    const whole = [...bytes.keys()].filter((length) => isUtf8(bytes.subarray(0, length)))
    return Math.max(...whole)
  }
  const piece = fc.oneof(
    fc.constantFrom('a', '서', 'é', '😀').map((text) => [...bytesOf(text)]),
    fc.integer({ min: 0, max: 255 }).map((byte) => [byte]),
  )
  const bytes = fc.array(piece, { maxLength: 40 }).map((pieces) => Uint8Array.from(pieces.flat()))
  fc.assert(
    fc.property(bytes, (one) => {
      fc.pre(!isUtf8(one))
      expect(badUtf8At(one)).toBe(slow(one))
    }),
    { seed: 11, numRuns: 500 },
  )
})
