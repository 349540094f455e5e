import { type RoutePlan, RouteScheduler, whyUnserved } from '@nunchi/kernel'
import { type RouteOutcome, routeOutcome } from '../../decide/route/outcome.ts'
import type { RouteTask } from '../../decide/route/task.ts'
import { type ToldReason, toldReasons } from '../../decide/route/unserved-words.ts'

/** A plan in the words of who asked, with why stops are left out. */
export type ToldPlan = { readonly outcome: RouteOutcome; readonly reasons: ReadonlyMap<number, ToldReason> }

/** When everything of a plan happens, and why stops are left out. Milliseconds for a thousand stops. */
export function toldPlan(task: RouteTask, plan: RoutePlan): ToldPlan {
  const scheduler = new RouteScheduler(task.problem)
  const schedules = plan.routes.map((route) => scheduler.schedule(route))
  return { outcome: routeOutcome(task, plan, schedules), reasons: toldReasons(task, whyUnserved(task.problem, plan)) }
}
