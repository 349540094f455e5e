import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restored } from '../testing-columns.ts'
import { ByteSlab } from './byte-slab.ts'

const steps = fc.array(fc.record({ take: fc.integer({ min: 1, max: 40 }), free: fc.nat(200), do: fc.nat(8) }), {
  maxLength: 120,
})

test('runs never overlap, hold zeros when given out, and are the same after a restart', () => {
  fc.assert(
    fc.property(steps, (all) => {
      let slab = new ByteSlab()
      let live: { start: number; units: number; mark: number }[] = []
      let mark = 0
      for (const step of all) {
        if (step.do === 0) slab = restored(slab, new ByteSlab())
        const start = slab.take(step.take)
        const bytes = slab.bytes.subarray(start * 8, (start + step.take) * 8)
        expect(bytes.every((byte) => byte === 0)).toBe(true)
        mark = (mark % 255) + 1
        bytes.fill(mark)
        live.push({ start, units: step.take, mark })
        const gone = live[step.free]
        if (gone) {
          slab.free(gone.start, gone.units)
          live = live.filter((run) => run !== gone)
        }
        for (const run of live)
          expect(
            slab.bytes.subarray(run.start * 8, (run.start + run.units) * 8).every((byte) => byte === run.mark),
          ).toBe(true)
        const units = live.reduce((sum, run) => sum + run.units, 1)
        expect(slab.used - slab.unused).toBe(units * 8)
      }
    }),
    { seed: 7, numRuns: 200 },
  )
})

test('freed neighbours are joined before more memory is asked for', () => {
  const slab = new ByteSlab()
  const starts = Array.from({ length: 20 }, () => slab.take(2))
  const { used } = slab
  for (const start of starts) slab.free(start, 2)
  slab.take(40)
  expect(slab.used).toBe(used)
})
