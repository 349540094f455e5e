import type { TravelProfile } from '@nunchi/kernel'
import type { DepotTravel } from '../../domain/dispatch.ts'
import { Refusal } from '../../domain/refusal.ts'
import { straight } from '../routing/straight.ts'
import type { TravelParts } from '../routing/travelled.ts'

export type Located = { readonly lat: number; readonly lon: number }

/** Asks a road service for all ways between places. */
export type RoadTable = NonNullable<TravelParts['roads']>

/** The profile of a road service that deliveries go by. */
const roadProfile = 'car'

/**
 * Travel between all places, as whoever runs the depot chose: never a guess of ours. O(places^2).
 * @throws Refusal DISPATCH_ROADS where roads were chosen and no service of them is there
 */
export async function travelOf(
  travel: DepotTravel,
  places: readonly Located[],
  roads: RoadTable | undefined,
): Promise<TravelProfile> {
  const points = places.map(({ lat, lon }) => [lon, lat] as const)
  const found = travel.by === 'great-circle' ? straight(points, travel) : await roads?.(roadProfile, points)
  if (found === undefined) throw new Refusal('DISPATCH_ROADS')
  return found
}
