import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { planCost } from './plan-cost.ts'
import { plainStop, plainVehicle, type RoutingProblem } from './problem.ts'
import { replan } from './replan.ts'
import { RouteScheduler, scheduleRoute } from './schedule.ts'
import { solveRoutes } from './search.ts'
import { onLine, routeOf } from './testing-line.ts'
import { scattered } from './testing-problems.ts'

const two = (problem: RoutingProblem, more: object = {}) => ({
  ...problem,
  vehicles: [...problem.vehicles, plainVehicle(0, [10], { shift: [0, 1000], ...more })],
})
const on = (vehicle: number, ...stops: number[]) => ({ vehicle, trips: [stops], reloads: [] })

describe('replanning', () => {
  test('a new stop goes where it costs least, and only that vehicle is told', () => {
    const problem = two(onLine([{}, {}, {}, {}]))
    const result = replan({ problem, plan: { routes: [on(0, 0, 2), on(1, 3)] } })
    expect(result.plan.routes).toEqual([on(0, 0, 1, 2), on(1, 3)])
    expect(result).toMatchObject({ inserted: [1], moved: [], dropped: [], vehicles: [0], costDifference: 0 })
    expect(result.plan.cost).toBe(planCost(problem, result.plan))
  })

  test('a new stop goes to who is done in time there', () => {
    const perKind = [{ kind: 0, service: 30, setup: 0 }]
    const line = onLine([{}, { service: 90, perKind }], { shift: [0, 120] })
    const problem = two(line, { shift: [0, 120], kind: 0 })
    expect(replan({ problem, plan: { routes: [on(0, 0)] } }).plan).toMatchObject({
      routes: [on(0, 0), on(1, 1)],
      unserved: [],
    })
    expect(replan({ problem: two(line, { shift: [0, 120] }), plan: { routes: [on(0, 0)] } }).plan.unserved).toEqual([1])
  })

  test('a vehicle that is not out yet goes if that is cheaper, and an optional stop stays out if its prize is lower', () => {
    const far = onLine([{}, { place: 0 }, { prize: 39 }], {}, {})
    const problem = two({ ...far, vehicles: [{ ...far.vehicles[0], start: 1, end: 1 }] })
    // From place 1 to the depot and back is 40; the other starts there.
    const result = replan({ problem, plan: { routes: [on(0, 0)] } })
    expect(result.plan).toMatchObject({ routes: [on(0, 0), on(1, 1)], unserved: [2], cost: 39 })
  })

  test('what is cancelled leaves, with the other end of its shipment', () => {
    const stops = [{}, { delivery: [0] }, { delivery: [0] }]
    const problem = onLine(stops, {}, { shipments: [{ pickup: 1, delivery: 2, amount: [1] }] })
    const result = replan({ problem, plan: { routes: [routeOf([0, 1, 2])] }, gone: [2] })
    expect(result).toMatchObject({ dropped: [], vehicles: [0], costDifference: 0 })
    expect(result.plan).toEqual({ routes: [on(0, 0)], unserved: [], cost: 40 })
    expect(replan({ problem, plan: { routes: [routeOf([0], [1, 2])] }, gone: [0] }).plan.routes).toEqual([on(0, 1, 2)])
  })

  test('both ends of a new shipment are put in, the pickup first', () => {
    const stops = [{}, { delivery: [0] }, { delivery: [0] }, {}]
    const problem = onLine(stops, {}, { shipments: [{ pickup: 2, delivery: 1, amount: [1] }] })
    const result = replan({ problem, plan: { routes: [routeOf([0, 3])] } })
    expect(result.plan.routes[0].trips[0].indexOf(2)).toBeLessThan(result.plan.routes[0].trips[0].indexOf(1))
    expect(result.plan.cost).toBe(160)
    expect(result.costDifference).toBe(0)
  })

  test('fixed stops stay first, also where it would be shorter otherwise', () => {
    const problem = onLine([{}, {}, {}], { fixed: [2] })
    expect(replan({ problem, plan: { routes: [routeOf([0, 1])] } }).plan.routes[0].trips).toEqual([[2, 0, 1]])
    expect(replan({ problem, plan: { routes: [] } }).plan.routes).toHaveLength(1)
  })

  test('of a late driver the fewest stops move', () => {
    const stops = [{ service: 5 }, { windows: [[0, 50] as const] }, { service: 5 }, {}]
    const late = two(onLine(stops, { fixed: [0], shift: [30, 1000] }))
    // At stop 0 at 40, at stop 1 at 55 instead of 50: the other vehicle takes it.
    const result = replan({ problem: late, plan: { routes: [on(0, 0, 1, 2), on(1, 3)] } })
    expect(result.plan.routes).toEqual([on(0, 0, 2), on(1, 1, 3)])
    expect(result).toMatchObject({ moved: [1], dropped: [], vehicles: [0, 1] })
  })

  test('what has no room makes room by one other stop, or takes that of one that matters less', () => {
    const stops = [{ delivery: [6] }, { delivery: [4] }, { delivery: [6], priority: 9 }]
    const problem = two(onLine(stops), { capacity: [4] })
    const result = replan({ problem, plan: { routes: [routeOf([0, 1])] } })
    // The small vehicle is for stop 1 only; stop 2 matters more than stop 0.
    expect(result.plan.unserved).toEqual([0])
    expect(result.dropped).toEqual([0])
    expect(result.inserted).toEqual([2])
    const larger = replan({
      problem: {
        ...problem,
        stops: [...stops.slice(0, 2), { delivery: [4] }].map((stop, i) => plainStop(i + 1, stop)),
      },
      plan: { routes: [routeOf([0, 1])] },
    })
    expect(larger.plan.unserved).toEqual([])
  })

  test('nobody makes room for an optional stop at more than its prize', () => {
    // Only the first vehicle may come to stop 2, and is full: another stop on the other vehicle costs 40 more.
    const asked = (prize: number) => ({
      problem: two(onLine([{ delivery: [6] }, { delivery: [4] }, { delivery: [4], place: 1, vehicles: [0], prize }])),
      plan: { routes: [routeOf([0, 1])] },
    })
    expect(replan(asked(39)).plan).toMatchObject({ unserved: [2], cost: 80 + 39 })
    expect(replan(asked(41)).plan).toMatchObject({ unserved: [], cost: 120 })
  })

  test('nor for one in place of a dearer one, whatever their priorities', () => {
    const problem = onLine([
      { delivery: [10], prize: 500 },
      { delivery: [10], prize: 5, priority: 9, place: 1 },
    ])
    expect(replan({ problem, plan: { routes: [routeOf([0])] } }).plan).toMatchObject({ unserved: [1], cost: 45 })
  })

  test('a route that breaks a rule by its fixed stops alone stays', () => {
    const problem = onLine([{ service: 5 }, {}], { fixed: [1], shift: [0, 30] })
    const result = replan({ problem, plan: { routes: [routeOf([1, 0])] } })
    expect(result.plan.routes).toEqual([on(0, 1)])
    expect(result.plan.unserved).toEqual([0])
    expect(scheduleRoute(problem, result.plan.routes[0]).violations).toMatchObject([{ rule: 'shift', excess: 10 }])
  })
})

describe('over random days', () => {
  const day = (seed: number) => {
    const random = new Random(seed)
    const { problem, van } = scattered(60, seed, () => {
      const from = random.below(3000)
      return { windows: [[from, from + 800]], service: 10, priority: random.below(3) }
    })
    const one = van(50, { shift: [0, 5000], count: 1 })
    return problem(Array.from({ length: 9 }, () => one))
  }

  test('plans keep every rule, serve nothing twice, and say what changed', () => {
    for (let seed = 1; seed <= 3; seed++) {
      const problem = day(seed)
      const old = { ...problem, stops: problem.stops.slice(0, 50) }
      const plan = solveRoutes(old, { seed, iterations: 1500 })
      const late = problem.vehicles.map((type, v) => {
        const first = plan.routes.find(({ vehicle }) => vehicle === v)?.trips[0][0]
        return first === undefined ? type : { ...type, fixed: [first], shift: [v * 60, 5000] as const }
      })
      const now = { ...problem, vehicles: late }
      const gone = [1, 7, 11]
      for (const improve of [undefined, { iterations: 200, seed }]) {
        const result = replan({ problem: now, plan, gone, ...(improve ? { improve } : {}) })
        const served = result.plan.routes.flatMap(({ trips }) => trips.flat())
        expect(new Set(served).size).toBe(served.length)
        expect([...served, ...result.plan.unserved, ...gone].sort((a, b) => a - b)).toEqual(now.stops.map((_, i) => i))
        const scheduler = new RouteScheduler(now)
        for (const route of result.plan.routes) {
          expect(scheduler.schedule(route).violations.filter(({ rule }) => rule !== 'fixed')).toEqual([])
        }
        const before = new Set(plan.routes.flatMap(({ trips }) => trips.flat()))
        expect(result.inserted).toEqual(served.filter((stop) => !before.has(stop)).sort((a, b) => a - b))
      }
    }
  })

  test('looking for the best position finds what trying them all finds', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const problem = day(seed)
      const plan = solveRoutes({ ...problem, stops: problem.stops.slice(0, 59) }, { seed, iterations: 500 })
      const scheduler = new RouteScheduler(problem)
      const costs = plan.routes.flatMap((route) =>
        [...route.trips[0], -1].flatMap((_, at) => {
          const [trip] = route.trips
          const schedule = scheduler.schedule({ ...route, trips: [[...trip.slice(0, at), 59, ...trip.slice(at)]] })
          return schedule.violations.length > 0 ? [] : [schedule.cost - scheduler.schedule(route).cost]
        }),
      )
      const used = new Set(plan.routes.map(({ vehicle }) => vehicle))
      if (used.size < problem.vehicles.length)
        costs.push(
          scheduler.schedule(
            on(
              problem.vehicles.findIndex((_, v) => !used.has(v)),
              59,
            ),
          ).cost,
        )
      if (costs.length > 0 && plan.unserved.length === 0)
        expect(replan({ problem, plan }).costDifference).toBe(Math.min(...costs))
    }
  })
})
