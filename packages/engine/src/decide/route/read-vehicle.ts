import type { AskBreak, AskCosts, AskVehicle } from './ask.ts'
import type { Json } from './json.ts'
import { type Places, taskKeys } from './places.ts'
import { Ids, idOf, skillsOf, windowOf, windowsOf } from './read-parts.ts'
import { readSteps } from './read-steps.ts'

/** A vehicle that names no profile drives a car. */
const defaultProfile = 'car'
const speedMin = 0.01
const speedMax = 5
const noLimit = Number.POSITIVE_INFINITY

export type VehiclesRead = {
  readonly vehicles: AskVehicle[]
  /** Names of profiles, by the index that vehicles have. */
  readonly profiles: readonly string[]
  /** How many dimensions loads have: as many as the first vehicle's capacity. */
  readonly dimensions: number
}

/** The vehicles of a request; at least one. */
export function readVehicles(root: Json, places: Places): VehiclesRead {
  const list = root.get('vehicles')?.list('Invalid vehicles.')
  if (list === undefined) root.refuse('Invalid vehicles.', 'say by the key "vehicles" which there are')
  if (list.length === 0) root.get('vehicles')!.refuse('No vehicle defined.', 'give at least one')
  const profiles: string[] = []
  const ids = new Ids('vehicle')
  let dimensions: number | undefined
  const vehicles = list.map((one) => {
    ids.add(idOf(one, 'vehicle'), one)
    const capacity = one.uintsOf('capacity', 0)
    dimensions ??= capacity.length
    if (capacity.length !== dimensions)
      one.refuse(
        `Inconsistent delivery length: ${capacity.length} instead of ${dimensions}.`,
        'let all capacities have as many numbers as that of the first vehicle',
      )
    const name = one.textOf('profile') || defaultProfile
    if (!profiles.includes(name)) profiles.push(name)
    return readVehicle(one, { places, capacity, profile: profiles.indexOf(name) })
  })
  return { vehicles, profiles, dimensions: dimensions! }
}

type Known = { readonly places: Places; readonly capacity: readonly number[]; readonly profile: number }

function readVehicle(one: Json, { places, capacity, profile }: Known): AskVehicle {
  const id = idOf(one, 'vehicle')
  const start = places.of(one, { at: 'start', index: 'start_index' }, `vehicle ${id}`)
  const end = places.of(one, { at: 'end', index: 'end_index' }, `vehicle ${id}`)
  if (start === undefined && end === undefined)
    one.refuse(`No start or end specified for vehicle ${id}.`, 'say where it starts, or where it ends, or both')
  const description = one.textOf('description')
  const shift = one.get('time_window')
  const reload = readReload(one, places)
  const steps = readSteps(one, id)
  return {
    id,
    field: one.field,
    ...(description === undefined ? {} : { description }),
    type: one.textOf('type') ?? '',
    profile,
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    pace: paceOf(one),
    capacity,
    skills: skillsOf(one),
    ...(shift === undefined ? {} : { shift: windowOf(shift) }),
    breaks: readBreaks(one, id, capacity.length),
    costs: readCosts(one, id),
    maxTasks: one.uintOf('max_tasks', noLimit),
    maxTravel: one.uintOf('max_travel_time', noLimit),
    maxDistance: one.uintOf('max_distance', noLimit),
    maxDuration: one.uintOf('max_duration', noLimit),
    ...(reload === undefined ? {} : { reload }),
    ...steps,
    stepsFixed: one.uintOf('steps_fixed', 0),
  }
}

/** Two digits of precision, as VROOM has. */
function paceOf(one: Json): number {
  const factor = one.get('speed_factor')
  if (factor === undefined) return 100
  const { value } = factor
  if (typeof value !== 'number') return factor.refuse('Invalid speed_factor value.', 'send a number above 0, up to 5')
  if (!(value >= speedMin && value <= speedMax))
    factor.refuse(`Invalid speed factor: ${value}`, `send a number from ${speedMin} to ${speedMax}`)
  return Math.round(100 / value)
}

function readCosts(one: Json, id: number): AskCosts {
  const costs = one.get('costs')
  if (costs !== undefined && !costs.isObject) costs.refuse(`Invalid costs for vehicle ${id}.`, 'send an object')
  const of = (key: string, absent: number) => costs?.get(key)?.uint(`Invalid ${key} cost for vehicle ${id}.`) ?? absent
  return {
    fixed: of('fixed', 0),
    perHour: of('per_hour', 3600),
    perKm: of('per_km', 0),
    perTaskHour: of('per_task_hour', 0),
    perDutyHour: of('per_duty_hour', 0),
  }
}

function readBreaks(one: Json, id: number, dimensions: number): AskBreak[] {
  const ids = new Ids('break')
  const breaks = (one.get('breaks')?.list(`Invalid breaks for vehicle ${id}.`) ?? []).map((each): AskBreak => {
    const breakId = idOf(each, 'break')
    ids.add(breakId, each)
    const description = each.textOf('description')
    const maxLoad = each.get('max_load') && each.uintsOf('max_load', dimensions)
    if (maxLoad !== undefined && maxLoad.length !== dimensions)
      each.refuse(`Inconsistent break max_load size for break ${breakId}.`, 'send as many numbers as its capacity has')
    return {
      id: breakId,
      ...(description === undefined ? {} : { description }),
      windows: windowsOf(each, `break ${breakId}`),
      service: each.durationOf('service'),
      ...(maxLoad === undefined ? {} : { maxLoad }),
    }
  })
  const first = ({ windows }: AskBreak) => windows[0] ?? [0, noLimit]
  return breaks.sort((a, b) => first(a)[0] - first(b)[0] || first(a)[1] - first(b)[1])
}

/** A key of our own: where it may load more. */
function readReload(one: Json, places: Places): AskVehicle['reload'] {
  const reload = one.get('reload')
  if (reload === undefined) return undefined
  if (!reload.isObject) reload.refuse('Invalid reload.', 'send {"places": [...], "service": seconds, "most": times}')
  const list = reload.get('places')?.list('Invalid reload places.') ?? []
  const named = list.map((each) => {
    const place = each.isObject ? places.of(each, taskKeys, 'reload') : undefined
    return place ?? each.refuse('Invalid location for reload.', 'give each a location or a location_index')
  })
  if (named.length === 0) reload.refuse('No place to reload.', 'name at least one')
  return { places: [...new Set(named)], service: reload.uintOf('service', 0), most: reload.uintOf('most', 1, 1000) }
}
