import { expect, test } from 'vitest'
import { slipOf } from './price-slip.ts'

const of = (price: number, usual: number, more: { pieces?: number; currency?: string } = {}) =>
  slipOf({ price, usual, currency: 'KRW', ...more })

test('a price is told apart by its digits, its pieces and its currency', () => {
  expect(of(1_290, 12_900)).toEqual({ slip: 'digits', times: 10 })
  expect(of(1_280_000, 12_900)).toEqual({ slip: 'digits', times: 100 })
  expect(of(1_100, 13_000, { pieces: 12 })).toEqual({ slip: 'pieces', pieces: 12 })
  expect(of(29, 39_900)).toEqual({ slip: 'currency', code: 'USD' })
  expect(of(4_500, 39_900)).toEqual({ slip: 'currency', code: 'JPY' })
  expect(of(56_000, 4_000, { currency: 'USD' })).toBeUndefined()
})

test('what looks like no slip is none', () => {
  expect(of(3_900, 12_900)).toBeUndefined()
  expect(of(0, 12_900)).toBeUndefined()
  expect(of(1_000, 13_000, { currency: 'ISK' })).toBeUndefined()
})
