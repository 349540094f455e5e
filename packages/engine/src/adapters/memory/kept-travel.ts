import { type GeoPoint, noWay } from '@nunchi/kernel'
import { noWaysListed, type TravelAsk, type TravelMatrix, type TravelTable } from '../../ports/travel-matrix.ts'

/** Of degrees: a metre. */
const digits = 5

/**
 * Remembers what another source said, by pair of places rounded to a metre: a new order asks for its own row and column
 * alone. What is longest ago is forgotten first. Memory: 60 bytes a pair, at most 60 MB a profile unless told otherwise.
 */
export class KeptTravel implements TravelMatrix {
  readonly name: string
  readonly #source: TravelMatrix
  readonly #pairsMost: number
  readonly #ofProfile = new Map<string, Pairs>()

  constructor(source: TravelMatrix, pairsMost = 1_000_000) {
    this.name = source.name
    this.#source = source
    this.#pairsMost = pairsMost
  }

  /** Of all places: which of them somebody lives at is not known here. */
  forget(): void {
    this.#ofProfile.clear()
  }

  knows(profile: string): boolean {
    return this.#source.knows(profile)
  }

  async table(ask: TravelAsk): Promise<TravelTable> {
    ask.signal?.throwIfAborted()
    const { profile, sources, destinations } = ask
    if (!this.knows(profile) || sources.length * destinations.length > this.#pairsMost) return this.#source.table(ask)
    const pairs = this.#pairsOf(profile)
    const [rows, columns] = [sources.map((one) => pairs.idOf(one)), destinations.map((one) => pairs.idOf(one))]
    const lacking = (row: number) => columns.filter((column) => !pairs.has(row, column))
    // Rows of which more than half is not known are asked for whole; of the others the columns that lack something.
    const newRows = rows.filter((row) => 2 * lacking(row).length > columns.length)
    const isNew = new Set(newRows)
    const oldRows = rows.filter((row) => !isNew.has(row))
    const newColumns = oldRows.flatMap(lacking)
    const learnt = [
      await this.#learn(ask, pairs, { rows: newRows, columns }),
      await this.#learn(ask, pairs, { rows: oldRows.filter((row) => lacking(row).length > 0), columns: newColumns }),
    ]
    const table = tableOf(rows, columns, (row, column) => {
      for (const part of learnt) {
        const at = part?.at(row, column)
        if (at !== undefined) return [part!.table.durations[at]!, part!.table.distances[at]!]
      }
      return pairs.get(row, column)
    })
    for (const part of learnt) part?.keep(pairs)
    return table
  }

  #pairsOf(profile: string): Pairs {
    const known = this.#ofProfile.get(profile)
    if (known && !known.isFull) return known
    const pairs = new Pairs(this.#pairsMost)
    this.#ofProfile.set(profile, pairs)
    return pairs
  }

  async #learn(ask: TravelAsk, pairs: Pairs, { rows, columns }: Asked): Promise<Learnt | undefined> {
    if (rows.length === 0 || columns.length === 0) return undefined
    const [from, to] = [unique(rows), unique(columns)]
    const [sources, destinations] = [firstOf(ask.sources, from, pairs), firstOf(ask.destinations, to, pairs)]
    return new Learnt(from, to, await this.#source.table({ ...ask, sources, destinations }))
  }
}

type Asked = { readonly rows: readonly number[]; readonly columns: readonly number[] }

/** What was just asked for, by place. */
class Learnt {
  readonly table: TravelTable
  readonly #rows: ReadonlyMap<number, number>
  readonly #columns: ReadonlyMap<number, number>

  constructor(rows: readonly number[], columns: readonly number[], table: TravelTable) {
    this.table = table
    this.#rows = new Map(rows.map((row, i) => [row, i]))
    this.#columns = new Map(columns.map((column, j) => [column, j]))
  }

  at(row: number, column: number): number | undefined {
    const [i, j] = [this.#rows.get(row), this.#columns.get(column)]
    return i === undefined || j === undefined ? undefined : i * this.#columns.size + j
  }

  keep(pairs: Pairs): void {
    let at = 0
    for (const row of this.#rows.keys()) {
      for (const column of this.#columns.keys()) {
        pairs.set(row, column, [this.table.durations[at]!, this.table.distances[at++]!])
      }
    }
  }
}

/** Places that are numbered are so many at most; then all is forgotten. */
const placesMost = 2 ** 20

/** Pairs of places in a ring: the oldest is written over. */
class Pairs {
  readonly #slots = new Map<number, number>()
  readonly #ids = new Map<string, number>()
  readonly #most: number
  readonly #keys: Float64Array
  readonly #durations: Int32Array
  readonly #distances: Int32Array
  #next = 0

  constructor(most: number) {
    this.#most = most
    this.#keys = new Float64Array(most).fill(-1)
    this.#durations = new Int32Array(most)
    this.#distances = new Int32Array(most)
  }

  get isFull(): boolean {
    return this.#ids.size >= placesMost
  }

  idOf({ lat, lon }: GeoPoint): number {
    const key = `${lat.toFixed(digits)},${lon.toFixed(digits)}`
    const known = this.#ids.get(key) ?? this.#ids.size
    this.#ids.set(key, known)
    return known
  }

  has(row: number, column: number): boolean {
    return this.#slots.has(row * 2 ** 26 + column)
  }

  get(row: number, column: number): readonly [number, number] {
    const slot = this.#slots.get(row * 2 ** 26 + column)!
    return [this.#durations[slot]!, this.#distances[slot]!]
  }

  set(row: number, column: number, [seconds, metres]: readonly [number, number]): void {
    const key = row * 2 ** 26 + column
    const slot = this.#slots.get(key) ?? this.#next++ % this.#most
    if (this.#keys[slot] !== key) this.#slots.delete(this.#keys[slot]!)
    this.#slots.set(key, slot)
    this.#keys[slot] = key
    this.#durations[slot] = seconds
    this.#distances[slot] = metres
  }
}

function tableOf(
  rows: readonly number[],
  columns: readonly number[],
  known: (row: number, column: number) => readonly [number, number],
): TravelTable {
  const durations = new Int32Array(rows.length * columns.length)
  const distances = new Int32Array(rows.length * columns.length)
  const noWays: [number, number][] = []
  let noWayCount = 0
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      const [seconds, metres] = known(row, column)
      durations[i * columns.length + j] = seconds
      distances[i * columns.length + j] = metres
      if (seconds < noWay) return
      noWayCount++
      if (noWays.length < noWaysListed) noWays.push([i, j])
    })
  })
  return { durations, distances, noWays, noWayCount }
}

const unique = (ids: readonly number[]) => [...new Set(ids)]

/** One place for each number, in the order of the numbers. */
function firstOf(places: readonly GeoPoint[], ids: readonly number[], pairs: Pairs): GeoPoint[] {
  const of = new Map<number, GeoPoint>()
  for (const place of places) if (!of.has(pairs.idOf(place))) of.set(pairs.idOf(place), place)
  return ids.map((id) => of.get(id)!)
}
