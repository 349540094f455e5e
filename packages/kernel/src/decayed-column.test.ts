import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DecayedColumn } from './decayed-column.ts'
import { restored } from './testing-columns.ts'

const halfLife = 100

type Addition = { index: number; weight: number; at: number }
/** Up to 20,000 half-lives apart: far beyond what one double can hold. */
const additions = fc.array(
  fc.record({
    index: fc.nat(40),
    weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
    at: fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 2_000_000 })),
  }),
  { maxLength: 60 },
)

/** The definition: every addition by itself. */
function slowValue(all: readonly Addition[], index: number, now: number): number {
  return all
    .filter((one) => one.index === index)
    .reduce((sum, { weight, at }) => sum + weight * 2 ** (-(now - at) / halfLife), 0)
}

function columnOf(all: readonly Addition[]): DecayedColumn {
  const column = new DecayedColumn(halfLife)
  for (const { index, weight, at } of all) column.add(index, weight, at)
  return column
}

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected) + 1e-100)
}

test('values are the sums of the definition, in any order of arrival, over any span of time', () => {
  fc.assert(
    fc.property(additions, fc.nat(500), (all, later) => {
      const now = Math.max(0, ...all.map(({ at }) => at)) + later
      for (const order of [all, [...all].reverse(), [...all].sort((a, b) => a.at - b.at)]) {
        const column = columnOf(order)
        for (let index = 0; index <= 40; index++) expectClose(column.valueAt(index, now), slowValue(all, index, now))
        const total = Array.from({ length: 41 }, (_, index) => slowValue(all, index, now))
        expectClose(
          column.totalScaled * column.factorAt(now) || 0,
          total.reduce((sum, value) => sum + value, 0),
        )
        expect(Number.isFinite(column.totalScaled)).toBe(true)
      }
    }),
    { seed: 31, numRuns: 300 },
  )
})

test('golden: 8 counts 4 after one half-life, 1 after three; a late 8 counts what is left of it', () => {
  const column = new DecayedColumn(halfLife)
  column.add(0, 8, 1_000)
  expect([1_000, 1_100, 1_300].map((now) => column.valueAt(0, now))).toEqual([8, 4, 1])
  column.add(1, 8, 700)
  expect([column.valueAt(1, 1_000), column.valueAt(1, 1_100)]).toEqual([1, 0.5])
  expect(column.valueAt(2, 1_000)).toBe(0)
  expect(column.totalScaled * column.factorAt(1_000)).toBe(9)
})

test('the order by scaled sums is the order by value', () => {
  const column = columnOf([
    { index: 0, weight: 1, at: 60_000 },
    { index: 1, weight: 3, at: 59_900 },
    { index: 2, weight: 100, at: 100 },
  ])
  expect([0, 1, 2].sort((a, b) => column.scaled[b]! - column.scaled[a]!)).toEqual([1, 0, 2])
})

test('beyond 2^512 the column is scaled back, and stays exact for what still counts', () => {
  const column = new DecayedColumn(halfLife)
  column.add(0, 1, 0)
  column.add(1, 1, 512 * halfLife)
  expect(column.scaled[1]).toBe(2 ** 512)
  column.add(2, 1, 513 * halfLife)
  expect([...column.scaled.subarray(0, 3)]).toEqual([2 ** -513, 0.5, 1])
  column.add(3, 1, 512 * halfLife)
  expect(column.scaled[3]).toBe(0.5)
  column.add(4, 1, 1e9 * halfLife)
  expect([...column.scaled.subarray(0, 5)]).toEqual([0, 0, 0, 0, 1])
  expect(column.totalScaled).toBe(1)
})

test('scaleAt serves several addScaled of one moment', () => {
  const [one, other] = [new DecayedColumn(halfLife), new DecayedColumn(halfLife)]
  for (const at of [0, 70_000, 65_000]) {
    one.add(3, 2, at)
    one.add(4, 5, at)
    const scale = other.scaleAt(at)
    other.addScaled(3, 2 * scale)
    other.addScaled(4, 5 * scale)
  }
  expect(other.save()).toEqual(one.save())
})

test('a snapshot goes on to the same bytes, also an empty one', () => {
  fc.assert(
    fc.property(additions, fc.nat(60), (all, cut) => {
      const column = restored(columnOf(all.slice(0, cut)), new DecayedColumn(halfLife))
      for (const { index, weight, at } of all.slice(cut)) column.add(index, weight, at)
      expect(column.save()).toEqual(columnOf(all).save())
    }),
    { seed: 32, numRuns: 100 },
  )
})

test('nothing added is worth nothing', () => {
  const column = new DecayedColumn(halfLife)
  expect([column.valueAt(0, 5), column.factorAt(5)]).toEqual([0, 0])
})
