import { expect, test } from 'vitest'
import { ago, bytes, counted, decimal, money, percent } from './format.ts'

const won = { code: 'KRW', digits: 0 }

test('money is written from minor units in the way of the language', () => {
  expect(money(12_900, won, 'ko')).toBe('₩12,900')
  expect(money(1_899, { code: 'USD', digits: 2 }, 'en')).toBe('$18.99')
})

test('shares, numbers and sizes keep the decimals they are given', () => {
  expect(percent(0.1234, 'en')).toBe('12.3%')
  expect(percent(0.0012, 'ko', 2)).toBe('0.12%')
  expect(decimal(1234.567, 'en')).toBe('1,234.57')
  expect(bytes(0, 'en')).toBe('0 B')
  expect(bytes(1_536, 'en')).toBe('1.5 KB')
})

test('an English noun is in the number of its count', () => {
  expect([0, 1, 2, 1_234].map((n) => counted(n, 'product'))).toEqual([
    '0 products',
    '1 product',
    '2 products',
    '1,234 products',
  ])
  expect(counted(2, 'person', 'people')).toBe('2 people')
})

test('how long ago is told in the unit that fits', () => {
  expect(ago(0, 0, 'en')).toBe('now')
  expect(ago(1_000, 181_000, 'ko')).toBe('3분 전')
  expect(ago(2 * 86_400_000, 0, 'en')).toBe('in 2 days')
})
