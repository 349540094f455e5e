import { checkProblem, planCost, type RoutePlan, RouteSearch, type RoutingProblem, scheduleRoute } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { checkPlan } from './check-plan.ts'
import { isBetter, leastOf, worthOf } from './testing-best-plan.ts'
import { type Mixed, MixedRules, rulesOf } from './testing-mixed.ts'

/** Searches for a while, from a plan that breaks rules or goes on from one. */
const searches: Record<string, (mixed: Mixed) => RoutePlan> = {
  'from nothing': ({ problem }) => {
    const search = new RouteSearch(problem, { seed: 7 })
    for (let round = 0; round < 5; round++) search.run(16, round / 5)
    return search.best()
  },
  'from a plan that breaks rules': ({ problem, start }) => {
    const search = new RouteSearch(problem, { seed: 7, start })
    for (let round = 0; round < 5; round++) search.run(16, round / 5)
    return search.best()
  },
  'taking over plans on the way': ({ problem, start }) => {
    const search = new RouteSearch(problem, { seed: 7 })
    search.run(30, 0.1)
    search.adopt(start)
    search.run(30, 0.2)
    search.adopt(search.best())
    search.run(30, 0.9)
    return search.best()
  },
}

/** What is fixed may break rules by itself. */
function isFixedWrong(problem: RoutingProblem): boolean {
  return problem.vehicles.some(
    ({ fixed = [] }, vehicle) =>
      fixed.length > 0 && scheduleRoute(problem, { vehicle, trips: [fixed], reloads: [] }).violations.length > 0,
  )
}

/** What is wrong by the schedules, and by the check that knows nothing of them. */
function wrong(problem: RoutingProblem, plan: RoutePlan): unknown[] {
  const broken = plan.routes.flatMap((route) => scheduleRoute(problem, route).violations)
  const faults = checkPlan(problem, plan)
  const cost = planCost(problem, plan)
  return [
    ...(isFixedWrong(problem) ? [] : [...broken, ...faults]),
    ...(cost === plan.cost ? [] : [{ cost, says: plan.cost }]),
  ]
}

test.each(Object.entries(searches))('of problems in which all rules meet, plans %s keep all', (_, search) => {
  const draw = new MixedRules(20_260_731)
  let served = 0
  for (let i = 0; i < 250; i++) {
    const mixed = draw.next()
    if (checkProblem(mixed.problem).count > 0) continue
    const plan = search(mixed)
    expect.soft({ i, wrong: wrong(mixed.problem, plan) }).toEqual({ i, wrong: [] })
    expect(search(mixed)).toEqual(plan)
    served += mixed.problem.stops.length - plan.unserved.length
  }
  expect(served).toBeGreaterThan(250)
})

test('of problems so small that all plans can be tried, the search finds the best but for few', () => {
  const draw = new MixedRules(20_261_126)
  const [seen, short] = [new Map<string, number>(), new Map<string, number>()]
  const count = (of: Map<string, number>, names: readonly string[]) => {
    for (const name of names) of.set(name, (of.get(name) ?? 0) + 1)
  }
  for (let i = 0; i < 250; i++) {
    const { problem } = draw.next()
    const { length } = problem.stops
    const most = problem.vehicles.some(({ reload }) => reload) ? 4 : 5
    if (length === 0 || length > most || checkProblem(problem).count > 0) continue
    const least = leastOf(problem)
    if (!least) continue
    const search = new RouteSearch(problem, { seed: 7 })
    for (let round = 0; round < 20; round++) search.run(50, round / 20)
    const found = worthOf(problem, search.best())
    const names = ['all', ...rulesOf(problem)]
    count(seen, names)
    if (isBetter(least, found)) count(short, names)
    expect.soft({ i, isBetterThanAll: isBetter(found, least) }).toEqual({ i, isBetterThanAll: false })
  }
  const rules = [...seen].map(([rule, of]) => ({ rule, of, short: short.get(rule) ?? 0 }))
  expect(rules.length).toBeGreaterThan(20)
  const tooShort = rules.filter((one) => one.short > Math.max(2, one.of / 50))
  expect(tooShort).toEqual([])
})
