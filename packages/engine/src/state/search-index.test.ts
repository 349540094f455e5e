import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Product } from '../domain/product.ts'
import type { ProductId } from '../domain/units.ts'
import { type Reading, SearchIndex } from './search-index.ts'

function product(title: string, more: Partial<Product> = {}): Product {
  return { id: title as ProductId, title, categoryPath: [], attributes: {}, inStock: true, ...more }
}

function indexOf(...products: readonly (string | Product)[]): SearchIndex {
  const index = new SearchIndex()
  products.forEach((one, item) => void index.put(item, typeof one === 'string' ? product(one) : one))
  return index
}

/** The items that have all words, by number. */
function find(index: SearchIndex, question: string, reading?: Reading): number[] {
  const words = index.read(question)
  if (index.find(words, reading) < words.length) return []
  return [...index.found.items.subarray(0, index.found.count)].sort((a, b) => a - b)
}

/** The same by definition: every word is there, or all of its pairs are, also across a space. */
function oracle(titles: readonly (string | undefined)[], question: string): number[] {
  const words = question.split(' ').filter((word) => word !== '')
  return titles.flatMap((title, item) => {
    if (title === undefined) return []
    const own = title.split(' ')
    const joined = own.join('')
    const pairs = (text: string) => Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2))
    const has = (word: string) =>
      own.includes(word) ||
      (word.length === 1
        ? pairs(joined).some((pair) => pair.includes(word))
        : pairs(word).every((pair) => pairs(joined).includes(pair)))
    return words.every(has) ? [item] : []
  })
}

test('finds what the definition does, whatever was put in, described anew and taken out', () => {
  const text = fc
    .array(fc.string({ unit: fc.constantFrom('가', '나', '다'), minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((words) => words.join(' '))
  const change = fc.tuple(fc.nat(6), fc.option(text, { nil: undefined }))
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), text, (changes, question) => {
      const index = new SearchIndex()
      const titles: (string | undefined)[] = []
      for (const [item, title] of changes) {
        index.put(item, title === undefined ? undefined : product(title))
        titles[item] = title
      }
      expect(find(index, question)).toEqual(oracle(titles, question))
    }),
    { seed: 20_240_517, numRuns: 1_000 },
  )
})

test('compounds are found in parts and apart, Latin words by how they begin, codes by their parts', () => {
  const index = indexOf('무선이어폰 블랙', '무선 이어폰', 'iPhone 15 Pro', 'WH-1000XM5 headphones', '머그컵')
  expect(find(index, '이어폰')).toEqual([0, 1])
  expect(find(index, '무선이어폰')).toEqual([0, 1])
  expect(find(index, '무선 이어폰 블랙')).toEqual([0])
  expect(find(index, '컵')).toEqual([4])
  expect(find(index, 'iphone15')).toEqual([2])
  expect(find(index, 'IPHO')).toEqual([2])
  expect(find(index, 'wh1000xm5')).toEqual([3])
  expect(find(index, 'headphone')).toEqual([3])
  expect(find(index, '1')).toEqual([])
})

test('initials and half syllables find words that begin so', () => {
  const index = indexOf('무선 이어폰', '아이폰 케이스', '아이패드')
  expect(find(index, 'ㅇㅇㅍ')).toEqual([0, 1, 2])
  expect(find(index, 'ㅇㅇㅍㄷ')).toEqual([2])
  expect(find(index, '아이ㅍ', { isTyping: true })).toEqual([1, 2])
  expect(find(index, '아잎', { isTyping: true })).toEqual([1, 2])
  expect(find(index, '아잎')).toEqual([])
  expect(find(index, 'ㅁ 이', { isTyping: true })).toEqual([0])
})

test('a word with an ending is forgiven, one that is another is not', () => {
  const index = indexOf('무선 이어폰', '유선 전화기')
  expect(find(index, '이어폰을')).toEqual([])
  expect(find(index, '이어폰을', { isForgiving: true })).toEqual([0])
  expect(find(index, '이불', { isForgiving: true })).toEqual([])
})

test('brand, categories, attributes and bar code are found, and the title says most', () => {
  const named = product('스피커', {
    brand: '소리',
    categoryPath: ['가전', '음향'],
    attributes: { 색: '빨강' },
    gtin: '8801',
  })
  const index = indexOf(named, '소리 나는 책')
  for (const word of ['소리', '가전', '음향', '빨강', '8801']) expect(find(index, word)).toContain(0)
  find(index, '소리')
  const { items, scores } = index.found
  const scoreOf = (item: number) => scores[items.indexOf(item)]!
  expect(scoreOf(1)).toBeGreaterThan(0)
  const only = indexOf(product('가', { attributes: { x: '음향' } }), product('음향'))
  find(only, '음향')
  const best = only.found.items[only.found.scores[0]! > only.found.scores[1]! ? 0 : 1]
  expect(best).toBe(1)
})

test('the same description again changes nothing, another price neither', () => {
  const index = indexOf('컵')
  index.put(0, product('컵', { inStock: false }))
  expect(index.size).toBe(1)
  expect(find(index, '컵')).toEqual([0])
  index.put(0, undefined)
  index.put(0, undefined)
  expect([index.size, find(index, '컵')]).toEqual([0, []])
})

test('what was dropped is cleared away, and what is left is still found', () => {
  const index = new SearchIndex()
  for (let round = 0; round < 4; round++)
    for (let item = 0; item < 1_000; item++) index.put(item, product(`${'가나다라'[round]}품 번호${item}`))
  expect(index.size).toBe(1_000)
  expect(find(index, '번호77')).toContain(77)
  expect(find(index, '라품')).toHaveLength(1_000)
  expect(find(index, '다품')).toEqual([])
})
