import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addFollowers,
  addSecondStep,
  fitTransitions,
  pairsOf,
  type SparseRows,
  type TransitionOptions,
} from './sequence-transitions.ts'
import { frequenciesOf, sequencesOf } from './sequences.ts'
import { TopK } from './top-k.ts'

const itemCount = 6
const plain: TransitionOptions = {
  window: 3,
  gapDecay: 1,
  backward: 0.5,
  lengthPower: 0,
  power: 1,
  fromPower: 0,
  shrink: 0,
  toPower: 0,
}

function fit(lists: readonly number[][], options: TransitionOptions): SparseRows {
  const sequences = sequencesOf(lists, itemCount)
  return fitTransitions(pairsOf(sequences, 4), frequenciesOf(sequences), options)
}

/** The rows as plain tables: from -> to -> value. */
function tables({ starts, columns, values }: SparseRows): Map<number, number>[] {
  return Array.from({ length: itemCount }, (_, from) => {
    const row = new Map<number, number>()
    for (let slot = starts[from]!; slot < starts[from + 1]!; slot++) row.set(columns[slot]!, values[slot]!)
    return row
  })
}

/** The formula, pair by pair, without any of the arrangements that make it fast. */
function slowly(lists: readonly number[][], options: TransitionOptions, from: number, to: number): number {
  const frequency = (item: number): number => lists.flat().filter((other) => other === item).length
  let sum = 0
  for (const list of lists)
    for (const [i, a] of list.entries())
      for (const [j, b] of list.entries()) {
        const gap = Math.abs(j - i)
        if (a !== from || b !== to || a === b || gap > options.window) continue
        sum += (j > i ? 1 : options.backward) * gap ** -options.gapDecay * list.length ** -options.lengthPower
      }
  if (sum === 0) return 0
  const asked = (frequency(from) + options.shrink) ** options.fromPower
  return sum ** options.power / (asked * (frequency(to) + 1) ** options.toPower)
}

test('golden: gaps, directions and frequencies count as written', () => {
  // 0 -> 1 one apart (1), 0 -> 2 two apart (1/2), 1 -> 2 (1); backwards half of each
  expect(tables(fit([[0, 1, 2]], plain))).toEqual([
    new Map([
      [1, 1],
      [2, 0.5],
    ]),
    new Map([
      [0, 0.5],
      [2, 1],
    ]),
    new Map([
      [0, 0.25],
      [1, 0.5],
    ]),
    new Map(),
    new Map(),
    new Map(),
  ])
  // 0 -> 1 twice, f(0) = f(1) = 2: (1 + 1)^2 / ((2 + 2)^0.5 * (2 + 1)^1) = 4 / (2 * 3)
  const twice = [
    [0, 1],
    [0, 1],
  ]
  const [row] = tables(fit(twice, { ...plain, power: 2, fromPower: 0.5, shrink: 2, toPower: 1 }))
  expect(row!.get(1)).toBeCloseTo(4 / 6, 6)
})

test('a fit agrees with the formula worked out pair by pair', () => {
  const lists = fc.array(fc.array(fc.nat(itemCount - 1), { maxLength: 7 }), { maxLength: 8 })
  const options = fc.record({
    window: fc.integer({ min: 1, max: 4 }),
    gapDecay: fc.constantFrom(0, 0.5, 1.5),
    backward: fc.constantFrom(0, 0.3, 1),
    lengthPower: fc.constantFrom(0, 0.5),
    power: fc.constantFrom(0.5, 1, 1.25),
    fromPower: fc.constantFrom(0, 0.4, 1),
    shrink: fc.constantFrom(0, 5),
    toPower: fc.constantFrom(0, 0.3),
  })
  fc.assert(
    fc.property(lists, options, (all, chosen) => {
      const found = tables(fit(all, chosen))
      for (let from = 0; from < itemCount; from++)
        for (let to = 0; to < itemCount; to++)
          expect(found[from]!.get(to) ?? 0).toBeCloseTo(slowly(all, chosen, from, to), 4)
    }),
    { seed: 71, numRuns: 200 },
  )
})

test('golden: followers add up by recency, and the second step goes on from the best', () => {
  const rows = fit(
    [
      [0, 1],
      [2, 1],
      [1, 3],
    ],
    { ...plain, backward: 0 },
  )
  const scores = new Float64Array(itemCount)
  addFollowers(rows, Uint32Array.of(0, 2), { recency: 1, lastMax: 5, scores })
  expect([...scores]).toEqual([0, 1.5, 0, 0, 0, 0]) // 1 from the last item, 1/2 from the one before
  const onlyLast = new Float64Array(itemCount)
  addFollowers(rows, Uint32Array.of(0, 2), { recency: 1, lastMax: 1, scores: onlyLast })
  expect(onlyLast[1]).toBe(1)
  const second = new Float64Array(itemCount)
  addSecondStep(rows, scores, { best: new TopK(2), through: new Uint32Array(2), scores: second })
  expect([...second]).toEqual([0, 0, 0, 1.5, 0, 0])
})
