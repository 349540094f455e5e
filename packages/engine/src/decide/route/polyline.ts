import type { LonLat } from './ask.ts'

/**
 * Encodes a line as maps' clients know it, to five digits: differences of latitude and longitude, five bits a character. O(points).
 *
 * Source: Google, Encoded Polyline Algorithm Format,
 * https://developers.google.com/maps/documentation/utilities/polylinealgorithm
 */
export function polyline(points: readonly LonLat[]): string {
  let text = ''
  let [lastLat, lastLon] = [0, 0]
  for (const [lon, lat] of points) {
    const [y, x] = [Math.round(lat * 1e5), Math.round(lon * 1e5)]
    text += encoded(y - lastLat) + encoded(x - lastLon)
    lastLat = y
    lastLon = x
  }
  return text
}

function encoded(difference: number): string {
  let rest = difference < 0 ? ~(difference << 1) : difference << 1
  let text = ''
  for (; rest >= 0x20; rest >>= 5) text += String.fromCharCode((0x20 | (rest & 0x1f)) + 63)
  return text + String.fromCharCode(rest + 63)
}
