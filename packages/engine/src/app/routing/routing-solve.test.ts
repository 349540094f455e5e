import { expect, test } from 'vitest'
import { readVroom } from '../../decide/route/read-vroom.ts'
import { routeTask } from '../../decide/route/task.ts'
import { matricesExample } from '../../decide/route/testing-vroom.ts'
import { epochMs } from '../../domain/units.ts'
import { RoutingSolve } from './routing-solve.ts'
import { SolveQueue } from './solve-queue.ts'
import { toldPlan } from './told-plan.ts'

test('a solve that is over keeps no matrices, and tells its plan as with them', async () => {
  const { durations } = matricesExample.matrices.car
  const task = routeTask(readVroom({ ...matricesExample, matrices: { car: { durations, costs: durations } } }))
  const budget = { iterations: 20 }
  const solve = new RoutingSolve({ id: 'one', form: 'vroom', task, budget, now: () => epochMs(0) })
  solve.end(new SolveQueue({ threadsMax: 1, waitingMax: 1 }).add({ problem: task.problem, budget, seed: 1 }))
  await solve.over
  expect(solve.state).toBe('done')
  expect(solve.task.problem.profiles).toEqual([])
  expect(solve.task.ask.profiles.some((profile) => profile.durations)).toBe(false)
  expect(solve.told).toEqual(toldPlan(task, solve.found!))
  expect(solve.told!.outcome.total.cost).toBeGreaterThan(0)
})

test('a plan on the way says what is left out, and not yet why: to look for that would hold up all others', async () => {
  const task = routeTask(readVroom(matricesExample))
  const plan = { routes: [], unserved: [...task.problem.stops.keys()], cost: 0 }
  const { outcome, reasons } = toldPlan(task, { plan, iterations: 1 })
  expect(outcome.unassigned).toHaveLength(task.problem.stops.length)
  expect(reasons.size).toBe(0)
})
