import { metresBetween } from '@nunchi/kernel'
import type { LonLat } from '../../decide/route/ask.ts'
import type { TravelFound } from '../../decide/route/travel.ts'
import type { TravelAsk } from './travelled.ts'

/** What was found of other points before: `rows` has the row of each point in it, -1 where it was not among them. */
export type FoundBefore = TravelFound & { readonly rows: Int32Array; readonly places: number }

/** Straight lines over the globe at one speed. 60 ns a pair, and a tenth of that for a pair that was found before. */
export function straight(
  points: readonly LonLat[],
  { kmPerHour, detourPercent }: TravelAsk,
  before?: FoundBefore,
): TravelFound {
  const n = points.length
  const distances = new Int32Array(n * n)
  const durations = new Int32Array(n * n)
  const places = points.map(([lon, lat]) => ({ lat, lon }))
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      if (before && before.rows[i]! >= 0 && before.rows[j]! >= 0) {
        const known = before.rows[i]! * before.places + before.rows[j]!
        distances[i * n + j] = distances[j * n + i] = before.distances[known]!
        durations[i * n + j] = durations[j * n + i] = before.durations[known]!
        continue
      }
      const metres = (metresBetween(places[i]!, places[j]!) * detourPercent) / 100
      distances[i * n + j] = distances[j * n + i] = Math.round(metres)
      durations[i * n + j] = durations[j * n + i] = Math.round((metres * 3.6) / kmPerHour)
    }
  return { distances, durations }
}
