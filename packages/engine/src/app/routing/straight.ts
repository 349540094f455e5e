import type { LonLat } from '../../decide/route/ask.ts'
import type { TravelFound } from '../../decide/route/travel.ts'
import type { TravelAsk } from './travelled.ts'

const earthMetres = 6_371_008.8
const radians = Math.PI / 180

/** What was found of other points before: `rows` has the row of each point in it, -1 where it was not among them. */
export type FoundBefore = TravelFound & { readonly rows: Int32Array; readonly places: number }

/** Straight lines over the globe at one speed. 50 ns a pair, and a tenth of that for a pair that was found before. */
export function straight(
  points: readonly LonLat[],
  { kmPerHour, detourPercent }: TravelAsk,
  before?: FoundBefore,
): TravelFound {
  const n = points.length
  const distances = new Int32Array(n * n)
  const durations = new Int32Array(n * n)
  const cosines = points.map(([, lat]) => Math.cos(lat * radians))
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      if (before && before.rows[i]! >= 0 && before.rows[j]! >= 0) {
        const known = before.rows[i]! * before.places + before.rows[j]!
        distances[i * n + j] = distances[j * n + i] = before.distances[known]!
        durations[i * n + j] = durations[j * n + i] = before.durations[known]!
        continue
      }
      const [a, b] = [points[i]!, points[j]!]
      const high = Math.sin(((b[1] - a[1]) * radians) / 2)
      const wide = Math.sin(((b[0] - a[0]) * radians) / 2)
      const share = high * high + cosines[i]! * cosines[j]! * wide * wide
      const metres = (2 * earthMetres * Math.asin(Math.min(1, Math.sqrt(share))) * detourPercent) / 100
      distances[i * n + j] = distances[j * n + i] = Math.round(metres)
      durations[i * n + j] = durations[j * n + i] = Math.round((metres * 3.6) / kmPerHour)
    }
  return { distances, durations }
}
