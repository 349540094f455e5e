import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ItemTransitions } from './item-transitions.ts'
import { restored } from './testing-columns.ts'

const day = 86_400
const halfLife = 15 * day

/** What goes with `from`, heaviest first, decayed to the moment the list is kept at. */
function neighboursOf(transitions: ItemTransitions, from: number): [item: number, weight: number][] {
  const { starts, counts, columns } = transitions.lists
  if (from >= transitions.lists.rows) return []
  const found = Array.from({ length: counts[from]! }, (_, i): [number, number] => {
    const slot = starts[from]! + i
    return [columns.item[slot]!, columns.weight[slot]!]
  })
  return found.sort((a, b) => b[1] - a[1] || a[0] - b[0])
}

type Pair = { from: number; to: number; weight: number; at: number }
const pairs = fc.array(
  fc.record({
    from: fc.nat(3),
    to: fc.nat(12),
    weight: fc.constantFrom(0.1, 0.5, 1),
    at: fc.integer({ min: 1_700_000_000, max: 1_700_000_000 + 120 * day }),
  }),
  { maxLength: 120 },
)

function transitionsOf(all: readonly Pair[], neighboursMax: number): ItemTransitions {
  const transitions = new ItemTransitions({ neighboursMax, halfLife })
  for (const { from, to, weight, at } of all) transitions.add(from, to, weight, at)
  return transitions
}

test('with room for all, weights are in the proportions of the decayed sums, in any order of arrival', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const transitions = transitionsOf(all, 20)
      for (let from = 0; from < 4; from++) {
        const sums = new Map<number, number>()
        for (const { to, weight, at } of all.filter((pair) => pair.from === from))
          sums.set(to, (sums.get(to) ?? 0) + weight * 2 ** ((at - 1_700_000_000) / halfLife))
        const found = neighboursOf(transitions, from)
        const total = [...sums.values()].reduce((sum, weight) => sum + weight, 0)
        const kept = found.reduce((sum, [, weight]) => sum + weight, 0)
        expect(found.map(([item]) => item).sort()).toEqual([...sums.keys()].sort())
        for (const [item, weight] of found) expect(weight / kept).toBeCloseTo(sums.get(item)! / total, 4)
        if (kept > 0) expect(transitions.sums[from]! / kept).toBeCloseTo(1, 4)
      }
    }),
    { seed: 61, numRuns: 200 },
  )
})

test('a list never outgrows its bound, names nothing twice, and its sum counts what gave way', () => {
  fc.assert(
    fc.property(pairs, fc.integer({ min: 1, max: 4 }), (all, neighboursMax) => {
      const transitions = transitionsOf(all, neighboursMax)
      for (let from = 0; from < 4; from++) {
        const found = neighboursOf(transitions, from)
        expect(found.length).toBeLessThanOrEqual(neighboursMax)
        expect(new Set(found.map(([item]) => item)).size).toBe(found.length)
        const kept = found.reduce((sum, [, weight]) => sum + weight, 0)
        expect(kept).toBeLessThanOrEqual((transitions.sums[from] ?? 0) * 1.0001)
      }
    }),
    { seed: 62, numRuns: 200 },
  )
})

test('golden: of two neighbours the lighter gives way; frequent pairs stay while chance pairs pass', () => {
  const transitions = new ItemTransitions({ neighboursMax: 2, halfLife })
  const at = 1_700_000_000
  transitions.add(7, 1, 1, at)
  transitions.add(7, 1, 1, at)
  transitions.add(7, 2, 0.5, at)
  for (let chance = 10; chance < 20; chance++) transitions.add(7, chance, 0.25, at)
  expect(neighboursOf(transitions, 7)).toEqual([
    [1, 2],
    [19, 0.25],
  ])
  expect(transitions.sums[7]).toBe(5)
  expect(neighboursOf(transitions, 1)).toEqual([]) // a -> b says nothing of b -> a
})

test('golden: a pair counts half after the half-life, and a late one what is left of it', () => {
  const transitions = new ItemTransitions({ neighboursMax: 4, halfLife })
  const at = 1_700_000_000
  transitions.add(0, 1, 1, at)
  transitions.add(0, 2, 1, at + halfLife)
  transitions.add(0, 3, 1, at)
  expect(neighboursOf(transitions, 0)).toEqual([
    [2, 1],
    [1, 0.5],
    [3, 0.5],
  ])
  transitions.add(0, 4, 1, at + halfLife + day - 1) // within a day of the list's moment: counted up instead
  expect(neighboursOf(transitions, 0)[0]![1]).toBeCloseTo(2 ** ((day - 1) / halfLife), 6)
})

test('a snapshot goes on to the same bytes', () => {
  fc.assert(
    fc.property(pairs, fc.nat(120), (all, cut) => {
      const fresh = new ItemTransitions({ neighboursMax: 3, halfLife })
      const transitions = restored(transitionsOf(all.slice(0, cut), 3), fresh)
      for (const { from, to, weight, at } of all.slice(cut)) transitions.add(from, to, weight, at)
      expect(transitions.save()).toEqual(transitionsOf(all, 3).save())
    }),
    { seed: 63, numRuns: 100 },
  )
})
