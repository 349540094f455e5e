import { planOf, type RoutePlan, RouteScheduler, type RoutingRule, scheduleRoute, whyUnserved } from '@nunchi/kernel'
import type { AskVehicle, RouteAsk, RouteId } from './ask.ts'
import { givenSchedule, type ToldSchedule } from './given-schedule.ts'
import { refuseRoute } from './json.ts'
import type { PlanExplained } from './solve-messages.ts'
import type { RouteTask } from './task.ts'

/** The plan of the routes that were sent. O(size of the problem). */
export function startPlan({ problem, start }: RouteTask): RoutePlan {
  return planOf(problem, start)
}

/** A plan that was not searched for, with what follows from it. */
export type GivenPlan = { readonly plan: RoutePlan; readonly explained: PlanExplained }

/**
 * The routes that were sent, as the plan: nothing is searched, only times and broken rules are told. A millisecond or two for each stop
 * that is left out, where vehicles are many.
 * @throws Refusal ROUTING_INPUT where their steps have times that cannot be kept
 */
export function givenPlan(task: RouteTask): GivenPlan {
  const { ask, problem, members } = task
  const plan = startPlan(task)
  const scheduler = new RouteScheduler(problem)
  const schedules = plan.routes.map((route): ToldSchedule => {
    const vehicle = ask.vehicles[members[route.vehicle]![0]!]!
    return isTimedHere(ask, vehicle) ? givenSchedule(task, vehicle) : scheduler.schedule(route)
  })
  const change = schedules.reduce((sum, { cost }, i) => sum + cost - scheduler.judge(plan.routes[i]!).cost, 0)
  // That there was room for a stop says nothing where nothing was searched.
  const reasons = plan.unserved.length === 0 ? [] : whyUnserved(problem, plan).filter(({ isProven }) => isProven)
  return { plan: { ...plan, cost: plan.cost + change }, explained: { schedules, reasons } }
}

/** Where speeds change over the day, routes are timed as the search times them, which knows no times of steps. */
function isTimedHere({ profiles }: RouteAsk, { profile, given = [] }: AskVehicle): boolean {
  if (profiles[profile]!.speeds === undefined) return true
  for (const { field, from, until } of given)
    if (from > 0 || until < Number.POSITIVE_INFINITY)
      refuseRoute(
        field,
        'Times of steps cannot be kept where speeds change over the day.',
        'send the time_windows of the tasks, or leave "speeds" out',
      )
  return false
}

/** Routes to begin with keep every rule, as VROOM wants it; what is on the road already may be late. @throws Refusal ROUTING_INPUT */
export function checkStart({ ask, problem, start, members }: RouteTask): void {
  for (const route of start) {
    if (problem.vehicles[route.vehicle]!.fixed) continue
    const { violations, steps } = scheduleRoute(problem, route)
    const [broken] = violations
    if (broken === undefined) continue
    const { field, id } = ask.vehicles[members[route.vehicle]![0]!]!
    const { rule, step, excess } = broken
    const at = step === undefined ? undefined : steps[step]!
    const task = at?.kind === 'stop' ? ask.tasks[at.index!]! : undefined
    const reason = infeasible[rule]?.(id, task?.id) ?? `Infeasible route for vehicle ${id}.`
    const by = `${rule} is broken by ${excess}${task ? `, at ${task.kind} ${task.id}` : ''}`
    refuseRoute(field, reason, `send a route that keeps all rules, or none: ${by}`)
  }
}

const outOfReach = (vehicle: RouteId, task: RouteId | undefined) =>
  `Missing skill or step out of reach for vehicle ${vehicle} and job ${task}.`

/** What VROOM says where it has words of their own for a rule. */
const infeasible: Partial<Record<RoutingRule, (vehicle: RouteId, task: RouteId | undefined) => string>> = {
  capacity: (id) => `Route over capacity for vehicle ${id}.`,
  skills: outOfReach,
  vehicle: outOfReach,
  unreachable: outOfReach,
  precedence: (id) => `Invalid shipment in route for vehicle ${id}.`,
  'max-travel': (id) => `Route over max_travel_time for vehicle ${id}.`,
  'max-distance': (id) => `Route over max_distance for vehicle ${id}.`,
  'max-stops': (id) => `Too many tasks for vehicle ${id}.`,
}
