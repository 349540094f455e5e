import type { TravelProfile } from '@nunchi/kernel'
import type { DepotTravel } from '../../domain/dispatch.ts'
import { Refusal } from '../../domain/refusal.ts'

export type Located = { readonly lat: number; readonly lon: number }

/** Asks a road service for all ways between places. */
export type RoadTable = (places: readonly Located[], signal?: AbortSignal) => Promise<TravelProfile>

const earthMetres = 6_371_008.8
const radians = Math.PI / 180

/**
 * Travel between all places, as whoever runs the depot chose: never a guess of ours. O(places^2).
 * @throws Refusal DISPATCH_ROADS where roads were chosen and no service of them is there
 */
export async function travelOf(
  travel: DepotTravel,
  places: readonly Located[],
  roads: RoadTable | undefined,
): Promise<TravelProfile> {
  if (travel.by === 'great-circle') return greatCircle(places, travel)
  if (roads === undefined) throw new Refusal('DISPATCH_ROADS')
  return roads(places)
}

function greatCircle(
  places: readonly Located[],
  { kmPerHour, detourPercent }: { readonly kmPerHour: number; readonly detourPercent: number },
): TravelProfile {
  const n = places.length
  const distances = new Int32Array(n * n)
  const durations = new Int32Array(n * n)
  const perMetre = 3.6 / kmPerHour
  for (let a = 0; a < n; a++)
    for (let b = a + 1; b < n; b++) {
      const metres = Math.round((metresBetween(places[a]!, places[b]!) * detourPercent) / 100)
      const seconds = Math.round(metres * perMetre)
      distances[a * n + b] = metres
      distances[b * n + a] = metres
      durations[a * n + b] = seconds
      durations[b * n + a] = seconds
    }
  return { distances, durations }
}

function metresBetween(a: Located, b: Located): number {
  const [from, to] = [a.lat * radians, b.lat * radians]
  const half =
    Math.sin((to - from) / 2) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(((b.lon - a.lon) * radians) / 2) ** 2
  return 2 * earthMetres * Math.asin(Math.min(1, Math.sqrt(half)))
}
