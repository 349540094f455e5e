import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitIsotonic, isotonicAt } from './isotonic.ts'

test('worked by hand: neighbours in the wrong order are pooled, and between pools it is interpolated', () => {
  const fit = fitIsotonic([1, 2, 3, 4, 5, 6], [1, 3, 2, 4, 3, 5])
  expect(fit).toEqual({ scores: [1, 2, 3, 4, 5, 6], values: [1, 2.5, 2.5, 3.5, 3.5, 5] })
  expect([0, 1, 1.5, 2.5, 3.25, 5.5, 7].map((score) => isotonicAt(fit, score))).toEqual([
    1, 1, 1.75, 2.5, 2.75, 4.25, 5,
  ])
})

test('worked by hand: weights, and rows with the same score', () => {
  const fit = fitIsotonic([2, 1, 2, 3], [0, 1, 1, 1], [1, 2, 2, 1])
  // Score 2 stands at 2/3 with weight 3, below 1 with weight 2: pooled at 4/5.
  expect(fit).toEqual({ scores: [1, 2, 3], values: [0.8, 0.8, 1] })
})

test('of all never falling values these are the nearest: the max-min formula says the same', () => {
  const rows = fc.array(fc.tuple(fc.nat(12), fc.constantFrom(0, 1), fc.integer({ min: 1, max: 4 })), {
    minLength: 1,
    maxLength: 14,
  })
  fc.assert(
    fc.property(rows, (some) => {
      const [scores, labels, weights] = [0, 1, 2].map((column) => some.map((row) => row[column]))
      const fit = fitIsotonic(scores, labels, weights)
      const distinct = [...new Set(scores)].sort((a, b) => a - b)
      const mean = (from: number, to: number): number => {
        const inside = some.filter(([score]) => score >= from && score <= to)
        const weight = inside.reduce((sum, [, , one]) => sum + one, 0)
        return inside.reduce((sum, [, label, one]) => sum + label * one, 0) / weight
      }
      for (const score of distinct) {
        const lower = distinct.filter((one) => one <= score)
        const upper = distinct.filter((one) => one >= score)
        const wanted = Math.max(...lower.map((from) => Math.min(...upper.map((to) => mean(from, to)))))
        expect(isotonicAt(fit, score)).toBeCloseTo(wanted, 12)
      }
    }),
    { seed: 20_240_610, numRuns: 300 },
  )
})

test('what cannot be fitted is refused; without rows there is no value', () => {
  expect(() => fitIsotonic([1, Number.NaN], [0, 1])).toThrow('row 1: score NaN')
  expect(() => fitIsotonic([1], [0, 1])).toThrow('2 labels for 1 scores')
  expect(() => fitIsotonic([1], [0], [0])).toThrow('weight 0')
  expect(isotonicAt(fitIsotonic([], []), 1)).toBeNaN()
})
