import { limits } from '../../domain/limits.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { RouteAsk } from './ask.ts'
import { Json, refuseRoute } from './json.ts'
import { readProfiles } from './matrices.ts'
import { Places } from './places.ts'
import { type RouteOptions, readOptions } from './read-options.ts'
import { readTasks } from './read-task.ts'
import { readVehicles } from './read-vehicle.ts'

/**
 * Reads a problem in VROOM's form (its docs/API.md, of version 1.15), with the keys that we add. What VROOM refuses is refused
 * in its words, what vroom-express does in its, with where it stands and what to do; keys that nobody knows are passed over, as VROOM does. O(size of the input).
 * @throws Refusal ROUTING_INPUT, ROUTING_TOO_LARGE
 */
export function readVroom(input: unknown): RouteAsk {
  const root = new Json(input, '')
  checkKeys(root)
  checkSizes(input as object)
  const table = new Places()
  const { vehicles, profiles, dimensions } = readVehicles(root, table)
  const { tasks, shipments } = readTasks(root, table, dimensions)
  if (tasks.length === 0) root.refuse('No task defined.', 'give at least one job or shipment')
  const places = table.list
  return { places, profiles: readProfiles(root, profiles, places), dimensions, tasks, shipments, vehicles }
}

/** A problem in VROOM's form with how it is to be planned. */
export type VroomQuestion = { readonly ask: RouteAsk; readonly options: RouteOptions }

/** The same with its options. @throws Refusal ROUTING_INPUT, ROUTING_TOO_LARGE */
export function readQuestion(input: unknown): VroomQuestion {
  const ask = readVroom(input)
  const options = readOptions(input, ask.tasks.length)
  if (options.isDrawn && ask.places.some(({ at }) => at === undefined))
    refuseRoute(
      'options.g',
      'Route geometry request with missing coordinates.',
      'give every place its coordinates, or leave g out',
    )
  return { ask, options }
}

/** What is no problem at all is refused as vroom-express does, before VROOM sees it. */
function checkKeys(root: Json): void {
  if (!root.isObject) root.refuse(noProblem, 'send an object with "vehicles", and "jobs" or "shipments"')
  const has = (key: string) => root.get(key) !== undefined
  if (has('vehicles') && (has('jobs') || has('shipments'))) return
  root.refuse(noProblem, has('vehicles') ? 'add "jobs" or "shipments", or both' : 'add "vehicles"')
}

/** What vroom-express says of everything that is no problem. */
export const noProblem = 'Invalid JSON object in request, please add vehicles and jobs or shipments to the object body'

/** Before anything is read: what is too large costs no more than a look. */
function checkSizes(input: {
  readonly jobs?: unknown
  readonly shipments?: unknown
  readonly vehicles?: unknown
}): void {
  const count = (list: unknown) => (Array.isArray(list) ? list.length : 0)
  const counts = { tasks: count(input.jobs) + 2 * count(input.shipments), vehicles: count(input.vehicles) }
  for (const what of ['tasks', 'vehicles'] as const) {
    const max = what === 'tasks' ? limits.routeTasksMax : limits.routeVehiclesMax
    if (counts[what] > max) throw new Refusal('ROUTING_TOO_LARGE', { what, count: counts[what], max })
  }
}
