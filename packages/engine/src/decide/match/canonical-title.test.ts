import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTitle } from '../attributes/read-attributes.ts'
import { canonicalTitle } from './canonical-title.ts'

function canonical(title: string): string {
  return canonicalTitle(title, readTitle(title)).replace(/\s+/g, ' ').trim()
}

test.each([
  ['맑은샘 생수 2리터*12입 블랙', '맑은샘 생수 2 l 12개 black'],
  ['맑은샘 생수 2000ml x 12개 Black', '맑은샘 생수 2 l 12개 black'],
  ['보들 물티슈 100매 x 10팩', '보들 물티슈 10개 100매'],
  ['외장SSD 1TB', '외장SSD 1 TB'],
  ['외장SSD 1000GB', '외장SSD 1 TB'],
  ['기본 티셔츠', '기본 티셔츠'],
  ['[무료배송] 기본 티셔츠 정품 사은품증정', '[ ] 기본 티셔츠'],
  ['정품', '정품'], // of nothing but a saying
  ['정품가방', '정품가방'],
  ['새봄 그린티 리필', '새봄 greentea refill'],
  ['새봄 녹차 리필형', '새봄 greentea refill'],
])('%s', (title, expected) => {
  expect(canonical(title)).toBe(expected)
})

test('law: what is no value stays as it is, and in its order', () => {
  const parts = fc.constantFrom(
    '생수',
    '정원',
    'Alpha',
    '2L',
    'x',
    '12개',
    '블랙',
    'white',
    '500g',
    '*3봉',
    '1+1',
    '(',
    ')',
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 12 }), (list) => {
      const title = list.join(' ')
      const words = (text: string) => text.match(/생수|정원|Alpha/g)
      expect(words(canonicalTitle(title, readTitle(title)))).toEqual(words(title))
    }),
    { seed: 1, numRuns: 300 },
  )
})
