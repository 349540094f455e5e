import { Random, solveRoutes } from '@nunchi/kernel'
import type { VroomAnswer, VroomInput } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { toldPlan } from '../../app/routing/told-plan.ts'
import { explainPlan } from '../../decide/route/explain-plan.ts'
import { readVroom } from '../../decide/route/read-vroom.ts'
import { routeTask } from '../../decide/route/task.ts'
import { vroomAnswer } from '../../decide/route/vroom-answer.ts'
import { expectConsistent } from './testing-consistency.ts'

const places = 12
const morning = 1_800_000_000

/** A problem with a bit of everything that VROOM's form knows; some of it cannot be served. */
function anyProblem(seed: number): VroomInput {
  const random = new Random(seed)
  const below = (n: number) => Math.floor(random.unit() * n)
  const oneIn = (n: number) => below(n) === 0
  const matrix = (step: number) =>
    Array.from({ length: places }, (_, i) => Array.from({ length: places }, (_, j) => (i === j ? 0 : 60 + below(step))))
  const window = (): number[] => {
    const from = morning + below(6) * 1_200
    return [from, from + 900 + below(5_000)]
  }
  const load = () => [below(4), below(30)]
  const task = (id: number) => ({
    id,
    location_index: 1 + below(places - 1),
    service: below(300),
    setup: oneIn(2) ? below(200) : 0,
    ...(oneIn(2) ? { service_per_type: { slow: 300 + below(300), odd: 1 } } : {}),
    ...(oneIn(2) ? { setup_per_type: { slow: below(200), fast: 0 } } : {}),
    ...(oneIn(3) ? { time_windows: [window()] } : {}),
    ...(oneIn(4) ? { release: morning + below(3_000) } : {}),
  })
  const wishes = () => ({
    ...(oneIn(4) ? { skills: [1 + below(3)] } : {}),
    ...(oneIn(3) ? { priority: below(100) } : {}),
    ...(oneIn(6) ? { allowed_vehicles: [1, 2] } : {}),
  })
  const costs = { fixed: below(500), per_hour: 1_800 + below(3_000), per_km: below(50), per_task_hour: below(2) * 60 }
  return {
    jobs: Array.from({ length: 14 }, (_, id) => ({
      ...task(id),
      ...wishes(),
      delivery: load(),
      pickup: load(),
      ...(oneIn(5) ? { backhaul: true } : {}),
      ...(oneIn(6) ? { prize: below(2_000) } : {}),
    })),
    shipments: Array.from({ length: 4 }, (_, id) => ({
      pickup: task(id),
      delivery: task(id + 50),
      amount: load(),
      ...wishes(),
    })),
    vehicles: Array.from({ length: 4 }, (_, id) => ({
      id,
      profile: oneIn(2) ? 'car' : 'bike',
      ...(oneIn(3) ? {} : { type: oneIn(2) ? 'slow' : 'fast' }),
      ...(oneIn(4) ? {} : { start_index: 0 }),
      ...(oneIn(4) ? { end_index: 1 } : { end_index: 0 }),
      capacity: [8 + below(6), 80],
      skills: [1, 2, 3].filter(() => !oneIn(3)),
      costs,
      ...(oneIn(3) ? {} : { time_window: [morning, morning + 4_000 + below(8_000)] }),
      ...(oneIn(2) ? { breaks: [{ id: 7, service: 600, time_windows: [[morning + 2_000, morning + 6_000]] }] } : {}),
      ...(oneIn(3) ? { max_tasks: 3 + below(4) } : {}),
      ...(oneIn(3) ? { max_travel_time: 3_000 + below(3_000) } : {}),
      ...(oneIn(3) ? { max_distance: 10_000 + below(30_000) } : {}),
    })),
    matrices: {
      car: { durations: matrix(600), distances: matrix(5_000) },
      bike: { durations: matrix(900), distances: matrix(4_000) },
    },
  }
}

function planned(input: VroomInput): VroomAnswer {
  const task = routeTask(readVroom(input))
  const plan = solveRoutes(task.problem, { iterations: 150, seed: 1 })
  const { outcome, reasons } = toldPlan(task, { plan, iterations: 150, explained: explainPlan(task.problem, plan) })
  const answer = vroomAnswer(outcome, { computing: { loading: 0, solving: 0, routing: 0 }, reasons })
  return JSON.parse(JSON.stringify(answer)) as VroomAnswer
}

test('law: of any problem, the numbers of the answer add up, and no rule is broken', () => {
  let unassigned = 0
  for (let seed = 1; seed <= 40; seed++) {
    const input = anyProblem(seed)
    const answer = planned(input)
    expectConsistent(input, answer)
    unassigned += answer.unassigned.length
    for (const { reason } of answer.unassigned) expect(reason!.says.ko).not.toBe('')
  }
  expect(unassigned).toBeGreaterThan(10) // or nothing was tried that cannot be served
})
