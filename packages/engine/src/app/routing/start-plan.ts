import { planCost, type RoutePlan, scheduleRoute } from '@nunchi/kernel'
import { refuseRoute } from '../../decide/route/json.ts'
import type { RouteTask } from '../../decide/route/task.ts'

/** The plan of the routes that were sent. O(size of the problem). */
export function startPlan({ problem, start: routes }: RouteTask): RoutePlan {
  const served = new Set(routes.flatMap(({ trips }) => trips.flat()))
  const unserved = [...problem.stops.keys()].filter((stop) => !served.has(stop))
  return { routes, unserved, cost: planCost(problem, { routes }) }
}

/** Routes to begin with keep every rule, as VROOM wants it; what is on the road already may be late. @throws Refusal ROUTING_INPUT */
export function checkStart({ ask, problem, start, members }: RouteTask): void {
  for (const route of start) {
    if (problem.vehicles[route.vehicle]!.fixed) continue
    const [broken] = scheduleRoute(problem, route).violations
    if (broken === undefined) continue
    const { field, id } = ask.vehicles[members[route.vehicle]![0]!]!
    const reason = `The route of vehicle ${id} is infeasible: it breaks the rule ${broken.rule} by ${broken.excess}.`
    refuseRoute(field, reason, 'send a route that keeps all rules, or none')
  }
}
