import type { GeoPoint } from '@nunchi/kernel'
import { Refusal } from '../../domain/refusal.ts'
import { shownAddress } from '../../ports/feed-fetcher.ts'
import type { TravelAsk, TravelMatrix, TravelTable } from '../../ports/travel-matrix.ts'
import { type Block, type BlockAnswer, TableService, type TableServiceOptions } from './table-service.ts'

export type ValhallaOptions = Partial<TableServiceOptions> & {
  readonly url: string
}

/** 2,500 pairs are what Valhalla takes unless max_matrix_location_pairs says otherwise. */
const sideDefault = 50

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
 * Travel by road, from Valhalla's matrix service.
 * Format: https://valhalla.github.io/valhalla/api/matrix/api-reference/
 */
export class ValhallaTravel implements TravelMatrix {
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
    if (!this.knows(ask.profile)) throw new Refusal('TRAVEL_PROFILE', { source: this.name, profile: ask.profile })
    return this.#service.table(ask, (block, signal) => this.#block(block, costings[ask.profile]!, signal))
  }

  async #block({ sources, destinations }: Block, costing: string, signal?: AbortSignal): Promise<BlockAnswer> {
    const service = this.#service
    // What is further from every road than that is refused by Valhalla itself.
    const located = ({ lat, lon }: GeoPoint) => ({ lat, lon, search_cutoff: service.offRoadMost })
    const ask = { sources: sources.map(located), targets: destinations.map(located), costing, units: 'kilometers' }
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(ask) }
    const { status, body } = await service.json('/sources_to_targets', init, signal)
    const answer = (typeof body === 'object' && body !== null ? body : {}) as ValhallaAnswer
    if (answer.error_code === 171)
      throw service.refusal(
        `no road is within ${service.offRoadMost} m of a place (171: No suitable edges near location)`,
      )
    const table = blockOf(answer)
    if (table) return table
    const said = typeof answer.error === 'string' ? ` (${answer.error_code}: ${answer.error.slice(0, 200)})` : ''
    throw service.refusal(`it answered ${status}${said}`)
  }
}

type Cell = { readonly time?: number | null; readonly distance?: number | null }
type Lengths = { readonly durations?: (number | null)[][]; readonly distances?: (number | null)[][] }
type ValhallaAnswer = {
  readonly error?: unknown
  readonly error_code?: unknown
  readonly units?: unknown
  readonly sources_to_targets?: Lengths | readonly (readonly Cell[])[]
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
