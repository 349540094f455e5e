import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunkHas, eachPlainChunk } from './plain-chunks.ts'

test('cuts plain text where the pattern of letters, digits and single signs does', () => {
  const units = fc.constantFrom('a', 'xm', '7', '20', '가', '힣', '-', '.', '/', '_', '+', ' ', '  ', ',', '\t', '(')
  fc.assert(
    fc.property(fc.array(units, { maxLength: 30 }), (parts) => {
      const text = parts.join('')
      const found: [string, number][] = []
      eachPlainChunk(text, (chunk, has) => {
        found.push([chunk, has])
        return false
      })
      const expected = [...text.matchAll(/[\p{L}\p{N}]+(?:[-/._+][\p{L}\p{N}]+)*/gu)].map(([chunk]) => [
        chunk,
        (/\d/.test(chunk) ? chunkHas.digits : 0) | (/[-/._+]/.test(chunk) ? chunkHas.signs : 0),
      ])
      expect(found).toEqual(expected)
    }),
    { seed: 5, numRuns: 1_000 },
  )
})

test('stops when it is told to', () => {
  const found: string[] = []
  eachPlainChunk('one two three', (chunk) => found.push(chunk) === 2)
  expect(found).toEqual(['one', 'two'])
})
