import { noWay, paced, type RouteSchedule, type RoutingRule, type ScheduledStep } from '@nunchi/kernel'
import type { AskBreak, AskTask, AskVehicle, GivenStep } from './ask.ts'
import { givenRules } from './given-rules.ts'
import { givenTimes, missedBy, type TimedStep } from './given-times.ts'
import { refuseRoute } from './json.ts'
import type { RouteTask } from './task.ts'
import { timeOn } from './time-on.ts'

/** What a plan that is given may break beside the solver's rules: it does something too early, or leaves out a break. */
export type ToldRule = RoutingRule | 'early' | 'missing-break'
export type ToldViolation = { readonly rule: ToldRule; readonly step?: number; readonly excess: number }
export type ToldSchedule = Omit<RouteSchedule, 'violations'> & { readonly violations: readonly ToldViolation[] }

/** One step of a route that is given, with everything that does not depend on when it is. */
export type GivenVisit = {
  readonly kind: 'start' | 'stop' | 'break' | 'end'
  readonly step: GivenStep
  /** Index of the stop, or of the break in the vehicle's list. */
  readonly index?: number
  readonly task?: AskTask
  readonly rest?: AskBreak
  /** Where; of a break none. */
  readonly place?: number
  readonly travel: number
  readonly distance: number
  readonly isWay: boolean
  readonly setup: number
  readonly service: number
}

/**
 * When everything on a route that is given happens, and which rules it breaks: as VROOM does in its plan mode, where all rules may be
 * broken but those of the steps themselves (`service_at`, `service_after`, `service_before`).
 * @param vehicle  one with `given` steps, whose profile has one speed over the day
 * @throws Refusal ROUTING_INPUT where the steps' own times cannot be kept
 */
export function givenSchedule(task: RouteTask, vehicle: AskVehicle): ToldSchedule {
  const visits = visitsOf(task, vehicle)
  const begins = givenTimes(visits.map((visit) => timedOf(vehicle, visit)))
  if (begins === undefined)
    return refuseRoute(
      vehicle.field,
      `Infeasible route for vehicle ${vehicle.id}.`,
      'let its service_at, service_after and service_before leave time for the ways and the work between them',
    )
  const steps = stepsOf(task, visits, begins)
  const sum = (of: 'service' | 'setup' | 'waiting') => steps.reduce((total, step) => total + step[of], 0)
  const total = {
    distance: visits.reduce((metres, { distance }) => metres + distance, 0),
    travel: visits.reduce((seconds, { travel }) => seconds + travel, 0),
    duration: begins[begins.length - 1]! - begins[0]!,
  }
  const late = visits.flatMap((visit, step) => lateness(vehicle, visit, { step, at: begins[step]! }))
  return {
    steps,
    ...total,
    service: sum('service'),
    setup: sum('setup'),
    waiting: sum('waiting'),
    cost: costOf(task, vehicle, { visits, ...total }),
    violations: [...late, ...givenRules(task, vehicle, { visits, steps })],
  }
}

/** The steps as they were given, between a start, which waits for what is ready later, and an end. @throws Refusal ROUTING_INPUT */
function visitsOf({ ask, problem }: RouteTask, vehicle: AskVehicle): GivenVisit[] {
  const given = vehicle.given ?? []
  const stops = new Map(ask.tasks.map(({ kind, id }, i) => [`${kind} ${id}`, i]))
  const breaks = new Map(vehicle.breaks.map(({ id }, i) => [id, i]))
  const { durations, distances } = problem.profiles[vehicle.profile]!
  let from = vehicle.start
  const go = (place: number | undefined) => {
    const arc = from === undefined || place === undefined ? undefined : from * problem.places + place
    const isNew = place !== undefined && place !== from
    if (place !== undefined) from = place
    if (arc === undefined) return { travel: 0, distance: 0, isWay: true, isNew }
    const isWay = durations[arc]! < noWay && distances[arc]! < noWay
    return { travel: paced(durations[arc]!, vehicle.pace), distance: distances[arc]!, isWay, isNew }
  }
  const nothing = { travel: 0, distance: 0, isWay: true, setup: 0, service: 0 }
  const visits = given.flatMap((step): GivenVisit[] => {
    const { type, id, field } = step
    if (type === 'start' || type === 'end') return []
    if (type === 'break') {
      const index = breaks.get(id!)
      if (index === undefined || !breaks.delete(id!))
        return refuseRoute(field, `Invalid break id ${id} for vehicle ${vehicle.id}.`, 'name a break of it, once')
      const rest = vehicle.breaks[index]!
      return [{ kind: 'break', step, index, rest, ...nothing, service: rest.service }]
    }
    const index = stops.get(`${type} ${id}`)!
    const task = ask.tasks[index]!
    const { isNew, ...way } = go(task.place)
    const setup = isNew ? timeOn(task, vehicle, 'setup') : 0
    return [
      { kind: 'stop', step, index, task, place: task.place, ...way, setup, service: timeOn(task, vehicle, 'service') },
    ]
  })
  const ready = visits.reduce((latest, { task }) => Math.max(latest, task?.release ?? 0), 0)
  const edge = (type: 'start' | 'end', place: number | undefined): GivenVisit => {
    const step = given.find((one) => one.type === type) ?? { type, field: vehicle.field, from: 0, until: noLimit }
    const from = type === 'start' ? Math.max(step.from, ready) : step.from
    return { kind: type, step: { ...step, from }, ...nothing, ...(place === undefined ? {} : { place }) }
  }
  const { isNew: _, ...back } = go(vehicle.end)
  return [edge('start', vehicle.start), ...visits, { ...edge('end', vehicle.end), ...back }]
}

const noLimit = Number.POSITIVE_INFINITY

/** Who starts before the shift is early, who ends after it is late. */
function timedOf(vehicle: AskVehicle, { kind, step, task, rest, travel, setup, service }: GivenVisit): TimedStep {
  const [open, close] = vehicle.shift ?? [0, noLimit]
  const windows = {
    start: [[open, noLimit] as const],
    stop: task?.windows ?? [],
    break: rest?.windows ?? [],
    end: [[0, close] as const],
  }
  const { from, until } = step
  return { windows: windows[kind], from, until, work: setup + service, travel, isRest: kind === 'break' }
}

function lateness(
  vehicle: AskVehicle,
  visit: GivenVisit,
  { step, at }: { readonly step: number; readonly at: number },
): ToldViolation[] {
  const { windows } = timedOf(vehicle, visit)
  const excess = missedBy(windows, at)
  if (excess === 0) return []
  if (windows.some(([from]) => from - at === excess)) return [{ rule: 'early', step, excess }]
  const rules = { start: 'shift', stop: 'window', break: 'break', end: 'shift' } as const
  return [{ rule: rules[visit.kind], step, excess }]
}

/** Between a place and the next one travels first, and rests on arrival as far as the times of breaks allow. */
function stepsOf(task: RouteTask, visits: readonly GivenVisit[], begins: readonly number[]): ScheduledStep[] {
  const load = new Load(task, visits)
  let [travel, distance, done, free] = [0, 0, 0, begins[0]!]
  return visits.map((visit, i): ScheduledStep => {
    const { kind, index, place, setup, service } = visit
    const begin = begins[i]!
    const leg = nextPlace(visits, i)
    const moved = Math.min(leg.travel - done, begin - free)
    const arrival = free + moved
    done += moved
    travel += moved
    const part = leg.travel === 0 ? 0 : Math.round((leg.distance * done) / leg.travel)
    const at = { arrival: arrival - task.zero, waiting: begin - arrival, travel, distance: distance + part }
    free = begin + setup + service
    if (kind !== 'break') {
      done = 0
      distance += visit.distance
      at.distance = distance
    }
    return {
      kind,
      ...(index === undefined ? {} : { index }),
      ...(place === undefined ? {} : { place }),
      ...at,
      setup,
      service,
      load: load.after(visit),
    }
  })
}

/** The visit that follows a break, or the visit itself. */
function nextPlace(visits: readonly GivenVisit[], from: number): GivenVisit {
  let at = from
  while (visits[at]!.kind === 'break') at++
  return visits[at]!
}

/** What is on board: deliveries of jobs from the start, what is picked up to the end, shipments between their ends. */
class Load {
  readonly #task: RouteTask
  readonly #shipments: ReadonlyMap<number, RouteTask['problem']['shipments'][number]>
  readonly #taken = new Set<number>()
  #now: readonly number[]

  constructor(task: RouteTask, visits: readonly GivenVisit[]) {
    const { shipments, stops } = task.problem
    this.#task = task
    this.#shipments = new Map(shipments.flatMap((one) => [[one.pickup, one] as const, [one.delivery, one] as const]))
    const zeros = new Array<number>(task.problem.dimensions).fill(0)
    this.#now = visits.reduce<readonly number[]>(
      (sum, { kind, index }) => (kind === 'stop' ? added(sum, stops[index!]!.delivery, 1) : sum),
      zeros,
    )
  }

  after({ kind, index }: GivenVisit): readonly number[] {
    if (kind !== 'stop') return this.#now
    const { delivery, pickup } = this.#task.problem.stops[index!]!
    this.#now = added(added(this.#now, delivery, -1), pickup, 1)
    const shipment = this.#shipments.get(index!)
    if (shipment?.pickup === index) {
      this.#taken.add(index!)
      this.#now = added(this.#now, shipment!.amount, 1)
    } else if (shipment && this.#taken.delete(shipment.pickup)) this.#now = added(this.#now, shipment.amount, -1)
    return this.#now
  }
}

const added = (to: readonly number[], amount: readonly number[], sign: number) =>
  to.map((one, d) => one + sign * amount[d]!)

type Driven = {
  readonly visits: readonly GivenVisit[]
  readonly distance: number
  readonly travel: number
  readonly duration: number
}

/** In the solver's unit, as its own schedules have it. */
function costOf(
  { problem, unit }: RouteTask,
  vehicle: AskVehicle,
  { visits, distance, travel, duration }: Driven,
): number {
  const { fixed, perDistance, perTravel, perDuty } = unit.vehicle(vehicle.costs)
  const { costs } = problem.profiles[vehicle.profile]!
  const places = visits.flatMap(({ place }) => (place === undefined ? [] : [place]))
  const arcs = costs
    ? places.reduce((sum, place, i) => (i === 0 ? sum : sum + costs[places[i - 1]! * problem.places + place]!), 0)
    : perDistance * distance + perTravel * travel
  return fixed + arcs + perDuty * duration
}
