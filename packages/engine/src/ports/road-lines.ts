import type { GeoPoint } from '@nunchi/kernel'

export type LineAsk = {
  /** How one travels, as of a travel matrix. */
  readonly profile: string
  /** Where one comes by, in order. */
  readonly points: readonly GeoPoint[]
  readonly signal?: AbortSignal
}

/** Says along which line one goes from place to place by road: for maps. */
export interface RoadLines {
  /** Whether there is such a profile; where not, `line` refuses. */
  knows(profile: string): boolean
  /**
   * Of any number of places; asks a service in as many parts as that takes.
   * @throws Refusal TRAVEL_PROFILE, TRAVEL_SERVICE, TRAVEL_OFF_ROAD; the signal's reason when it is aborted
   */
  line(ask: LineAsk): Promise<GeoPoint[]>
}
