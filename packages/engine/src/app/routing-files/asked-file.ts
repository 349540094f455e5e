import type { RoutePlan } from '@nunchi/kernel'
import type { LonLat, RouteAsk } from '../../decide/route/ask.ts'
import type { RouteModel } from '../../decide/route/model.ts'
import { readModel } from '../../decide/route/read-model.ts'
import type { RouteOptions } from '../../decide/route/read-options.ts'
import { readQuestion } from '../../decide/route/read-vroom.ts'
import { checkStart, startPlan } from '../../decide/route/start-plan.ts'
import { type RouteTask, routeTask } from '../../decide/route/task.ts'
import { travelWanted } from '../../decide/route/travel.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type TravelAsk, type TravelParts, travelled } from '../routing/travelled.ts'
import type { NamedProblem } from './named-problem.ts'
import { type FleetWishes, roadWords, waysWords } from './stops-csv.ts'

/** A problem of VROOM's form or in our own words, with what its own answers are written from. */
export type AskedFile = {
  readonly named: NamedProblem
  readonly task: RouteTask
  readonly start?: RoutePlan
  /** Whether `start` is the plan: nothing is searched, only times and broken rules are told. */
  readonly isGiven?: boolean
  /** Whether its answer has the lines of routes. */
  readonly isDrawn?: boolean
  /** Whether ways had to be found out: not all of them are in matrices. */
  readonly isTravelled: boolean
  /** How the file wants to be searched. */
  readonly how: FileHow
}

/** What a file may say of the search. */
export type FileHow = {
  readonly seconds?: number
  readonly iterations?: number
  readonly seed?: number
  readonly threads?: number
}

/**
 * Reads VROOM's JSON. Where it has no matrices, straight lines are taken if it says so itself ("travel": "great-circle"), or if
 * a speed is wished for, else a road service is asked where there is one. A request around it goes before its own options. @throws Refusal ROUTING_INPUT, ROUTING_SPEED, ROUTING_TOO_LARGE
 */
export function readVroomFile(
  name: string,
  json: unknown,
  wishes: FleetWishes & TravelParts,
  request?: { readonly travel?: ModelTravel; readonly how: FileHow },
): Promise<AskedFile> {
  const { ask, options } = readQuestion(json)
  const { isGiven, isDrawn } = options
  const travel = travelAsk(request?.travel) ?? options.travel
  const how = request?.how ?? howOf(json, options)
  return asked({ name, format: 'vroom', ask, travel, isGiven, isDrawn, how }, wishes)
}

/** Reads a problem in our own words, whose form was checked. @throws the same */
export function readModelFile(
  name: string,
  { problem, travel, ...how }: FileHow & { readonly problem: RouteModel; readonly travel?: ModelTravel },
  wishes: FleetWishes & TravelParts,
): Promise<AskedFile> {
  return asked({ name, format: 'model', ask: readModel(problem), how, travel: travelAsk(travel) }, wishes)
}

const travelAsk = (travel: ModelTravel | undefined): TravelAsk | undefined =>
  travel && { ...travel, detourPercent: travel.detourPercent ?? 100 }

/** What the options of VROOM's form say themselves: what they leave out is not made up. */
function howOf(json: unknown, { seconds, iterations, seed, threads }: RouteOptions): FileHow {
  const said = Object.keys((json as { readonly options?: object }).options ?? {})
  return {
    ...(said.includes('seconds') || said.includes('l') ? { seconds } : {}),
    ...(iterations === undefined ? {} : { iterations }),
    ...(said.includes('seed') ? { seed } : {}),
    ...(said.includes('t') ? { threads } : {}),
  }
}

type ModelTravel = Omit<TravelAsk, 'detourPercent'> & Partial<Pick<TravelAsk, 'detourPercent'>>

type Asked = {
  readonly name: string
  readonly format: 'vroom' | 'model'
  readonly ask: RouteAsk
  readonly travel?: TravelAsk | undefined
  readonly isGiven?: boolean
  readonly isDrawn?: boolean
  readonly how: FileHow
}

async function asked(
  { name, format, ask, travel, isGiven = false, isDrawn = false, how }: Asked,
  { ways = 'great-circle', kmPerHour, detourPercent = 100, ...parts }: FleetWishes & TravelParts,
): Promise<AskedFile> {
  const by = kmPerHour === undefined ? travel : { by: ways, kmPerHour, detourPercent }
  const task = routeTask(await travelled(ask, by, parts).catch(withoutSpeed))
  const { problem, zero, unit, members, start } = task
  const points = ask.places.map(({ at }) => at)
  const isMade = ask.profiles.some(({ durations }) => durations === undefined)
  const isTravelled = travelWanted(ask).length > 0
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
  return {
    named,
    task,
    isGiven,
    isDrawn,
    isTravelled,
    how,
    ...(isGiven || start.length > 0 ? { start: startPlan(task) } : {}),
  }
}

/** How ways came about that the file does not say, in words. */
function waysOf({ ask }: RouteTask, by: TravelAsk | undefined): string {
  if (by) return `${waysWords[by.by]} at ${by.kmPerHour} km/h`
  return roadWords(ask.profiles.reduce((sum, { noWays }) => sum + (noWays?.count ?? 0), 0))
}

function withoutSpeed(error: unknown): never {
  if (error instanceof Refusal && error.code === 'ROUTING_TRAVEL_NONE') throw new Refusal('ROUTING_SPEED')
  throw error
}
