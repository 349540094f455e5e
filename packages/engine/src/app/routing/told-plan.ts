import { type RoutePlan, RouteScheduler } from '@nunchi/kernel'
import { type RouteOutcome, routeOutcome } from '../../decide/route/outcome.ts'
import type { RouteTask } from '../../decide/route/task.ts'

/** A plan in the words of who asked, with why stops are left out. */
export type ToldPlan = { readonly outcome: RouteOutcome; readonly reasons: ReadonlyMap<number, object> }

/** When everything of a plan happens, and why stops are left out. Milliseconds for a thousand stops. */
export function toldPlan(task: RouteTask, plan: RoutePlan): ToldPlan {
  const scheduler = new RouteScheduler(task.problem)
  const schedules = plan.routes.map((route) => scheduler.schedule(route))
  return { outcome: routeOutcome(task, plan, schedules), reasons: new Map() }
}
