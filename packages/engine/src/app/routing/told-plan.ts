import { RouteScheduler } from '@nunchi/kernel'
import { type RouteOutcome, routeOutcome } from '../../decide/route/outcome.ts'
import type { RouteTask } from '../../decide/route/task.ts'
import { type ToldReason, toldReasons } from '../../decide/route/unserved-words.ts'
import type { SolveFound } from './solve.ts'

/** A plan in the words of who asked, with why stops are left out. */
export type ToldPlan = { readonly outcome: RouteOutcome; readonly reasons: ReadonlyMap<number, ToldReason> }

/**
 * When everything of a plan happens, and why stops are left out. Of a plan on the way that is not said: for a thousand stops it takes
 * seconds, in which nobody else would be answered. Else O(size of the plan).
 */
export function toldPlan(task: RouteTask, { plan, explained }: SolveFound): ToldPlan {
  const { schedules, reasons } = explained ?? { schedules: schedulesOf(task, plan), reasons: [] }
  return { outcome: routeOutcome(task, plan, schedules), reasons: toldReasons(task, plan, reasons) }
}

function schedulesOf({ problem }: RouteTask, { routes }: SolveFound['plan']) {
  const scheduler = new RouteScheduler(problem)
  return routes.map((route) => scheduler.schedule(route))
}

/**
 * What it takes to tell a plan that is explained already. The matrices of a large problem are hundreds of megabytes, and
 * plans are kept long after they are made.
 */
export function withoutMatrices(task: RouteTask): RouteTask {
  const profiles = task.ask.profiles.map(({ name, costs, noWays }) => ({
    name,
    ...(costs && { costs: new Int32Array(0) }),
    ...(noWays && { noWays }),
  }))
  return { ...task, ask: { ...task.ask, profiles }, problem: { ...task.problem, profiles: [] } }
}
