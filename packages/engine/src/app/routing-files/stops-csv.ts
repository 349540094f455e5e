import { noWay, plainStop, plainVehicle, type Stop, type TimeWindow, type VehicleType } from '@nunchi/kernel'
import type { TravelFound } from '../../decide/route/travel.ts'
import type { StraightWay } from '../../domain/dispatch.ts'
import { limits } from '../../domain/limits.ts'
import { Refusal } from '../../domain/refusal.ts'
import { straight } from '../routing/straight.ts'
import type { TravelParts } from '../routing/travelled.ts'
import type { NamedProblem } from './named-problem.ts'
import { aroundBlocks, straightLines, vehicleFirst } from './plane-distances.ts'
import { loadScale, readStopRows, type StopRow, type StopTable } from './stop-rows.ts'
import type { TextLines } from './text-lines.ts'

/** What a table of stops does not say. */
export type FleetWishes = {
  /** As people write it: latitude and longitude, or x and y; by default the row of the table that is a depot. */
  readonly depot?: readonly [number, number]
  /** As many as there are stops when absent. */
  readonly vehicles?: number
  /** For each column of amounts; any load when absent. */
  readonly capacity?: readonly number[]
  /** Seconds of the day; from 0:00 to 36:00 when absent. */
  readonly shift?: TimeWindow
  /** What every vehicle has. */
  readonly skills?: readonly string[]
  /** How fast straight lines are travelled: nobody who does not say so gets them. */
  readonly kmPerHour?: number
  /** Which lines these are; as the crow flies when absent. */
  readonly ways?: StraightWay
  readonly detourPercent?: number
  /** By what roads are travelled, where a road service is asked. */
  readonly profile?: string
  /** Whether a vehicle less is worth any detour. */
  readonly objective?: 'cost' | 'vehicles'
}

/** How ways without roads are told. */
export const waysWords: Readonly<Record<StraightWay, string>> = {
  'great-circle': 'great circle',
  manhattan: 'around blocks',
}

/** How ways by road are told, with between how many pairs of places there are none. */
export const roadWords = (noWays: number) =>
  noWays === 0 ? 'by road' : `by road; no way for ${noWays} pairs of places`

/**
 * Reads a table of stops (docs/routing.md lists its columns): a delivery or a pickup each, from one depot by vehicles that are alike.
 * Costs are metres: of straight lines where a speed is wished for, else by road where there is a service to ask. Rows that cannot be used are
 * listed in `rejected`. O(stops^2) for the distances.
 * @throws Refusal ROUTING_FILE, ROUTING_SPEED, ROUTING_TOO_LARGE, ROUTING_TRAVEL_NONE
 */
export async function readStopsCsv(lines: TextLines, wishes: FleetWishes & TravelParts): Promise<NamedProblem> {
  const table = readStopRows(lines)
  const rows = table.rows.filter(({ kind }) => kind !== 'depot')
  if (rows.length > limits.routeTasksMax)
    throw new Refusal('ROUTING_TOO_LARGE', { what: 'stops', count: rows.length, max: limits.routeTasksMax })
  if (rows.length === 0) noStops(lines, table)
  if (table.isGeographic) checkDepot(lines, wishes)
  const points = [depotOf(lines, table, wishes), ...rows.map(({ at }) => at)]
  const { distances, durations, travel } = await travelOf(points, table, wishes)
  const { skills, skillOf } = skillsOf(rows, wishes)
  const stops = rows.map((row, i) => stopOf(row, i + 1, skillOf))
  const vehicle = plainVehicle(0, capacityOf(lines, table, wishes), {
    count: wishes.vehicles ?? rows.length,
    shift: wishes.shift ?? [0, 36 * 3_600],
    skills,
    cost: costOf(distances, wishes),
  })
  return {
    name: lines.name,
    format: 'csv',
    problem: {
      places: points.length,
      profiles: [{ durations, distances }],
      dimensions: table.amounts.length,
      stops,
      shipments: [],
      vehicles: [vehicle],
    },
    stops: rows.map(({ id }) => id),
    vehicles: ['vehicle'],
    ranking: vehicle.cost.fixed,
    scale: { cost: 1, time: 1, distance: 1, load: loadScale },
    isClock: true,
    zero: 0,
    map: { kind: table.isGeographic ? 'geographic' : 'plane', points },
    travel,
    rejected: table.rejected,
  }
}

function noStops(lines: TextLines, { rejected }: StopTable): never {
  const [first] = rejected
  if (!first) lines.refuse({ field: 'rows', reason: 'there are no stops', remedy: 'give at least one' })
  const { line, field, value, reason, remedy } = first
  lines.refuse({ line, field, reason: `no row can be used; of this one "${value}": ${reason}`, remedy })
}

/** Exchanged numbers are no place, and would send every vehicle there. @throws Refusal ROUTING_FILE */
function checkDepot(lines: TextLines, { depot }: FleetWishes): void {
  if (depot === undefined || (Math.abs(depot[1]) <= 180 && Math.abs(depot[0]) <= 90)) return
  const reason = `latitude ${depot[0]}, longitude ${depot[1]} is no place of the globe`
  lines.refuse({
    line: 1,
    field: '--depot',
    reason,
    remedy: 'give the latitude first, then the longitude: 37.5665,126.978',
  })
}

function depotOf(lines: TextLines, { rows, isGeographic }: StopTable, { depot }: FleetWishes): StopRow['at'] {
  const row = rows.find(({ kind }) => kind === 'depot')
  if (depot && row) {
    const reason = `line ${row.line} is the depot, and --depot is another`
    lines.refuse({ line: row.line, field: 'kind', reason, remedy: 'leave one of the two out' })
  }
  if (depot) return isGeographic ? [depot[1], depot[0]] : depot
  if (row) return row.at
  return lines.refuse({
    field: 'depot',
    reason: 'nothing says where vehicles start',
    remedy: 'give --depot LAT,LON, or a row with "depot" (차고지) in the column "kind" (구분)',
  })
}

type Travelled = Pick<TravelFound, 'distances' | 'durations'> & { readonly travel: string }

/** @throws Refusal ROUTING_SPEED, ROUTING_TRAVEL_NONE */
async function travelOf(
  points: readonly (readonly [number, number])[],
  { isGeographic }: StopTable,
  { ways = 'great-circle', kmPerHour, detourPercent = 100, profile = 'car', roads }: FleetWishes & TravelParts,
): Promise<Travelled> {
  if (kmPerHour === undefined) {
    if (!isGeographic || !roads) throw new Refusal('ROUTING_SPEED')
    const found = await roads(profile, points)
    if (found === undefined) throw new Refusal('ROUTING_TRAVEL_NONE', { profile })
    return { ...found, travel: roadWords(found.noWays?.count ?? 0) }
  }
  const detour = detourPercent === 100 ? '' : `, made ${detourPercent} % as long`
  if (isGeographic) {
    const found = straight(points, { by: ways, kmPerHour, detourPercent })
    return { ...found, travel: `${waysWords[ways]} at ${kmPerHour} km/h${detour}` }
  }
  const lines = ways === 'manhattan' ? aroundBlocks(points) : straightLines(points, 'whole')
  const distances = lines.map((metres) => Math.round((metres * detourPercent) / 100))
  const durations = distances.map((metres) => Math.min(noWay, Math.round((metres * 3.6) / kmPerHour)))
  return {
    distances,
    durations,
    travel: `${ways === 'manhattan' ? waysWords.manhattan : 'straight lines'}, x and y in metres, at ${kmPerHour} km/h${detour}`,
  }
}

/** Skills that stops need and vehicles have, as numbers. */
function skillsOf(rows: readonly StopRow[], { skills = [] }: FleetWishes) {
  const all = [...new Set([...skills, ...rows.flatMap((row) => row.skills)])]
  return { skills: skills.map((_, i) => i), skillOf: (skill: string) => all.indexOf(skill) }
}

function stopOf(row: StopRow, place: number, skillOf: (skill: string) => number): Stop {
  const nothing = row.amounts.map(() => 0)
  const { windows, service, priority } = row
  return plainStop(place, {
    windows,
    service,
    priority,
    delivery: row.kind === 'delivery' ? row.amounts : nothing,
    pickup: row.kind === 'pickup' ? row.amounts : nothing,
    skills: row.skills.map(skillOf),
  })
}

function capacityOf(lines: TextLines, { amounts, rows }: StopTable, { capacity }: FleetWishes): number[] {
  if (capacity === undefined) return amounts.map((_, d) => rows.reduce((sum, row) => sum + row.amounts[d], 0))
  if (capacity.length !== amounts.length) {
    const reason = `it has ${capacity.length} numbers, and there are ${amounts.length} columns of amounts (${amounts.join(', ')})`
    lines.refuse({ line: 1, field: '--capacity', reason, remedy: 'give one number for each, parted by commas' })
  }
  return capacity.map((amount) => Math.round(amount * loadScale))
}

function costOf(distances: Int32Array, { objective }: FleetWishes): VehicleType['cost'] {
  return { fixed: objective === 'vehicles' ? vehicleFirst(distances) : 0, perDistance: 1, perTravel: 0, perDuty: 0 }
}
