import { checkProblem, Random, type RoutingProblem, replan, scheduleRoute } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { checkPlan } from './check-plan.ts'
import { MixedRules } from './testing-mixed.ts'

/** Stops that nobody goes to any more: some, and the other ends of their shipments. */
function drawnGone({ stops, shipments }: RoutingProblem, random: Random): number[] {
  const gone = new Set([...stops.keys()].filter(() => random.below(4) === 0))
  for (const { pickup, delivery } of shipments)
    if (gone.has(pickup) || gone.has(delivery)) for (const end of [pickup, delivery]) gone.add(end)
  return [...gone]
}

/** The problem as it is when they are gone: what was fixed of them is no more. */
function after(problem: RoutingProblem, gone: readonly number[]): RoutingProblem {
  const vehicles = problem.vehicles.map((type) =>
    type.fixed ? { ...type, fixed: type.fixed.filter((stop) => !gone.includes(stop)) } : type,
  )
  return {
    ...problem,
    vehicles,
    stops: problem.stops.map((stop, i) => (gone.includes(i) ? { ...stop, prize: 0 } : stop)),
  }
}

/** Whether vehicles break rules by what is fixed alone. */
function isFixedWrong(problem: RoutingProblem): boolean {
  return problem.vehicles.some(
    ({ fixed = [] }, vehicle) =>
      fixed.length > 0 && scheduleRoute(problem, { vehicle, trips: [fixed], reloads: [] }).violations.length > 0,
  )
}

test.each([false, true])(
  'any plan, with stops that are cancelled, becomes one that keeps all rules; improved: %s',
  (isImproved) => {
    const draw = new MixedRules(20_261_129)
    const random = new Random(20_261_129)
    let served = 0
    for (let i = 0; i < 400; i++) {
      const { problem, start } = draw.next()
      const gone = drawnGone(problem, random)
      if (problem.stops.length === 0 || checkProblem(problem).count > 0) continue
      const improve = isImproved ? { improve: { iterations: 30, seed: i } } : {}
      const { plan } = replan({ problem, plan: start, gone, ...improve })
      const now = after(problem, gone)
      if (isFixedWrong(now)) continue
      const whole = { ...plan, unserved: [...plan.unserved, ...gone] }
      expect.soft({ i, faults: checkPlan(now, whole) }).toEqual({ i, faults: [] })
      served += plan.routes.flatMap(({ trips }) => trips.flat()).length
    }
    expect(served).toBeGreaterThan(300)
  },
)
