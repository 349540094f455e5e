import type { GeoPoint } from '@nunchi/kernel'
import { Refusal } from '../../domain/refusal.ts'
import { shownAddress } from '../../ports/feed-fetcher.ts'
import type { LineAsk, RoadLines } from '../../ports/road-lines.ts'
import type { TravelAsk, TravelMatrix, TravelTable } from '../../ports/travel-matrix.ts'
import { lineInParts } from './line-in-parts.ts'
import { type BlockAnswer, TableService, type TableServiceOptions } from './table-service.ts'

export type ValhallaOptions = Partial<TableServiceOptions> & {
  readonly url: string
}

/** 2,500 pairs are what Valhalla takes unless max_matrix_location_pairs says otherwise. */
const sideDefault = 50
/** Places of one line: 20 are what Valhalla takes of a car's unless max_locations says otherwise. */
const placesMost = 20

/** Its costing by our profile. */
const costings: Readonly<Record<string, string>> = {
  car: 'auto',
  bike: 'bicycle',
  foot: 'pedestrian',
  truck: 'truck',
  bus: 'bus',
  taxi: 'taxi',
  scooter: 'motor_scooter',
  motorcycle: 'motorcycle',
}

/**
 * Travel by road, from Valhalla's matrix and route services.
 * Format: https://valhalla.github.io/valhalla/api/matrix/api-reference/, .../turn-by-turn/api-reference/
 */
export class ValhallaTravel implements TravelMatrix, RoadLines {
  readonly name: string
  readonly #service: TableService

  constructor({ url, ...options }: ValhallaOptions) {
    this.#service = new TableService(url, { sideMost: sideDefault, ...options })
    this.name = `Valhalla at ${shownAddress(url)}`
  }

  knows(profile: string): boolean {
    return Object.hasOwn(costings, profile)
  }

  async table(ask: TravelAsk): Promise<TravelTable> {
    const costing = this.#costingOf(ask.profile)
    return this.#service.table(ask, async ({ sources, destinations }, signal) => {
      const places = { sources: this.#located(sources), targets: this.#located(destinations) }
      return this.#ask({ path: '/sources_to_targets', body: { ...places, costing }, read: blockOf, signal })
    })
  }

  async line({ profile, points, signal }: LineAsk): Promise<GeoPoint[]> {
    const costing = this.#costingOf(profile)
    return lineInParts(this.#service, { points, most: placesMost }, (places) => {
      const body = { locations: this.#located(places), costing, directions_type: 'none' }
      return this.#ask({ path: '/route', body, read: shapesOf, signal })
    })
  }

  #costingOf(profile: string): string {
    if (!this.knows(profile)) throw new Refusal('TRAVEL_PROFILE', { source: this.name, profile })
    return costings[profile]!
  }

  /** What is further from every road than that is refused by Valhalla itself. */
  #located(places: readonly GeoPoint[]) {
    return places.map(({ lat, lon }) => ({ lat, lon, search_cutoff: this.#service.offRoadMost }))
  }

  async #ask<Read>({ path, body: ask, read, signal }: Question<Read>): Promise<Read> {
    const service = this.#service
    const text = JSON.stringify({ ...ask, units: 'kilometers' })
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: text }
    const { status, body } = await service.json(path, init, signal)
    const answer = (typeof body === 'object' && body !== null ? body : {}) as ValhallaAnswer
    if (answer.error_code === 171)
      throw service.refusal(
        `no road is within ${service.offRoadMost} m of a place (171: No suitable edges near location)`,
      )
    const found = read(answer)
    if (found) return found
    const said = typeof answer.error === 'string' ? ` (${answer.error_code}: ${answer.error.slice(0, 200)})` : ''
    throw service.refusal(`it answered ${status}${said}`)
  }
}

type Question<Read> = {
  readonly path: string
  readonly body: object
  /** What the answer says; undefined where it is another one. */
  readonly read: (answer: ValhallaAnswer) => Read | undefined
  readonly signal?: AbortSignal | undefined
}

type Cell = { readonly time?: number | null; readonly distance?: number | null }
type Lengths = { readonly durations?: (number | null)[][]; readonly distances?: (number | null)[][] }
type ValhallaAnswer = {
  readonly error?: unknown
  readonly error_code?: unknown
  readonly units?: unknown
  readonly sources_to_targets?: Lengths | readonly (readonly Cell[])[]
  readonly trip?: { readonly legs?: readonly ({ readonly shape?: unknown } | null)[] } | null
}

/** The line of each leg, from place to place. */
function shapesOf({ trip }: ValhallaAnswer): readonly unknown[] | undefined {
  return Array.isArray(trip?.legs) ? trip.legs.map((leg) => leg?.shape) : undefined
}

/** Either form of its answers: a cell for each pair, or two matrices. Distances are in kilometres, or in miles if it says so. */
function blockOf({ sources_to_targets: table, units }: ValhallaAnswer): BlockAnswer | undefined {
  const metres = units === 'miles' ? 1_609.344 : 1_000
  const lengthOf = (distance: number | null | undefined) => (typeof distance === 'number' ? distance * metres : null)
  if (Array.isArray(table)) {
    const rows = table as readonly (readonly Cell[])[]
    if (!rows.every(Array.isArray)) return undefined
    return {
      durations: rows.map((row) => row.map(({ time }) => time ?? null)),
      distances: rows.map((row) => row.map(({ distance }) => lengthOf(distance))),
    }
  }
  const { durations, distances } = (table ?? {}) as Lengths
  if (!Array.isArray(durations) || !Array.isArray(distances)) return undefined
  return { durations, distances: distances.map((row) => (Array.isArray(row) ? row.map(lengthOf) : row)) }
}
