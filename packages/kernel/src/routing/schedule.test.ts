import { describe, expect, test } from 'vitest'
import type { PlannedRoute } from './plan.ts'
import { planCost } from './plan-cost.ts'
import { noWay, plainVehicle, type RoutingProblem, type VehicleType } from './problem.ts'
import { scheduleRoute } from './schedule.ts'
import { solveRoutes } from './search.ts'
import { onLine, routeOf } from './testing-line.ts'
import { scattered } from './testing-problems.ts'
import { whyUnserved } from './why-unserved.ts'

const rules = (problem: RoutingProblem, planned: PlannedRoute) => scheduleRoute(problem, planned).violations
const times = (problem: RoutingProblem, planned: PlannedRoute) =>
  scheduleRoute(problem, planned).steps.map(({ kind, arrival, waiting }) => [kind, arrival, waiting])

describe('times', () => {
  test('start as late as the first window allows, and wait only where that cannot be helped', () => {
    const problem = onLine([{ windows: [[50, 60]], service: 5 }, { windows: [[100, 120]] }])
    // 10 there; served at 60 at the latest, so away at 65, at stop 2 at 75, and 25 to wait.
    const schedule = scheduleRoute(problem, routeOf([0, 1]))
    expect(schedule.steps.map(({ kind, arrival, waiting }) => [kind, arrival, waiting])).toEqual([
      ['start', 50, 0],
      ['stop', 60, 0],
      ['stop', 75, 25],
      ['end', 120, 0],
    ])
    expect(schedule).toMatchObject({
      travel: 40,
      distance: 80,
      service: 5,
      waiting: 25,
      duration: 70,
      cost: 80,
      violations: [],
    })
  })

  test('a stop that is missed is served at once, and says by how much it is late', () => {
    const problem = onLine([
      { windows: [[0, 100]], service: 30 },
      {
        windows: [
          [0, 20],
          [25, 35],
        ],
      },
    ])
    expect(times(problem, routeOf([0, 1]))).toEqual([
      ['start', 0, 0],
      ['stop', 10, 0],
      ['stop', 50, 0],
      ['end', 70, 0],
    ])
    expect(rules(problem, routeOf([0, 1]))).toEqual([{ rule: 'window', step: 2, excess: 15 }])
  })

  test('of several windows the next is waited for', () => {
    const problem = onLine([
      {
        windows: [
          [0, 5],
          [40, 45],
          [80, 90],
        ],
      },
    ])
    expect(times(problem, routeOf([0]))[0]).toEqual(['start', 30, 0])
  })

  test('the duration is shortest where it costs, over several windows', () => {
    const stops = [
      {
        windows: [
          [0, 10],
          [300, 400],
        ] as const,
      },
      { windows: [[320, 400]] as const },
    ]
    const cheap = onLine(stops)
    // Ends first if stop 1 is served early or late: it is as late as it can be in its first window.
    expect(scheduleRoute(cheap, routeOf([0, 1]))).toMatchObject({ duration: 340, waiting: 300 })
    const dear = onLine(stops, { cost: { fixed: 7, perDistance: 0, perTravel: 2, perDuty: 3 } })
    // Leaves at 300, at stop 1 at 310, at stop 2 at 320, back at 340.
    expect(scheduleRoute(dear, routeOf([0, 1]))).toMatchObject({ duration: 40, waiting: 0, cost: 7 + 2 * 40 + 3 * 40 })
    expect(scheduleRoute(onLine(stops, { maxDuration: 100 }), routeOf([0, 1])).violations).toEqual([])
  })

  test('set-up is only where the vehicle comes from elsewhere', () => {
    const problem = onLine([{ setup: 7 }, { setup: 7, place: 1 }, { setup: 7 }])
    const { steps, setup } = scheduleRoute(problem, routeOf([0, 1, 2]))
    expect(steps.map((step) => step.setup)).toEqual([0, 7, 0, 7, 0])
    expect(setup).toBe(14)
  })

  test('a stop takes as long as the kind of vehicle needs, and others as long as it says', () => {
    const perKind = [{ kind: 2, service: 20, setup: 7 }]
    const stops = [{ service: 5, perKind }, { service: 5 }]
    const spot = (kind?: number) => scheduleRoute(onLine(stops, { kind }), routeOf([0, 1]))
    expect(spot(2)).toMatchObject({ service: 25, setup: 7, duration: 72 })
    for (const kind of [undefined, 1]) expect(spot(kind)).toMatchObject({ service: 10, setup: 0, duration: 50 })
  })

  test('a trip starts when all its goods are there, also one after a reload', () => {
    const problem = onLine([{ release: 30 }, { release: 100 }], { reload: { places: [0], service: 4, most: 1 } })
    expect(times(problem, routeOf([0], [1]))).toEqual([
      ['start', 80, 0], // as late as it can be, and back when the second trip's goods are there
      ['stop', 90, 0],
      ['reload', 100, 0],
      ['stop', 124, 0],
      ['end', 144, 0],
    ])
    expect(times(problem, routeOf([0, 1]))[0]).toEqual(['start', 100, 0])
    expect(
      times(onLine([{ release: 30, windows: [[0, 50]] }, { release: 100 }], problem.vehicles[0]), routeOf([0], [1])),
    ).toEqual([
      ['start', 40, 0],
      ['stop', 50, 0],
      ['reload', 60, 40],
      ['stop', 124, 0],
      ['end', 144, 0],
    ])
  })

  test('without a start or an end the first and the last way are none', () => {
    const problem = onLine([{ windows: [[5, 9]] }, {}], { start: undefined, end: undefined })
    const { steps, travel } = scheduleRoute(problem, routeOf([0, 1]))
    expect(steps.map(({ kind, place, arrival }) => [kind, place, arrival])).toEqual([
      ['start', undefined, 5],
      ['stop', 1, 5],
      ['stop', 2, 15],
      ['end', undefined, 15],
    ])
    expect(travel).toBe(10)
  })

  test('a pace makes ways longer, speeds of the day as long as they hold', () => {
    expect(scheduleRoute(onLine([{}], { pace: 150 }), routeOf([0])).travel).toBe(30)
    const problem = onLine([{ windows: [[0, 20]] }, { windows: [[30, 99]] }])
    const [profile] = problem.profiles
    const slow = {
      ...problem,
      profiles: [
        {
          ...profile,
          speeds: [
            { from: 25, percent: 50 },
            { from: 40, percent: 200 },
          ],
        },
      ],
    }
    // Leaves stop 1 at 18: 7 at full speed, then 3 at half of it take 6. Leaving it at 19 it would end at 49.
    expect(times(slow, routeOf([0, 1]))).toEqual([
      ['start', 8, 0],
      ['stop', 18, 0],
      ['stop', 31, 0],
      ['end', 48, 0], // 9 at half speed do 4.5, and 15.5 at double speed take 7.75
    ])
  })
})

describe('breaks', () => {
  const noon = (windows: [number, number][], more = {}) => ({ breaks: [{ windows, duration: 6, ...more }] })

  test('interrupt a way where their window opens on it', () => {
    const problem = onLine([{}, { windows: [[0, 20]], service: 3 }], noon([[24, 40]]))
    const { steps, violations } = scheduleRoute(problem, routeOf([0, 1]))
    expect(violations).toEqual([])
    expect(steps.map(({ kind, arrival, place }) => [kind, arrival, place])).toEqual(
      [
        ['start', 0, 0],
        ['stop', 10, 1],
        ['stop', 20, 2],
        ['break', 24, undefined],
        ['end', 49, 0],
      ].map((step) => step),
    )
  })

  test('are had where they make the route end first', () => {
    // Waiting at stop 1 from 10 to 50 anyway: the break from 12 on costs nothing there.
    const problem = onLine([{ windows: [[50, 50]] }], noon([[12, 80]]))
    const { steps, duration, violations } = scheduleRoute(problem, routeOf([0]))
    expect(violations).toEqual([])
    expect(steps[steps.length - 1].arrival).toBe(60)
    expect(duration).toBe(26) // leaves at 34, arrives at 50 with 6 of rest, back at 60
  })

  test('that are missed or had with too much on board say so', () => {
    expect(rules(onLine([{}], noon([[0, 3]])), routeOf([0]))).toEqual([])
    const late = onLine([{ windows: [[0, 10]], service: 30 }], { ...noon([[15, 20]]), shift: [0, 1000] })
    // Before the stop it would be 25 - 10 late there; after it the break begins at 40.
    expect(rules(late, routeOf([0]))).toEqual([{ rule: 'window', step: 2, excess: 11 }])
    expect(rules(onLine([{ delivery: [3] }], noon([[0, 3]], { maxLoad: [1] })), routeOf([0]))).toEqual([
      { rule: 'break-load', step: 1, excess: 2 },
    ])
    expect(rules(onLine([{ delivery: [3] }], noon([[0, 30]], { maxLoad: [1] })), routeOf([0]))).toEqual([])
  })

  test('are had in the order given, also if the route is over before', () => {
    const breaks = [
      { windows: [[5, 9] as const], duration: 2 },
      { windows: [[100, 110] as const], duration: 4 },
    ]
    const { steps, violations } = scheduleRoute(onLine([{}], { breaks }), routeOf([0]))
    expect(violations).toEqual([])
    expect(steps.map(({ kind, index, arrival, waiting }) => [kind, index, arrival, waiting])).toEqual([
      ['start', undefined, 9, 0],
      ['break', 0, 9, 0],
      ['stop', 0, 21, 0],
      ['break', 1, 31, 69],
      ['end', undefined, 104, 0],
    ])
  })
})

describe('loads', () => {
  test('deliveries leave the start, pickups reach the end, shipments lie between their ends', () => {
    const stops = [{ delivery: [4] }, { delivery: [0], pickup: [5] }, { delivery: [0] }, { delivery: [0] }]
    const problem = onLine(stops, {}, { shipments: [{ pickup: 2, delivery: 3, amount: [3] }] })
    const { steps, violations } = scheduleRoute(problem, routeOf([0, 2, 1, 3]))
    expect(steps.map(({ load }) => load[0])).toEqual([4, 0, 3, 8, 5, 5])
    expect(violations).toEqual([])
    const small = { ...problem, vehicles: [plainVehicle(0, [6])] }
    expect(rules(small, routeOf([0, 2, 1, 3]))).toEqual([{ rule: 'capacity', step: 3, excess: 2 }])
  })

  test('a reload brings what the next trip leaves', () => {
    const problem = onLine([{ delivery: [8] }, { delivery: [9] }], { reload: { places: [0], service: 0, most: 1 } })
    expect(scheduleRoute(problem, routeOf([0], [1])).steps.map(({ load }) => load[0])).toEqual([8, 0, 9, 0, 0])
    expect(rules(problem, routeOf([0], [1]))).toEqual([])
    expect(rules(problem, routeOf([0, 1]))).toEqual([{ rule: 'capacity', step: 0, excess: 7 }])
  })
})

describe('rules', () => {
  test('of who may come', () => {
    expect(rules(onLine([{ skills: [1, 2] }], { skills: [2] }), routeOf([0]))).toEqual([
      { rule: 'skills', step: 1, excess: 1 },
    ])
    expect(rules(onLine([{ vehicles: [3] }]), routeOf([0]))).toEqual([{ rule: 'vehicle', step: 1, excess: 1 }])
  })

  test('of the order of stops', () => {
    const shipments = [{ pickup: 0, delivery: 1, amount: [1] }]
    const empty = [{ delivery: [0] }, { delivery: [0] }]
    expect(rules(onLine(empty, {}, { shipments }), routeOf([1, 0]))).toEqual([
      { rule: 'precedence', step: 1, excess: 1 },
      { rule: 'precedence', step: 2, excess: 1 },
    ])
    expect(rules(onLine([{ isBackhaul: true }, {}]), routeOf([0, 1]))).toEqual([
      { rule: 'backhaul', step: 2, excess: 1 },
    ])
    expect(rules(onLine([{}, {}], { fixed: [0, 1] }), routeOf([1, 0]))).toEqual([{ rule: 'fixed', step: 1, excess: 2 }])
  })

  test('of the whole route', () => {
    const stops = [{ service: 5 }, { service: 5 }]
    const limited = (van: Partial<VehicleType>) => rules(onLine(stops, van), routeOf([0, 1]))
    expect(limited({ maxStops: 1 })).toEqual([{ rule: 'max-stops', excess: 1 }])
    expect(limited({ maxDistance: 79 })).toEqual([{ rule: 'max-distance', excess: 1 }])
    expect(limited({ maxTravel: 37 })).toEqual([{ rule: 'max-travel', excess: 3 }])
    expect(limited({ maxDuration: 45 })).toEqual([{ rule: 'max-duration', excess: 5 }])
    expect(limited({ shift: [0, 48] })).toEqual([{ rule: 'shift', step: 3, excess: 2 }])
    expect(rules(onLine(stops), routeOf([0], [1]))).toEqual([
      { rule: 'reload', step: 2, excess: 1 },
      { rule: 'reload', excess: 1 },
    ])
  })

  test('of a driver on the road: fixed stops may be late, what comes after them may not', () => {
    const stops = [{ windows: [[0, 20]] as const }, { windows: [[0, 20]] as const }]
    expect(rules(onLine(stops, { fixed: [0], shift: [50, 200] }), routeOf([0, 1]))).toEqual([
      { rule: 'window', step: 2, excess: 50 },
    ])
  })
})

test('a matrix of costs is asked instead of rates, and a plan pays for what it leaves out', () => {
  const problem = onLine([{}, { prize: 40 }])
  const costs = problem.profiles[0].durations.map((one) => one + 3)
  const priced = { ...problem, profiles: [{ ...problem.profiles[0], costs }] }
  expect(scheduleRoute(priced, routeOf([0])).cost).toBe(26)
  expect(planCost(priced, { routes: [routeOf([0])] })).toBe(66)
})

test('the search and the schedule agree on what its plans cost, and on that they break no rule', () => {
  for (const seed of [1, 2, 3]) {
    const { problem, van } = scattered(30, seed, (_, random) => {
      const from = random.below(3000)
      return { windows: [[from, from + 600]], service: 10, setup: 5 }
    })
    const duty = { cost: { fixed: 50, perDistance: 1, perTravel: 1, perDuty: 0 }, maxDuration: 2500 }
    for (const task of [problem([van(40, { count: 20 })]), problem([van(60, { count: 20, ...duty })])]) {
      const plan = solveRoutes(task, { seed, iterations: 500 })
      expect(plan.routes.flatMap((one) => scheduleRoute(task, one).violations)).toEqual([])
      expect(planCost(task, plan)).toBe(plan.cost)
    }
  }
})

test('where there is no way nobody goes, however cheap it is, and it is said', () => {
  const { problem, van, distances } = scattered(12, 1)
  const holes = distances.slice()
  for (let i = 0; i < 13; i++) if (i !== 5) holes[i * 13 + 5] = noWay // nobody gets to place 5
  holes[3 * 13 + 4] = noWay
  for (const durations of [holes, distances]) {
    const task = problem([van(100, { pace: 200 })], { profiles: [{ durations, distances: holes }] })
    const plan = solveRoutes(task, { seed: 1, iterations: 500 })
    expect(plan.unserved).toEqual([4])
    expect(plan.routes.flatMap((one) => scheduleRoute(task, one).violations)).toEqual([])
    expect(rules(task, routeOf([2, 3]))).toContainEqual({ rule: 'unreachable', step: 2, excess: 1 })
  }
  const task = problem([van(100)], { profiles: [{ durations: holes, distances: holes }] })
  const [why] = whyUnserved(task, solveRoutes(task, { seed: 1, iterations: 100 }))
  expect(why).toMatchObject({ stop: 4, rule: 'unreachable', isProven: true })
})

test('it starts as late as costs nothing also where a break is had elsewhere then', () => {
  const breaks = [{ windows: [[40, 53] as const], duration: 1 }]
  const problem = onLine([{ windows: [[90, 146]] }], { breaks, maxDuration: 50 })
  const { steps, violations } = scheduleRoute(problem, routeOf([0]))
  expect(violations).toEqual([])
  expect(steps[0]!.arrival).toBe(53)
})
