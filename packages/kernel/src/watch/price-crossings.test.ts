import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restored } from '../testing-columns.ts'
import { type Crossing, PriceCrossings } from './price-crossings.ts'

const step = fc.record({
  do: fc.constantFrom('set', 'remove', 'change', 'change', 'change', 'save'),
  row: fc.nat(2),
  value: fc.oneof(fc.nat(20), fc.constant(Number.POSITIVE_INFINITY)),
  waiter: fc.nat(6),
  above: fc.integer({ min: 1, max: 5 }),
  isArmed: fc.boolean(),
})

test('each waiter is told as one is that looks at every change by itself', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      let crossings = new PriceCrossings()
      const all = new Map<number, Crossing & { isArmed: boolean }>()
      for (const { do: what, row, value, waiter, above, isArmed } of steps) {
        if (what === 'set' && value < Number.POSITIVE_INFINITY) {
          const crossing = { row, at: value, again: value + above }
          crossings.set(waiter, crossing, isArmed)
          all.set(waiter, { ...crossing, isArmed })
        } else if (what === 'remove') expect(crossings.remove(waiter)).toBe(all.delete(waiter))
        else if (what === 'save') crossings = restored(crossings, new PriceCrossings())
        else if (what === 'change') {
          const due: number[] = []
          for (const [number, one] of all) {
            if (one.row !== row) continue
            if (!one.isArmed && value >= one.again) one.isArmed = true
            if (!one.isArmed || value > one.at) continue
            one.isArmed = false
            due.push(number)
          }
          const would: number[] = []
          expect(crossings.wouldTell(row, value, would)).toBe(due.length)
          expect(would.sort()).toEqual(due.sort())
          const told: number[] = []
          expect(crossings.change(row, value, told)).toBe(due.length)
          expect(told.sort()).toEqual(due.sort())
        }
        const known = all.get(waiter)
        expect(crossings.isArmed(waiter)).toBe(known?.isArmed ?? false)
        expect(crossings.of(waiter)).toEqual(known && { row: known.row, at: known.at, again: known.again })
      }
    }),
  )
})

test('a value that wavers about the threshold tells once, and again after it was well above', () => {
  const crossings = new PriceCrossings()
  crossings.set(7, { row: 0, at: 100, again: 102 })
  const toldAt = [101, 100, 101, 99, 101, 100, 102, 100, Number.POSITIVE_INFINITY, 98].filter(
    (value) => crossings.change(0, value, []) > 0,
  )
  expect(toldAt).toEqual([100, 100, 98])
  expect(() => crossings.set(7, { row: 0, at: 100, again: 100 })).toThrow('100 is not above 100')
})
