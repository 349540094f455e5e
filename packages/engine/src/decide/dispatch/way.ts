import type { DeliveryKey, PlannedTour } from '../../domain/dispatch.ts'

/** Stands between the stops of a way where its vehicle comes back to its depot and loads for its next trip. */
export const toDepot = -1

/** What a vehicle does from now on: indices of stops in order, `toDepot` between its trips. */
export type Way = readonly number[]

/** The stops of a way, without where it loads. */
export function stopsOf(way: Way): number[] {
  return way.filter((stop) => stop !== toDepot)
}

/** The trips of a way; the first is empty where a vehicle that is out has to load before anything else. */
export function tripsOf(way: Way): number[][] {
  const trips: number[][] = [[]]
  for (const stop of way) {
    if (stop === toDepot) trips.push([])
    else trips.at(-1)!.push(stop)
  }
  return trips
}

/**
 * Trips one after the other. One with nothing to bring is not driven, and nothing is loaded for it; only a vehicle that is out has to come
 * back for its second where nothing is left of the one that it is on.
 */
export function wayOf(
  trips: readonly (readonly number[])[],
  { isOut = false }: { readonly isOut?: boolean } = {},
): Way {
  const [first = [], ...later] = trips
  const filled = [...(isOut || first.length > 0 ? [first] : []), ...later.filter((trip) => trip.length > 0)]
  return filled.flatMap((trip, n) => (n === 0 ? trip : [toDepot, ...trip]))
}

/** The stops of a planned tour by its trips. */
export function tripsOfTour({ stops, loads = [] }: Pick<PlannedTour, 'stops' | 'loads'>): DeliveryKey[][] {
  const cuts = [0, ...loads.map(({ before }) => before), stops.length]
  return cuts.slice(1).map((cut, n) => stops.slice(cuts[n], cut))
}
