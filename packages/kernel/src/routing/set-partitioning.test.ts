import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import type { Columns } from './partition-sets.ts'
import { cheapestPartition } from './set-partitioning.ts'

describe('the cheapest partition', () => {
  test('is the one that trying them all finds, with limits on kinds', () => {
    let found = 0
    for (let seed = 1; seed <= 40; seed++) {
      const columns = drawn(seed)
      const best = byTrying(columns)
      const chosen = cheapestPartition(columns, { bound: 1e6, nodes: 500, random: new Random(1) })
      if (best === Number.POSITIVE_INFINITY) {
        expect(chosen).toBeUndefined()
        continue
      }
      found++
      expect(chosen!.flatMap((j) => [...columns.sets[j]!]).sort((a, b) => a - b)).toEqual([
        ...Array(columns.items).keys(),
      ])
      expect(chosen!.reduce((sum, j) => sum + columns.costs[j]!, 0)).toBe(best)
      expect(cheapestPartition(columns, { bound: best, nodes: 500, random: new Random(1) })).toBeUndefined()
    }
    expect(found).toBeGreaterThan(10)
  })

  test('makes a choice that it is given cheaper part by part, without breaking it', () => {
    let better = 0
    for (let seed = 1; seed <= 40; seed++) {
      const columns = drawn(seed)
      const costOf = (chosen: readonly number[]) => chosen.reduce((sum, j) => sum + columns.costs[j]!, 0)
      const best = byTrying(columns)
      const start = cheapestPartition(dearFirst(columns), { bound: 1e6, nodes: 8, random: new Random(1) })
      if (start === undefined || costOf(start) === best) continue
      const found = cheapestPartition(columns, { bound: costOf(start), nodes: 3, random: new Random(1), start })
      if (!found) continue
      better++
      expect(found.flatMap((j) => [...columns.sets[j]!]).sort((a, b) => a - b)).toEqual([
        ...Array(columns.items).keys(),
      ])
      for (const kind of [0, 1]) expect(found.filter((j) => columns.kinds[j] === kind).length).toBeLessThanOrEqual(2)
      expect(costOf(found)).toBeLessThan(costOf(start))
      expect(costOf(found)).toBeGreaterThanOrEqual(best)
    }
    expect(better).toBeGreaterThan(5)
  })

  test('gives up after as many decisions as it may take', () => {
    expect(cheapestPartition(drawn(1), { bound: 1e6, nodes: 0, random: new Random(1) })).toBeUndefined()
  })
})

function drawn(seed: number): Columns {
  const random = new Random(seed)
  const items = 8
  const sets = Array.from({ length: 30 }, () => {
    const order = random.shuffle([...Array(items).keys()])
    return Int32Array.from(order.slice(0, 1 + random.below(4)))
  })
  return {
    items,
    sets,
    costs: sets.map((set) => set.length * 10 + random.below(30)),
    kinds: sets.map(() => random.below(2)),
    limits: [2, 2],
  }
}

/** The same sets, of which those are cheap that were dear. */
const dearFirst = (columns: Columns): Columns => ({ ...columns, costs: columns.costs.map((cost) => 200 - cost) })

function byTrying({ items, sets, costs, kinds, limits }: Columns): number {
  const go = (taken: number, from: number, left: readonly number[]): number => {
    if (taken === 2 ** items - 1) return 0
    let best = Number.POSITIVE_INFINITY
    for (let j = from; j < sets.length; j++) {
      const mask = sets[j]!.reduce((m, item) => m | (1 << item), 0)
      if (mask & taken || left[kinds[j]!] === 0) continue
      const rest = left.map((l, kind) => (kind === kinds[j] ? l - 1 : l))
      best = Math.min(best, costs[j]! + go(taken | mask, j + 1, rest))
    }
    return best
  }
  return go(0, 0, limits)
}
