import { expect, test } from 'vitest'
import { soundLikeness, soundOfHangul, soundOfLatin } from './sound.ts'

test('a name sounds the same in both scripts', () => {
  const pairs = [
    ['아디다스', 'adidas'],
    ['노스페이스', 'The North Face'],
    ['필립스', 'PHILIPS'],
    ['코카콜라', 'Coca-Cola'],
    ['헌터', 'HUNTER'],
    ['라코스테', 'LACOSTE'],
  ] as const
  for (const [hangul, latin] of pairs) expect([hangul, soundLikeness(hangul, latin) > 0.7]).toEqual([hangul, true])
})

test('names that are others sound different', () => {
  const pairs = [
    ['나이키', 'Nikon'],
    ['소니', 'Canon'],
    ['푸마', 'Fila'],
    ['아디다스', 'Adobe'],
    ['삼성', 'Bose'],
  ] as const
  for (const [hangul, latin] of pairs) expect([hangul, soundLikeness(hangul, latin) < 0.7]).toEqual([hangul, true])
})

test('sounds are classes of consonants, and nothing has none', () => {
  expect(soundOfHangul('스탠다드')).toBe('stentat')
  expect(soundOfLatin('Céleste!')).toBe('seleste')
  expect([soundOfHangul('abc'), soundOfLatin('가나'), soundLikeness('', 'nike'), soundLikeness('나이키', '')]).toEqual([
    '',
    '',
    0,
    0,
  ])
})
