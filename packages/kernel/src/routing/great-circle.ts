import { noWay } from './problem.ts'

/** A place on the globe, in degrees (WGS 84). */
export type GeoPoint = { readonly lat: number; readonly lon: number }

/** Travel without roads: what whoever asks for it says of it, and never taken by itself. */
export type StraightTravel = {
  readonly kmPerHour: number
  /** What ways are longer than straight lines, of 100: 130 for a town. */
  readonly detourPercent: number
}

/** Seconds and metres, row-major [from * to]. */
export type StraightTable = { readonly durations: Int32Array; readonly distances: Int32Array }

const earthMetres = 6_371_008.8
const radians = Math.PI / 180

/** Straight lines over the globe at one speed. O(from * to), 60 ns a pair. */
export function greatCircle(from: readonly GeoPoint[], to: readonly GeoPoint[], travel: StraightTravel): StraightTable {
  return tableOf(from, to, travel, metresBetween)
}

/**
 * Over the globe, in metres, not rounded.
 * Source: haversine formula; the earth as a ball of its mean radius (IUGG), which is right within 0.6 %.
 */
export function metresBetween(a: GeoPoint, b: GeoPoint): number {
  const high = Math.sin(((b.lat - a.lat) * radians) / 2)
  const wide = Math.sin(((b.lon - a.lon) * radians) / 2)
  const share = high * high + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * wide * wide
  return 2 * earthMetres * Math.asin(Math.min(1, Math.sqrt(share)))
}

/** As in a town of blocks: first along a parallel, then along a meridian. O(from * to). */
export function manhattan(from: readonly GeoPoint[], to: readonly GeoPoint[], travel: StraightTravel): StraightTable {
  return tableOf(from, to, travel, metresAround)
}

/** Around blocks: along a parallel, of the latitude between the two, and along a meridian, in metres, not rounded. */
export function metresAround(a: GeoPoint, b: GeoPoint): number {
  const across = Math.abs(b.lon - a.lon)
  const wide = Math.min(across, 360 - across) * Math.cos(((a.lat + b.lat) / 2) * radians)
  return earthMetres * radians * (Math.abs(b.lat - a.lat) + wide)
}

function tableOf(
  from: readonly GeoPoint[],
  to: readonly GeoPoint[],
  { kmPerHour, detourPercent }: StraightTravel,
  metresOf: (a: GeoPoint, b: GeoPoint) => number,
): StraightTable {
  const distances = new Int32Array(from.length * to.length)
  const durations = new Int32Array(from.length * to.length)
  let arc = 0
  for (const a of from) {
    for (const b of to) {
      const metres = (metresOf(a, b) * detourPercent) / 100
      distances[arc] = Math.min(noWay, Math.round(metres))
      durations[arc++] = Math.min(noWay, Math.round((metres * 3.6) / kmPerHour))
    }
  }
  return { durations, distances }
}
