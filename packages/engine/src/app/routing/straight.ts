import { setImmediate } from 'node:timers/promises'
import { metresAround, metresBetween, noWay } from '@nunchi/kernel'
import type { LonLat } from '../../decide/route/ask.ts'
import type { TravelFound } from '../../decide/route/travel.ts'
import type { TravelAsk } from './travelled.ts'

/** Row-major, `stride` entries a row, of which the first are in use. */
export type TravelTable = TravelFound & { readonly stride: number }

/** Straight lines over the globe, or around blocks, at one speed, in memory that threads share. 60 ns a pair. */
export function straight(points: readonly LonLat[], travel: TravelAsk): TravelFound {
  const { table, places } = emptyTable(points)
  fillStraight(table, { places, from: 0, travel })
  return { distances: table.distances, durations: table.durations }
}

/**
 * The same in slices of some milliseconds, so that others are answered meanwhile: 10,000 places are seconds of work.
 * @param pause  resolves once others had their turn
 */
export async function straightInSlices(
  points: readonly LonLat[],
  travel: TravelAsk,
  pause: () => Promise<unknown> = setImmediate,
): Promise<TravelFound> {
  const { table, places } = emptyTable(points)
  for (let from = 0; from < places.length; ) {
    const rows = Math.max(blockRows, Math.floor(slicePairs / (from + Math.sqrt(slicePairs))))
    const until = Math.min(places.length, from + rows)
    fillStraight(table, { places: places.slice(0, until), from, travel })
    from = until
    if (from < places.length) await pause()
  }
  return { distances: table.distances, durations: table.durations }
}

/** Pairs of places that are measured before others have their turn: 6 ms, and up to 10 ms where one block has more. */
const slicePairs = 100_000
/** Rows that are filled together: what they write down one column lies in one line of the cache. */
const blockRows = 16

function emptyTable(points: readonly LonLat[]) {
  const n = points.length
  const zeros = () => new Int32Array(new SharedArrayBuffer(n * n * Int32Array.BYTES_PER_ELEMENT))
  const table: TravelTable = { distances: zeros(), durations: zeros(), stride: n }
  return { table, places: points.map(([lon, lat]) => ({ lat, lon })) }
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
  for (let top = from; top < places.length; top += blockRows) {
    const end = Math.min(top + blockRows, places.length)
    for (let j = 0; j < end; j++) {
      for (let i = Math.max(top, j + 1); i < end; i++) {
        const metres = (between(places[i]!, places[j]!) * detourPercent) / 100
        distances[i * stride + j] = distances[j * stride + i] = Math.round(metres)
        const seconds = Math.min(noWay, Math.round((metres * 3.6) / kmPerHour)) // a way of 34 years is none
        durations[i * stride + j] = durations[j * stride + i] = seconds
      }
    }
    for (let i = top; i < end; i++) distances[i * stride + i] = durations[i * stride + i] = 0
  }
}
