import { noWay } from '@nunchi/kernel'
import { limits } from '../../domain/limits.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { AskPlace, AskProfile, AskShipment, AskTask, AskVehicle, RouteAsk } from './ask.ts'
import { refuseRoute } from './json.ts'
import type { ModelMatrix, ModelProfile, ModelVisit, ModelWishes, RouteModel } from './model.ts'
import { loads, type ModelNames, placeOf, secondsOf } from './model-names.ts'
import { vehiclesOf } from './model-vehicles.ts'

/**
 * Reads a problem in our own words, whose form was checked: names become indices, and what contradicts itself is refused.
 * O(size of the model).
 * @throws Refusal ROUTING_INPUT, ROUTING_TOO_LARGE
 */
export function readModel(model: RouteModel): RouteAsk {
  checkSizes(model)
  const given = model.profiles ?? [{ id: 'default' }]
  const names: ModelNames = {
    places: indexed(model.places, 'places'),
    profiles: indexed(given, 'profiles'),
    amounts: amountsIn(model),
  }
  const places = model.places.map(({ id, lat, lon }, i): AskPlace => {
    if ((lat === undefined) !== (lon === undefined))
      refuseRoute(`places[${i}]`, 'One of lat and lon is missing.', 'send both of them, or none')
    return lat === undefined ? { id } : { id, at: [lon!, lat] }
  })
  const { tasks, shipments } = tasksOf(model, names)
  if (tasks.length === 0) refuseRoute('stops', 'There is nothing to do.', 'give at least one stop or shipment')
  const vehicles = vehiclesOf(model, names)
  const profiles = given.map((profile, i) => profileOf(profile, `profiles[${i}]`, places.length))
  const { amounts } = names
  const kindsUnused = kindsWithout(tasks, vehicles)
  return { places, profiles, dimensions: amounts.length, amounts, tasks, shipments, vehicles, kindsUnused }
}

function kindsWithout(tasks: readonly AskTask[], vehicles: readonly AskVehicle[]): readonly string[] {
  const named = new Set(tasks.flatMap((task) => [...task.setupPerType.keys(), ...task.servicePerType.keys()]))
  for (const { type } of vehicles) named.delete(type)
  return [...named].sort()
}

function checkSizes({ stops = [], shipments = [], vehicles, places }: RouteModel): void {
  const counts = {
    stops: stops.length + 2 * shipments.length,
    vehicles: vehicles.reduce((sum, { count = 1 }) => sum + count, 0),
    places: places.length,
  }
  const max = { stops: limits.routeTasksMax, vehicles: limits.routeVehiclesMax, places: limits.routePlacesMax }
  for (const what of ['stops', 'vehicles', 'places'] as const)
    if (counts[what] > max[what]) throw new Refusal('ROUTING_TOO_LARGE', { what, count: counts[what], max: max[what] })
  if (counts.vehicles === 0) refuseRoute('vehicles', 'There is no vehicle.', 'give at least one')
}

function indexed(list: readonly { readonly id: string }[], field: string): ReadonlyMap<string, number> {
  const map = new Map<string, number>()
  list.forEach(({ id }, i) => {
    if (map.has(id))
      refuseRoute(`${field}[${i}].id`, `There is another one with the id ${id}.`, 'give each an id of its own')
    map.set(id, i)
  })
  return map
}

/** Every name that an amount has anywhere, in order of the alphabet, so that the same problem is the same to the solver. */
function amountsIn({ stops = [], shipments = [], vehicles }: RouteModel): readonly string[] {
  const all = [
    ...stops.flatMap(({ delivery, pickup }) => [delivery, pickup]),
    ...shipments.map(({ amounts }) => amounts),
    ...vehicles.flatMap(({ capacity, breaks = [] }) => [capacity, ...breaks.map(({ maxLoad }) => maxLoad)]),
  ]
  return [...new Set(all.flatMap((one) => Object.keys(one ?? {})))].sort()
}

function tasksOf({ stops = [], shipments = [] }: RouteModel, names: ModelNames) {
  const tasks: AskTask[] = stops.map((stop, i) => ({
    ...taskOf(stop, stop, { kind: 'job', field: `stops[${i}]`, names }),
    delivery: loads(names, stop.delivery),
    pickup: loads(names, stop.pickup),
    isBackhaul: stop.isBackhaul ?? false,
  }))
  const pairs: AskShipment[] = shipments.map((shipment, i) => {
    const end = (kind: 'pickup' | 'delivery') =>
      tasks.push(taskOf(shipment[kind], shipment, { kind, field: `shipments[${i}].${kind}`, names })) - 1
    return { pickup: end('pickup'), delivery: end('delivery'), amount: loads(names, shipment.amounts) }
  })
  const ids = new Set<string>()
  for (const { id, field } of tasks) {
    if (ids.has(id as string))
      refuseRoute(`${field}.id`, `There is another stop with the id ${id}.`, 'give each stop an id of its own')
    ids.add(id as string)
  }
  return { tasks, shipments: pairs }
}

type TaskOf = { readonly kind: AskTask['kind']; readonly field: string; readonly names: ModelNames }

function taskOf(visit: ModelVisit, wishes: ModelWishes, { kind, field, names }: TaskOf): AskTask {
  const { id, description, place, serviceSeconds = 0, setupSeconds = 0, perKind = {}, windows, releaseAt } = visit
  const { skills = [], priority = 0, prize, vehicles } = wishes
  return {
    kind,
    id,
    field,
    ...(description === undefined ? {} : { description }),
    place: placeOf(names, place, `${field}.place`),
    setup: setupSeconds,
    service: serviceSeconds,
    setupPerType: timesOf(perKind, 'setupSeconds'),
    servicePerType: timesOf(perKind, 'serviceSeconds'),
    windows: secondsOf(windows, `${field}.windows`),
    release: releaseAt === undefined ? undefined : Math.ceil(releaseAt / 1_000),
    delivery: loads(names, undefined),
    pickup: loads(names, undefined),
    skills,
    priority,
    prize,
    isBackhaul: false,
    vehicles,
  }
}

/** Those that are said, by kind of vehicle. */
function timesOf(
  perKind: NonNullable<ModelVisit['perKind']>,
  what: 'setupSeconds' | 'serviceSeconds',
): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(perKind).flatMap(([kind, { [what]: time }]) => (time === undefined ? [] : [[kind, time]])),
  )
}

function profileOf(
  { id, durationSeconds, distanceMetres, costs, speeds }: ModelProfile,
  field: string,
  places: number,
): AskProfile {
  const of = (rows: ModelMatrix | undefined, key: string) => rows && matrixOf(rows, `${field}.${key}`, places)
  const [durations, distances, own] = [
    of(durationSeconds, 'durationSeconds'),
    of(distanceMetres, 'distanceMetres'),
    of(costs, 'costs'),
  ]
  speeds?.forEach(({ from }, i) => {
    if (i > 0 && speeds[i - 1]!.from >= from)
      refuseRoute(`${field}.speeds[${i}]`, 'Speeds are not sorted.', 'sort them by "from", each once')
  })
  return {
    name: id,
    ...(durations ? { durations } : {}),
    ...(distances ? { distances } : {}),
    ...(own ? { costs: own } : {}),
    ...(speeds ? { speeds: speeds.map(({ from, percent }) => ({ from: Math.round(from / 1_000), percent })) } : {}),
  }
}

function matrixOf(rows: ModelMatrix, field: string, places: number): Int32Array {
  const wrong = rows.length === places ? rows.findIndex((row) => row.length !== places) : -2
  if (wrong !== -1)
    refuseRoute(
      wrong < 0 ? field : `${field}[${wrong}]`,
      `There are ${places} places.`,
      'send a row and a column for each place',
    )
  const matrix = new Int32Array(places * places)
  rows.forEach((row, i) => {
    row.forEach((entry, j) => {
      if (entry !== null && entry > noWay)
        refuseRoute(
          `${field}[${i}][${j}]`,
          `${entry} is out of all measure.`,
          `send at most ${noWay}, or null where there is no way`,
        )
      matrix[i * places + j] = entry ?? noWay
    })
  })
  return matrix
}
