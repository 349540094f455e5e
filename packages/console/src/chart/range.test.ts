import { expect, test } from 'vitest'
import { rangeOf, spanOf } from './range.ts'

test('an axis begins at 0, unless all values lie far from it', () => {
  const [from, to] = rangeOf(10, 100)
  expect(from).toBe(0)
  expect(to).toBeCloseTo(110.8)
  const [low, high] = rangeOf(0.8, 0.9)
  expect(low).toBeCloseTo(0.788)
  expect(high).toBeCloseTo(0.912)
  expect(rangeOf(-5, 5)).toEqual([-6.2, 6.2])
})

test('one value, and none, have an axis as well', () => {
  expect(rangeOf(null, null)).toEqual([0, 1.12])
  expect(rangeOf(0, 0)).toEqual([0, 1])
  expect(rangeOf(5, 5)).toEqual([0, 6])
  expect(rangeOf(-5, -5)).toEqual([-6, 0])
})

test('a single moment stands in the middle, and bars are not cut off', () => {
  const day = 86_400
  expect(spanOf({ first: 0, last: 0, hasBars: false })).toEqual([-3 * day, 3 * day])
  expect(spanOf({ first: 0, last: 10 * day, hasBars: true })).toEqual([-day / 2, 10.5 * day])
  expect(spanOf({ first: 0, last: day, hasBars: false })).toEqual([0, day])
})
