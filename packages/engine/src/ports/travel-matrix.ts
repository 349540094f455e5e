import type { GeoPoint } from '@nunchi/kernel'

export type TravelAsk = {
  /** How one travels: car, bike, foot, truck, or what the source calls it. */
  readonly profile: string
  readonly sources: readonly GeoPoint[]
  readonly destinations: readonly GeoPoint[]
  readonly signal?: AbortSignal
}

/** Row-major, a row for each source and a column for each destination; `noWay` where there is no way. */
export type TravelTable = {
  /** Seconds. */
  readonly durations: Int32Array
  /** Metres. */
  readonly distances: Int32Array
  /** Pairs between which there is no way, by index of source and destination: the first hundred, and how many in all. */
  readonly noWays: readonly (readonly [source: number, destination: number])[]
  readonly noWayCount: number
}

/** Says how long ways between places are. What it does not know it says, and makes nothing up. */
export interface TravelMatrix {
  /** What travel is by, for people: "OSRM at http://127.0.0.1:5000". */
  readonly name: string
  /** Whether there is such a profile; where not, `table` refuses. */
  knows(profile: string): boolean
  /**
   * Of any number of places; asks a service in as many parts as that takes.
   * @throws Refusal TRAVEL_PROFILE, TRAVEL_SERVICE, TRAVEL_OFF_ROAD; the signal's reason when it is aborted
   */
  table(ask: TravelAsk): Promise<TravelTable>
}

/** How many pairs without a way are listed. */
export const noWaysListed = 100
