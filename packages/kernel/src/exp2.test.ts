import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exp2 } from './exp2.ts'

test('exp2 is 2 to the power of x: exact for whole numbers, else to the last digits', () => {
  fc.assert(
    fc.property(fc.double({ min: -1_020, max: 1_023, noNaN: true }), (x) => {
      expect(Math.abs(exp2(x) / 2 ** x - 1)).toBeLessThan(5e-16)
      expect(exp2(Math.floor(x))).toBe(2 ** Math.floor(x))
    }),
    { seed: 19, numRuns: 2_000 },
  )
  expect([exp2(0), exp2(-1_074), exp2(-2_000), exp2(1_024), exp2(-1)]).toEqual([1, 2 ** -1_074, 0, Infinity, 0.5])
})
