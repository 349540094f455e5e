import { describe, expect, test } from 'vitest'
import { checkProblem } from './check-problem.ts'
import { plainStop, plainVehicle, type RoutingProblem } from './problem.ts'
import { scattered } from './testing-problems.ts'

const square = Int32Array.from([0, 5, 5, 0])
const good: RoutingProblem = {
  places: 2,
  profiles: [{ durations: square, distances: square }],
  dimensions: 1,
  stops: [plainStop(1, { delivery: [1] }), plainStop(1), plainStop(1)],
  shipments: [{ pickup: 1, delivery: 2, amount: [1] }],
  vehicles: [plainVehicle(0, [1])],
}

const found = (wrong: Partial<RoutingProblem>) =>
  checkProblem({ ...good, ...wrong }).faults.map(({ code, path }) => `${code} ${path}`)
const stop = (wrong: object) => found({ stops: [plainStop(1, wrong), ...good.stops.slice(1)] })
const van = (wrong: object) => found({ vehicles: [plainVehicle(0, [1], wrong)] })

describe('checkProblem', () => {
  test('finds nothing wrong with what is right', () => {
    expect(checkProblem(good)).toEqual({ count: 0, faults: [] })
    const { problem, van: vanOf } = scattered(40, 1)
    expect(checkProblem(problem([vanOf(10)])).count).toBe(0)
    const strict = {
      windows: [
        [3, 3],
        [4, 2 ** 30],
      ],
      skills: [7],
      vehicles: [0],
      prize: 9,
      priority: 100,
      release: 4,
    }
    expect(stop(strict)).toEqual([])
    expect(van({ fixed: [0], breaks: [{ windows: [[1, 2]], duration: 3, maxLoad: [0] }], start: undefined })).toEqual(
      [],
    )
  })

  test('sizes: only the size is named where there is too much', () => {
    const stops = new Array(1e6).fill(plainStop(99))
    expect(found({ stops })).toEqual(['too-many stops'])
    expect(found({ places: 1e6 })).toEqual(['too-many places'])
    expect(found({ vehicles: [] })).toEqual(['none vehicles'])
    expect(found({ profiles: [], places: 1.5 })).toEqual(['not-whole places', 'none profiles'])
  })

  test('sizes: what fits by itself, and is too much together', () => {
    const stops = new Array(3_000).fill(plainStop(1))
    const only = { stops, shipments: [] }
    const reload = { places: [0], service: 0, most: 1e9 }
    expect(found({ ...only, vehicles: [plainVehicle(0, [1], { count: 1_000, reload })] })).toEqual([])
    expect(found({ ...only, vehicles: [plainVehicle(0, [1], { count: 2_000, reload })] })).toEqual([
      'too-many vehicles',
    ])
    const unlike = Array.from({ length: 600 }, (_, i) => plainVehicle(0, [1], { pace: 101 + i }))
    const places = 1_200
    const flat = new Int32Array(places ** 2)
    const wide = { ...good, places, profiles: [{ durations: flat, distances: flat }] }
    expect(checkProblem({ ...wide, vehicles: unlike }).count).toBe(0)
    const dearer = unlike.map((van, i) => ({ ...van, cost: { ...van.cost, perTravel: i } }))
    expect(checkProblem({ ...wide, vehicles: [...dearer, ...unlike] }).faults[0]).toMatchObject({ code: 'too-many' })
  })

  test('sums of costs', () => {
    const cost = { fixed: 2 ** 50, perDistance: 1, perTravel: 0, perDuty: 0 }
    expect(van({ cost, count: 2 })).toEqual([])
    const stops = new Array(8).fill(plainStop(1))
    const vehicles = [plainVehicle(0, [1], { cost, count: 8 })]
    expect(found({ stops, shipments: [], vehicles })).toEqual(['too-large vehicles'])
  })

  test('what may be on board at a break: as much as there is room for, in each dimension', () => {
    const rest = (maxLoad: number[]) => van({ breaks: [{ windows: [], duration: 1, maxLoad }] })
    expect(rest([2 ** 40])).toEqual([])
    expect(rest([])).toEqual(['wrong-length vehicles[0].breaks[0].maxLoad'])
  })

  test('matrices: lengths, and entries that are negative or absurd', () => {
    const wrong = Int32Array.from([0, -5, 2 ** 30, 0])
    expect(found({ profiles: [{ durations: wrong, distances: square, costs: square.slice(1) }] })).toEqual([
      'negative profiles[0].durations[0][1]',
      'too-large profiles[0].durations[1][0]',
      'wrong-length profiles[0].costs',
    ])
    const speeds = [
      { from: 5, percent: 0 },
      { from: 5, percent: 50 },
    ]
    expect(found({ profiles: [{ ...good.profiles[0], speeds }] })).toEqual([
      'too-small profiles[0].speeds[0].percent',
      'unsorted profiles[0].speeds[1].from',
    ])
  })

  test('stops', () => {
    expect(stop({ place: 2, service: -1, setup: 0.5, release: Number.NaN, priority: 101, prize: -1 })).toEqual([
      'no-such-index stops[0].place',
      'negative stops[0].service',
      'not-whole stops[0].setup',
      'not-whole stops[0].release',
      'too-large stops[0].priority',
      'negative stops[0].prize',
    ])
    const perKind = [
      { kind: 4, service: -1, setup: 0 },
      { kind: 4, service: 0, setup: 0.5 },
    ]
    expect(stop({ perKind })).toEqual([
      'negative stops[0].perKind[0].service',
      'not-whole stops[0].perKind[1].setup',
      'twice stops[0].perKind[1].kind',
    ])
    expect(van({ kind: -1 })).toEqual(['negative vehicles[0].kind'])
    expect(
      stop({
        windows: [
          [9, 3],
          [5, 6],
        ],
        delivery: [1, 2],
        pickup: [-1],
        vehicles: [1],
      }),
    ).toEqual([
      'backwards stops[0].windows[0]',
      'wrong-length stops[0].delivery',
      'negative stops[0].pickup[0]',
      'no-such-index stops[0].vehicles[0]',
    ])
    expect(
      stop({
        windows: [
          [0, 5],
          [5, 6],
        ],
      }),
    ).toEqual(['unsorted stops[0].windows[1]'])
  })

  test('shipments', () => {
    const shipments = [
      ...good.shipments,
      { pickup: 0, delivery: 2, amount: [1] },
      { pickup: 7, delivery: 7, amount: [1, 1] },
    ]
    expect(found({ shipments })).toEqual([
      'contradiction shipments[1].pickup',
      'twice shipments[1].delivery',
      'no-such-index shipments[2].pickup',
      'no-such-index shipments[2].delivery',
      'wrong-length shipments[2].amount',
    ])
    expect(found({ shipments: [{ pickup: 1, delivery: 1, amount: [1] }] })).toEqual(['twice shipments[0].delivery'])
  })

  test('vehicles', () => {
    expect(van({ count: 0, start: 2, end: -1, profile: 1, pace: 0, capacity: [1, 1] })).toEqual([
      'too-small vehicles[0].count',
      'no-such-index vehicles[0].start',
      'no-such-index vehicles[0].end',
      'no-such-index vehicles[0].profile',
      'too-small vehicles[0].pace',
      'wrong-length vehicles[0].capacity',
    ])
    expect(van({ shift: [5, 4], maxStops: -1, maxTravel: 1.5, reload: { places: [], service: 0, most: 1 } })).toEqual([
      'backwards vehicles[0].shift',
      'negative vehicles[0].maxStops',
      'not-whole vehicles[0].maxTravel',
      'none vehicles[0].reload.places',
    ])
    expect(van({ cost: { fixed: 0.5, perDistance: 2 ** 29, perTravel: 0, perDuty: -1 } })).toEqual([
      'not-whole vehicles[0].cost.fixed',
      'negative vehicles[0].cost.perDuty',
      'too-large vehicles[0].cost',
    ])
  })

  test('fixed stops', () => {
    const vehicles = [plainVehicle(0, [1], { count: 2, fixed: [0, 0, 9] }), plainVehicle(0, [1], { fixed: [2, 1] })]
    expect(found({ vehicles })).toEqual([
      'no-such-index vehicles[0].fixed[2]',
      'contradiction vehicles[0].fixed',
      'twice vehicles[0].fixed[1]',
      'contradiction vehicles[1].fixed[0]',
    ])
  })

  test('lists a hundred, and counts all', () => {
    const stops = Array.from({ length: 500 }, () => plainStop(9))
    const { count, faults } = checkProblem({ ...good, stops, shipments: [] })
    expect([count, faults.length]).toEqual([500, 100])
    expect(faults[99]).toEqual({
      code: 'no-such-index',
      path: 'stops[99].place',
      reason: '9 is none of the places.',
      remedy: 'name one that there is: places are 0 to 1',
    })
  })
})
