/** Mean radius of the Earth in metres (IUGG). */
const radius = 6_371_009

/**
 * Metres between two points of the globe as the crow flies: [longitude, latitude] in degrees, rounded (haversine). Roads are
 * longer, by a third or so in towns.
 */
export function greatCircle([lonA, latA]: readonly [number, number], [lonB, latB]: readonly [number, number]): number {
  const half = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2
  const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  const chord = half(latB - latA) + cos(latA) * cos(latB) * half(lonB - lonA)
  return Math.round(2 * radius * Math.asin(Math.sqrt(Math.min(1, chord))))
}
