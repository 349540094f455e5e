import { availableParallelism } from 'node:os'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type ReadWishes, type RoutingFormat, roundings, routingFormats } from '../app/routing-files/named-problem.ts'
import { windowOf } from '../app/routing-files/stop-rows.ts'
import type { FleetWishes } from '../app/routing-files/stops-csv.ts'
import { type StraightWay, straightWays } from '../domain/dispatch.ts'
import type { RoadFlags } from './road-options.ts'

/** How a plan is written. */
export const planForms = ['json', 'csv', 'geojson', 'sol'] as const
export type PlanForm = (typeof planForms)[number]

export type RouteFlags = ReadWishes &
  RoadFlags & {
    readonly seconds: number
    readonly iterations?: number
    readonly seed: number
    readonly threads: number
    readonly format?: RoutingFormat
    readonly write?: PlanForm
    readonly out?: string
    readonly quiet?: boolean
    readonly depot?: readonly [number, number]
    readonly vehicles?: number
    readonly capacity?: readonly number[]
    readonly shift?: readonly [number, number]
    readonly skills?: readonly string[]
    readonly speed?: number
    readonly ways?: StraightWay
    readonly detour?: number
  }

/** Adds the options of `route`. */
export function withRouteOptions(command: Command): Command {
  return command
    .option('--seconds <n>', 'how long to search', aboveZero(1_000_000), 10)
    .addOption(
      new Option('--iterations <n>', 'search so many in each thread, however long that takes: same seed, same plan')
        .argParser(wholeOption(1, 1_000_000_000))
        .conflicts('seconds'),
    )
    .option('--seed <n>', 'a whole number from 0 on', wholeOption(0, 2 ** 31 - 1), 1)
    .option(
      '--threads <n>',
      'threads that search, and exchange what they find',
      wholeOption(1, 64),
      Math.min(4, availableParallelism()),
    )
    .addOption(new Option('--format <format>', 'when it cannot be told from the file').choices(routingFormats))
    .addOption(new Option('--write <form>', 'write the plan (default: by the ending of --out)').choices(planForms))
    .option('--out <file>', 'where the plan goes (default: standard output)')
    .addOption(
      new Option('--rounding <how>', 'of distances from coordinates, in Solomon and Li & Lim').choices(roundings),
    )
    .addOption(
      new Option('--objective <what>', 'vehicles: as few as can be, before any cost').choices(['cost', 'vehicles']),
    )
    .option('--depot <lat,lon>', 'stops as CSV: where vehicles start and end (x,y in a plane)', depotOption)
    .option('--vehicles <n>', 'stops as CSV: how many there are (default: as many as stops)', wholeOption(1, 10_000))
    .option(
      '--capacity <amounts>',
      'stops as CSV: of a vehicle, a number for each column of amounts: 100,20',
      listOption,
    )
    .option('--shift <times>', 'stops as CSV: when vehicles are out: 08:00-18:00', shiftOption)
    .option('--skills <names>', 'stops as CSV: what all vehicles have: cold,lift', skillsOption)
    .option('--speed <kmh>', 'straight lines will do, travelled at so many km/h', aboveZero(1_000))
    .addOption(new Option('--ways <how>', 'with --speed: around the blocks of a town').choices(straightWays))
    .option('--detour <percent>', 'roads are so much longer than straight lines: 130', detourOption)
    .option('--quiet', 'no progress')
}

/** What a table of stops does not say. Where there is one road service alone, it is the one that is asked. */
export function fleetOf(flags: RouteFlags): FleetWishes {
  const { depot, speed, ways, detour, vehicles, capacity, shift, skills, objective, osrm = {} } = flags
  const [profile, ...others] = Object.keys(osrm)
  return {
    ...(depot ? { depot } : {}),
    ...(profile !== undefined && others.length === 0 ? { profile } : {}),
    ...(speed === undefined ? {} : { kmPerHour: speed }),
    ...(ways ? { ways } : {}),
    ...(detour === undefined ? {} : { detourPercent: detour }),
    ...(vehicles === undefined ? {} : { vehicles }),
    ...(capacity ? { capacity } : {}),
    ...(shift ? { shift } : {}),
    ...(skills ? { skills } : {}),
    ...(objective ? { objective } : {}),
  }
}

function aboveZero(max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (text.trim() !== '' && value > 0 && value <= max) return value
    throw new InvalidArgumentError(`Give a number above 0, up to ${max}.`)
  }
}

function detourOption(text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 100 && value <= 400) return value
  throw new InvalidArgumentError('Give a whole number from 100 (straight) to 400 (four times as long).')
}

function wholeOption(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= min && value <= max) return value
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`)
  }
}

function listOption(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  if (values.every((value) => value >= 0 && value <= 1e9)) return values
  throw new InvalidArgumentError('Give numbers from 0 on, parted by commas.')
}

function depotOption(text: string): readonly [number, number] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  if (values.length === 2 && values.every(Number.isFinite)) return [values[0], values[1]]
  throw new InvalidArgumentError('Write it like 37.5665,126.978: latitude, longitude.')
}

function skillsOption(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.every((name) => name !== '')) return names
  throw new InvalidArgumentError('Write names parted by commas: cold,lift.')
}

function shiftOption(text: string): readonly [number, number] {
  const window = windowOf(text)
  if (window) return window
  throw new InvalidArgumentError('Write it like 08:00-18:00.')
}
