import { expect, test } from 'vitest'
import { SpanCandidates } from './span-candidates.ts'
import { TokenList } from './token-list.ts'

function candidatesIn(text: string): string[] {
  const tokens = new TokenList().read(text)
  const candidates = new SpanCandidates()
  candidates.gather(tokens)
  return Array.from({ length: candidates.count }, (_, i) =>
    text.slice(tokens.starts[candidates.from[i]!], tokens.ends[candidates.to[i]! - 1]),
  )
}

test('numbers, words with a digit and products of numbers may be values', () => {
  expect(candidatesIn('Acme X200 15.6 inch 1920 x 1080')).toEqual(['X200', '15.6', '1920', '1920 x 1080', '1080'])
  expect(candidatesIn('RJ-45 48U')).toEqual(['RJ-45', '45', '48', '48U'])
  expect(candidatesIn('64.6x33.8 mm')).toContain('64.6x33.8')
})

test('words without a digit, and the digits of a name alone, are none', () => {
  expect(candidatesIn('plain words only')).toEqual([])
  expect(candidatesIn('core i8')).toEqual(['i8'])
  expect(candidatesIn('')).toEqual([])
})

test('the same stretch is one candidate', () => {
  const candidates = new SpanCandidates()
  candidates.add(0, 2, 1)
  candidates.add(0, 2, 4)
  candidates.add(0, 1, 4)
  expect(candidates.count).toBe(2)
})
