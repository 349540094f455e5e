import type { RoutePlan } from '@nunchi/kernel'
import type { LonLat } from '../../decide/route/ask.ts'
import { readOptions } from '../../decide/route/read-options.ts'
import { readVroom } from '../../decide/route/read-vroom.ts'
import { type RouteTask, routeTask } from '../../decide/route/task.ts'
import { Refusal } from '../../domain/refusal.ts'
import { travelled } from '../routing/travelled.ts'
import type { NamedProblem } from './named-problem.ts'
import type { FleetWishes } from './stops-csv.ts'

/** A problem of VROOM's form, with what its own answers are written from. */
export type VroomFile = { readonly named: NamedProblem; readonly task: RouteTask; readonly start?: RoutePlan }

/**
 * Reads VROOM's JSON. Where it has no matrices, straight lines are taken if it says so itself ("travel": "great-circle"), or if
 * a speed is wished for. @throws Refusal ROUTING_INPUT, ROUTING_SPEED, ROUTING_TOO_LARGE
 */
export async function readVroomFile(
  name: string,
  json: unknown,
  { kmPerHour, detourPercent = 100 }: FleetWishes,
): Promise<VroomFile> {
  const ask = readVroom(json)
  const { travel } = readOptions(json, ask.tasks.length)
  const by = kmPerHour === undefined ? travel : ({ by: 'great-circle', kmPerHour, detourPercent } as const)
  const task = routeTask(await travelled(ask, by, {}).catch(withoutSpeed))
  const { problem, zero, unit, members, start } = task
  const points = ask.places.map(({ at }) => at)
  const isMade = ask.profiles.some(({ durations }) => durations === undefined)
  const named: NamedProblem = {
    name,
    format: 'vroom',
    problem,
    stops: ask.tasks.map(({ kind, id }) => (kind === 'job' ? String(id) : `${kind} ${id}`)),
    vehicles: members.map((own) => own.map((vehicle) => String(ask.vehicles[vehicle].id)).join(', ')),
    scale: { cost: unit.perUnit, time: 1, distance: 1, load: 1 },
    isClock: false,
    zero,
    ...(points.every((at): at is LonLat => at !== undefined) ? { map: { kind: 'geographic', points } } : {}),
    travel: isMade ? `great circle at ${by?.kmPerHour} km/h` : 'the matrices of the file',
    rejected: [],
  }
  return { named, task, ...(start.length > 0 ? { start: startOf(task) } : {}) }
}

/** Routes to start from, as a plan; the search finds out what it costs. */
function startOf({ problem, start }: RouteTask): RoutePlan {
  const served = new Set(start.flatMap(({ trips }) => trips.flat()))
  return { routes: start, unserved: [...problem.stops.keys()].filter((stop) => !served.has(stop)), cost: 0 }
}

function withoutSpeed(error: unknown): never {
  if (error instanceof Refusal && error.code === 'ROUTING_TRAVEL_NONE') throw new Refusal('ROUTING_SPEED')
  throw error
}
