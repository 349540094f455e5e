import { metresAround, metresBetween } from '@nunchi/kernel'
import type { LonLat } from '../../decide/route/ask.ts'
import type { TravelFound } from '../../decide/route/travel.ts'
import type { TravelAsk } from './travelled.ts'

/** Row-major, `stride` entries a row, of which the first are in use. */
export type TravelTable = TravelFound & { readonly stride: number }

/** Straight lines over the globe, or around blocks, at one speed. 60 ns a pair. */
export function straight(points: readonly LonLat[], travel: TravelAsk): TravelFound {
  const n = points.length
  const table = { distances: new Int32Array(n * n), durations: new Int32Array(n * n), stride: n }
  const places = points.map(([lon, lat]) => ({ lat, lon }))
  fillStraight(table, { places, from: 0, travel })
  return { distances: table.distances, durations: table.durations }
}

type Filling = {
  readonly places: readonly { readonly lat: number; readonly lon: number }[]
  readonly from: number
  readonly travel: TravelAsk
}

/** Writes the ways of the places from the row `from` on, to and from all before them. O(new places * places). */
export function fillStraight({ distances, durations, stride }: TravelTable, { places, from, travel }: Filling): void {
  const { by, kmPerHour, detourPercent } = travel
  const between = by === 'manhattan' ? metresAround : metresBetween
  for (let i = from; i < places.length; i++) {
    distances[i * stride + i] = durations[i * stride + i] = 0
    for (let j = 0; j < i; j++) {
      const metres = (between(places[i]!, places[j]!) * detourPercent) / 100
      distances[i * stride + j] = distances[j * stride + i] = Math.round(metres)
      durations[i * stride + j] = durations[j * stride + i] = Math.round((metres * 3.6) / kmPerHour)
    }
  }
}
