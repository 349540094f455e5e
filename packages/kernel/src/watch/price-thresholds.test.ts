import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restored } from '../testing-columns.ts'
import { PriceThresholds } from './price-thresholds.ts'

const step = fc.record({
  do: fc.constantFrom('add', 'add', 'remove', 'take', 'save', 'warm'),
  row: fc.nat(2),
  value: fc.integer({ min: -3, max: 8 }),
  waiter: fc.nat(6),
})

for (const reached of ['falling', 'rising'] as const)
  test(`a ${reached} value takes off all that it reaches, and nobody else`, () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        let thresholds = new PriceThresholds(reached)
        let all: { row: number; threshold: number; waiter: number }[] = []
        for (const { do: what, row, value, waiter } of steps) {
          const isReached = (threshold: number) => (reached === 'falling' ? value <= threshold : value >= threshold)
          const due = all.filter((one) => one.row === row && isReached(one.threshold))
          expect(thresholds.isReached(row, value)).toBe(due.length > 0)
          const has = all.findIndex((one) => one.row === row && one.threshold === value && one.waiter === waiter)
          if (what === 'add' && has < 0) {
            thresholds.add(row, value, waiter)
            all.push({ row, threshold: value, waiter })
          } else if (what === 'remove') {
            expect(thresholds.remove(row, value, waiter)).toBe(has >= 0)
            if (has >= 0) all.splice(has, 1)
          } else if (what === 'take') {
            const taken: number[] = []
            expect(thresholds.take(row, value, taken)).toBe(due.length)
            expect(taken.sort()).toEqual(due.map((one) => one.waiter).sort())
            all = all.filter((one) => !due.includes(one))
          } else if (what === 'warm') expect(thresholds.warm(Uint32Array.of(row, 2, 9, 0), 3)).not.toBeNaN()
          else if (what === 'save') thresholds = restored(thresholds, new PriceThresholds(reached))
          expect(thresholds.countOf(row)).toBe(all.filter((one) => one.row === row).length)
        }
      }),
    )
  })

test('the nearest is taken first, and a value that is none reaches nobody', () => {
  const thresholds = new PriceThresholds('falling')
  for (const [threshold, waiter] of [
    [100, 1],
    [300, 2],
    [200, 3],
  ] as const)
    thresholds.add(0, threshold, waiter)
  const taken: number[] = []
  expect(thresholds.isReached(0, Number.NaN)).toBe(false)
  expect(thresholds.isReached(0, 301)).toBe(false)
  expect(thresholds.take(0, 150, taken)).toBe(2)
  expect(taken).toEqual([2, 3])
  expect(() => thresholds.add(0, Number.NaN, 4)).toThrow(RangeError)
})
