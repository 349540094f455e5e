import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import type { RoutePlan } from './plan.ts'
import { planOf } from './plan-cost.ts'
import { canPart, partPlan } from './plan-parts.ts'
import type { RoutingProblem } from './problem.ts'
import { scheduleRoute } from './schedule.ts'
import { RouteSearch, solveRoutes } from './search.ts'
import { scattered } from './testing-problems.ts'

const { problem, van } = scattered(260, 4, (i) => (i < 2 ? { delivery: [0] } : {}))
/** Two types that are one to the solver, and a third; few enough that some stops stay. */
const tight = problem([van(60, { count: 7 }), van(60, { count: 8 }), van(40, { count: 6 })], {
  shipments: [{ pickup: 0, delivery: 1, amount: [3] }],
})
const served = ({ routes }: Pick<RoutePlan, 'routes'>) => routes.flatMap(({ trips }) => trips.flat())
const used = ({ routes }: Pick<RoutePlan, 'routes'>, v: number) => routes.filter(({ vehicle }) => vehicle === v).length

/** That a plan names each stop once, no vehicle twice, and breaks no rule. */
function expectSound(task: RoutingProblem, plan: RoutePlan): void {
  const all = [...served(plan), ...plan.unserved].sort((a, b) => a - b)
  expect(all).toEqual(task.stops.map((_, i) => i))
  task.vehicles.forEach(({ count }, v) => {
    expect(used(plan, v)).toBeLessThanOrEqual(count)
  })
  for (const route of plan.routes) expect(scheduleRoute(task, route).violations).toEqual([])
}

describe('parts of a plan', () => {
  const plan = solveRoutes(tight, { seed: 1, iterations: 300 })

  test('hold every stop and every vehicle once, and shipments whole', () => {
    expect(plan.unserved.length).toBeGreaterThan(3)
    for (let seed = 0; seed < 5; seed++) {
      const parts = partPlan(tight, plan.routes, 3, new Random(seed))
      expect(parts.flatMap(({ stops }) => stops).sort((a, b) => a - b)).toEqual(tight.stops.map((_, i) => i))
      tight.vehicles.forEach(({ count }, v) => {
        expect(parts.reduce((sum, { vehicles }) => sum + vehicles[v], 0)).toBe(count)
        for (const part of parts) expect(used(part, v)).toBeLessThanOrEqual(part.vehicles[v])
      })
      for (const { stops } of parts) expect(stops.includes(0)).toBe(stops.includes(1))
      const sizes = parts.map((part) => served(part).length)
      const longest = Math.max(...plan.routes.map((route) => served({ routes: [route] }).length))
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(2 * longest)
    }
  })

  test('planned each by itself, are one plan again that keeps all rules and is no worse', () => {
    const random = new Random(2)
    const searches = [3, 4].map((seed) => new RouteSearch(tight, { seed, start: plan }))
    let joined = plan
    for (let round = 0; round < 6; round++) {
      const parts = partPlan(tight, joined.routes, 2, random)
      searches.forEach((search, i) => {
        search.confine(parts[i])
        search.run(200, 0.8 + round / 30)
      })
      const next = planOf(
        tight,
        searches.flatMap((search) => search.best().routes),
      )
      expectSound(tight, next)
      expect(next.unserved.length).toBeLessThanOrEqual(joined.unserved.length)
      if (next.unserved.length === joined.unserved.length) expect(next.cost).toBeLessThanOrEqual(joined.cost)
      expectSound(
        tight,
        planOf(
          tight,
          searches.flatMap((search) => search.current().routes),
        ),
      )
      joined = next
    }
    expect(joined.cost).toBeLessThan(plan.cost)
  })

  test('are made of enough stops and routes, and of nothing that is on the road', () => {
    expect(canPart(tight, plan.routes, 1)).toBe(false)
    expect(canPart(tight, plan.routes, 2)).toBe(true)
    expect(canPart(tight, plan.routes, 3)).toBe(false)
    expect(canPart(tight, plan.routes.slice(0, 5), 2)).toBe(false)
    expect(canPart({ ...tight, vehicles: [{ ...van(60), fixed: [3] }] }, plan.routes, 2)).toBe(false)
  })
})
