import type { RoutePlan, ScheduledStep } from '@nunchi/kernel'
import type { AskPlace, AskTask, AskVehicle, LonLat, RouteId } from './ask.ts'
import type { ToldSchedule, ToldViolation } from './given-schedule.ts'
import type { RouteTask } from './task.ts'

/** A plan in the words of who asked: their ids, times and costs. Both forms of answers are written from it. */
export type RouteOutcome = {
  readonly routes: readonly OutcomeRoute[]
  /** In the order in which they were sent. */
  readonly unassigned: readonly OutcomeTask[]
  readonly total: OutcomeTotals
  readonly hasDistances: boolean
  /** Pairs of places between which a source of travel found no way: how many, and the first of them. */
  readonly noWays: readonly OutcomeNoWays[]
}

export type OutcomeNoWays = {
  readonly profile: string
  readonly count: number
  readonly pairs: readonly (readonly [from: AskPlace, to: AskPlace])[]
}

export type OutcomeTask = {
  readonly task: AskTask
  readonly place: AskPlace
  /** Index of the stop in the problem. */
  readonly stop: number
}

export type OutcomeTotals = {
  readonly cost: number
  readonly delivery: readonly number[]
  readonly pickup: readonly number[]
  readonly setup: number
  readonly service: number
  /** Of travel alone. */
  readonly travel: number
  readonly waiting: number
  readonly priority: number
  readonly distance: number
  readonly violations: readonly OutcomeViolation[]
}

export type OutcomeRoute = OutcomeTotals & {
  readonly vehicle: AskVehicle
  readonly steps: readonly OutcomeStep[]
  /** From leaving the start to arriving at the end. */
  readonly duration: number
}

export type OutcomeStep = Pick<
  ScheduledStep,
  'kind' | 'waiting' | 'setup' | 'service' | 'load' | 'distance' | 'travel'
> & {
  /** A moment of the caller. */
  readonly arrival: number
  readonly id?: RouteId
  /** What a stop is: a job, a pickup or a delivery. */
  readonly task?: AskTask
  readonly description?: string
  readonly place?: AskPlace
  /** The start or end of a vehicle that starts or ends anywhere: where its first or last task is. */
  readonly isAnywhere?: boolean
  readonly violations: readonly OutcomeViolation[]
}

/** How a route is drawn on a map: along roads, or straight from place to place. */
export type RouteLine = { readonly points: readonly LonLat[]; readonly isRoad: boolean }

/** By how much rules were broken: of one rule, the sum. */
export type OutcomeViolation = Pick<ToldViolation, 'rule' | 'excess'>

/**
 * Says a plan in the words of who asked. O(size of the plan).
 * @param schedules  of the plan's routes, in their order
 */
export function routeOutcome(task: RouteTask, plan: RoutePlan, schedules: readonly ToldSchedule[]): RouteOutcome {
  const { ask } = task
  const routes = routeVehicles(task, plan.routes)
    .map((vehicle, i) => ({ vehicle, route: routeOf(task, ask.vehicles[vehicle]!, schedules[i]!) }))
    .sort((a, b) => a.vehicle - b.vehicle)
    .map(({ route }) => route)
  const unassigned = plan.unserved.map((stop) => {
    const one = ask.tasks[stop]!
    return { task: one, place: ask.places[one.place]!, stop }
  })
  const noWays = ask.profiles.flatMap(({ name, noWays: none }): OutcomeNoWays[] => {
    if (none === undefined) return []
    const pairs = none.pairs.map(([from, to]) => [ask.places[from]!, ask.places[to]!] as const)
    return [{ profile: name, count: none.count, pairs }]
  })
  return { routes, unassigned, total: totalOf(routes, ask.dimensions), hasDistances: task.hasDistances, noWays }
}

/** Who drives each route: of a type the vehicles in the order in which they were sent. */
export function routeVehicles({ members }: Pick<RouteTask, 'members'>, routes: RoutePlan['routes']): number[] {
  const used = new Array<number>(members.length).fill(0)
  return routes.map(({ vehicle: type }) => members[type]![used[type]!++]!)
}

function routeOf(task: RouteTask, vehicle: AskVehicle, schedule: ToldSchedule): OutcomeRoute {
  const { ask } = task
  const served = schedule.steps.flatMap(({ kind, index }) => (kind === 'stop' ? [index!] : []))
  const amounts = amountsOf(task, served)
  return {
    vehicle,
    steps: schedule.steps.map((_, i) => stepOf(task, { vehicle, ...schedule }, i)),
    cost: costOf(task, vehicle, schedule),
    ...amounts,
    setup: schedule.setup,
    service: schedule.service,
    travel: schedule.travel,
    waiting: schedule.waiting,
    priority: sum(served.map((stop) => ask.tasks[stop]!.priority)),
    distance: schedule.distance,
    duration: schedule.duration,
    violations: merged(schedule.violations),
  }
}

/** What is taken and brought along a route, ends of shipments counted in both. */
function amountsOf({ ask, problem }: RouteTask, served: readonly number[]) {
  const delivery = new Array<number>(ask.dimensions).fill(0)
  const pickup = new Array<number>(ask.dimensions).fill(0)
  const isServed = new Set(served)
  const add = (to: number[], amount: readonly number[]) => {
    for (let d = 0; d < to.length; d++) to[d]! += amount[d]!
  }
  for (const stop of served) {
    add(delivery, problem.stops[stop]!.delivery)
    add(pickup, problem.stops[stop]!.pickup)
  }
  for (const { pickup: from, delivery: to, amount } of problem.shipments) {
    if (isServed.has(from)) add(pickup, amount)
    if (isServed.has(to)) add(delivery, amount)
  }
  return { delivery, pickup }
}

/** In the caller's unit, from what the schedule says: rates that were rounded for the solver are not rounded here. */
function costOf({ ask, unit }: RouteTask, { costs, profile }: AskVehicle, schedule: ToldSchedule): number {
  const tasks = (costs.perTaskHour * (schedule.setup + schedule.service)) / 3_600
  if (ask.profiles[profile]!.costs) return Math.round(schedule.cost / unit.perUnit + tasks)
  const hours = (costs.perHour * schedule.travel + costs.perDutyHour * schedule.duration) / 3_600
  return Math.round(costs.fixed + hours + (costs.perKm * schedule.distance) / 1_000 + tasks)
}

type At = Pick<ToldSchedule, 'steps' | 'violations'> & { readonly vehicle: AskVehicle }

function stepOf({ ask, zero }: RouteTask, { vehicle, steps, violations }: At, i: number): OutcomeStep {
  const step = steps[i]!
  const { kind, index, waiting, setup, service, load, distance, travel } = step
  const named = kind === 'stop' ? ask.tasks[index!]! : kind === 'break' ? vehicle.breaks[index!]! : undefined
  const isAnywhere = (kind === 'start' || kind === 'end') && step.place === undefined
  const near = isAnywhere ? edgeStop(steps, kind) : step
  const place = kind === 'break' ? undefined : near.kind === 'stop' ? ask.tasks[near.index!]!.place : near.place
  return {
    kind,
    arrival: step.arrival + zero,
    ...{ waiting, setup, service, load, distance, travel },
    ...(named === undefined ? {} : { id: named.id }),
    ...(named?.description === undefined ? {} : { description: named.description }),
    ...(kind === 'stop' ? { task: ask.tasks[index!]! } : {}),
    ...(place === undefined ? {} : { place: ask.places[place]! }),
    ...(isAnywhere ? { isAnywhere } : {}),
    violations: merged(violations.filter((one) => one.step === i)),
  }
}

/** The first stop for a start, the last one for an end. O(steps). */
function edgeStop(steps: readonly ScheduledStep[], edge: 'start' | 'end'): ScheduledStep {
  const kinds = steps.map(({ kind }) => kind)
  return steps[edge === 'start' ? kinds.indexOf('stop') : kinds.lastIndexOf('stop')]!
}

function totalOf(routes: readonly OutcomeRoute[], dimensions: number): OutcomeTotals {
  const of = (key: 'cost' | 'setup' | 'service' | 'travel' | 'waiting' | 'priority' | 'distance') =>
    sum(routes.map((route) => route[key]))
  const load = (key: 'delivery' | 'pickup') =>
    Array.from({ length: dimensions }, (_, d) => sum(routes.map((route) => route[key][d]!)))
  return {
    cost: of('cost'),
    delivery: load('delivery'),
    pickup: load('pickup'),
    setup: of('setup'),
    service: of('service'),
    travel: of('travel'),
    waiting: of('waiting'),
    priority: of('priority'),
    distance: of('distance'),
    violations: merged(routes.flatMap(({ violations }) => violations)),
  }
}

function merged(violations: readonly OutcomeViolation[]): OutcomeViolation[] {
  const byRule = new Map<OutcomeViolation['rule'], number>()
  for (const { rule, excess } of violations) byRule.set(rule, (byRule.get(rule) ?? 0) + excess)
  return [...byRule].map(([rule, excess]) => ({ rule, excess }))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
