import { type GeoPoint, noWay, type TravelProfile } from '@nunchi/kernel'
import { Refusal } from '../../domain/refusal.ts'
import { noWaysListed, type TravelAsk, type TravelMatrix, type TravelTable } from '../../ports/travel-matrix.ts'

type Given = Pick<TravelProfile, 'durations' | 'distances'>

/** For tests only: a matrix that somebody has, between places that are named by their coordinates. Of others it says that there is no way. */
export class GivenTravel implements TravelMatrix {
  readonly name = 'a given matrix'
  readonly #rows: ReadonlyMap<string, number>
  readonly #profiles: Readonly<Record<string, Given>>

  constructor(places: readonly GeoPoint[], profiles: Readonly<Record<string, Given>>) {
    this.#rows = new Map(places.map((place, row) => [keyOf(place), row]))
    this.#profiles = profiles
  }

  knows(profile: string): boolean {
    return Object.hasOwn(this.#profiles, profile)
  }

  async table({ profile, sources, destinations, signal }: TravelAsk): Promise<TravelTable> {
    signal?.throwIfAborted()
    if (!this.knows(profile)) throw new Refusal('TRAVEL_PROFILE', { source: this.name, profile })
    const given = this.#profiles[profile]!
    const width = Math.sqrt(given.durations.length)
    const rows = sources.map((place) => this.#rows.get(keyOf(place)))
    const columns = destinations.map((place) => this.#rows.get(keyOf(place)))
    const durations = new Int32Array(rows.length * columns.length).fill(noWay)
    const distances = durations.slice()
    const noWays: [number, number][] = []
    let noWayCount = 0
    rows.forEach((row, i) => {
      columns.forEach((column, j) => {
        const arc = row === undefined || column === undefined ? -1 : row * width + column
        if (arc >= 0 && given.durations[arc]! < noWay) {
          durations[i * columns.length + j] = given.durations[arc]!
          distances[i * columns.length + j] = given.distances[arc]!
          return
        }
        noWayCount++
        if (noWays.length < noWaysListed) noWays.push([i, j])
      })
    })
    return { durations, distances, noWays, noWayCount }
  }
}

function keyOf({ lat, lon }: GeoPoint): string {
  return `${lat} ${lon}`
}
