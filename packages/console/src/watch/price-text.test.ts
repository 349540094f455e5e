import { expect, test } from 'vitest'
import { minorOf } from './price-text.ts'

test('an amount is read in the digits of its currency, exactly', () => {
  const won = { code: 'KRW', digits: 0 }
  const dollars = { code: 'USD', digits: 2 }
  expect(minorOf(' 1,234,900 ', won)).toBe(1_234_900)
  expect(minorOf('18.99', dollars)).toBe(1_899)
  expect(minorOf('18.9', dollars)).toBe(1_890)
  expect(minorOf('1,000', dollars)).toBe(100_000)
})

test('what could be misread is no amount', () => {
  const won = { code: 'KRW', digits: 0 }
  for (const text of ['', '0', '-5', '12,34', '9.900', '1e3', '₩900', '99999999999999999'])
    expect(minorOf(text, won)).toBeUndefined()
  expect(minorOf('1.234', { code: 'USD', digits: 2 })).toBeUndefined()
})
