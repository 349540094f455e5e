import type { RoutePlan } from '@nunchi/kernel'
import type { LonLat, RouteAsk } from '../../decide/route/ask.ts'
import type { RouteModel } from '../../decide/route/model.ts'
import { readModel } from '../../decide/route/read-model.ts'
import { readQuestion } from '../../decide/route/read-vroom.ts'
import { checkStart, startPlan } from '../../decide/route/start-plan.ts'
import { type RouteTask, routeTask } from '../../decide/route/task.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type TravelAsk, type TravelParts, travelled } from '../routing/travelled.ts'
import type { NamedProblem } from './named-problem.ts'
import { type FleetWishes, waysWords } from './stops-csv.ts'

/** A problem of VROOM's form or in our own words, with what its own answers are written from. */
export type AskedFile = {
  readonly named: NamedProblem
  readonly task: RouteTask
  readonly start?: RoutePlan
  /** Whether `start` is the plan: nothing is searched, only times and broken rules are told. */
  readonly isGiven?: boolean
}

/**
 * Reads VROOM's JSON. Where it has no matrices, straight lines are taken if it says so itself ("travel": "great-circle"), or if
 * a speed is wished for, else a road service is asked where there is one. @throws Refusal ROUTING_INPUT, ROUTING_SPEED, ROUTING_TOO_LARGE
 */
export function readVroomFile(name: string, json: unknown, wishes: FleetWishes & TravelParts): Promise<AskedFile> {
  const { ask, options } = readQuestion(json)
  const { travel, isGiven } = options
  return asked({ name, format: 'vroom', ask, travel, isGiven }, wishes)
}

/** Reads a problem in our own words, whose form was checked. @throws the same */
export function readModelFile(
  name: string,
  { problem, travel }: { readonly problem: RouteModel; readonly travel?: ModelTravel },
  wishes: FleetWishes & TravelParts,
): Promise<AskedFile> {
  const by = travel && { ...travel, detourPercent: travel.detourPercent ?? 100 }
  return asked({ name, format: 'model', ask: readModel(problem), ...(by ? { travel: by } : {}) }, wishes)
}

type ModelTravel = Omit<TravelAsk, 'detourPercent'> & Partial<Pick<TravelAsk, 'detourPercent'>>

type Asked = {
  readonly name: string
  readonly format: 'vroom' | 'model'
  readonly ask: RouteAsk
  readonly travel?: TravelAsk | undefined
  readonly isGiven?: boolean
}

async function asked(
  { name, format, ask, travel, isGiven = false }: Asked,
  { ways = 'great-circle', kmPerHour, detourPercent = 100, ...parts }: FleetWishes & TravelParts,
): Promise<AskedFile> {
  const by = kmPerHour === undefined ? travel : { by: ways, kmPerHour, detourPercent }
  const task = routeTask(await travelled(ask, by, parts).catch(withoutSpeed))
  const { problem, zero, unit, members, start } = task
  const points = ask.places.map(({ at }) => at)
  const isMade = ask.profiles.some(({ durations }) => durations === undefined)
  const named: NamedProblem = {
    name,
    format,
    problem,
    stops: ask.tasks.map(({ kind, id }) => (kind === 'job' ? String(id) : `${kind} ${id}`)),
    vehicles: members.map((own) => own.map((vehicle) => String(ask.vehicles[vehicle].id)).join(', ')),
    ranking: 0,
    scale: { cost: unit.perUnit, time: 1, distance: 1, load: 1 },
    isClock: false,
    zero,
    ...(points.every((at): at is LonLat => at !== undefined) ? { map: { kind: 'geographic', points } } : {}),
    travel: isMade ? waysOf(task, by) : 'the matrices of the file',
    rejected: [],
  }
  if (!isGiven) checkStart(task)
  return { named, task, isGiven, ...(isGiven || start.length > 0 ? { start: startPlan(task) } : {}) }
}

/** How ways came about that the file does not say, in words. */
function waysOf({ ask }: RouteTask, by: TravelAsk | undefined): string {
  if (by) return `${waysWords[by.by]} at ${by.kmPerHour} km/h`
  const none = ask.profiles.reduce((sum, { noWays }) => sum + (noWays?.count ?? 0), 0)
  return none === 0 ? 'by road' : `by road; no way for ${none} pairs of places`
}

function withoutSpeed(error: unknown): never {
  if (error instanceof Refusal && error.code === 'ROUTING_TRAVEL_NONE') throw new Refusal('ROUTING_SPEED')
  throw error
}
