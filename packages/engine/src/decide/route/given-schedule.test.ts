import { expect, test } from 'vitest'
import { givenSchedule } from './given-schedule.ts'
import { readVroom } from './read-vroom.ts'
import { routeTask } from './task.ts'
import { planExample } from './testing-vroom.ts'

const timed = (input: object) => {
  const task = routeTask(readVroom(input))
  return task.ask.vehicles.flatMap((vehicle) => {
    if (vehicle.given === undefined) return []
    const { steps, violations, ...rest } = givenSchedule(task, vehicle)
    return [{ ...rest, steps: steps.map((step) => ({ ...step, arrival: step.arrival + task.zero })), violations }]
  })
}

test('the documented example of the plan mode is timed as VROOM times it', () => {
  const [first, second] = timed(planExample)
  expect(first!.steps.map(({ arrival }) => arrival)).toEqual([
    1600416000, 1600418328, 1600419518, 1600421413, 1600423465,
  ])
  expect(first!.violations).toEqual([
    { rule: 'capacity', step: 0, excess: 3 },
    { rule: 'capacity', step: 1, excess: 1 },
  ])
  // It leaves 800 s before the shift, as early as its step allows: so much less late are two others.
  expect(second!.steps.map(({ arrival }) => arrival)).toEqual([
    1600415200, 1600418141, 1600422257, 1600424466, 1600428246,
  ])
  expect(second!.violations).toEqual([
    { rule: 'early', step: 0, excess: 800 },
    { rule: 'window', step: 3, excess: 1266 },
    { rule: 'shift', step: 4, excess: 1446 },
  ])
  expect(second).toMatchObject({ travel: 12146, service: 900, waiting: 0, duration: 13046 })
})

const line = {
  durations: [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => 100 * Math.abs(i - j))),
  distances: [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => 1_000 * Math.abs(i - j))),
}
const van = { id: 1, start_index: 0, end_index: 0, capacity: [5] }
const given = (steps: object[], more: object = {}, jobs: object[] = []) => ({
  vehicles: [{ ...van, ...more, steps }],
  jobs: [{ id: 1, location_index: 1 }, { id: 2, location_index: 3 }, ...jobs],
  matrices: { car: line },
})
const job = (id: number, more: object = {}) => ({ type: 'job', id, ...more })

test('times of steps are kept, and what they leave no time for is refused', () => {
  const at = timed(given([{ type: 'start', service_at: 50 }, job(1, { service_after: 400 }), job(2)]))[0]!
  expect(at.steps.map(({ arrival, waiting }) => [arrival, waiting])).toEqual([
    [50, 0],
    [150, 250],
    [600, 0],
    [900, 0],
  ])
  expect(() => timed(given([job(2, { service_before: 299 })]))).toThrow('Infeasible route for vehicle 1.')
  expect(() => timed(given([job(2, { service_after: 9, service_before: 8 })]))).toThrow('Infeasible route')
  expect(() => timed(given([job(1), { type: 'start' }]))).toThrow('Unexpected start in input steps for vehicle 1.')
})

test('a break is had where it was put, on the way if need be, and one that is left out is missed', () => {
  const breaks = [{ id: 7, service: 60, time_windows: [[150, 160]], max_load: [0] }]
  const steps = [{ type: 'start', service_at: 0 }, job(1), { type: 'break', id: 7 }, job(2)]
  const jobs = [{ id: 3, location_index: 2, delivery: [1] }]
  const [had] = timed(given([...steps, job(3)], { breaks }, jobs))
  expect(
    had!.steps.map(({ kind, arrival, waiting, travel, distance }) => [kind, arrival, waiting, travel, distance]),
  ).toEqual([
    ['start', 0, 0, 0, 0],
    ['stop', 100, 0, 100, 1_000],
    ['break', 150, 0, 150, 1_500],
    ['stop', 360, 0, 300, 3_000],
    ['stop', 460, 0, 400, 4_000],
    ['end', 660, 0, 600, 6_000],
  ])
  expect(had!.violations).toEqual([{ rule: 'break-load', step: 2, excess: 1 }])
  const [without] = timed(given([job(1)], { breaks }))
  expect(without!.violations).toEqual([{ rule: 'missing-break', excess: 1 }])
  expect(() => timed(given([{ type: 'break', id: 8 }, job(1)], { breaks }))).toThrow(
    'Invalid break id 8 for vehicle 1.',
  )
})

test('rules that are broken are told of each step', () => {
  const limits = { max_tasks: 1, max_travel_time: 250, max_distance: 3_500, skills: [4] }
  const jobs = [{ id: 3, location_index: 2, skills: [4, 5] }]
  const [route] = timed(given([job(1), job(2), job(3)], limits, jobs))
  expect(route!.violations).toEqual([
    { rule: 'skills', step: 3, excess: 1 },
    { rule: 'max-stops', step: 2, excess: 1 },
    { rule: 'max-travel', step: 2, excess: 50 },
    { rule: 'max-stops', step: 3, excess: 1 },
    { rule: 'max-travel', step: 3, excess: 100 },
    { rule: 'max-distance', step: 3, excess: 500 },
    { rule: 'max-travel', step: 4, excess: 200 },
    { rule: 'max-distance', step: 4, excess: 2_000 },
  ])
  const shipments = [{ amount: [2], pickup: { id: 1, location_index: 1 }, delivery: { id: 1, location_index: 2 } }]
  const [half] = timed({ ...given([{ type: 'delivery', id: 1 }]), shipments })
  expect(half!.violations).toEqual([{ rule: 'precedence', step: 1, excess: 1 }])
  expect(half!.steps.map(({ load }) => load)).toEqual([[0], [0], [0]])
})

test('a task takes as long as the type of the vehicle needs', () => {
  const jobs = [{ id: 1, location_index: 1, service: 10, setup: 5, service_per_type: { slow: 30 } }]
  const vehicles = [
    { ...van, type: 'slow', steps: [job(1)] },
    { ...van, id: 2, start_index: 1 },
  ]
  const [route] = timed({ vehicles, jobs, matrices: { car: line } })
  expect(route).toMatchObject({ service: 30, setup: 5 })
})
