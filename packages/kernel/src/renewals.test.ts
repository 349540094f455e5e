import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RenewalChances } from './renewal-chances.ts'
import { Renewals } from './renewals.ts'
import { priorEvents, shrunkRates, shrunkRows } from './shrunk-rates.ts'
import { copyOf } from './testing-columns.ts'

const day = 86_400
/** A Thursday, 00:00 UTC: weeks are counted from it. */
const start = 2_800 * 7 * day
const table = () => new Renewals({ kinds: 2, halfLifeDays: 36_500 })

test('the weight of a parent is worked by hand', () => {
  // (9 - 4)^2 - 9 = 16, (1 - 4)^2 - 1 = 8: 24 beyond chance; 16 + 16 = 32; 1 / m = 24 / 32.
  expect(priorEvents([9, 1], [4, 4])).toBeCloseTo(32 / 24, 12)
  // (9 + 4/3) / (40 + (4/3) / 0.1) and (1 + 4/3) / (40 + 40/3)
  const rates = shrunkRates([9, 1], [40, 40], [0.1, 0.1])
  expect(rates[0]).toBeCloseTo(31 / 3 / (160 / 3), 12)
  expect(rates[1]).toBeCloseTo(7 / 3 / (160 / 3), 12)
  expect(priorEvents([4, 4], [4, 4])).toBe(1_000) // no more different than chance
  // Half the noise: 25 - 4.5 + 9 - .5 = 29; 32 / 29.
  expect(priorEvents([9, 1], [4, 4], 0.5)).toBeCloseTo(32 / 29, 12)
})

test('a row is first set to its level: one with twice the events of its parent in all has about twice its rates in each', () => {
  const exposure = Float64Array.of(1_000, 1_000, 1_000, 1_000)
  const parent = Float64Array.of(0.1, 0.1, 0.1, 0.1)
  const rates = shrunkRows(Float64Array.of(200, 200, 100, 100), exposure, parent, { width: 2, noise: 1 })
  // Rows saw 400 and 200 against 200: beyond chance (40,000 - 400) + (0 - 200) = 39,400; m = 80,000 / 39,400.
  const m = 80_000 / 39_400
  expect(rates[0]).toBeCloseTo((0.1 * (400 + m)) / (200 + m), 3)
  expect(rates[2]).toBeCloseTo(0.1, 4)
})

test('a hazard that does not change with age is found: memoryless waits of ten days', () => {
  const renewals = table()
  let seed = 1
  for (let n = 0; n < 20_000; n++) {
    seed = (seed * 48_271) % 2_147_483_647
    renewals.begin(0, start)
    const wait = -10 * Math.log(seed / 2_147_483_647)
    if (wait < 60) renewals.renew(0, start, start + wait * day)
  }
  const chances = new RenewalChances(renewals, start + 60 * day)
  for (const age of [0, 3.5, 20])
    for (const days of [7, 14, 30])
      expect(Math.abs(chances.within(0, age, days) - (1 - Math.exp(-days / 10)))).toBeLessThan(0.03)
  expect(chances.medianWait(0, 5)).toBeGreaterThan(6.2) // 10 ln 2 = 6.93
  expect(chances.medianWait(0, 5)).toBeLessThan(7.7)
})

test('who waits and is never heard of again lowers the chance: the life table by hand', () => {
  const renewals = table()
  // 10,000 begin; half come in the middle of the first day; half are still waiting 14 days later.
  for (let n = 0; n < 10_000; n++) renewals.begin(0, start)
  for (let n = 0; n < 5_000; n++) renewals.renew(0, start, start + day / 2)
  const now = start + 14 * day
  const chances = new RenewalChances(renewals, now)
  // Day one: 5,000 events in 2,500 + 5,000 days: 2/3 a day; 1 - e^(-2/3) = .487.
  expect(Math.abs(chances.within(0, 0, 1) - 0.487)).toBeLessThan(0.02)
  expect(chances.within(0, 2, 7)).toBeLessThan(0.25)
})

test('series are told apart by number and mean gap', () => {
  const renewals = table()
  const group = (count: number, days: number) => renewals.groupOf({ count, first: 0, last: days * day }, 1)
  expect(group(1, 0)).toBe(1)
  expect([group(2, 0.5), group(2, 1.5), group(3, 14), group(4, 21), group(9, 8 * 500)]).toEqual([
    2,
    6,
    15,
    15,
    2 + 8 * 4 + 3,
  ])
  expect([0, 1, 2, 5, 6, 37].map((one) => renewals.familyOf(one))).toEqual([0, 0, 1, 1, 2, 9])
})

const waits = fc.array(
  fc.record({ group: fc.nat(37), from: fc.integer({ min: -90, max: 400 }), wait: fc.option(fc.nat(500)) }),
  {
    maxLength: 80,
  },
)

test('chances are chances and rise with time, in any state; what is undone leaves nothing; a snapshot is the same', () => {
  fc.assert(
    fc.property(waits, waits, (kept, undone) => {
      const renewals = table()
      const only = table()
      const fold = (to: Renewals, { group, from, wait }: (typeof kept)[number]) => {
        to.begin(group, start + from * day)
        if (wait !== null) to.renew(group, start + from * day, start + (from + wait) * day)
      }
      for (const one of kept) {
        fold(renewals, one)
        fold(only, one)
      }
      for (const one of undone) fold(renewals, one)
      for (const { group, from, wait } of undone) {
        if (wait !== null) renewals.undo(group, start + from * day, start + (from + wait) * day)
        renewals.withdraw(group, start + from * day)
      }
      const restored = table()
      restored.restore(copyOf(renewals.save()))
      const now = start + 900 * day
      const [a, b, c] = [renewals, only, restored].map((one) => new RenewalChances(one, now))
      for (const group of [-1, 0, 17, 37]) {
        const rising = [0, 1, 7, 30, 400, 9_000].map((days) => a!.within(group, 5, days))
        expect([...rising].sort((x, y) => x - y)).toEqual(rising)
        expect(rising[0]).toBe(0)
        expect(rising.at(-1)).toBeLessThanOrEqual(1)
        expect(a!.within(group, 5, 30)).toBeCloseTo(b!.within(group, 5, 30), 6)
        expect(a!.within(group, 5, 30)).toBe(c!.within(group, 5, 30))
        const median = a!.medianWait(group, 5)
        if (median !== undefined) expect(a!.within(group, 5, median)).toBeCloseTo(0.5, 9)
      }
    }),
    { seed: 801, numRuns: 60 },
  )
})
