import { expect, test } from 'vitest'
import { calibrationError } from './calibration-error.ts'

test('golden: two bins of two, one off by .1 and one by .2', () => {
  // bins: (.1, .3: sum .4, came 0) and (.6, .8: sum 1.4, came 1) -> (.4 + .4) / 4
  expect(calibrationError([0.8, 0.1, 0.6, 0.3], [1, 0, 0, 0], { bins: 2 })).toBeCloseTo(0.2, 12)
})

test('a row that stands for three is as three rows', () => {
  const weighted = calibrationError([0.1, 0.4, 0.7], [0, 1, 1], { weights: [3, 1, 2], bins: 2 })
  expect(weighted).toBeCloseTo(calibrationError([0.1, 0.1, 0.1, 0.4, 0.7, 0.7], [0, 0, 0, 1, 1, 1], { bins: 2 }), 12)
})

test('is 0 where every bin gets what it was told, 1 where the contrary comes, and not a number of nothing', () => {
  expect(calibrationError([0.5, 0.5, 0.5, 0.5], [1, 0, 1, 0], { bins: 2 })).toBe(0)
  expect(calibrationError([1, 1, 0, 0], [0, 0, 1, 1], { bins: 2 })).toBe(1)
  expect(calibrationError([], [])).toBeNaN()
})

test('rows of one chance share what came of them, in whatever order they come', () => {
  // Sorted .1, .2, .6, .9 with 0, 1, 1, 0: halves have means .15 and .75 against 1/2 and 1/2.
  expect(calibrationError([0.9, 0.1, 0.6, 0.2], [0, 0, 1, 1], { bins: 2 })).toBeCloseTo((0.35 * 2 + 0.25 * 2) / 4, 12)
  // One chance for all, right on average: no half is wrong.
  expect(calibrationError([0.5, 0.5, 0.5, 0.5], [1, 1, 0, 0], { bins: 2 })).toBe(0)
})
