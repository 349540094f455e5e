import type { GeoPoint } from '@nunchi/kernel'
import { Refusal } from '../../domain/refusal.ts'
import { shownAddress } from '../../ports/feed-fetcher.ts'
import type { TravelAsk, TravelMatrix, TravelTable } from '../../ports/travel-matrix.ts'
import { type Block, type BlockAnswer, TableService, type TableServiceOptions } from './table-service.ts'

export type OsrmOptions = Partial<TableServiceOptions> & {
  /** Where each profile is: an osrm-routed knows one. Its own name of the profile does not matter to it, and is sent as "driving". */
  readonly servers: Readonly<Record<string, string>>
}

/** What osrm-routed takes unless it was started with another --max-table-size: it counts sources times destinations. */
const sideDefault = 100

/**
 * Travel by road, from OSRM's table service (5.20 or newer, as older ones say no distances).
 * Format: https://project-osrm.org/docs/v5.24.0/api/#table-service
 */
export class OsrmTravel implements TravelMatrix {
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
    const service = this.#services.get(ask.profile)
    if (!service) throw new Refusal('TRAVEL_PROFILE', { source: this.name, profile: ask.profile })
    return service.table(ask, (block, signal) => askBlock(service, block, signal))
  }
}

type OsrmAnswer = {
  readonly code?: unknown
  readonly message?: unknown
  readonly sources?: unknown
  readonly destinations?: unknown
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
  const coordinates = places.map(({ lat, lon }) => `${lon.toFixed(6)},${lat.toFixed(6)}`).join(';')
  const { status, body } = await service.json(`/table/v1/driving/${coordinates}?${query}`, {}, signal)
  const { code, message, ...answer } = (typeof body === 'object' && body !== null ? body : {}) as OsrmAnswer
  if (code !== 'Ok')
    throw service.refusal(
      typeof code === 'string' ? `${code}${saidOf(message)}` : `it answered ${status} and no OSRM's`,
    )
  if (!answer.durations || !answer.distances) throw service.refusal('it says no distances, and is older than 5.20')
  checkSnapped(service, sources, answer.sources)
  checkSnapped(service, destinations, answer.destinations)
  return { durations: answer.durations, distances: answer.distances }
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
