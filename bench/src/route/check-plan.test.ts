import {
  plainStop,
  plainVehicle,
  type RoutePlan,
  type RoutingProblem,
  type Stop,
  type VehicleType,
} from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { checkPlan } from './check-plan.ts'

/** Places on a line, ten apart; the depot is the first. */
function line(stops: readonly Stop[], vehicle: Partial<VehicleType> = {}, more: Partial<RoutingProblem> = {}) {
  const places = 6
  const ways = Int32Array.from({ length: places ** 2 }, (_, i) => 10 * Math.abs(Math.floor(i / places) - (i % places)))
  return {
    places,
    profiles: [{ durations: ways, distances: ways }],
    dimensions: 1,
    stops,
    shipments: [],
    vehicles: [plainVehicle(0, [10], vehicle)],
    ...more,
  } satisfies RoutingProblem
}

const one = (trips: readonly (readonly number[])[], cost: number, more: Partial<RoutePlan> = {}): RoutePlan => ({
  routes: [{ vehicle: 0, trips, reloads: trips.slice(1).map(() => 0) }],
  unserved: [],
  cost,
  ...more,
})
const rulesOf = (problem: RoutingProblem, plan: RoutePlan) => checkPlan(problem, plan).map(({ rule }) => rule)
const two = [plainStop(1, { delivery: [4] }), plainStop(2, { delivery: [5] })]

test('a plan that keeps every rule, and says what it costs, is right', () => {
  expect(rulesOf(line(two), one([[0, 1]], 40))).toEqual([])
  expect(rulesOf(line(two, { end: undefined }), one([[0, 1]], 20))).toEqual([])
  expect(rulesOf(line(two, { start: undefined, end: undefined }), one([[0, 1]], 10))).toEqual([])
})

test('a cost that is not true', () => {
  expect(rulesOf(line(two), one([[0, 1]], 39))).toEqual(['cost'])
  expect(rulesOf(line(two), one([[0, 1]], Number.NaN))).toEqual(['cost'])
  const cost = { fixed: 100, perDistance: 2, perTravel: 3, perDuty: 0 }
  expect(rulesOf(line(two, { cost }), one([[0, 1]], 100 + 5 * 40))).toEqual([])
})

test('stops that are twice there, nowhere, or not in the problem', () => {
  expect(rulesOf(line(two), one([[0, 1, 0]], 60))).toEqual(['twice'])
  expect(rulesOf(line(two), one([[0]], 20))).toEqual(['missing'])
  expect(rulesOf(line(two), one([[0, 1, 7]], 40))).toEqual(['unknown-stop'])
  expect(rulesOf(line(two), one([[0, 1], []], 40))).toEqual(['empty'])
})

test('more vehicles than there are', () => {
  const routes = [0, 1].map((stop) => ({ vehicle: 0, trips: [[stop]], reloads: [] }))
  expect(rulesOf(line(two), { routes, unserved: [], cost: 60 })).toEqual(['fleet'])
  expect(rulesOf(line(two, { count: 2 }), { routes, unserved: [], cost: 60 })).toEqual([])
})

test('what is left out costs its prize; of a shipment that of its pickup', () => {
  const optional = line([two[0], { ...two[1], prize: 7 }])
  expect(rulesOf(optional, one([[0]], 27, { unserved: [1] }))).toEqual([])
  expect(rulesOf(optional, one([[0]], 20, { unserved: [1] }))).toEqual(['cost'])
  const shipments = [{ pickup: 1, delivery: 2, amount: [3] }]
  const shipped = line([two[0], plainStop(2, { prize: 7 }), plainStop(3, { prize: 9 })], {}, { shipments })
  expect(rulesOf(shipped, one([[0]], 27, { unserved: [1, 2] }))).toEqual([])
})

test('loads: what is carried out, what is taken in, and what lies between two stops', () => {
  expect(rulesOf(line(two, { capacity: [8] }), one([[0, 1]], 40))).toEqual(['capacity'])
  const back = [plainStop(1, { delivery: [9] }), plainStop(2, { pickup: [9] })]
  expect(rulesOf(line(back), one([[0, 1]], 40))).toEqual([])
  expect(rulesOf(line(back), one([[1, 0]], 40))).toEqual(['capacity'])
  const shipments = [
    { pickup: 0, delivery: 1, amount: [6] },
    { pickup: 2, delivery: 3, amount: [6] },
  ]
  const shipped = line(
    [1, 2, 3, 4].map((place) => plainStop(place)),
    {},
    { shipments },
  )
  expect(rulesOf(shipped, one([[0, 1, 2, 3]], 80))).toEqual([])
  expect(rulesOf(shipped, one([[0, 2, 1, 3]], 100))).toEqual(['capacity'])
})

test('shipments: first taken, then left, on one route', () => {
  const shipments = [{ pickup: 0, delivery: 1, amount: [2] }]
  const problem = line([plainStop(1), plainStop(2)], { count: 2 }, { shipments })
  expect(rulesOf(problem, one([[1, 0]], 40))).toEqual(['precedence'])
  const apart = [0, 1].map((stop) => ({ vehicle: 0, trips: [[stop]], reloads: [] }))
  expect(rulesOf(problem, { routes: apart, unserved: [], cost: 60 })).toEqual(['pairing'])
  expect(rulesOf(problem, one([[0]], 20, { unserved: [1] }))).toEqual(['pairing'])
})

test('skills, and vehicles that a stop is meant for', () => {
  expect(rulesOf(line([plainStop(1, { skills: [3] })]), one([[0]], 20))).toEqual(['skills'])
  expect(rulesOf(line([plainStop(1, { skills: [3] })], { skills: [2, 3] }), one([[0]], 20))).toEqual([])
  expect(rulesOf(line([plainStop(1, { vehicles: [1] })]), one([[0]], 20))).toEqual(['vehicle'])
})

test('backhauls come after what is delivered on a trip', () => {
  const stops = [plainStop(1, { isBackhaul: true }), plainStop(2)]
  expect(rulesOf(line(stops), one([[0, 1]], 40))).toEqual(['backhaul'])
  expect(rulesOf(line(stops), one([[1, 0]], 40))).toEqual([])
  const reload = { places: [0], service: 0, most: 1 }
  expect(rulesOf(line(stops, { reload }), one([[0], [1]], 60))).toEqual([])
})

test('limits of stops, distance, travel and duration', () => {
  expect(rulesOf(line(two, { maxStops: 1 }), one([[0, 1]], 40))).toEqual(['max-stops'])
  expect(rulesOf(line(two, { maxDistance: 39 }), one([[0, 1]], 40))).toEqual(['max-distance'])
  expect(rulesOf(line(two, { maxTravel: 39 }), one([[0, 1]], 40))).toEqual(['time'])
  const slow = [plainStop(1, { service: 5, windows: [[100, 200]] })]
  expect(rulesOf(line(slow, { maxDuration: 25 }), one([[0]], 20))).toEqual([]) // it leaves at 90
  expect(rulesOf(line(slow, { maxDuration: 24 }), one([[0]], 20))).toEqual(['time'])
})

test('windows, of which there may be several, service, set-up and the shift', () => {
  const at = (from: number, until: number) => plainStop(2, { windows: [[from, until]] })
  expect(rulesOf(line([at(0, 20)]), one([[0]], 40))).toEqual([])
  expect(rulesOf(line([at(0, 19)]), one([[0]], 40))).toEqual(['time'])
  const twice = plainStop(2, {
    windows: [
      [0, 10],
      [50, 60],
    ],
    service: 7,
    setup: 3,
  })
  expect(rulesOf(line([twice], { shift: [0, 80] }), one([[0]], 40))).toEqual([])
  expect(rulesOf(line([twice], { shift: [0, 79] }), one([[0]], 40))).toEqual(['time'])
  const neighbours = [twice, { ...twice, windows: [] }] // the set-up is done once
  expect(rulesOf(line(neighbours, { shift: [0, 87] }), one([[0, 1]], 40))).toEqual([])
  expect(rulesOf(line(neighbours, { shift: [0, 86] }), one([[0, 1]], 40))).toEqual(['time'])
})

test('what a trip waits for, and trips with reloading', () => {
  const late = [plainStop(1, { release: 30, delivery: [6] }), plainStop(1, { release: 70, delivery: [6] })]
  const reload = { places: [0], service: 5, most: 1 }
  expect(rulesOf(line(late, { reload, shift: [0, 95] }), one([[0], [1]], 40))).toEqual([])
  expect(rulesOf(line(late, { reload, shift: [0, 94] }), one([[0], [1]], 40))).toEqual(['time'])
  expect(rulesOf(line(late, { reload: { ...reload, most: 0 } }), one([[0], [1]], 40))).toEqual(['reload'])
  expect(rulesOf(line(late, { reload: { ...reload, places: [3] } }), one([[0], [1]], 40))).toEqual(['reload'])
})

test('paid hours count from the best start on', () => {
  const cost = { fixed: 0, perDistance: 0, perTravel: 0, perDuty: 1 }
  const stops = [plainStop(1, { windows: [[100, 110]] }), plainStop(2, { windows: [[150, 200]], service: 4 })]
  expect(rulesOf(line(stops, { cost }), one([[0, 1]], 74))).toEqual([]) // 100 to 174: it waits 30 at the second
  expect(rulesOf(line(stops, { cost }), one([[0, 1]], 84))).toEqual(['cost'])
})

test('breaks: in their windows, in their order, and with little enough on board', () => {
  const rest = { windows: [[15, 18] as const], duration: 30 }
  const stops = [plainStop(1), plainStop(2, { windows: [[0, 50]] })]
  expect(rulesOf(line(stops, { breaks: [rest] }), one([[0, 1]], 40))).toEqual([]) // on the way
  expect(rulesOf(line(stops, { breaks: [{ ...rest, duration: 31 }] }), one([[0, 1]], 40))).toEqual(['time'])
  expect(rulesOf(line(stops, { breaks: [{ ...rest, windows: [] }] }), one([[0, 1]], 40))).toEqual([]) // at any time
  const loaded = [stops[0], { ...stops[1], delivery: [4] }]
  const empty = { ...rest, maxLoad: [3] }
  expect(rulesOf(line(loaded, { breaks: [empty] }), one([[0, 1]], 40))).toEqual(['time'])
  const past = { windows: [[0, 5] as const], duration: 1 }
  expect(rulesOf(line(stops, { breaks: [rest, past] }), one([[0, 1]], 40))).toEqual(['time'])
  expect(rulesOf(line(stops, { breaks: [past, rest], shift: [0, 71] }), one([[0, 1]], 40))).toEqual(['time'])
})

test('speeds over the day, and a pace of the vehicle', () => {
  const stops = [plainStop(2, { windows: [[0, 30]] })]
  const slowFrom10 = (problem: RoutingProblem): RoutingProblem => {
    const [profile] = problem.profiles
    return { ...problem, profiles: [{ ...profile, speeds: [{ from: 10, percent: 50 }] }] }
  }
  expect(rulesOf(slowFrom10(line(stops)), one([[0]], 40))).toEqual([]) // 10 fast, and 10 in twice the time
  const sooner = [plainStop(2, { windows: [[0, 29]] })]
  expect(rulesOf(slowFrom10(line(sooner)), one([[0]], 40))).toEqual(['time'])
  expect(rulesOf(line(sooner, { pace: 150 }), one([[0]], 40))).toEqual(['time'])
  expect(rulesOf(line(stops, { pace: 150 }), one([[0]], 40))).toEqual([])
})

test('who is on the road already goes on there, late or not', () => {
  const stops = [plainStop(2, { windows: [[0, 5]] }), plainStop(1)]
  expect(rulesOf(line(stops, { fixed: [0] }), one([[0, 1]], 40))).toEqual([])
  expect(rulesOf(line(stops, { fixed: [0] }), one([[1, 0]], 40))).toContain('fixed')
  expect(rulesOf(line(stops, { fixed: [0] }), one([[1]], 20, { unserved: [0] }))).toContain('fixed')
})

test('a paid start that only a break asks for: exact in a short shift, never called wrong in a long one', () => {
  const stops = [plainStop(1, { delivery: [6], service: 5 }), plainStop(2, { delivery: [4], windows: [[100, 100]] })]
  // The break comes after the first stop, by 20: the latest start is at 5, and the end at 120.
  const breaks = [{ windows: [[0, 20]] as const, duration: 3, maxLoad: [5] }]
  const cost = { fixed: 0, perDistance: 0, perTravel: 0, perDuty: 1 }
  const short = line(stops, { breaks, cost, shift: [0, 200] })
  expect([114, 115, 120, 121].map((says) => rulesOf(short, one([[0, 1]], says)))).toEqual([['cost'], [], [], ['cost']])
  const long = line(stops, { breaks, cost })
  expect(rulesOf(long, one([[0, 1]], 115))).toEqual([])
  expect(rulesOf(line(stops, { breaks, cost, maxDuration: 116 }), one([[0, 1]], 115))).toEqual([])
  expect(rulesOf(line(stops, { breaks, cost, maxDuration: 40 }), one([[0, 1]], 40))).toEqual(['time'])
})
