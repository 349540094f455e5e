import { expect, test } from 'vitest'
import { levelOfText, mutualOrder } from './mutual-order.ts'

const found = { texts: Uint32Array.of(7, 2, 5, 0), scores: Float64Array.of(0.9, 0.8, 0.8, 0.7), count: 3 }

test('a level is the mean of the best five, what is missing counting 0', () => {
  expect(levelOfText(found)).toBeCloseTo(0.5, 12)
  expect(levelOfText({ ...found, scores: Float64Array.of(1, 1, 1, 1, 1, 0), count: 6 })).toBe(1)
})

test('a candidate that fits everything falls behind; share 0 leaves the order; equals by number', () => {
  const levels = new Float64Array(8)
  levels[7] = 0.5
  expect([...mutualOrder(found, levels, 0)]).toEqual([7, 2, 5])
  expect([...mutualOrder(found, levels, 0.5)]).toEqual([2, 5, 7])
})
