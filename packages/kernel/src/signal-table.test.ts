import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SignalTable } from './signal-table.ts'

test('sums per index and signal agree with a map, in order of first touch, also after a reset', () => {
  const adds = fc.array(fc.tuple(fc.nat(2_000), fc.nat(2), fc.integer({ min: -9, max: 9 })), { maxLength: 600 })
  const table = new SignalTable(3)
  fc.assert(
    fc.property(adds, (all) => {
      table.reset()
      const slow = new Map<number, number[]>()
      for (const [index, signal, amount] of all) {
        const at = table.touch(index) * 3 + signal
        table.values[at]! += amount
        const sums = slow.get(index) ?? [0, 0, 0]
        slow.set(index, sums)
        sums[signal]! += amount
      }
      expect([...table.touched.subarray(0, table.count)]).toEqual([...slow.keys()])
      for (const [index, sums] of slow) {
        const at = table.placeOf(index) * 3
        expect([...table.values.subarray(at, at + 3)]).toEqual(sums)
      }
      expect(table.placeOf(2_001)).toBe(-1)
      for (const signal of [0, 1, 2])
        expect(table.highestOf(signal)).toBe(Math.max(0, ...[...slow.values()].map((sums) => sums[signal]!)))
    }),
    { seed: 71, numRuns: 100 },
  )
})
