import type { TravelProfile } from '@nunchi/kernel'
import type { DepotTravel } from '../../domain/dispatch.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type FoundBefore, straight } from '../routing/straight.ts'
import type { TravelParts } from '../routing/travelled.ts'

export type Located = { readonly lat: number; readonly lon: number }

/** Asks a road service for all ways between places. */
export type RoadTable = NonNullable<TravelParts['roads']>

/** The profile of a road service that deliveries go by. */
const roadProfile = 'car'
/** Ways of travelling whose last table is remembered: a table of 1,000 places has 8 MB. */
const remembered = 4

type Table = TravelProfile & { readonly rows: ReadonlyMap<string, number> }

/**
 * Travel between places, as whoever runs each depot chose: never a guess of ours. The last table of each way of travelling is held in
 * memory, so that a day that changes by one delivery does not cost all ways again.
 */
export class Travels {
  readonly #roads: RoadTable | undefined
  readonly #tables = new Map<string, Table>()

  constructor(roads: RoadTable | undefined) {
    this.#roads = roads
  }

  get hasRoads(): boolean {
    return this.#roads !== undefined
  }

  /** Lets go of what is held in memory, as somebody's place was erased. */
  forget(): void {
    this.#tables.clear()
    this.#roads?.forget?.()
  }

  /**
   * O(places^2): 50 ns for a new pair, 5 ns for one that was there before; roads are asked for only where a place is new.
   * @throws Refusal DISPATCH_ROADS where roads were chosen and no service of them is there
   */
  async of(travel: DepotTravel, places: readonly Located[]): Promise<TravelProfile> {
    const name = JSON.stringify(travel)
    const known = this.#tables.get(name)
    const keys = places.map(({ lat, lon }) => `${lat},${lon}`)
    const isSame =
      known !== undefined && keys.length === known.rows.size && keys.every((k, n) => known.rows.get(k) === n)
    if (isSame) return known
    const points = places.map(({ lat, lon }) => [lon, lat] as const)
    const found =
      travel.by === 'great-circle'
        ? straight(points, travel, known && beforeOf(known, keys))
        : await this.#roads?.(roadProfile, points)
    if (found === undefined) throw new Refusal('DISPATCH_ROADS')
    const table = { ...found, rows: new Map(keys.map((key, n) => [key, n])) }
    this.#tables.delete(name)
    if (this.#tables.size >= remembered) this.#tables.clear()
    this.#tables.set(name, table)
    return table
  }
}

function beforeOf({ durations, distances, rows }: Table, keys: readonly string[]): FoundBefore {
  return { durations, distances, rows: Int32Array.from(keys, (key) => rows.get(key) ?? -1), places: rows.size }
}
