import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hangulOf, initialsOf, isInitials, keysOf, onOtherLayout } from './hangul.ts'

const syllables = fc.array(fc.integer({ min: 0xac00, max: 0xd7a3 }), { minLength: 1, maxLength: 6 })

test('keys give back what was typed, whatever syllables follow each other', () => {
  fc.assert(
    fc.property(syllables, (codes) => {
      const text = String.fromCharCode(...codes)
      expect(hangulOf(keysOf(text))).toBe(text)
      expect(keysOf(text)).toBe(keysOf(text.normalize('NFC')))
    }),
    { seed: 20_240_517, numRuns: 2_000 },
  )
})

test('what is being typed is a prefix of the whole', () => {
  for (const typed of ['ㅇ', '아', '앙', '아이', '아잎', '아이포', '아이폰'])
    expect(keysOf('아이폰').startsWith(keysOf(typed))).toBe(true)
  expect(keysOf('닭값')).toBe('ekfrrkqt')
})

test('initials stand for syllables', () => {
  expect(initialsOf('무선 이어폰 A5')).toBe('ㅁㅅ ㅇㅇㅍ A5')
  expect(initialsOf('쌀빵')).toBe('ㅆㅃ')
  expect(['ㅇㅍㅈ', 'ㅏ', 'ㅇ폰', '', 'ㄳ'].map(isInitials)).toEqual([true, false, false, false, false])
})

test('the wrong layout is seen through in both directions, and nothing else is taken for it', () => {
  const others: readonly (readonly [string, string | undefined])[] = [
    ['dkdlvhs', '아이폰'],
    ['DKDLVHS', '아이폰'],
    ['antjs dldjvhs', '무선 이어폰'],
    ['Rhc', '꽃'],
    ['dkdlvhs 15', '아이폰 15'],
    ['메ㅔㅣㄷ', 'apple'],
    ['ㅣㅎ', 'lg'],
    ['iphone', undefined],
    ['아이폰', undefined],
    ['ㅇㅍㅈ', undefined],
    ['15', undefined],
  ]
  for (const [typed, meant] of others) expect([typed, onOtherLayout(typed)]).toEqual([typed, meant])
})
