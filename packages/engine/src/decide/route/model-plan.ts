import type { AskPlace } from './ask.ts'
import type { OutcomeNoWays, OutcomeRoute, OutcomeStep, OutcomeTotals, RouteOutcome } from './outcome.ts'
import type { ToldReason } from './unserved-words.ts'

/** How a plan in our own words is told: the names of what loads consist of, and why a stop is left out. */
export type ModelTelling = {
  readonly amounts: readonly string[]
  readonly reasons?: ReadonlyMap<number, ToldReason>
}

/** A plan in our own words, as `RoutingPlanBody` describes it. O(size of the plan). */
export function modelPlan(outcome: RouteOutcome, { amounts, reasons }: ModelTelling) {
  const { routes, total, unassigned, hasDistances, noWays } = outcome
  const bodies = routes.map((route) => routeBody(route, { amounts, hasDistances }))
  return {
    ...totals(total, hasDistances),
    stops: bodies.reduce((sum, { stops }) => sum + stops, 0),
    routes: bodies,
    unserved: unassigned.map(({ task, stop }) => ({
      id: String(task.id),
      ...(reasons?.has(stop) ? { reason: reasons.get(stop) } : {}),
    })),
    ...(noWays.length === 0 ? {} : { noWays: noWays.map(noWaysBody) }),
  }
}

function noWaysBody({ profile, count, pairs }: OutcomeNoWays) {
  return { profile, count, pairs: pairs.map(([from, to]) => ({ from: nameOf(from), to: nameOf(to) })) }
}

type Telling = { readonly amounts: readonly string[]; readonly hasDistances: boolean }

function routeBody(route: OutcomeRoute, telling: Telling) {
  return {
    vehicle: String(route.vehicle.id),
    ...totals(route, telling.hasDistances),
    stops: route.steps.filter(({ kind }) => kind === 'stop').length,
    durationSeconds: route.duration,
    steps: route.steps.filter(({ isAnywhere }) => !isAnywhere).map((step) => stepBody(step, telling)),
    violations: [...route.violations],
  }
}

function totals(of: OutcomeTotals, hasDistances: boolean) {
  return {
    cost: of.cost,
    ...(hasDistances ? { metres: of.distance } : {}),
    travelSeconds: of.travel,
    serviceSeconds: of.service,
    setupSeconds: of.setup,
    waitingSeconds: of.waiting,
  }
}

function stepBody(step: OutcomeStep, { amounts, hasDistances }: Telling) {
  const { kind, task, id, place } = step
  return {
    kind: task === undefined || task.kind === 'job' ? kind : task.kind,
    ...(id === undefined ? {} : { id: String(id) }),
    ...(place === undefined ? {} : { place: nameOf(place) }),
    arrivesAt: step.arrival * 1_000,
    waitingSeconds: step.waiting,
    setupSeconds: step.setup,
    serviceSeconds: step.service,
    load: Object.fromEntries(amounts.map((name, d) => [name, step.load[d]!])),
    ...(hasDistances ? { metres: step.distance } : {}),
    travelSeconds: step.travel,
  }
}

const nameOf = ({ id, index }: AskPlace): string => String(id ?? index)
