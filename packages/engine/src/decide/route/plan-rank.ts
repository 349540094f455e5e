import type { RoutePlan, RoutingProblem } from '@nunchi/kernel'

/**
 * Whether a plan is better than another of the same problem: who serves more (stops of higher priority count for all of lower ones) is,
 * and of those that serve as much, who costs less. As the search itself compares. O(stops left out + shipments).
 */
export function isBetterPlan(problem: RoutingProblem, plan: RoutePlan, than: RoutePlan): boolean {
  const difference = missed(problem, plan) - missed(problem, than)
  return difference === 0 ? plan.cost < than.cost : difference < 0
}

/** Optional stops count by their prizes, which are part of the cost; of a shipment its pickup says whether it is optional. */
function missed({ stops, shipments }: RoutingProblem, { unserved }: RoutePlan): number {
  const optional = new Set(
    shipments.flatMap(({ pickup, delivery }) => (stops[pickup]!.prize === undefined ? [] : [delivery])),
  )
  return unserved.reduce((sum, stop) => {
    const { prize, priority } = stops[stop]!
    return prize === undefined && !optional.has(stop) ? sum + 1 + priority * (stops.length + 1) : sum
  }, 0)
}
