import { type RoutePlan, type RoutingProblem, weightLeft } from '@nunchi/kernel'

/**
 * Whether a plan is better than another of the same problem: who serves more (stops of higher priority count for all of lower ones) is,
 * and of those that serve as much, who costs less. As the search itself compares. O(stops left out + shipments).
 */
export function isBetterPlan(problem: RoutingProblem, plan: RoutePlan, than: RoutePlan): boolean {
  const difference = weightLeft(problem, plan.unserved) - weightLeft(problem, than.unserved)
  return difference === 0 ? plan.cost < than.cost : difference < 0
}
