import type { VroomAnswer, VroomInput } from '@nunchi/protocol'
import { expect } from 'vitest'

type Task = {
  readonly delivery: readonly number[]
  readonly pickup: readonly number[]
  readonly service: number
  readonly setup: number
  readonly service_per_type?: Readonly<Record<string, number>>
  readonly setup_per_type?: Readonly<Record<string, number>>
}

/**
 * For tests only: checks of an answer in VROOM's form, against the question alone, that its numbers add up: every task is done once or left
 * out, times follow from the matrices, loads from the amounts, and sums from their parts.
 */
export function expectConsistent(input: VroomInput, answer: VroomAnswer): void {
  const tasks = tasksOf(input)
  const done = answer.routes.flatMap(({ steps }) => steps.filter(({ type }) => isTask(type)))
  const named = [...done, ...answer.unassigned].map(({ type, id }) => `${type} ${id}`).sort()
  expect(named).toEqual([...tasks.keys()].sort())
  for (const route of answer.routes) expectRoute(input, tasks, route)
  const sum = (key: 'cost' | 'setup' | 'service' | 'duration' | 'waiting_time' | 'priority') =>
    answer.routes.reduce((total, route) => total + route[key], 0)
  for (const key of ['cost', 'setup', 'service', 'duration', 'waiting_time', 'priority'] as const)
    expect(answer.summary[key], key).toBe(sum(key))
  expect(answer.summary).toMatchObject({ routes: answer.routes.length, unassigned: answer.unassigned.length })
}

const isTask = (type: string) => type === 'job' || type === 'pickup' || type === 'delivery'

function expectRoute(input: VroomInput, tasks: ReadonlyMap<string, Task>, route: VroomAnswer['routes'][number]): void {
  const vehicle = input.vehicles.find(({ id }) => id === route.vehicle)!
  const { durations, distances } = input.matrices![vehicle.profile ?? 'car']!
  const own = route.steps.flatMap(({ type, id }) => (isTask(type) ? [tasks.get(`${type} ${id}`)!] : []))
  const dimensions = vehicle.capacity?.length ?? 0
  const total = (of: readonly (readonly number[])[]) =>
    Array.from({ length: dimensions }, (_, d) => of.reduce((sum, one) => sum + one[d]!, 0))
  let load = total(input.jobs?.length ? own.filter((one) => !('isEnd' in one)).map(({ delivery }) => delivery) : [])
  let [at, left, travel, distance] = [undefined as number | undefined, 0, 0, 0]
  for (const step of route.steps) {
    if (step.location_index !== undefined) {
      if (at !== undefined) {
        travel += durations![at]![step.location_index]!
        distance += distances?.[at]?.[step.location_index] ?? 0
      }
      at = step.location_index
    }
    if (step.type === 'break')
      expect(step.duration).toBeGreaterThanOrEqual(travel) // somewhere on the way to the next place
    else expect(step.duration, `travel up to ${step.type}`).toBe(travel)
    if (step.distance !== undefined && step.type !== 'break') expect(step.distance).toBe(distance)
    if (step.type !== 'start' && step.type !== 'break') expect(step.arrival).toBeGreaterThanOrEqual(left)
    left = step.arrival + step.waiting_time + step.setup + step.service
    const task = isTask(step.type) ? tasks.get(`${step.type} ${step.id}`)! : undefined
    if (task) {
      load = load.map((one, d) => one - task.delivery[d]! + task.pickup[d]!)
      expect(step.service).toBe(task.service_per_type?.[vehicle.type ?? ''] ?? task.service)
      expect([0, task.setup_per_type?.[vehicle.type ?? ''] ?? task.setup]).toContain(step.setup)
      expect(step.load ?? []).toEqual(load)
    }
    for (let d = 0; d < dimensions; d++) expect(step.load![d]!).toBeLessThanOrEqual(vehicle.capacity![d]!)
  }
  expect(route.duration).toBe(travel)
  expect(route.service).toBe(route.steps.reduce((sum, { service }) => sum + service, 0)) // breaks count, as with VROOM
  expect(route.waiting_time).toBe(route.steps.reduce((sum, step) => sum + step.waiting_time, 0))
  expect(route.violations).toEqual([])
}

function tasksOf({ jobs = [], shipments = [] }: VroomInput): Map<string, Task> {
  const of = (one: object, load: object) => ({ service: 0, setup: 0, ...one, ...load }) as unknown as Task
  return new Map([
    ...jobs.map(
      (one) => [`job ${one.id}`, of(one, { delivery: one.delivery ?? zeros, pickup: one.pickup ?? zeros })] as const,
    ),
    ...shipments.flatMap(({ pickup, delivery, amount = zeros }) => [
      [`pickup ${pickup.id}`, of(pickup, { delivery: zeros, pickup: amount, isEnd: true })] as const,
      [`delivery ${delivery.id}`, of(delivery, { delivery: amount, pickup: zeros, isEnd: true })] as const,
    ]),
  ])
}

/** More than any test has dimensions. */
const zeros: number[] = [0, 0, 0, 0]
