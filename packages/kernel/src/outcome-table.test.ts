import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OutcomeTable } from './outcome-table.ts'
import { copyOf } from './testing-columns.ts'

const day = 86_400
const now = 1_700_000_000
const table = (halfLifeDays = 90) =>
  new OutcomeTable({ cells: 4, outcomes: 3, halfLifeDays, families: 2, familyOf: (cell) => cell >> 1 })
const rowOf = (chances: Float64Array, cell: number) => [...chances.subarray(cell * 3, cell * 3 + 3)]

test('with nothing counted all outcomes are alike', () => {
  for (const cell of [0, 3, 4])
    for (const chance of rowOf(table().chancesAt(now), cell)) expect(chance).toBeCloseTo(1 / 3, 12)
})

test('a cell with much to say says it, one with nothing says what its family does', () => {
  const outcomes = table()
  const weight = outcomes.weightAt(now)
  for (const [cell, counts] of [
    [0, [9_000, 900, 100]],
    [2, [100, 900, 9_000]],
  ] as const)
    for (let outcome = 0; outcome < 3; outcome++) outcomes.add(cell, outcome, counts[outcome]! * weight)
  const chances = outcomes.chancesAt(now)
  expect(rowOf(chances, 0)[0]).toBeCloseTo(0.9, 2)
  expect(rowOf(chances, 2)[2]).toBeCloseTo(0.9, 2)
  expect(rowOf(chances, 1)[0]).toBeGreaterThan(0.85)
  expect(rowOf(chances, 4)[1]).toBeCloseTo(0.09, 2)
  expect(outcomes.trialsAt(0, now)).toBeCloseTo(10_000, 6)
  expect(outcomes.trialsAt(0, now + 90 * day)).toBeCloseTo(5_000, 6)
  expect(outcomes.trialsAt(-1, now)).toBeCloseTo(20_000, 6)
})

test('rows sum to 1 whatever was counted and taken out again; a snapshot is the same', () => {
  const adds = fc.array(fc.record({ cell: fc.nat(3), outcome: fc.nat(2), days: fc.nat(3_000) }), { maxLength: 60 })
  fc.assert(
    fc.property(adds, adds, (kept, undone) => {
      const outcomes = table(30)
      for (const { cell, outcome, days } of kept) outcomes.add(cell, outcome, outcomes.weightAt(now + days * day))
      for (const { cell, outcome, days } of undone) outcomes.add(cell, outcome, outcomes.weightAt(now + days * day))
      for (const { cell, outcome, days } of undone) outcomes.add(cell, outcome, -outcomes.weightAt(now + days * day))
      const chances = outcomes.chancesAt(now + 3_000 * day)
      for (let cell = 0; cell <= 4; cell++) {
        const row = rowOf(chances, cell)
        for (const chance of row) expect(chance).toBeGreaterThanOrEqual(0)
        expect(row.reduce((sum, chance) => sum + chance)).toBeCloseTo(1, 9)
      }
      const restored = table(30)
      restored.restore(copyOf(outcomes.save()))
      expect(restored.chancesAt(now)).toEqual(outcomes.chancesAt(now))
    }),
    { seed: 802, numRuns: 100 },
  )
})
