import { expect, test } from 'vitest'
import { valueOrigin } from './value-origin.ts'

const offer = { title: '코지 텀블러 500ml 블랙', brand: '코지', categoryPath: ['주방', '컵'], gtin: '8801234567893' }

test('a value is traced to the very words of its field; fields that are not told have none', () => {
  expect(valueOrigin(offer, { field: 'title', start: 7, end: 12 })).toBe('500ml')
  expect(valueOrigin(offer, { field: 'category', start: 5, end: 6 })).toBe('컵')
  expect(valueOrigin(offer, { field: 'gtin', start: 0, end: 13 })).toBe('8801234567893')
  expect(valueOrigin(offer, { field: 'mpn', start: 0, end: 3 })).toBeUndefined()
  expect(valueOrigin(offer, { field: 'description', start: 0, end: 3 })).toBeUndefined()
  expect(valueOrigin(offer, { field: 'title', start: 90, end: 99 })).toBeUndefined()
})
