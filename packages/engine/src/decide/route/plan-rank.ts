import type { RoutePlan, RoutingProblem } from '@nunchi/kernel'

/**
 * Whether a plan is better than another of the same problem: who serves more (stops of higher priority count for all of lower ones) is,
 * and of those that serve as much, who costs less. As the search itself compares. O(stops left out).
 */
export function isBetterPlan(problem: RoutingProblem, plan: RoutePlan, than: RoutePlan): boolean {
  const difference = missed(problem, plan) - missed(problem, than)
  return difference === 0 ? plan.cost < than.cost : difference < 0
}

/** Optional stops count by their prizes, which are part of the cost. */
function missed({ stops }: RoutingProblem, { unserved }: RoutePlan): number {
  return unserved.reduce((sum, stop) => {
    const { prize, priority } = stops[stop]!
    return prize === undefined ? sum + 1 + priority * (stops.length + 1) : sum
  }, 0)
}
