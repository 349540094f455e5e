import {
  checkProblem,
  RouteScheduler,
  RouteSearch,
  type RoutingProblem,
  type Stop,
  type UnservedReason,
  type VehicleType,
  whyUnserved,
} from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { leastOf, routesOf } from './testing-best-plan.ts'
import { MixedRules } from './testing-mixed.ts'

const no = Number.POSITIVE_INFINITY

/** What a stop is without a rule, or a vehicle. */
const stopsWithout: Partial<Record<UnservedReason['rule'], (stop: Stop) => Stop>> = {
  skills: (stop) => ({ ...stop, skills: [] }),
  vehicle: ({ vehicles: _, ...stop }) => stop,
  window: (stop) => ({ ...stop, windows: [] }),
  release: (stop) => ({ ...stop, release: 0 }),
  backhaul: (stop) => ({ ...stop, isBackhaul: false }),
}
const vehiclesWithout: Partial<Record<UnservedReason['rule'], (type: VehicleType) => VehicleType>> = {
  capacity: (type) => ({ ...type, capacity: type.capacity.map(() => 1_000) }),
  total: (type) => ({ ...type, capacity: type.capacity.map(() => 1_000) }),
  shift: (type) => ({ ...type, shift: [type.shift[0], 2 ** 50] }),
  break: (type) => ({ ...type, breaks: [] }),
  'break-load': (type) => ({ ...type, breaks: type.breaks.map(({ maxLoad: _, ...rest }) => rest) }),
  'max-stops': (type) => ({ ...type, maxStops: no }),
  'max-distance': (type) => ({ ...type, maxDistance: no }),
  'max-travel': (type) => ({ ...type, maxTravel: no }),
  'max-duration': (type) => ({ ...type, maxDuration: no }),
}

/** The problem as if there were no such rule, for any stop and vehicle. */
function without(problem: RoutingProblem, rule: UnservedReason['rule']): RoutingProblem {
  const [stop, vehicle] = [stopsWithout[rule], vehiclesWithout[rule]]
  if (stop) return { ...problem, stops: problem.stops.map(stop) }
  if (vehicle) return { ...problem, vehicles: problem.vehicles.map(vehicle) }
  if (rule !== 'unreachable') throw new Error(`No problem is without the rule ${rule}.`)
  const short = (ways: Int32Array) => ways.map((way) => Math.min(way, 1_000))
  const profiles = problem.profiles.map((profile) => ({
    ...profile,
    durations: short(profile.durations),
    distances: short(profile.distances),
  }))
  return { ...problem, profiles }
}

/** Whether any route at all, of whatever stops, serves the stop and keeps its rules. */
function isServable(problem: RoutingProblem, stop: number): boolean {
  const scheduler = new RouteScheduler(problem)
  for (let vehicle = 0; vehicle < problem.vehicles.length; vehicle++) {
    for (const route of routesOf(problem, vehicle)) {
      if (route.trips.some((trip) => trip.includes(stop)) && scheduler.judge(route).violations.length === 0) return true
    }
  }
  return false
}

test('the rule that is named forbids the stop: without it there is room, or another rule is named', () => {
  const draw = new MixedRules(20_261_127)
  const freed = new Map<string, number>()
  for (let i = 0; i < 400; i++) {
    const { problem } = draw.next()
    const { length } = problem.stops
    const isKept = problem.vehicles.every((type) => !type.fixed?.length)
    if (length === 0 || length > 4 || !isKept || checkProblem(problem).count > 0) continue
    const search = new RouteSearch(problem, { seed: 7 })
    for (let round = 0; round < 10; round++) search.run(30, round / 10)
    const plan = search.best()
    for (const { stop, rule, isProven, excess } of whyUnserved(problem, plan)) {
      if (rule === 'prize' || rule === 'search') continue
      const said = { i, stop, rule, isProven, excess }
      if (excess !== undefined) expect.soft({ ...said, isMore: excess > 0 }).toMatchObject({ isMore: true })
      const isServed = isProven && rule !== 'total' && isServable(problem, stop)
      expect.soft({ ...said, isServed }).toEqual({ ...said, isServed: false })
      const next = whyUnserved(without(problem, rule), plan).find((one) => one.stop === stop)?.rule
      expect.soft({ ...said, next }).not.toMatchObject({ next: rule })
      if (next === 'search' || next === 'prize') freed.set(rule, (freed.get(rule) ?? 0) + 1)
    }
  }
  expect(freed.size).toBeGreaterThan(9) // rules that were the only one to forbid a stop
})

test('what is proven of a stop that nobody was asked to serve is true of every route, also of vehicles on the road', () => {
  const draw = new MixedRules(777_005)
  const proven = new Map<string, number>()
  for (let i = 0; i < 3_000; i++) {
    const { problem } = draw.next()
    const { length } = problem.stops
    if (length === 0 || length > 4 || checkProblem(problem).count > 0) continue
    const routes = problem.vehicles.flatMap(({ fixed = [] }, vehicle) =>
      fixed.length > 0 ? [{ vehicle, trips: [fixed], reloads: [] }] : [],
    )
    const fixed = new Set(routes.flatMap(({ trips }) => trips.flat()))
    const unserved = [...problem.stops.keys()].filter((stop) => !fixed.has(stop))
    for (const { stop, rule, isProven, excess } of whyUnserved(problem, { routes, unserved })) {
      if (!isProven) continue
      proven.set(rule, (proven.get(rule) ?? 0) + 1)
      const said = { i, stop, rule, excess }
      if (rule !== 'total') expect.soft({ ...said, is: isServable(problem, stop) }).toEqual({ ...said, is: false })
      else if (problem.stops[stop].prize === undefined)
        expect.soft({ ...said, left: leastOf(problem)?.weight }).not.toMatchObject({ left: 0 })
    }
  }
  expect(proven.size).toBeGreaterThan(8)
})
