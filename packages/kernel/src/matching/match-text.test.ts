import { expect, test } from 'vitest'
import { bodyTokensMax, plainSpelling, readMatchText, titleTokensMax } from './match-text.ts'
import { gluedBit, tokenMask } from './tokens.ts'
import { Vocabulary } from './vocabulary.ts'

/** Tokens as text, with + before those that are glued to the one before. */
function tokens(title: string): string[] {
  const vocabulary = new Vocabulary()
  return Array.from(
    readMatchText({ title }, vocabulary).title,
    (token) => ((token & gluedBit) === 0 ? '' : '+') + vocabulary.textOf(token & tokenMask),
  )
}

test.each([
  ['Acme DSC-W170 Camera', ['acme', 'dsc', '+w170', 'camera']],
  ['500 GB, 500GB 500-gb 500 Go', ['500gb', '500gb', '500gb', '500gb']],
  ['1,299 pieces', ['1299piece']],
  ['2,5 inch 2.5" 2.5in', ['2.5in', '2.5in', '2.5in']],
  ['Tool v8.0 III', ['tool', '8', '3']],
  ['RX-V863 V863bk v2', ['rx', '+v863', 'v863bk', '2']],
  ['CAFÉ Ｗｉｄｅ', ['cafe', 'wide']],
  ['생수 2L 12개 500 그램', ['생수', '2l', '12piece', '500g']],
  ['접이식 의자', ['접이식', '의자']],
  ['---', []],
  ['', []],
])('reads %s', (title, expected) => {
  expect(tokens(title)).toEqual(expected)
})

test('Hangul stays whole while accents go', () => {
  expect(plainSpelling('각도 é')).toBe('각도 e')
})

test('long texts are read up to a bound, and an amount that is none is missing', () => {
  const vocabulary = new Vocabulary()
  const record = readMatchText({ title: 'word '.repeat(500), body: 'x '.repeat(900), amount: 0 }, vocabulary)
  expect(record.title.length).toBe(titleTokensMax)
  expect(record.body.length).toBe(bodyTokensMax)
  expect(record.amount).toBeNaN()
})

test('a token is rarer the fewer texts hold it, whatever their number', () => {
  const vocabulary = new Vocabulary()
  const titles = Array.from({ length: 200 }, (_, i) => `all ${i % 2 === 0 ? 'half' : 'other'} one${i}`)
  const first = readMatchText({ title: titles[0] }, vocabulary).title
  for (const title of titles) vocabulary.count(readMatchText({ title }, vocabulary).title)
  const [all, half, one] = Array.from(first, (token) => vocabulary.rarity(token & tokenMask))
  expect(all).toBeLessThan(0.01)
  expect(half).toBeGreaterThan(0.1)
  expect(half).toBeLessThan(0.2)
  expect(one).toBeGreaterThan(0.8)
  expect(one).toBeLessThanOrEqual(1)
})
