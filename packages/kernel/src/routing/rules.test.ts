import { describe, expect, test } from 'vitest'
import type { Random } from '../random.ts'
import type { RoutePlan } from './plan.ts'
import { planCost } from './plan-cost.ts'
import type { RoutingProblem, Stop, VehicleType } from './problem.ts'
import { RouteScheduler } from './schedule.ts'
import { solveRoutes } from './search.ts'
import { scattered } from './testing-problems.ts'

/** What a kind of problem has: more of stops, of vans, and of the problem. */
type Kind = {
  readonly stop?: (i: number, random: Random) => Partial<Stop>
  readonly van?: Partial<VehicleType>
  readonly more?: (problem: RoutingProblem) => Partial<RoutingProblem>
}

const window = (random: Random) => {
  const from = random.below(3000)
  return [from, from + 1500] as const
}

const twoWindows = (_: number, random: Random) => {
  const from = random.below(1500)
  return { windows: [[from, from + 600] as const, [from + 1500, from + 2500] as const], service: 20 }
}

const shipped = (problem: RoutingProblem) => ({
  stops: problem.stops.map((stop) => ({ ...stop, delivery: [0] })),
  shipments: problem.stops.flatMap((_, i) => (i % 2 ? [{ pickup: i - 1, delivery: i, amount: [2 + (i % 5)] }] : [])),
})

const lunch = { windows: [[1000, 1800] as const], duration: 300 }

const kinds: Record<string, Kind> = {
  'loads alone': {},
  'open routes': { van: { end: undefined } },
  'time windows': { stop: (_, random) => ({ windows: [window(random)], service: 30 }), van: { shift: [0, 6000] } },
  'several windows': { stop: twoWindows, van: { shift: [0, 6000] } },
  'set-up times': { stop: (i, random) => ({ windows: [window(random)], setup: 50, place: 1 + (i >> 1) }) },
  'paid duty': {
    stop: (_, random) => ({ windows: [window(random)], service: 30 }),
    van: { cost: { fixed: 100, perDistance: 1, perTravel: 0, perDuty: 2 } },
  },
  'paid duty and several windows': {
    stop: twoWindows,
    van: { cost: { fixed: 100, perDistance: 1, perTravel: 0, perDuty: 2 }, maxDuration: 3000 },
  },
  'a longest duration': {
    stop: (_, random) => ({ windows: [window(random)], service: 30 }),
    van: { maxDuration: 2500 },
  },
  'a longest way, travel and number of stops': { van: { maxDistance: 2600, maxTravel: 2500, maxStops: 5 } },
  releases: { stop: (_, random) => ({ release: random.below(2000), service: 10 }), van: { shift: [0, 5000] } },
  'pickups beside deliveries': {
    stop: (_, random) => ({ delivery: [random.below(5)], pickup: [random.below(8)] }),
  },
  backhauls: {
    stop: (i) => (i % 3 ? {} : { isBackhaul: true, delivery: [0], pickup: [4] }),
  },
  shipments: { more: shipped },
  'shipments with windows, limits and breaks': {
    stop: (_, random) => ({ windows: [window(random)], service: 20 }),
    van: { shift: [0, 8000], maxDistance: 5000, breaks: [lunch] },
    more: shipped,
  },
  breaks: {
    stop: (_, random) => ({ windows: [window(random)], service: 30 }),
    van: { shift: [0, 6000], breaks: [lunch, { windows: [[2500, 3500]], duration: 100, maxLoad: [12] }] },
  },
  'speeds of the day': {
    stop: (_, random) => ({ windows: [window(random)], service: 30 }),
    van: { cost: { fixed: 0, perDistance: 1, perTravel: 1, perDuty: 0 } },
    more: ({ profiles }) => ({
      profiles: [
        {
          ...profiles[0],
          speeds: [
            { from: 500, percent: 60 },
            { from: 1500, percent: 130 },
          ],
        },
      ],
    }),
  },
  'trips with reloading': {
    stop: (_, random) => ({ service: 10, release: random.below(2) * 800 }),
    van: { count: 1, shift: [0, 20_000], reload: { places: [0, 1], service: 60, most: 6 } },
  },
  skills: { stop: (i) => ({ skills: i % 4 === 0 ? [1] : [] }), van: { skills: [1] } },
  'prizes and priorities': {
    stop: (i, random) => (i % 2 ? { prize: random.below(600) } : { priority: i }),
    van: { count: 3 },
  },
  'stops fixed on the road': {
    van: {},
    more: ({ vehicles }) => ({ vehicles: [{ ...vehicles[0], count: 1, fixed: [3, 8] }, vehicles[0]] }),
  },
  'two dimensions': {
    stop: (_, random) => ({ delivery: [1 + random.below(9), random.below(50)] }),
    van: { capacity: [40, 160] },
    more: () => ({ dimensions: 2 }),
  },
  'vehicles that differ': {
    more: ({ vehicles }) => ({
      vehicles: [
        ...vehicles,
        { ...vehicles[0], capacity: [15], pace: 150, cost: { fixed: 20, perDistance: 2, perTravel: 1, perDuty: 0 } },
      ],
    }),
  },
  'times on the spot that differ by vehicle': {
    stop: (_, random) => ({
      windows: [window(random)],
      service: 30,
      perKind: [{ kind: 1, service: random.below(300), setup: random.below(2) * 90 }],
    }),
    more: ({ vehicles }) => ({
      vehicles: [
        { ...vehicles[0], count: 3, shift: [0, 5000] },
        { ...vehicles[0], kind: 1, shift: [0, 5000] },
      ],
    }),
  },
}

describe('plans keep every rule, and cost what they say', () => {
  for (const [name, { stop, van = {}, more = () => ({}) }] of Object.entries(kinds)) {
    test(name, () => {
      for (const seed of [1, 2, 3]) {
        const made = scattered(24, seed, stop)
        const plain = made.problem([made.van(40, { count: 24, ...van })])
        const problem = { ...plain, ...more(plain) }
        const plan = solveRoutes(problem, { seed, iterations: 1200 })
        expect(broken(problem, plan)).toEqual([])
        expect(plan.cost).toBe(planCost(problem, plan))
        expect(missing(problem, plan)).toEqual([])
        expect(plan.routes.flatMap(({ trips }) => trips.flat()).length).toBeGreaterThan(10)
      }
    })
  }
})

function broken(problem: RoutingProblem, { routes }: RoutePlan): unknown[] {
  const scheduler = new RouteScheduler(problem)
  const counts = problem.vehicles.map(({ count }, v) => count - routes.filter(({ vehicle }) => vehicle === v).length)
  return [...routes.flatMap((route) => scheduler.schedule(route).violations), ...counts.filter((left) => left < 0)]
}

/** Stops that are neither on a route once nor said to be unserved. */
function missing({ stops }: RoutingProblem, { routes, unserved }: RoutePlan): number[] {
  const times = new Array<number>(stops.length).fill(0)
  for (const stop of [...unserved, ...routes.flatMap(({ trips }) => trips.flat())]) times[stop]++
  return times.flatMap((count, stop) => (count === 1 ? [] : [stop]))
}
