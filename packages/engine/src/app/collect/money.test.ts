import { expect, test } from 'vitest'
import { minorOf } from './money.ts'

test.each([
  [18.99, 2, 1_899],
  ['18.99', 2, 1_899],
  ['$1,299.00', 2, 129_900],
  ['1.299,00 €', 2, 129_900],
  ['1.299.000', 0, 1_299_000],
  ['12,000원', 0, 12_000],
  ['₩1,234,567', 0, 1_234_567],
  ['3,5', 2, 350],
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
