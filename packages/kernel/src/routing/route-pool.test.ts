import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { FlatProblem } from './flat-problem.ts'
import { RoutePool } from './route-pool.ts'
import { loadPlan } from './snapshot.ts'
import { scattered } from './testing-problems.ts'
import { Tours } from './tours.ts'

/** Two ways to serve either half of eight stops by two vehicles. */
const lefts = [
  [
    [0, 1],
    [2, 3],
  ],
  [
    [0, 2],
    [1, 3],
  ],
]
const rights = [
  [
    [4, 6],
    [5, 7],
  ],
  [
    [4, 5],
    [6, 7],
  ],
]

test('routes of two plans make the cheapest of all plans that they make', () => {
  let isNew = 0
  for (let seed = 1; seed <= 40; seed++) {
    const { problem, van } = scattered(8, seed, () => ({ delivery: [1] }))
    const flat = new FlatProblem(problem([van(2, { count: 4 }), van(3, { count: 1 })]))
    const tours = new Tours(flat)
    const pool = new RoutePool(flat, tours, new Random(1))
    expect(pool.isOpen).toBe(true)
    const costOf = (left: number, right: number) => {
      tours.begin()
      tours.vacateAll()
      const routes = [...lefts[left], ...rights[right]].map((stops) => ({ vehicle: 0, trips: [stops], reloads: [] }))
      loadPlan(flat, tours, { routes })
      return tours.cost
    }
    const known = [0, 1].map((one) => {
      const cost = costOf(one, one)
      pool.collect()
      return cost
    })
    const least = Math.min(...known, costOf(0, 1), costOf(1, 0))
    const isBetter = least < Math.min(...known)
    const better = known[0] < known[1] ? 0 : 1
    costOf(better, better)
    const found = pool.cheaper(1000)
    expect(found !== undefined).toBe(isBetter)
    expect(pool.cheaper(1000) !== undefined).toBe(isBetter)
    if (!found) continue
    isNew++
    expect(found.flatMap(({ stops }) => [...stops]).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    tours.begin()
    tours.vacateAll()
    for (const { type, stops } of found) tours.append(stops, tours.freeOf(type))
    expect({ seed, cost: tours.cost }).toEqual({ seed, cost: least })
    expect(pool.cheaper(1000)).toBeUndefined()
  }
  expect(isNew).toBeGreaterThan(10)
})

test('what found nothing is searched again only once there are other routes, or for a dearer plan', () => {
  const { problem, van } = scattered(8, 2, () => ({ delivery: [1] }))
  const flat = new FlatProblem(problem([van(2, { count: 4 }), van(3, { count: 1 })]))
  const tours = new Tours(flat)
  const load = (routes: readonly (readonly number[])[]) => {
    tours.begin()
    tours.vacateAll()
    for (const stops of routes) tours.append(stops, tours.freeOf(0))
    return tours.cost
  }
  const plans = [
    [...lefts[0], ...rights[0]],
    [...lefts[1], ...rights[1]],
  ].sort((one, other) => load(one) - load(other))
  const pool = new RoutePool(flat, tours, new Random(1))
  const best = Math.min(...lefts.flatMap((left) => rights.map((right) => load([...left, ...right]))))
  load(plans[0])
  pool.collect()
  expect(pool.cheaper(1000)).toBeUndefined() // nothing else is there
  load(plans[1])
  pool.collect()
  expect(pool.cheaper(0)).toBeUndefined() // given up at once, and so it stays
  expect(pool.cheaper(1000)).toBeUndefined()
  load(plans[1].slice(1))
  tours.append(plans[1][0], tours.freeOf(1))
  pool.collect() // there is another route now
  const found = pool.cheaper(1000)!
  expect(load(found.map(({ stops }) => [...stops]))).toBe(best)
})
