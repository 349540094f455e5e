import { describe, expect, test } from 'vitest'
import type { PlannedRoute } from './plan.ts'
import { plainVehicle, type RoutingProblem, type Stop, type VehicleType } from './problem.ts'
import { scheduleRoute } from './schedule.ts'
import { solveRoutes } from './search.ts'
import { onLine, routeOf } from './testing-line.ts'
import { scattered } from './testing-problems.ts'
import { whyUnserved } from './why-unserved.ts'

const why = (problem: RoutingProblem, ...routes: PlannedRoute[]) => {
  const served = new Set(routes.flatMap(({ trips }) => trips.flat()))
  const unserved = problem.stops.map((_, i) => i).filter((stop) => !served.has(stop))
  return whyUnserved(problem, { routes, unserved }).map(({ detail: _, ...reason }) => reason)
}
const whyOne = (stop: Partial<Stop>, van: Partial<VehicleType> = {}) => why(onLine([{}, stop], van), routeOf([0]))[0]

describe('what no plan could serve', () => {
  test('nobody has its skills, or may come', () => {
    expect(whyOne({ skills: [1, 2] }, { skills: [2] })).toEqual({
      stop: 1,
      rule: 'skills',
      isProven: true,
      vehicle: 0,
      excess: 1,
    })
    expect(whyOne({ vehicles: [] })).toEqual({ stop: 1, rule: 'vehicle', isProven: true })
  })

  test('it is too large for every vehicle', () => {
    expect(whyOne({ delivery: [13] })).toEqual({ stop: 1, rule: 'capacity', isProven: true, vehicle: 0, excess: 3 })
  })

  test('it is out of reach in time, distance or duration even alone', () => {
    // 20 to get there.
    expect(whyOne({ windows: [[0, 12]] })).toMatchObject({ rule: 'window', isProven: true, excess: 8 })
    expect(whyOne({ service: 30 }, { shift: [0, 60] })).toMatchObject({ rule: 'shift', isProven: true, excess: 10 })
    expect(whyOne({ windows: [[0, 50]], release: 35 })).toMatchObject({ rule: 'release', isProven: true, excess: 5 })
    expect(whyOne({}, { maxDistance: 79 })).toMatchObject({ rule: 'max-distance', isProven: true, excess: 1 })
    expect(whyOne({}, { maxTravel: 30 })).toMatchObject({ rule: 'max-travel', isProven: true, excess: 10 })
    expect(whyOne({ service: 5 }, { maxDuration: 40 })).toMatchObject({
      rule: 'max-duration',
      isProven: true,
      excess: 5,
    })
  })

  test('it takes every kind of vehicle too long', () => {
    const perKind = [{ kind: 0, service: 30, setup: 0 }]
    const shift = [0, 60] as const
    expect(whyOne({ perKind }, { shift, kind: 0 })).toMatchObject({ rule: 'shift', isProven: true, excess: 10 })
    expect(whyOne({ perKind }, { shift })).toMatchObject({ rule: 'search', isProven: false })
    const slow = onLine([{}, { service: 35, perKind }], { shift })
    const both = { ...slow, vehicles: [slow.vehicles[0], { ...slow.vehicles[0], kind: 0 }] }
    expect(why(both, routeOf([0]))[0]).toMatchObject({ rule: 'shift', isProven: true, vehicle: 1, excess: 10 })
  })

  test('what only breaks or set-ups make impossible is said, but not proven', () => {
    const breaks = [{ windows: [[0, 5] as const], duration: 10 }]
    expect(whyOne({ windows: [[0, 25]] }, { breaks })).toMatchObject({ rule: 'window', isProven: false, excess: 5 })
  })

  test('a way round that is shorter than the direct one counts', () => {
    const problem = onLine([{}, { windows: [[0, 20]] }])
    const durations = problem.profiles[0].durations.slice()
    durations[2] = 900 // from the depot to place 2; by place 1 it takes 20
    const round = { ...problem, profiles: [{ durations, distances: durations }] }
    expect(why(round, routeOf([0]))[0]).toMatchObject({ rule: 'window', isProven: false })
  })

  test('who reloads near by is there sooner than from the start after the release', () => {
    // Ready at 100. Who starts then is there at 150, who waits where it reloads at 110.
    const stops = [{}, {}, {}, {}, { windows: [[0, 110] as const], release: 100 }]
    const problem = onLine(stops, { reload: { places: [4], service: 0, most: 1 } })
    const trips = [[3], [4]]
    expect(scheduleRoute(problem, { vehicle: 0, trips, reloads: [4] }).violations).toEqual([])
    const [reason] = why(problem, routeOf([0, 1, 2, 3]))
    expect(reason).toMatchObject({ stop: 4, isProven: false })
    const late = onLine(stops, { reload: { places: [3], service: 0, most: 1 } })
    expect(why(late, routeOf([0, 1, 2, 3]))[0]).toMatchObject({ stop: 4, rule: 'release', isProven: true, excess: 10 })
  })

  test('who has fixed stops may start when travel is faster', () => {
    const problem = onLine([{}, {}], { fixed: [0], maxDuration: 45 })
    const speeds = [
      { from: 0, percent: 50 },
      { from: 200, percent: 100 },
    ]
    const slow = { ...problem, profiles: [{ ...problem.profiles[0], speeds }] }
    expect(scheduleRoute(slow, routeOf([0, 1])).violations).toEqual([])
    expect(why(slow, routeOf([0]))[0]).toMatchObject({ rule: 'search', isProven: false })
  })

  test('of a shipment both ends are told, and which of them it is', () => {
    const stops = [{ delivery: [0] }, { delivery: [0], skills: [4] }]
    const problem = onLine(stops, {}, { shipments: [{ pickup: 0, delivery: 1, amount: [1] }] })
    expect(why(problem)).toEqual([
      { stop: 0, because: 1, rule: 'skills', isProven: true, vehicle: 0, excess: 1 },
      { stop: 1, rule: 'skills', isProven: true, vehicle: 0, excess: 1 },
    ])
  })

  test('what is on board already has no need of its pickup again', () => {
    const none = { delivery: [0] }
    const stops = [{ ...none, windows: [[0, 10] as const] }, none]
    const shipments = [{ pickup: 0, delivery: 1, amount: [10] }]
    const problem = onLine(stops, { fixed: [0], shift: [20, 1000] }, { shipments })
    expect(why(problem, routeOf([0]))).toMatchObject([{ stop: 1, rule: 'search', isProven: false }])
  })

  test('nobody may come to both ends of a shipment: by promise, or for want of skills', () => {
    const vehicles = [plainVehicle(0, [10], { skills: [1] }), plainVehicle(0, [10], { skills: [2] })]
    const shipment = (one: Partial<Stop>, other: Partial<Stop>) =>
      why(
        onLine(
          [
            { delivery: [0], ...one },
            { delivery: [0], ...other },
          ],
          {},
          { vehicles, shipments: [{ pickup: 0, delivery: 1, amount: [1] }] },
        ),
      )[0]
    expect(shipment({ vehicles: [0] }, { vehicles: [1] })).toEqual({ stop: 0, rule: 'vehicle', isProven: true })
    const skills = { stop: 0, rule: 'skills', isProven: true, vehicle: 0, excess: 1 }
    expect(shipment({ skills: [1] }, { skills: [2] })).toEqual(skills)
  })

  test('all that is asked is more than all can carry', () => {
    const stops = [{ delivery: [6] }, { delivery: [7] }, { delivery: [9], prize: 1 }]
    expect(why(onLine(stops), routeOf([0]))[0]).toEqual({ stop: 1, rule: 'total', isProven: true, excess: 3 })
    const reload = { places: [0], service: 0, most: 1 }
    expect(why(onLine(stops, { reload }), routeOf([0]))[0]).toMatchObject({ rule: 'search', vehicle: 0 })
    // With a second vehicle that only stop 0 may use, the others still have one of ten.
    const vehicles = [plainVehicle(0, [10]), plainVehicle(0, [10], { skills: [1] })]
    const both = onLine(
      [{ delivery: [6] }, { delivery: [7], vehicles: [0] }, { delivery: [5], vehicles: [0] }],
      {},
      { vehicles },
    )
    expect(why(both, { vehicle: 1, trips: [[0]], reloads: [] }, routeOf([1]))[0]).toMatchObject({
      rule: 'total',
      excess: 2,
    })
  })
})

describe('what this plan has no room for', () => {
  test('an optional stop that costs more than its prize, and by how much', () => {
    // From stop 0 at 10 on to 20 and back: 40 more of distance.
    expect(whyOne({ prize: 33 })).toEqual({ stop: 1, rule: 'prize', isProven: false, vehicle: 0, route: 0, excess: 7 })
    expect(whyOne({ prize: 41 })).toEqual({ stop: 1, rule: 'search', isProven: false, vehicle: 0, route: 0 })
  })

  test('the nearest miss, where it would be, and how near it is', () => {
    const problem = onLine([
      { windows: [[0, 35]], service: 10 },
      { windows: [[0, 28]], service: 10 },
    ])
    // First stop 1 at 20, then stop 0 at 40 instead of 35; the other way round stop 1 is at 30 instead of 28.
    expect(why(problem, routeOf([0]))[0]).toEqual({
      stop: 1,
      rule: 'window',
      isProven: false,
      vehicle: 0,
      route: 0,
      excess: 2,
    })
    const other = onLine([
      { windows: [[0, 35]], service: 10 },
      { windows: [[0, 20]], service: 10 },
    ])
    expect(why(other, routeOf([0]))[0]).toMatchObject({ rule: 'window', excess: 5, at: 0 })
  })

  test('the vehicle that may come is the one that is told, however near the others are', () => {
    const near = Array.from({ length: 80 }, (): Partial<Stop> => ({ delivery: [0] }))
    const own = { delivery: [8], place: 0 }
    const problem = onLine([...near, own, { delivery: [3], place: 80, skills: [7] }])
    const [van] = problem.vehicles
    const vehicles = [
      { ...van, shift: [0, 10_000] as const },
      { ...van, shift: [0, 10_000] as const, skills: [7] },
    ]
    const routes = [routeOf(near.map((_, i) => i)), { vehicle: 1, trips: [[80]], reloads: [] }]
    expect(why({ ...problem, vehicles }, ...routes)[0]).toMatchObject({ rule: 'capacity', vehicle: 1, excess: 1 })
  })

  test('loads: what is on board already leaves too little', () => {
    const stops = [{ delivery: [8] }, { delivery: [3], priority: 5 }]
    expect(why(onLine(stops), routeOf([0]))[0]).toEqual({
      stop: 1,
      rule: 'capacity',
      isProven: false,
      vehicle: 0,
      route: 0,
      excess: 1,
    })
  })
})

test('every stop that a search leaves out has a reason, and none has room', () => {
  const { problem, van } = scattered(50, 5, (_, random) => {
    const from = random.below(2000)
    return { windows: [[from, from + 200]], service: 20 }
  })
  const task = problem([van(30, { count: 5, shift: [0, 2500] })])
  const plan = solveRoutes(task, { seed: 1, iterations: 4000 })
  expect(plan.unserved.length).toBeGreaterThan(0)
  const reasons = whyUnserved(task, plan)
  expect(reasons.map(({ stop }) => stop)).toEqual(plan.unserved)
  for (const { rule, isProven, excess = 0 } of reasons) {
    expect(rule).not.toBe('search')
    if (!isProven) expect(excess).toBeGreaterThan(0)
  }
})
