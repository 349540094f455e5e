import { describe, expect, test } from 'vitest'
import type { RoutePlan } from './plan.ts'
import { planCost } from './plan-cost.ts'
import { anyTime, plainStop, plainVehicle, type RoutingProblem, type Stop, type VehicleType } from './problem.ts'
import { replan } from './replan.ts'
import { scheduleRoute } from './schedule.ts'
import { solveRoutes } from './search.ts'
import { onLine, routeOf } from './testing-line.ts'

const solved = (problem: RoutingProblem, start?: RoutePlan) =>
  solveRoutes(problem, { seed: 1, iterations: 200, ...(start ? { start } : {}) })

const planOf = (...trips: number[][]): RoutePlan => ({ routes: [routeOf(...trips)], unserved: [], cost: 0 })

function broken(problem: RoutingProblem, { routes }: RoutePlan): string[] {
  return routes.flatMap((route) => scheduleRoute(problem, route).violations.map(({ rule }) => rule))
}

/** Places with ways as a matrix says, stops at all but the first. */
function withWays(ways: number[][], stop: Partial<Stop>, van: Partial<VehicleType> = {}): RoutingProblem {
  const durations = Int32Array.from(ways.flat())
  const stops = ways.slice(1).map((_, i) => plainStop(i + 1, { delivery: [1], ...stop }))
  const vehicles = [plainVehicle(0, [10], van)]
  const profiles = [{ durations, distances: durations }]
  return { places: ways.length, profiles, dimensions: 1, stops, shipments: [], vehicles }
}

describe('reloads', () => {
  const reload = { places: [0], service: 0, most: 2 }

  test('where it reloads is not taken for a stop of the same number', () => {
    const problem = onLine([{ delivery: [99] }, { delivery: [6] }, { delivery: [6] }], { reload })
    const { routes, unserved } = solved(problem)
    expect(routes[0]!.reloads).toEqual([0])
    expect(unserved).toEqual([0])
  })

  test('nobody reloads before the first stop, were it the shorter way', () => {
    const far = 50
    const ways = [
      [0, far, far, 1],
      [far, 0, 1, 1],
      [far, 1, 0, 1],
      [1, 1, 1, 0],
    ]
    const { routes } = solved(withWays(ways, {}, { reload: { ...reload, places: [3] } }))
    expect(routes.flatMap(({ trips }) => trips).filter((trip) => trip.length === 0)).toEqual([])
  })

  test('a plan to begin with that reloads where nobody may', () => {
    const problem = onLine([{ delivery: [6] }, { delivery: [6] }], { reload })
    const start = { routes: [{ vehicle: 0, trips: [[0], [1]], reloads: [2] }], unserved: [], cost: 0 }
    const plan = solved(problem, start)
    expect(broken(problem, plan)).toEqual([])
    expect(plan.unserved).toEqual([])
  })

  test('a plan to begin with that names trips without stops, and stops twice', () => {
    const problem = onLine([{ delivery: [6] }, { delivery: [6] }], { reload })
    const routes = [{ vehicle: 0, trips: [[0, 0], [], [7, 0]], reloads: [0, 0] }]
    const { routes: made, unserved } = solveRoutes(problem, {
      seed: 1,
      iterations: 0,
      start: { routes, unserved: [1], cost: 0 },
    })
    expect(unserved).toEqual([])
    expect(made.flatMap(({ trips }) => trips).map((trip) => trip.length)).toEqual([1, 1])
  })
})

test('a plan to begin with that has a shipment on board where it reloads', () => {
  const none = { delivery: [0] }
  const reload = { places: [0], service: 0, most: 1 }
  const shipments = [{ pickup: 0, delivery: 2, amount: [5] }]
  const problem = onLine([none, { delivery: [10] }, none], { reload }, { shipments })
  const plan = solveRoutes(problem, { seed: 1, iterations: 0, start: planOf([0], [1, 2]) })
  expect(broken(problem, plan)).toEqual([])
})

test('loads that do not fit into 32 bits are not taken for small ones', () => {
  const delivery = [2 ** 30 - 1]
  const stops = [{ delivery }, { delivery }, { delivery }, { delivery }, { delivery: [0], pickup: [1] }]
  const problem = onLine(stops, { capacity: [3.3e9] })
  const plan = solved(problem)
  expect(broken(problem, plan)).toEqual([])
  expect(plan.unserved).toHaveLength(1)
})

test('a set-up that a stop put in between makes necessary counts in the duration, also after a wait', () => {
  // At 10, where it has to wait until 100; from the same place it needs no set-up, from the stop at 20 it does.
  const stops = [
    { windows: [[0, 10] as const] },
    { place: 1, windows: [[100, 100] as const], setup: 20 },
    { place: 2, windows: [[0, 50] as const] },
  ]
  const problem = onLine(stops, { maxDuration: 120 })
  const plan = solved(problem)
  expect(broken(problem, plan)).toEqual([])
  expect(plan.unserved).toHaveLength(1)
})

test('reloads that take nearly as long as any time there is leave none for one stop more', () => {
  const reload = { places: [0], service: 2 ** 30 - 60, most: 1 }
  const problem = onLine([{ delivery: [6] }, { delivery: [6], place: 1 }, {}], { reload, shift: anyTime })
  const plan = solved(problem, planOf([0], [1]))
  expect(broken(problem, plan)).toEqual([])
  expect(plan.unserved).toHaveLength(1)
})

test('a plan to begin with in which backhauls come first', () => {
  const problem = onLine([{ isBackhaul: true, delivery: [0], pickup: [1] }, {}])
  const plan = solved(problem, planOf([0, 1]))
  expect(broken(problem, plan)).toEqual([])
  expect(plan.unserved).toEqual([])
})

describe('ways as long as there can be', () => {
  const far = 1_000_000_000
  const ways = [
    [0, far, far],
    [far, 0, far],
    [far, far, 0],
  ]
  test.each([{}, { windows: [[0, 2 ** 30] as const] }])('no time overflows: %o', (stop) => {
    expect(solved(withWays(ways, stop), planOf([0, 1]))).toMatchObject({ routes: [], unserved: [0, 1] })
  })

  test('nor where a slow vehicle makes them longer still', () => {
    const problem = withWays(
      [
        [0, far],
        [1, 0],
      ],
      {},
      { pace: 155 },
    )
    expect(solved(problem, planOf([0]))).toMatchObject({ routes: [], unserved: [0] })
  })
})

test('an optional shipment that costs more than its prize is left out, also of a plan that serves it', () => {
  const none = { delivery: [0] }
  const shipments = [{ pickup: 0, delivery: 1, amount: [1] }]
  const problem = onLine([{ ...none, prize: 5 }, none], {}, { shipments })
  expect(solved(problem, planOf([0, 1]))).toMatchObject({ routes: [], unserved: [0, 1], cost: 5 })
})

test('travel that is limited is travel at the speed of the day', () => {
  const problem = onLine([{}], { maxTravel: 39 })
  const profiles = [{ ...problem.profiles[0]!, speeds: [{ from: 0, percent: 50 }] }]
  expect(solved({ ...problem, profiles }).unserved).toEqual([0])
  expect(solved({ ...problem, profiles, vehicles: [{ ...problem.vehicles[0]!, maxTravel: 40 }] }).unserved).toEqual([])
})

test('who is late where it is fixed still costs what its schedule says, and serves more', () => {
  const cost = { fixed: 0, perDistance: 1, perTravel: 0, perDuty: 3 }
  const problem = onLine([{ windows: [[0, 3]] }, { windows: [[100, 200]] }], { cost, fixed: [0], maxDuration: 150 })
  const plan = solved(problem)
  expect(plan.unserved).toEqual([])
  expect(plan.cost).toBe(planCost(problem, plan))
})

describe('a shipment that is taken at a fixed stop', () => {
  const none = { delivery: [0] }
  const shipments = [{ pickup: 2, delivery: 0, amount: [1] }]
  const problem = onLine([none, {}, none], { fixed: [2] }, { shipments })

  test('is left on the same route, where that costs least', () => {
    expect(solved(problem).routes).toEqual([{ vehicle: 0, trips: [[2, 1, 0]], reloads: [] }])
    expect(solved(problem, planOf([2, 1])).unserved).toEqual([])
  })

  test('comes along where a plan has its end on another route', () => {
    const two = { ...problem, vehicles: [problem.vehicles[0]!, { ...problem.vehicles[0]!, fixed: undefined }] }
    const routes = [routeOf([2, 1]), { vehicle: 1, trips: [[0]], reloads: [] }]
    const { plan } = replan({ problem: two, plan: { routes } })
    expect(broken(two, plan)).toEqual([])
    expect(plan.unserved).toEqual([])
  })
})

test('a shipment with its ends on two routes of a plan is planned once', () => {
  const none = { delivery: [0] }
  const problem = onLine([none, none], { count: 2 }, { shipments: [{ pickup: 0, delivery: 1, amount: [1] }] })
  const { plan } = replan({ problem, plan: { routes: [routeOf([0]), routeOf([1])] } })
  expect(plan.routes.flatMap(({ trips }) => trips)).toEqual([[0, 1]])
})

test('replanning ends with no broken route also where taking out one stop makes it longer', () => {
  const ways = [
    [0, 1, 100],
    [100, 0, 1],
    [1, 1, 0],
  ]
  const problem = withWays(ways, {}, { maxDistance: 50 })
  const unskilled = { ...problem, stops: [problem.stops[0]!, { ...problem.stops[1]!, skills: [9] }] }
  const { plan } = replan({ problem: unskilled, plan: planOf([0, 1]) })
  expect(plan).toMatchObject({ routes: [], unserved: [0, 1] })
})
