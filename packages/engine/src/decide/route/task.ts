import {
  checkProblem,
  noWay,
  type PlannedRoute,
  type RoutingProblem,
  type Stop,
  type TimeWindow,
  type TravelProfile,
  type VehicleType,
} from '@nunchi/kernel'
import type { AskTask, AskVehicle, RouteAsk, RouteId } from './ask.ts'
import { CostUnit } from './cost-unit.ts'
import { refuseRoute } from './json.ts'
import { never, windowFrom, zeroOf } from './near-zero.ts'
import { timeOn } from './time-on.ts'

/** A problem for the solver, with what is needed to say its plan in the words of who asked. */
export type RouteTask = {
  readonly ask: RouteAsk
  readonly problem: RoutingProblem
  /** The moment of the caller that is 0 to the solver. */
  readonly zero: number
  /** By vehicle type of the problem: the vehicles of it, as indices of `ask.vehicles`. */
  readonly members: readonly (readonly number[])[]
  readonly unit: CostUnit
  /** Whether distances are known, so that they are told. */
  readonly hasDistances: boolean
  /** Routes that vehicles are to start from; empty where none were sent. */
  readonly start: readonly PlannedRoute[]
}

/**
 * Makes the solver's problem of what was asked: names become indices, moments seconds from a near zero, costs whole numbers in one
 * unit, and vehicles that are alike one type. Every profile has its durations by now.
 * O(size of what was asked), plus a pass over each matrix.
 * @throws Refusal ROUTING_INPUT
 */
export function routeTask(ask: RouteAsk): RouteTask {
  checkCosts(ask)
  const measures: Measures = { ask, zero: zeroOf(ask), unit: new CostUnit(ask), names: namesOf(ask) }
  const { zero, unit } = measures
  const types = typesOf(measures)
  const stops = ask.tasks.map((task) => stopOf(task, measures, types.typeOf))
  const problem: RoutingProblem = {
    places: ask.places.length,
    profiles: ask.profiles.map((profile) => profileOf(profile, measures)),
    dimensions: ask.dimensions,
    stops,
    shipments: ask.shipments,
    vehicles: types.vehicles,
  }
  checkMade(problem, ask, types.members)
  const hasDistances = ask.profiles.every(({ distances }) => distances !== undefined)
  return { ask, problem, zero, unit, members: types.members, hasDistances, start: startOf(measures, types.typeOf) }
}

type Measures = {
  readonly ask: RouteAsk
  readonly zero: number
  readonly unit: CostUnit
  readonly names: Names
}

/** Indices by what the caller calls things. */
type Names = {
  /** Skills that tasks need. */
  readonly skills: ReadonlyMap<RouteId, number>
  /** Stops, by kind and id. */
  readonly stops: ReadonlyMap<string, number>
  readonly vehicles: ReadonlyMap<RouteId, number>
  /** Types of vehicles that some task takes a time of its own. */
  readonly kinds: ReadonlyMap<string, number>
}

function namesOf({ tasks, vehicles }: RouteAsk): Names {
  const skills = new Map<RouteId, number>()
  for (const task of tasks) for (const one of task.skills) if (!skills.has(one)) skills.set(one, skills.size)
  const timed = new Set(tasks.flatMap((task) => [...task.servicePerType.keys(), ...task.setupPerType.keys()]))
  const kinds = [...new Set(vehicles.map(({ type }) => type))].filter((type) => timed.has(type))
  return {
    skills,
    kinds: new Map(kinds.map((type, kind) => [type, kind])),
    stops: new Map(tasks.map(({ kind, id }, i) => [`${kind} ${id}`, i])),
    vehicles: new Map(vehicles.map(({ id }, i) => [id, i])),
  }
}

/** What no reader of a form looks for: sums out of all measure, fixed stops that contradict one another. O(size of the problem). */
function checkMade(problem: RoutingProblem, ask: RouteAsk, members: RouteTask['members']): void {
  const [fault] = checkProblem(problem).faults
  if (fault === undefined) return
  const [, list, index, rest] = /^(stops|vehicles)\[(\d+)\](.*)$/.exec(fault.path) ?? []
  const owner = list === 'stops' ? ask.tasks[Number(index)] : list && ask.vehicles[members[Number(index)]![0]!]
  const own = rest?.replace(/^\.perKind\[\d+\]\.(setup|service)$/, '.$1_per_type')
  refuseRoute(owner ? `${owner.field}${own}` : fault.path, fault.reason, fault.remedy)
}

function checkCosts({ vehicles, profiles }: RouteAsk): void {
  for (const { field, costs, profile } of vehicles)
    if (profiles[profile]!.costs && costs.perHour !== 3_600)
      refuseRoute(
        `${field}.costs.per_hour`,
        'Custom costs are incompatible with using a per_hour value.',
        'leave one of the two out',
      )
}

function profileOf(
  { durations, distances, costs, speeds }: RouteAsk['profiles'][number],
  { zero, unit }: Measures,
): TravelProfile {
  return {
    durations: durations!,
    distances: distances ?? durations!,
    ...(costs ? { costs: costs.map((one) => Math.min(noWay, unit.of(one))) } : {}),
    ...(speeds ? { speeds: speedsFrom(zero, speeds) } : {}),
  }
}

/** Of those that began before time does, the last one holds. */
function speedsFrom(zero: number, speeds: NonNullable<TravelProfile['speeds']>): NonNullable<TravelProfile['speeds']> {
  const isOver = (i: number) => i + 1 < speeds.length && speeds[i + 1]!.from <= zero
  const still = speeds.filter((_, i) => !isOver(i))
  return still.map(({ from, percent }) => ({ from: Math.max(0, from - zero), percent }))
}

/** Vehicles that nothing tells apart are one type: the search then does not try what it tried with the other. */
function typesOf(measures: Measures) {
  const { ask } = measures
  const named = new Set(ask.tasks.flatMap(({ vehicles = [] }) => vehicles))
  const byKey = new Map<string, number>()
  const members: number[][] = []
  const vehicles: VehicleType[] = []
  const typeOf = ask.vehicles.map((vehicle, i) => {
    const type = vehicleOf(vehicle, measures)
    const isOne = named.has(vehicle.id) || vehicle.steps !== undefined
    const key = JSON.stringify([type, vehicle.costs, isOne ? i : -1], (_, value) =>
      value === Number.POSITIVE_INFINITY ? -1 : value,
    )
    const known = byKey.get(key)
    if (known === undefined) {
      byKey.set(key, members.push([i]) - 1)
      vehicles.push(type)
      return members.length - 1
    }
    members[known]!.push(i)
    return known
  })
  return { members, typeOf, vehicles: vehicles.map((type, i) => ({ ...type, count: members[i]!.length })) }
}

function vehicleOf(vehicle: AskVehicle, { zero, unit, names }: Measures): VehicleType {
  const { id, start, end, reload, steps = [], stepsFixed } = vehicle
  const kind = names.kinds.get(vehicle.type)
  const own = (window: TimeWindow, what: string) =>
    windowFrom(zero, window) ??
    refuseRoute(
      vehicle.field,
      `The ${what} of vehicle ${id} is out of reach of the others.`,
      'let all times be within 30 years',
    )
  if (stepsFixed > steps.length)
    refuseRoute(
      `${vehicle.field}.steps_fixed`,
      `There are ${steps.length} tasks in steps.`,
      'fix no more of them than there are',
    )
  return {
    count: 1,
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    profile: vehicle.profile,
    ...(kind === undefined ? {} : { kind }),
    pace: vehicle.pace,
    capacity: vehicle.capacity,
    skills: vehicle.skills.flatMap((skill) => names.skills.get(skill) ?? []), // those that no task needs do not matter
    shift: shiftOf(vehicle, { zero, own }),
    breaks: vehicle.breaks.map(({ windows, service, maxLoad }) => ({
      windows: windows.length === 0 ? [[0, never]] : windows.map((window) => own(window, 'break')),
      duration: service,
      ...(maxLoad ? { maxLoad } : {}),
    })),
    cost: unit.vehicle(vehicle.costs),
    maxStops: vehicle.maxTasks,
    maxDistance: vehicle.maxDistance,
    maxTravel: vehicle.maxTravel,
    maxDuration: vehicle.maxDuration,
    ...(reload ? { reload } : {}),
    ...(stepsFixed > 0 ? { fixed: stepsOf(vehicle, names).slice(0, stepsFixed) } : {}),
  }
}

/** What begins before time does begins after 0, where nothing is done but what cannot be done. */
function shiftOf(
  { shift }: AskVehicle,
  { zero, own }: { readonly zero: number; readonly own: (window: TimeWindow, what: string) => TimeWindow },
): TimeWindow {
  const [from, until] = shift ? own(shift, 'time_window') : [0, never]
  return [(shift?.[0] ?? 0) < zero ? Math.min(1, until) : from, until]
}

function stopOf(task: AskTask, measures: Measures, typeOf: readonly number[]): Stop {
  const { zero, unit, names } = measures
  const { prize, vehicles } = task
  const windows = task.windows.flatMap((window) => {
    const own = windowFrom(zero, window)
    return own ? [own] : []
  })
  if (windows.length === 0 && task.windows.length > 0) windows.push(beforeAll)
  return {
    place: task.place,
    setup: task.setup,
    service: task.service,
    ...kindTimes(task, names),
    windows,
    release: Math.max(0, (task.release ?? 0) - zero),
    delivery: task.delivery,
    pickup: task.pickup,
    skills: task.skills.map((skill) => names.skills.get(skill)!),
    priority: task.priority,
    ...(prize === undefined ? {} : { prize: unit.of(prize) }),
    ...(task.isBackhaul ? { isBackhaul: true } : {}),
    ...(vehicles === undefined ? {} : { vehicles: allowed(task, names, typeOf) }),
  }
}

/** In place of windows that are over before time begins: nobody is on duty at 0 where that is a moment of another time than 0. */
const beforeAll: TimeWindow = [0, 0]

/** How long the task takes those types of vehicles that it names. */
function kindTimes(task: AskTask, { kinds }: Names): Pick<Stop, 'perKind'> {
  const named = new Set([...task.setupPerType.keys(), ...task.servicePerType.keys()])
  const perKind = [...named].flatMap((type) => {
    const kind = kinds.get(type)
    if (kind === undefined) return []
    return [{ kind, setup: timeOn(task, { type }, 'setup'), service: timeOn(task, { type }, 'service') }]
  })
  return perKind.length === 0 ? {} : { perKind }
}

function allowed({ vehicles = [], field }: AskTask, names: Names, typeOf: readonly number[]): number[] {
  const types = vehicles.map((id) => {
    const found = names.vehicles.get(id)
    if (found === undefined)
      refuseRoute(`${field}.allowed_vehicles`, `There is no vehicle ${id}.`, 'name vehicles of this request')
    return typeOf[found]!
  })
  return [...new Set(types)].sort((a, b) => a - b)
}

/** Routes as `steps` say; every task is in one of them at most. */
function startOf({ ask, names }: Measures, typeOf: readonly number[]): PlannedRoute[] {
  const planned = new Set<number>()
  return ask.vehicles.flatMap((vehicle, i) => {
    const stops = stepsOf(vehicle, names)
    stops.forEach((stop, at) => {
      const { type, id, field } = vehicle.steps![at]!
      if (planned.has(stop))
        refuseRoute(
          field,
          `Duplicate ${type} id ${id} in input steps for vehicle ${vehicle.id}.`,
          'let one vehicle do it, once',
        )
      planned.add(stop)
    })
    return stops.length === 0 ? [] : [{ vehicle: typeOf[i]!, trips: [stops], reloads: [] }]
  })
}

/** The tasks of a vehicle's steps, as stops. */
function stepsOf({ id: vehicle, steps = [] }: AskVehicle, { stops }: Names): number[] {
  return steps.map(({ type, id, field }) => {
    const stop = stops.get(`${type} ${id}`)
    if (stop === undefined)
      refuseRoute(field, `Invalid ${type} id ${id} for vehicle ${vehicle}.`, 'name a task of this request')
    return stop
  })
}
