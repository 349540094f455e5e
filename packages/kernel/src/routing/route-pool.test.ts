import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { FlatProblem } from './flat-problem.ts'
import { RoutePool } from './route-pool.ts'
import { loadPlan } from './snapshot.ts'
import { scattered } from './testing-problems.ts'
import { Tours } from './tours.ts'

test('routes of two plans that are each good in one half make one that is good in both', () => {
  const { problem, van } = scattered(8, 2, () => ({ delivery: [1] }))
  const flat = new FlatProblem(problem([van(2, { count: 4 }), van(3, { count: 1 })]))
  const tours = new Tours(flat)
  const pool = new RoutePool(flat, tours, new Random(1))
  expect(pool.isOpen).toBe(true)
  const costs = [
    [
      [0, 1],
      [2, 3],
      [4, 6],
      [5, 7],
    ],
    [
      [0, 2],
      [1, 3],
      [4, 5],
      [6, 7],
    ],
  ].map((trips) => {
    tours.begin()
    for (let r = 0; r < flat.routes; r++) tours.vacate(r)
    loadPlan(flat, tours, { routes: trips.map((stops) => ({ vehicle: 0, trips: [stops], reloads: [] })) })
    pool.collect()
    return tours.cost
  })
  const routes = pool.cheapest(Number.MAX_SAFE_INTEGER, 1000)!
  expect(routes.flatMap(({ stops }) => [...stops]).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  const halves = routes.map(({ stops }) => [...stops].sort().join())
  expect(halves.filter((half) => half === '0,1' || half === '0,2')).toHaveLength(1)
  const least = Math.min(...costs)
  const found = pool.cheapest(least + 1, 1000)
  expect(found).toBeDefined()
  expect(pool.cheapest(0, 1000)).toBeUndefined()
})
