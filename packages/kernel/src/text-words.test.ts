import { expect, test } from 'vitest'
import { spelled, wordsOf } from './text-words.ts'

const textsOf = (text: string) => wordsOf(spelled(text)).map((word) => word.text)

test('words end where the script changes, and at everything that is no letter or digit', () => {
  expect(textsOf('LG전자 무선이어폰(블랙) WH-1000XM5, 55인치')).toEqual([
    'lg',
    '전자',
    '무선이어폰',
    '블랙',
    'wh',
    '1000xm5',
    '55',
    '인치',
  ])
  expect(textsOf('カメラ・レンズ 卵 été')).toEqual(['カメラ', 'レンズ', '卵', 'été'])
  expect(textsOf(' -- ')).toEqual([])
})

test('one word has one spelling: widths, case, decomposed syllables, plurals', () => {
  expect(textsOf('ＬＧ Headphones'.normalize('NFKC'))).toEqual(['lg', 'headphone'])
  expect(textsOf('이어폰'.normalize('NFD'))).toEqual(['이어폰'])
  expect(textsOf('glass bus tennis gs25 ios cars')).toEqual(['glass', 'bus', 'tennis', 'gs25', 'ios', 'car'])
  expect(spelled('ㅇㅍㅈ')).toBe('ㅇㅍㅈ')
  expect(spelled('메ㅔㅣㄷ')).toBe('메ㅔㅣㄷ')
})

test('letters and digits in one word are also found apart', () => {
  expect(wordsOf('iphone15pro 15 pro').map(({ parts }) => parts)).toEqual([['iphone', '15', 'pro'], [], []])
})

test('runs with nothing but spaces between them may be one word', () => {
  const follows = wordsOf('무선 이어폰, 블랙 usb 충전').map(({ text, followsRun }) => [text, followsRun])
  expect(follows).toEqual([
    ['무선', false],
    ['이어폰', true],
    ['블랙', false],
    ['usb', false],
    ['충전', false],
  ])
})
