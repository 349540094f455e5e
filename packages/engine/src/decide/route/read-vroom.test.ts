import { expect, test } from 'vitest'
import { limits } from '../../domain/limits.ts'
import { Refusal } from '../../domain/refusal.ts'
import { noProblem, readVroom } from './read-vroom.ts'
import { routeTask } from './task.ts'
import { matricesExample, shipmentsExample } from './testing-vroom.ts'
import { travelWanted, withTravel } from './travel.ts'

const car = {
  durations: [
    [0, 5],
    [7, 0],
  ],
}
const vehicle = { id: 1, start_index: 0 }
const job = { id: 1, location_index: 1 }
const ask = (change: object = {}) => ({ vehicles: [vehicle], jobs: [job], matrices: { car }, ...change })
const taskOf = (change: object = {}) => routeTask(readVroom(ask(change)))

/** What a problem is refused with: where, and VROOM's words. */
function refused(input: unknown): string {
  try {
    const read = readVroom(input)
    if (travelWanted(read).length > 0) return 'travel wanted'
    routeTask(read)
  } catch (error) {
    if (error instanceof Refusal) return `${error.details.field}: ${error.details.reason}`
    throw error
  }
  return 'taken'
}

test('the example of the documentation becomes a problem: places that are used, durations as costs', () => {
  const { problem, hasDistances } = routeTask(readVroom(matricesExample))
  expect(problem.places).toBe(4)
  // places in the order in which they are named: start, end, then the jobs
  expect([...problem.profiles[0]!.durations]).toEqual([
    0, 1299, 2104, 197, 1299, 0, 3153, 1102, 2103, 3152, 0, 2255, 197, 1102, 2256, 0,
  ])
  expect(problem.vehicles).toMatchObject([
    { count: 1, start: 0, end: 1, cost: { fixed: 0, perTravel: 1, perDistance: 0 } },
  ])
  expect(problem.stops.map(({ place }) => place)).toEqual([2, 3])
  expect(hasDistances).toBe(false)
})

test('moments since 1970 are counted from the first shift, and skills by what tasks need', () => {
  const { problem, zero } = routeTask(readVroom(shipmentsExample))
  expect(zero).toBe(1600416000)
  expect(problem.vehicles[0]!.shift).toEqual([0, 14400])
  expect(problem.vehicles[1]!.breaks).toEqual([{ windows: [[7200, 9000]], duration: 300 }])
  expect(problem.stops[0]!.windows).toEqual([[3600, 7200]])
  expect(problem.shipments).toEqual([{ pickup: 4, delivery: 5, amount: [1] }])
  expect(problem.stops.map(({ skills }) => skills)).toEqual([[0], [0], [1], [1], [2], [2]])
  expect(problem.vehicles.map(({ skills }) => skills)).toEqual([
    [0, 1],
    [2, 1],
  ])
})

test('where a vehicle may leave at any time, it may leave before the first window', () => {
  const late = { ...job, time_windows: [[1600416000, 1600419600]] }
  const { problem, zero } = taskOf({ jobs: [late] })
  expect(zero).toBeLessThan(1600416000 - 86_400)
  expect(problem.stops[0]!.windows).toEqual([[1600416000 - zero, 1600419600 - zero]])
})

test('costs of several kinds are whole numbers of the coarsest unit', () => {
  const costs = { fixed: 100, per_hour: 25, per_km: 13 }
  const { problem, unit } = taskOf({
    vehicles: [{ ...vehicle, costs }],
    matrices: { car: { ...car, distances: car.durations } },
  })
  expect(unit.perUnit).toBe(18_000) // one second is 25 * 1000 of 3.6 million parts, one metre 13 * 3600
  expect(problem.vehicles[0]!.cost).toEqual({ fixed: 1_800_000, perTravel: 125, perDistance: 234, perDuty: 0 })
})

test('vehicles that are alike are one type, unless a task or a route names them', () => {
  const vehicles = [1, 2, 3].map((id) => ({ ...vehicle, id }))
  expect(taskOf({ vehicles }).problem.vehicles).toMatchObject([{ count: 3 }])
  const named = taskOf({ vehicles, jobs: [{ ...job, allowed_vehicles: [2] }] })
  expect(named.members).toEqual([[0, 2], [1]])
  expect(named.problem.stops[0]!.vehicles).toEqual([1])
  const withSteps = taskOf({
    vehicles: [vehicles[0], { ...vehicles[1], steps: [{ type: 'start' }, { type: 'job', id: 1 }] }],
  })
  expect(withSteps.start).toEqual([{ vehicle: 1, trips: [[0]], reloads: [] }])
})

test('times by the type of vehicle hold for that type, and what it does not name is as for all', () => {
  const vehicles = ['van', 'bike', 'foot', ''].map((type, id) => ({ ...vehicle, id, type }))
  const times = { service: 10, setup: 5, service_per_type: { bike: 3, horse: 9 }, setup_per_type: { van: 8, bike: 0 } }
  const { problem, members } = taskOf({ vehicles, jobs: [{ ...job, ...times }] })
  expect(members).toEqual([[0], [1], [2, 3]])
  expect(problem.vehicles.map(({ kind }) => kind)).toEqual([0, 1, undefined])
  expect(problem.stops[0]).toMatchObject({
    service: 10,
    setup: 5,
    perKind: [
      { kind: 0, service: 10, setup: 8 },
      { kind: 1, service: 3, setup: 0 },
    ],
  })
  expect(taskOf({ vehicles, jobs: [{ ...job, service: 10 }] }).members).toEqual([[0, 1, 2, 3]])
  expect(refused(ask({ vehicles, jobs: [{ ...job, service_per_type: { bike: 2 ** 31 } }] }))).toMatch(
    /^jobs\[0\]\.service_per_type: /,
  )
})

test('speed, limits, breaks and the keys of our own are kept', () => {
  const full = {
    ...vehicle,
    end_index: 0,
    speed_factor: 2,
    max_tasks: 3,
    max_travel_time: 100,
    max_duration: 200,
    reload: { places: [{ location_index: 0 }], service: 60, most: 2 },
    steps: [{ type: 'job', id: 1 }],
    steps_fixed: 1,
  }
  const { problem } = taskOf({
    vehicles: [full],
    jobs: [{ ...job, prize: 9, release: 30, backhaul: true, setup: 4, service: 5 }],
    matrices: { car: { ...car, speeds: [{ from: 10, percent: 50 }] } },
  })
  expect(problem.vehicles[0]).toMatchObject({
    pace: 50,
    maxStops: 3,
    maxTravel: 100,
    maxDuration: 200,
    reload: { places: [0], service: 60, most: 2 },
    fixed: [0],
  })
  expect(problem.stops[0]).toMatchObject({ prize: 9, release: 30, isBackhaul: true, setup: 4, service: 5 })
  expect(problem.profiles[0]!.speeds).toEqual([{ from: 10, percent: 50 }])
})

test('of speeds that began before the first shift, the last one holds from it on', () => {
  const shift = { ...vehicle, time_window: [1600416000, 1600430400] }
  const speeds = [60, 1600400000, 1600410000, 1600420000].map((from, i) => ({ from, percent: 50 + i }))
  const { problem } = taskOf({ vehicles: [shift], matrices: { car: { ...car, speeds } } })
  expect(problem.profiles[0]!.speeds).toEqual([
    { from: 0, percent: 52 },
    { from: 4000, percent: 53 },
  ])
})

test('a window of all moments is any time, and nobody waits for the end of days', () => {
  const jobs = [{ ...job, time_windows: [[0, 2 ** 32 - 1]] }]
  const { zero, problem } = taskOf({ jobs })
  expect([zero, problem.stops[0]!.windows]).toEqual([0, [[0, 2 ** 30 - 2]]])
  const late = { ...job, id: 2, time_windows: [[1600416000, 1600430400]] }
  expect(taskOf({ jobs: [...jobs, late] }).zero).toBeGreaterThan(1_500_000_000)
})

test('where there is no way, costs of another unit than seconds do not make one', () => {
  const none = [
    [0, null],
    [1, 0],
  ]
  const { problem } = taskOf({
    vehicles: [{ ...vehicle, costs: { per_duty_hour: 3 } }],
    matrices: { car: { durations: none, costs: none } },
  })
  expect([...problem.profiles[0]!.durations]).toEqual([0, 2 ** 30 - 1, 1, 0])
  expect(problem.profiles[0]!.costs![1]).toBe(2 ** 30 - 1)
})

test('coordinates without matrices ask for travel, and none is made up', () => {
  const read = readVroom({
    vehicles: [{ id: 1, start: [127, 37] }],
    jobs: [
      { id: 1, location: [127.1, 37] },
      { id: 2, location: [127, 37] },
    ],
  })
  expect(read.places).toEqual([{ at: [127, 37] }, { at: [127.1, 37] }])
  expect(travelWanted(read)).toEqual([{ profile: 0, name: 'car' }])
  const found = { durations: Int32Array.of(0, 9, 9, 0), distances: Int32Array.of(0, 99, 99, 0) }
  const task = routeTask(withTravel(read, new Map([[0, found]])))
  expect([task.problem.profiles[0]!.durations, task.hasDistances]).toEqual([found.durations, true])
})

test('what is wrong is refused in the words of VROOM, with where it stands', () => {
  for (const none of [[], null, 7, {}, { jobs: [job] }, { vehicles: [vehicle] }])
    expect(refused(none)).toBe(`body: ${noProblem}`)
  expect(refused(ask({ vehicles: 7 }))).toBe('vehicles: Invalid vehicles.')
  expect(refused(ask({ vehicles: [] }))).toBe('vehicles: No vehicle defined.')
  expect(refused(ask({ jobs: [] }))).toBe('body: No task defined.')
  expect(refused(ask({ jobs: [job, job] }))).toBe('jobs[1]: Duplicate job id: 1.')
  expect(refused(ask({ jobs: [{ location_index: 1 }] }))).toBe('jobs[0]: Invalid or missing id for job.')
  expect(refused(ask({ jobs: [{ id: 1 }] }))).toBe('jobs[0]: Invalid location for job 1.')
  expect(refused(ask({ jobs: [{ id: 1, location: 'here' }] }))).toBe('jobs[0]: Invalid location for job 1.')
  expect(refused(ask({ jobs: [{ ...job, location: 'here' }] }))).toBe('jobs[0].location: Invalid location array.')
  expect(refused(ask({ jobs: [{ id: 1, location_index: -1 }] }))).toBe(
    'jobs[0].location_index: Invalid location_index for job 1.',
  )
  expect(refused(ask({ jobs: [{ ...job, service: -1 }] }))).toBe('jobs[0].service: Invalid service duration.')
  expect(refused(ask({ jobs: [{ ...job, setup: '5' }] }))).toBe('jobs[0].setup: Invalid setup duration.')
  expect(refused(ask({ jobs: [{ ...job, pickup: [1] }] }))).toBe(
    'jobs[0].pickup: Inconsistent delivery length: 1 instead of 0.',
  )
  expect(refused(ask({ jobs: [{ ...job, priority: -1 }] }))).toBe('jobs[0].priority: Invalid priority value.')
  expect(refused(ask({ jobs: [{ ...job, setup_per_type: { '': 1 } }] }))).toBe(
    'jobs[0].setup_per_type: Empty type in setup_per_type for job 1.',
  )
  expect(refused(ask({ jobs: [{ ...job, delivery: [1] }] }))).toBe(
    'jobs[0].delivery: Inconsistent delivery length: 1 instead of 0.',
  )
  expect(refused(ask({ jobs: [{ ...job, priority: 101 }] }))).toBe(
    'jobs[0].priority: Invalid priority value for job 1.',
  )
  expect(refused(ask({ jobs: [{ ...job, time_windows: [[9, 1]] }] }))).toBe(
    'jobs[0].time_windows[0]: Invalid time window: [9, 1]',
  )
  expect(refused(ask({ jobs: [{ ...job, time_windows: [] }] }))).toBe(
    'jobs[0].time_windows: Empty time windows for job 1.',
  )
  expect(
    refused(
      ask({
        jobs: [
          {
            ...job,
            time_windows: [
              [1, 5],
              [5, 9],
            ],
          },
        ],
      }),
    ),
  ).toBe('jobs[0].time_windows: Unsorted or overlapping time-windows for job 1.')
  expect(refused(ask({ jobs: [{ id: 1, location: [127, 37] }] }))).toBe(
    'jobs[0].location_index: Missing location index.',
  )
})

test('what is wrong with vehicles and shipments is, too', () => {
  expect(refused(ask({ jobs: [{ ...job, allowed_vehicles: [8] }] }))).toBe(
    'jobs[0].allowed_vehicles: There is no vehicle 8.',
  )
  expect(refused(ask({ vehicles: [{ id: 1, start_index: 0, end: [127, 37] }] }))).toBe(
    'vehicles[0].end_index: Missing start_index or end_index.',
  )
  expect(refused(ask({ vehicles: [{ ...vehicle, start_index: 'a' }] }))).toBe(
    'vehicles[0].start_index: Invalid start_index for vehicle 1.',
  )
  expect(refused(ask({ vehicles: [{ ...vehicle, breaks: [{ id: 4, max_load: [1] }] }] }))).toBe(
    'vehicles[0].breaks[0]: Inconsistent break max_load size for break 4.',
  )
  expect(refused(ask({ vehicles: [{ ...vehicle, steps: [{ type: 'job' }] }] }))).toBe(
    'vehicles[0].steps[0]: Invalid id in steps for vehicle 1.',
  )
  expect(refused(ask({ vehicles: [{ id: 1 }] }))).toBe('vehicles[0]: No start or end specified for vehicle 1.')
  expect(refused(ask({ vehicles: [vehicle, vehicle] }))).toBe('vehicles[1]: Duplicate vehicle id: 1.')
  expect(refused(ask({ vehicles: [{ ...vehicle, speed_factor: 6 }] }))).toBe(
    'vehicles[0].speed_factor: Invalid speed factor: 6',
  )
  expect(refused(ask({ vehicles: [{ ...vehicle, breaks: [{ id: 1 }, { id: 1 }] }] }))).toBe(
    'vehicles[0].breaks[1]: Duplicate break id: 1.',
  )
  expect(refused(ask({ vehicles: [{ ...vehicle, steps: [{ type: 'job', id: 4 }] }] }))).toBe(
    'vehicles[0].steps[0]: Invalid job id 4 for vehicle 1.',
  )
  expect(refused(ask({ shipments: [{ pickup: { id: 1, location_index: 0 } }] }))).toBe(
    'shipments[0]: Missing delivery for shipment.',
  )
  const shipment = { pickup: { id: 8, location_index: 0 }, delivery: { id: 9, location_index: 1 } }
  expect(refused(ask({ shipments: [{ ...shipment, priority: 101 }] }))).toBe(
    'shipments[0].priority: Invalid priority value for pickup 8.',
  )
})

test('absurd matrices are refused', () => {
  const matrix = (durations: unknown) => refused(ask({ matrices: { car: { durations } } }))
  expect(matrix([])).toBe('matrices.car.durations: Empty durations matrix for car profile.')
  expect(matrix([[0, 1], [0]])).toBe('matrices.car.durations[1]: Unexpected matrix line length.')
  expect(matrix([[0]])).toBe('matrices.car.durations: location_index exceeding durations matrix size for car profile.')
  for (const absurd of [-1, 0.5, 'far', 2 ** 30])
    expect(
      matrix([
        [0, absurd],
        [0, 0],
      ]),
    ).toBe('matrices.car.durations[0][1]: Invalid matrix entry.')
  expect(
    matrix([
      [0, null],
      [0, 0],
    ]),
  ).toBe('taken')
  expect(refused(ask({ matrices: { car: { distances: car.durations } } }))).toMatch(/distances but not for durations/)
  expect(refused(ask({ matrices: {} }))).toMatch(/Unexpected location index/)
  const costly = ask({
    matrices: { car: { ...car, costs: car.durations } },
    vehicles: [{ ...vehicle, costs: { per_hour: 5 } }],
  })
  expect(refused(costly)).toMatch(/incompatible with using a per_hour/)
})

test('a million stops are refused at a look', () => {
  const jobs = new Array(1_000_000)
  expect(() => readVroom(ask({ jobs }))).toThrow(
    `There are 1000000 tasks, and one routing problem may have ${limits.routeTasksMax}`,
  )
})

/** Paths to everything in a value. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return [path, ...keys.flatMap((key) => pathsIn((value as Record<string, unknown>)[key], [...path, key]))]
}

test('law: whatever stands in the place of anything, it is taken or refused, and nothing breaks', () => {
  const whole = {
    ...shipmentsExample,
    vehicles: shipmentsExample.vehicles.map((one) => ({
      ...one,
      costs: { fixed: 1, per_km: 2 },
      speed_factor: 1.5,
      reload: { places: [{ location_index: 0 }], most: 1 },
      steps: [{ type: 'start' }, { type: 'job', id: one.id }],
      steps_fixed: 1,
    })),
  }
  expect(refused(whole)).toBe('taken')
  let refusals = 0
  for (const path of pathsIn(whole).filter((one) => one.length > 0 && one.length < 7))
    for (const junk of [null, -1, 1.5, 2 ** 40, '', 'x', [], {}, [[]], true, [null], { id: null }]) {
      const changed = structuredClone(whole) as unknown
      let owner = changed as Record<string | number, unknown>
      for (const key of path.slice(0, -1)) owner = owner[key] as typeof owner
      owner[path.at(-1)!] = junk
      if (refused(changed) !== 'taken') refusals += 1
    }
  expect(refusals).toBeGreaterThan(1_000)
})
