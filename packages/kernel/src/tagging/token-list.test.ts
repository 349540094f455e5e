import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TokenList, tokenKind } from './token-list.ts'

const pieces = fc.constantFrom(
  'Ａ',
  'é',
  'x',
  'Z',
  '7',
  '1,299',
  '2.5',
  '다',
  '크',
  ' ',
  '™',
  '\u200b',
  '-',
  '(',
  '×',
  '😀',
  '中',
  '.',
)
const texts = fc.oneof(
  fc.string(),
  fc.array(pieces).map((list) => list.join('')),
)

function wordsOf(text: string): string[] {
  const tokens = new TokenList().read(text)
  return Array.from({ length: tokens.count }, (_, i) => text.slice(tokens.starts[i], tokens.ends[i]))
}

test('a title is cut into words, numbers, syllables and marks', () => {
  expect(wordsOf('LG그램 17Z90R, 1.5kg(16GB)')).toEqual('LG 그 램 17 Z 90 R , 1.5 kg ( 16 GB )'.split(' '))
  expect(wordsOf('Core™2 co\u00adop')).toEqual(['Core', '2', 'co\u00adop'])
})

test('numbers have their value, with thousands and decimals', () => {
  const tokens = new TokenList().read('1,299원 2.50 1.2.3 12,5 1,2345 １２')
  const numbers = Array.from(tokens.values.subarray(0, tokens.count)).filter(
    (_, i) => tokens.kinds[i] === tokenKind.number,
  )
  expect(numbers).toEqual([1299, 2.5, 1.2, 3, 12, 5, 1, 2345, 12])
})

test('spellings that mean the same have the same hash, others do not', () => {
  const hash = (text: string) => new TokenList().read(text).hashes[0]
  expect(hash('ＮＩＫＥ')).toBe(hash('nike'))
  expect(hash('Café')).toBe(hash('CAFE'))
  expect(hash('2.0')).toBe(hash('2'))
  expect(hash('ni\u200bke')).toBe(hash('nike'))
  expect(hash('nikes')).not.toBe(hash('nike'))
  expect(hash('0.5')).not.toBe(hash('5'))
})

test('law: tokens lie in order within the text, cover all but spaces and signs, and say what they touch', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const tokens = new TokenList().read(text)
      let end = 0
      for (let i = 0; i < tokens.count; i++) {
        const gap = text.slice(end, tokens.starts[i])
        expect(gap).toMatch(/^[\s™®©℠\u200b-\u200d\u2060\ufeff\u00ad]*$/)
        expect(tokens.ends[i]).toBeGreaterThan(tokens.starts[i]!)
        if (i > 0) expect(tokens.glued[i]).toBe(/\s/.test(gap) ? 0 : 1)
        end = tokens.ends[i]!
      }
      expect(end).toBeLessThanOrEqual(text.length)
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('law: reading a part gives what reading that text alone gives', () => {
  fc.assert(
    fc.property(texts, texts, texts, (before, text, after) => {
      const part = new TokenList().read(
        `${before} ${text} ${after}`,
        before.length + 1,
        before.length + 1 + text.length,
      )
      const alone = new TokenList().read(text)
      expect(part.count).toBe(alone.count)
      expect([...part.hashes.subarray(0, part.count)]).toEqual([...alone.hashes.subarray(0, alone.count)])
    }),
    { seed: 2, numRuns: 300 },
  )
})
