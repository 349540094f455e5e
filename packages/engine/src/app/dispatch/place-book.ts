import { noWay, type TravelProfile } from '@nunchi/kernel'
import type { DepotTravel } from '../../domain/dispatch.ts'
import { Refusal } from '../../domain/refusal.ts'
import { fillStraight, type TravelTable } from '../routing/straight.ts'
import type { TravelParts } from '../routing/travelled.ts'

/** Asks a road service for all ways between places. */
export type RoadTable = NonNullable<TravelParts['roads']>

export type Located = { readonly lat: number; readonly lon: number }

/** Ways between places as a routing problem has them, and the number that a row of the book has in it. */
export type Ways = {
  readonly places: number
  readonly profiles: readonly TravelProfile[]
  readonly placeOf: (row: number) => number
}

export type WaysAsk = {
  readonly travels: readonly DepotTravel[]
  readonly rows: readonly number[]
  readonly isCut: boolean
}

/** The profile of a road service that deliveries go by. */
const roadProfile = 'car'
/** Ways of travelling of one day. */
const tablesMax = 4
/** Rows beyond which a book in which most are no longer asked for is begun anew. */
const rowsMax = 13_000

type Table = TravelTable & { readonly known: number }

/**
 * Places of a day by number, each once (neighbours in one house share it), and the ways between them. What is known stays where it is, and
 * tables have room for some more, so that a day that grows by one delivery costs the ways of that one.
 */
export class PlaceBook {
  readonly #roads: RoadTable | undefined
  readonly #places: Located[] = []
  readonly #rows = new Map<string, number>()
  readonly #tables = new Map<string, Table>()
  #tail: Promise<unknown> = Promise.resolve()

  constructor(roads: RoadTable | undefined) {
    this.#roads = roads
  }

  /** Entries of its tables. */
  get entries(): number {
    let sum = 0
    for (const { stride } of this.#tables.values()) sum += stride * stride
    return sum
  }

  get isWorn(): boolean {
    return this.#places.length > rowsMax
  }

  /** The row of a place; a new one where it is new. */
  rowOf({ lat, lon }: Located): number {
    const name = `${lat},${lon}`
    const known = this.#rows.get(name)
    if (known !== undefined) return known
    this.#rows.set(name, this.#places.length)
    return this.#places.push({ lat, lon }) - 1
  }

  /**
   * By each way of travelling, between all places of these rows. What is beyond them is no place of anything, and may change.
   * O(new places * places); cut out, or where most of the book is not asked for, a copy of these rows alone: O(rows^2). Roads are asked
   * for only where a place is new.
   * @param isCut  numbers that hang on the order of these rows alone, not on what was asked before
   * @throws Refusal DISPATCH_ROADS where roads were chosen and no service of them is there
   */
  ways(ask: WaysAsk): Promise<Ways> {
    const work = this.#tail.then(() => this.#ways(ask))
    this.#tail = work.catch(() => {})
    return work
  }

  async #ways({ travels, rows: all, isCut }: WaysAsk): Promise<Ways> {
    const rows = [...new Set(all)]
    const places = this.#places.slice()
    const stride = this.#strideFor(places.length)
    const profiles: Table[] = []
    for (const travel of travels) profiles.push(await this.#table(travel, places, stride))
    if (!isCut && rows.length * 2 >= places.length) return { places: stride, profiles, placeOf: (row) => row }
    const number = new Map(rows.map((row, n) => [row, n]))
    return {
      places: rows.length,
      profiles: profiles.map((table) => cutOut(table, rows)),
      placeOf: (row) => number.get(row)!,
    }
  }

  /** As wide as the tables are while that is enough, so that all of a problem are alike. */
  #strideFor(places: number): number {
    const widest = Math.max(0, ...[...this.#tables.values()].map(({ stride }) => stride))
    return widest >= places ? widest : places + Math.ceil(places / 16) + 8
  }

  async #table(travel: DepotTravel, places: readonly Located[], stride: number): Promise<Table> {
    const name = JSON.stringify(travel)
    const known = this.#tables.get(name)
    if (known?.stride === stride && known.known >= places.length) return known
    const table = known?.stride === stride ? known : widened(known, stride)
    if (travel.by === 'roads') await this.#fillRoads(table, places)
    else fillStraight(table, { places, from: known?.known ?? 0, travel })
    const filled = { ...table, known: places.length }
    if (!this.#tables.has(name) && this.#tables.size >= tablesMax) this.#tables.clear()
    this.#tables.set(name, filled)
    return filled
  }

  async #fillRoads({ durations, distances, stride }: TravelTable, places: readonly Located[]): Promise<void> {
    const points = places.map(({ lat, lon }) => [lon, lat] as const)
    const found = await this.#roads?.(roadProfile, points)
    if (found === undefined) throw new Refusal('DISPATCH_ROADS')
    const n = places.length
    for (let row = 0; row < n; row++) {
      durations.set(found.durations.subarray(row * n, row * n + n), row * stride)
      distances.set(found.distances.subarray(row * n, row * n + n), row * stride)
    }
  }
}

/** No ways where there is no place yet. */
function widened(known: Table | undefined, stride: number): TravelTable {
  const durations = new Int32Array(stride * stride).fill(noWay)
  const distances = new Int32Array(stride * stride).fill(noWay)
  for (let row = 0; known && row < known.known; row++) {
    const from = row * known.stride
    durations.set(known.durations.subarray(from, from + known.known), row * stride)
    distances.set(known.distances.subarray(from, from + known.known), row * stride)
  }
  return { durations, distances, stride }
}

function cutOut({ durations, distances, stride }: TravelTable, rows: readonly number[]): TravelProfile {
  const n = rows.length
  const cut = { durations: new Int32Array(n * n), distances: new Int32Array(n * n) }
  for (const [i, from] of rows.entries())
    for (const [j, to] of rows.entries()) {
      cut.durations[i * n + j] = durations[from * stride + to]!
      cut.distances[i * n + j] = distances[from * stride + to]!
    }
  return cut
}
