import { describe, expect, test } from 'vitest'
import { RouteSearch, solveRoutes } from './search.ts'
import { scattered } from './testing-problems.ts'

describe('a search', () => {
  test('finds the best plan of a problem small enough to try them all', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const { problem, van, distances } = scattered(7, seed, () => ({ delivery: [1] }))
      const task = problem([van(3, { count: 4 })])
      const plan = solveRoutes(task, { seed, iterations: 2000 })
      expect(plan.unserved).toEqual([])
      expect(plan.cost).toBe(cheapest(distances, 8, 3))
    }
  })

  test('gives the same plan for the same seed, and never a worse one for more iterations', () => {
    const { problem, van } = scattered(60, 3)
    const task = problem([van(60, { count: 60 })])
    const plan = solveRoutes(task, { seed: 7, iterations: 3000 })
    expect(solveRoutes(task, { seed: 7, iterations: 3000 })).toEqual(plan)
    const search = new RouteSearch(task, { seed: 7 })
    let last = search.bestCost
    for (let i = 0; i < 20; i++) {
      search.run(100, i / 20)
      expect(search.bestCost).toBeLessThanOrEqual(last)
      last = search.bestCost
    }
  })

  test('lets one van come back for more until all is brought, and not once more than that', () => {
    const { problem, van } = scattered(20, 5, () => ({ delivery: [5] }))
    const task = problem([van(25, { reload: { places: [0], service: 0, most: 9 } })])
    const plan = solveRoutes(task, { seed: 1, iterations: 8000 })
    expect(plan.unserved).toEqual([])
    expect(plan.routes.map(({ trips }) => trips.length)).toEqual([4])
    const asVans = solveRoutes(problem([van(25, { count: 4 })]), { seed: 1, iterations: 8000 })
    expect(plan.cost).toBe(asVans.cost)
  })

  test('sends who is done in time: a stop may take a van longer than a bicycle', () => {
    const perKind = [{ kind: 1, service: 0, setup: 0 }]
    const { problem, van } = scattered(12, 4, (i) => ({ delivery: [1], service: 900, ...(i % 2 ? { perKind } : {}) }))
    const shift = [0, 4000] as const
    const plan = solveRoutes(problem([van(12, { shift }), van(12, { shift }), van(12, { shift, kind: 1 })]), {
      seed: 1,
      iterations: 2000,
    })
    const bicycle = plan.routes.find(({ vehicle }) => vehicle === 2)!.trips.flat()
    expect(bicycle.filter((stop) => stop % 2).length).toBeGreaterThan(3)
    const asVans = solveRoutes(problem([van(12, { shift, count: 3 })]), { seed: 1, iterations: 2000 })
    expect(plan.unserved.length).toBeLessThan(asVans.unserved.length)
  })

  test('serves all with the fewest vehicles where a vehicle is dear', () => {
    const { problem, van } = scattered(40, 6, () => ({ delivery: [7] }))
    const cost = { fixed: 1_000_000, perDistance: 1, perTravel: 0, perDuty: 0 }
    const plan = solveRoutes(problem([van(28, { count: 40, cost })]), { seed: 1, iterations: 4000 })
    expect(plan.unserved).toEqual([])
    expect(plan.routes).toHaveLength(10)
  })

  test('serves those of higher priority where there is not room for all', () => {
    const { problem, van } = scattered(20, 7, (i) => ({ delivery: [5], priority: i < 8 ? 10 : 0 }))
    const plan = solveRoutes(problem([van(25, { count: 2 })]), { seed: 1, iterations: 2000 })
    const served = plan.routes.flatMap(({ trips }) => trips.flat())
    expect(served).toHaveLength(10)
    expect(served.filter((stop) => stop < 8)).toHaveLength(8)
  })

  test('goes on from a plan that it is given', () => {
    const { problem, van } = scattered(60, 4)
    const task = problem([van(60, { count: 60 })])
    const start = solveRoutes(task, { seed: 1, iterations: 4000 })
    expect(new RouteSearch(task, { seed: 2, start }).best()).toEqual(start)
  })
})

/** Cost of the best plan with vehicles of one capacity and stops of one unit: by dynamic programming over sets of stops. */
function cheapest(distances: Int32Array, places: number, capacity: number): number {
  const sets = 2 ** (places - 1)
  const round = new Float64Array(sets)
  for (let set = 1; set < sets; set++) round[set] = shortestRound(distances, places, set)
  const best = new Float64Array(sets).fill(Number.POSITIVE_INFINITY)
  best[0] = 0
  for (let set = 1; set < sets; set++) {
    for (let part = set; part > 0; part = (part - 1) & set) {
      if (bits(part) <= capacity) best[set] = Math.min(best[set]!, best[set ^ part]! + round[part]!)
    }
  }
  return best[sets - 1]!
}

function shortestRound(distances: Int32Array, places: number, set: number): number {
  const go = (at: number, left: number): number => {
    if (left === 0) return distances[at * places]!
    let least = Number.POSITIVE_INFINITY
    for (let i = 1; i < places; i++) {
      const bit = 1 << (i - 1)
      if (left & bit) least = Math.min(least, distances[at * places + i]! + go(i, left ^ bit))
    }
    return least
  }
  return go(0, set)
}

function bits(set: number): number {
  let count = 0
  for (let left = set; left > 0; left &= left - 1) count++
  return count
}
