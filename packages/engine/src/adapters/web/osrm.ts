import type { GeoPoint } from '@nunchi/kernel'
import { Refusal } from '../../domain/refusal.ts'
import { shownAddress } from '../../ports/feed-fetcher.ts'
import type { LineAsk, RoadLines } from '../../ports/road-lines.ts'
import type { TravelAsk, TravelMatrix, TravelTable } from '../../ports/travel-matrix.ts'
import { lineInParts } from './line-in-parts.ts'
import { type Block, type BlockAnswer, TableService, type TableServiceOptions } from './table-service.ts'

export type OsrmOptions = Partial<TableServiceOptions> & {
  /** Where each profile is: an osrm-routed knows one. Its own name of the profile does not matter to it, and is sent as "driving". */
  readonly servers: Readonly<Record<string, string>>
}

/** What osrm-routed takes unless it was started with another --max-table-size: it counts sources times destinations. */
const sideDefault = 100
/** Places of one line: osrm-routed takes 500 unless it was started with another --max-viaroute-size, and addresses stay short. */
const placesMost = 100

/**
 * Travel by road, from OSRM's table and route services (5.20 or newer, as older ones say no distances).
 * Format: https://project-osrm.org/docs/v5.24.0/api/#table-service, #route-service
 */
export class OsrmTravel implements TravelMatrix, RoadLines {
  readonly name: string
  readonly #services: ReadonlyMap<string, TableService>

  constructor({ servers, ...options }: OsrmOptions) {
    const settings = { sideMost: sideDefault, ...options }
    this.#services = new Map(
      Object.entries(servers).map(([profile, url]) => [profile, new TableService(url, settings)]),
    )
    this.name = `OSRM at ${Object.values(servers).map(shownAddress).join(', ')}`
  }

  knows(profile: string): boolean {
    return this.#services.has(profile)
  }

  async table(ask: TravelAsk): Promise<TravelTable> {
    const service = this.#serviceOf(ask.profile)
    return service.table(ask, (block, signal) => askBlock(service, block, signal))
  }

  async line({ profile, points, signal }: LineAsk): Promise<GeoPoint[]> {
    const service = this.#serviceOf(profile)
    return lineInParts(service, { points, most: placesMost }, (places) => askLine(service, places, signal))
  }

  #serviceOf(profile: string): TableService {
    const service = this.#services.get(profile)
    if (!service) throw new Refusal('TRAVEL_PROFILE', { source: this.name, profile })
    return service
  }
}

type OsrmAnswer = {
  readonly code?: unknown
  readonly message?: unknown
  readonly sources?: unknown
  readonly destinations?: unknown
  readonly waypoints?: unknown
  readonly routes?: readonly ({ readonly geometry?: unknown } | null)[]
} & Partial<BlockAnswer>

async function askBlock(service: TableService, { sources, destinations }: Block, signal?: AbortSignal) {
  const places = [...sources, ...destinations]
  const indices = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i).join(';')
  const query = [
    'annotations=duration,distance',
    `sources=${indices(0, sources.length)}`,
    `destinations=${indices(sources.length, destinations.length)}`,
    'generate_hints=false',
  ].join('&')
  const answer = await answerTo(service, `/table/v1/driving/${written(places)}?${query}`, signal)
  if (!answer.durations || !answer.distances) throw service.refusal('it says no distances, and is older than 5.20')
  checkSnapped(service, sources, answer.sources)
  checkSnapped(service, destinations, answer.destinations)
  return { durations: answer.durations, distances: answer.distances }
}

/** The whole line, with turns back at stops: a vehicle may leave the way it came. */
async function askLine(service: TableService, places: readonly GeoPoint[], signal?: AbortSignal) {
  const query = 'overview=full&geometries=polyline6&steps=false&continue_straight=false&generate_hints=false'
  const { waypoints, routes } = await answerTo(service, `/route/v1/driving/${written(places)}?${query}`, signal)
  checkSnapped(service, places, waypoints)
  return Array.isArray(routes) ? [routes[0]?.geometry] : undefined
}

const written = (places: readonly GeoPoint[]) =>
  places.map(({ lat, lon }) => `${lon.toFixed(6)},${lat.toFixed(6)}`).join(';')

async function answerTo(service: TableService, path: string, signal?: AbortSignal): Promise<OsrmAnswer> {
  const { status, body } = await service.json(path, {}, signal)
  const answer = (typeof body === 'object' && body !== null ? body : {}) as OsrmAnswer
  const { code, message } = answer
  if (code === 'Ok') return answer
  throw service.refusal(typeof code === 'string' ? `${code}${saidOf(message)}` : `it answered ${status} and no OSRM's`)
}

/** A place far from every road is put on the nearest one: its travel would be that of another place. */
function checkSnapped(service: TableService, places: readonly GeoPoint[], waypoints: unknown): void {
  if (!Array.isArray(waypoints)) return
  waypoints.forEach((waypoint: { readonly distance?: unknown } | null, i) => {
    const metres = waypoint?.distance
    if (typeof metres !== 'number' || metres <= service.offRoadMost) return
    const { lat, lon } = places[i]!
    throw new Refusal('TRAVEL_OFF_ROAD', { lat, lon, metres: Math.round(metres), most: service.offRoadMost })
  })
}

function saidOf(message: unknown): string {
  return typeof message === 'string' ? ` (${message.replace(/\s+/g, ' ').slice(0, 200)})` : ''
}
