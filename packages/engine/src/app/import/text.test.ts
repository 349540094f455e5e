import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanText } from './text.ts'

test('text that is clean already stays; all else comes out clean, and is not cleaned again', () => {
  const units = fc.constantFrom(
    'a',
    'B7',
    '가',
    '힣',
    ' ',
    '  ',
    '\t',
    '\n',
    '\u007f',
    '\u0085',
    'é',
    'e\u0301',
    '&amp;',
    '<b>',
    '3 < 5',
    '\u202e',
    '가\u11a8',
    '\u00a0',
  )
  fc.assert(
    fc.property(fc.array(units, { maxLength: 12 }), (parts) => {
      const clean = cleanText(parts.join(''))
      expect(clean).toBe(clean.normalize('NFC').trim())
      expect(clean).not.toMatch(/[\p{Cc}\u202e\u00a0]| {2}|<b>|&amp;/u)
      expect(cleanText(clean)).toBe(clean)
    }),
    { seed: 3, numRuns: 500 },
  )
})

test.each([
  ['생수 2L x 12개', '생수 2L x 12개'],
  ['', ''],
  [' ', ''],
  ['a  b', 'a b'],
  ['a ', 'a'],
  ['R&amp;D', 'R&D'],
  ['a\u007fb', 'a b'],
])('%j comes out as %j', (text, expected) => {
  expect(cleanText(text)).toBe(expected)
})
