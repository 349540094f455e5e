import { expect, test } from 'vitest'
import { piecesOf, wordSpans } from './marks.ts'

test('a text is cut where spans begin and end, and its pieces make it up again', () => {
  const text = '생수 2L x 12개'
  const pieces = piecesOf(text, [
    { start: 3, end: 5, name: 'volume' },
    { start: 3, end: 11, name: 'totalVolume' },
    { start: 8, end: 99, name: 'packCount' },
    { start: 7, end: 7, name: 'nothing' },
  ])
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  expect(pieces).toEqual([
    { text: '생수 ', start: 0, names: [] },
    { text: '2L', start: 3, names: ['volume', 'totalVolume'] },
    { text: ' x ', start: 5, names: ['totalVolume'] },
    { text: '12개', start: 8, names: ['totalVolume', 'packCount'] },
  ])
  expect(piecesOf('', [])).toEqual([])
  expect(piecesOf('plain', [])).toEqual([{ text: 'plain', start: 0, names: [] }])
})

test('words are found whole, in any case, everywhere', () => {
  const at = (text: string, words: readonly string[]) => wordSpans(text, words, 'w').map(({ start }) => start)
  expect(at('USB cable, usb-c, usbc', ['usb'])).toEqual([0, 11])
  expect(at('텀블러 블랙 500ml', ['블랙', '500', 'ml'])).toEqual([4, 7, 10])
  expect(at('블랙핑크', ['블랙'])).toEqual([])
  expect(at('anything', [''])).toEqual([])
})
