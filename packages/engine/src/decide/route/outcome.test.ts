import type { UnservedReason } from '@nunchi/kernel'
import { describe, expect, test } from 'vitest'
import { routeOutcome } from './outcome.ts'
import { readVroom } from './read-vroom.ts'
import { type RouteTask, routeTask } from './task.ts'
import { matricesExample } from './testing-vroom.ts'
import { toldReasons } from './unserved-words.ts'
import { vroomAnswer } from './vroom-answer.ts'

const still = { waiting: 0, setup: 0, service: 0, load: [] }
const computing = { loading: 1, solving: 2, routing: 0 }

test('the plan of the documented example is answered as documented', () => {
  const task = routeTask(readVroom(matricesExample))
  const plan = { routes: [{ vehicle: 0, trips: [[0, 1]], reloads: [] }], unserved: [], cost: 5461 }
  const at = (time: number) => ({ arrival: time, travel: time, distance: time, ...still })
  const schedule = {
    steps: [
      { kind: 'start', place: 0, ...at(0) },
      { kind: 'stop', index: 0, place: 2, ...at(2104) },
      { kind: 'stop', index: 1, place: 3, ...at(4359) },
      { kind: 'end', place: 1, ...at(5461) },
    ],
    ...{ distance: 5461, travel: 5461, service: 0, setup: 0, waiting: 0, duration: 5461, cost: 5461, violations: [] },
  } as const
  const step = (time: number) => ({
    setup: 0,
    service: 0,
    waiting_time: 0,
    arrival: time,
    duration: time,
    violations: [],
  })
  const totals = { setup: 0, service: 0, duration: 5461, waiting_time: 0, priority: 0, violations: [] }
  expect(vroomAnswer(routeOutcome(task, plan, [schedule]), { computing })).toEqual({
    code: 0,
    summary: { cost: 5461, routes: 1, unassigned: 0, ...totals, computing_times: computing },
    unassigned: [],
    routes: [
      {
        vehicle: 0,
        cost: 5461,
        ...totals,
        steps: [
          { type: 'start', location_index: 0, ...step(0) },
          { type: 'job', id: 1414, job: 1414, location_index: 1, ...step(2104) },
          { type: 'job', id: 1515, job: 1515, location_index: 2, ...step(4359) },
          { type: 'end', location_index: 3, ...step(5461) },
        ],
      },
    ],
  })
})

test('what is left out is named as it was sent, with the reason', () => {
  const jobs = [{ id: 7, location_index: 1, location: [127, 37], description: 'heavy' }]
  const task = routeTask(readVroom({ ...matricesExample, jobs }))
  const reasons = toldReasons(task, { routes: [] }, [
    { stop: 0, rule: 'capacity', isProven: true, vehicle: 0, excess: 3, detail: 'not told' },
  ])
  const answer = vroomAnswer(routeOutcome(task, { routes: [], unserved: [0], cost: 0 }, []), { computing, reasons })
  expect(answer.unassigned).toEqual([
    {
      id: 7,
      type: 'job',
      location: [127, 37],
      location_index: 1,
      description: 'heavy',
      reason: {
        rule: 'capacity',
        isProven: true,
        vehicle: 0,
        excess: 3,
        says: expect.objectContaining({ ko: expect.stringMatching(/[가-힣]/) }),
      },
    },
  ])
  expect(answer.summary).toMatchObject({ unassigned: 1, routes: 0, cost: 0 })
})

describe('why a stop is left out', () => {
  const jobs = [0, 1, 2].map((id) => ({ id, location_index: id % 2, prize: 100 }))
  const asked = (costs: object) => {
    const vehicles = [3, 4, 5].map((id) => ({ id, start_index: 0, costs }))
    return routeTask(readVroom({ ...matricesExample, vehicles, jobs }))
  }
  const routes = [0, 1].map((stop) => ({ vehicle: 0, trips: [[stop]], reloads: [] }))
  const reasonOf = (task: RouteTask, more: Partial<UnservedReason>) =>
    toldReasons(task, { routes }, [{ stop: 2, rule: 'window', isProven: false, vehicle: 0, detail: '', ...more }]).get(
      2,
    )

  test('names who drives the route, or who stands idle', () => {
    const task = asked({})
    expect(reasonOf(task, { route: 1 })).toMatchObject({ vehicle: 4 })
    expect(reasonOf(task, {})).toMatchObject({ vehicle: 5 })
  })

  test('tells costs in the unit of who asked', () => {
    const task = asked({ fixed: 7, per_hour: 1_000 })
    expect(task.unit.perUnit).toBeGreaterThan(1)
    expect(reasonOf(task, { rule: 'prize', excess: 30 * task.unit.perUnit })).toMatchObject({ excess: 30 })
  })

  test('says of all plans only what is proven', () => {
    const says = (isProven: boolean) => reasonOf(asked({}), { isProven, rule: 'max-distance' })?.says.en
    expect(says(true)).toBe('It is further than any vehicle may go.')
    expect(says(false)).toMatch(/^With it/)
  })
})
