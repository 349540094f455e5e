import { type RoutePlan, RouteScheduler, type RoutingProblem, whyUnserved } from '@nunchi/kernel'
import type { PlanExplained } from './solve-messages.ts'

/**
 * When everything of a plan happens, and why stops are left out. A millisecond for ten stops or so, and one or two for each stop that is
 * left out.
 */
export function explainPlan(problem: RoutingProblem, plan: RoutePlan): PlanExplained {
  const scheduler = new RouteScheduler(problem)
  return {
    schedules: plan.routes.map((route) => scheduler.schedule(route)),
    reasons: plan.unserved.length === 0 ? [] : whyUnserved(problem, plan),
  }
}
