import { expect, test } from 'vitest'
import { isRounded, minorOf } from './money.ts'

test.each([
  [18.99, 2, 1_899],
  ['18.99', 2, 1_899],
  ['$1,299.00', 2, 129_900],
  ['1.299,00 €', 2, 129_900],
  ['1.299.000', 0, 1_299_000],
  ['12,000원', 0, 12_000],
  ['₩1,234,567', 0, 1_234_567],
  ['3,5', 2, 350],
  ['１２，０００원', 0, 12_000],
  ['1만원', 0, 10_000],
  ['1만 2천원', 0, 12_000],
  ['₩3만 5,900', 0, 35_900],
  ['만원', 0, undefined],
  ['1만 개', 0, undefined],
  ['1299.50원', 0, 1_300],
  [0, 0, 0],
  ['', 0, undefined],
  ['free', 0, undefined],
  [-1, 0, undefined],
  [Number.NaN, 2, undefined],
  [1e300, 2, undefined],
  [null, 0, undefined],
])('%j in a currency of %d digits is %j minor units', (value, digits, expected) => {
  expect(minorOf(value, digits)).toBe(expected)
})

test.each([
  [18.99, 2, false],
  ['1299.50원', 0, true],
  [1_299.5, 0, true],
  ['1,299.00', 0, false],
  ['1.005', 2, true],
  ['1.5만원', 0, false],
  ['free', 0, false],
  [undefined, 0, false],
])('whether %j in a currency of %d digits is rounded: %j', (value, digits, expected) => {
  expect(isRounded(value, digits)).toBe(expected)
})
