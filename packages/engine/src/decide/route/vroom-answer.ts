import { polyline } from '../../domain/polyline.ts'
import type { AskPlace } from './ask.ts'
import type { ToldRule } from './given-schedule.ts'
import type {
  OutcomeNoWays,
  OutcomeRoute,
  OutcomeStep,
  OutcomeTotals,
  OutcomeViolation,
  RouteLine,
  RouteOutcome,
} from './outcome.ts'
import type { ToldReason } from './unserved-words.ts'

/** What VROOM calls a broken rule; those that it does not have keep a name of ours. */
const causes: Readonly<Record<ToldRule, string>> = {
  capacity: 'load',
  skills: 'skills',
  window: 'delay',
  shift: 'delay',
  break: 'delay',
  'missing-break': 'missing_break',
  early: 'lead_time',
  'break-load': 'max_load',
  release: 'release',
  'max-stops': 'max_tasks',
  'max-distance': 'max_distance',
  'max-travel': 'max_travel_time',
  'max-duration': 'max_duration',
  precedence: 'precedence',
  backhaul: 'backhaul',
  vehicle: 'vehicle',
  reload: 'reload',
  fixed: 'fixed',
  unreachable: 'unreachable',
}

/** What an answer says beyond the plan. */
export type VroomExtras = {
  /** Milliseconds. */
  readonly computing: { readonly loading: number; readonly solving: number; readonly routing: number }
  /** Why a stop is left out, by stop. */
  readonly reasons?: ReadonlyMap<number, ToldReason>
  /** How the routes are drawn, in their order; not at all when absent. */
  readonly lines?: readonly RouteLine[] | undefined
}

/** A plan in VROOM's form (its docs/API.md), with keys of ours beside it. O(size of the plan). */
export function vroomAnswer(outcome: RouteOutcome, { computing, reasons, lines }: VroomExtras) {
  const { total, routes, unassigned, hasDistances, noWays } = outcome
  return {
    code: 0,
    summary: {
      cost: total.cost,
      routes: routes.length,
      unassigned: unassigned.length,
      ...totals(total, hasDistances),
      computing_times: computing,
    },
    unassigned: unassigned.map(({ task, place, stop }) => ({
      id: task.id,
      ...placed(place),
      type: task.kind,
      ...described(task.description),
      ...(reasons?.has(stop) ? { reason: reasons.get(stop) } : {}),
    })),
    routes: routes.map((route, i) => routeBody(route, hasDistances, lines?.[i])),
    ...(noWays.length === 0 ? {} : { no_ways: noWays.map(noWaysBody) }),
  }
}

/** A road service was asked, so every place has coordinates. */
function noWaysBody({ profile, count, pairs }: OutcomeNoWays) {
  return { profile, count, pairs: pairs.map(([from, to]) => ({ from: from.at!, to: to.at! })) }
}

function routeBody(route: OutcomeRoute, hasDistances: boolean, line: RouteLine | undefined) {
  return {
    vehicle: route.vehicle.id,
    cost: route.cost,
    ...described(route.vehicle.description),
    ...totals(route, hasDistances),
    steps: route.steps.map((step) => stepBody(step, hasDistances)),
    ...(line && { geometry: polyline(line.points), geometry_source: line.isRoad ? 'roads' : 'straight lines' }),
  }
}

/** What a summary and a route have in common. The deprecated `amount` is what it always was: the deliveries. */
function totals(of: OutcomeTotals, hasDistances: boolean) {
  const { delivery, pickup } = of
  return {
    ...(delivery.length === 0 ? {} : { delivery, amount: delivery, pickup }),
    setup: of.setup,
    service: of.service,
    duration: of.travel,
    waiting_time: of.waiting,
    priority: of.priority,
    ...(hasDistances ? { distance: of.distance } : {}),
    violations: violationsOf(of.violations),
  }
}

function stepBody(step: OutcomeStep, hasDistances: boolean) {
  const { kind, task, id } = step
  return {
    type: task?.kind ?? kind,
    ...described(step.description),
    ...(step.place ? placed(step.place) : {}),
    ...(id === undefined ? {} : { id }),
    setup: step.setup,
    service: step.service,
    waiting_time: step.waiting,
    ...(task === undefined ? {} : { job: id }),
    ...(step.load.length === 0 ? {} : { load: step.load }),
    arrival: step.arrival,
    duration: step.travel,
    violations: violationsOf(step.violations),
    ...(hasDistances ? { distance: step.distance } : {}),
  }
}

/** Each cause once: what VROOM calls a delay are three rules to us. */
function violationsOf(violations: readonly OutcomeViolation[]) {
  const byCause = new Map<string, number>()
  for (const { rule, excess } of violations) byCause.set(causes[rule], (byCause.get(causes[rule]) ?? 0) + excess)
  return [...byCause].map(([cause, excess]) => {
    return { cause, ...(cause === 'delay' || cause === 'lead_time' ? { duration: excess } : {}) }
  })
}

const placed = ({ at, index }: AskPlace) => ({
  ...(at === undefined ? {} : { location: at }),
  ...(index === undefined ? {} : { location_index: index }),
})

const described = (description: string | undefined) =>
  description === undefined || description === '' ? {} : { description }
