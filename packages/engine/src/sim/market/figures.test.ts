import { expect, test } from 'vitest'
import { liftOf, ratioOf } from './figures.ts'

const of = (...values: number[]) => Float64Array.from(values)

test('a ratio is of sums, and its error that of a ratio over shoppers', () => {
  // 3 orders of 6 visits. Residuals 1 - 0.5 * 2 = 0, 0 - 0.5 * 2 = -1, 2 - 0.5 * 2 = 1: sqrt(2 * 3 / 2) / 6.
  const { value, error } = ratioOf(of(1, 0, 2), of(2, 2, 2))
  expect(value).toBe(0.5)
  expect(error).toBeCloseTo(Math.sqrt(3) / 6, 12)
})

test('a lift is the difference as a share; of shoppers who all did a tenth more it is sure', () => {
  const other = { above: of(10, 20, 30), below: of(1, 1, 1) }
  const { value, error } = liftOf({ above: of(11, 22, 33), below: of(1, 1, 1) }, other)
  expect(value).toBeCloseTo(0.1, 12)
  expect(error).toBeCloseTo(0, 12)
})

test('of shoppers who differ in how much more they did, a lift is unsure by the differences alone', () => {
  // 4 orders against 3. Influences (x - 4/3) / 3, as the other is the same for all: 2/9, -4/9, 2/9.
  const { value, error } = liftOf(
    { above: of(2, 0, 2), below: of(1, 1, 1) },
    { above: of(1, 1, 1), below: of(1, 1, 1) },
  )
  expect(value).toBeCloseTo(1 / 3, 12)
  expect(error).toBeCloseTo(Math.sqrt(((4 + 16 + 4) / 81) * (3 / 2)), 12) // squares of the influences, of 3 shoppers
})

test('of nothing, nothing is claimed', () => {
  expect(ratioOf(of(0, 0), of(0, 0))).toEqual({ value: 0, error: 0 })
  expect(liftOf({ above: of(1), below: of(1) }, { above: of(0), below: of(1) }).error).toBe(Number.POSITIVE_INFINITY)
})
