/** [longitude, latitude] in degrees. */
type LonLat = readonly [lon: number, lat: number]

/**
 * Encodes a line as maps' clients know it, to five digits: differences of latitude and longitude, five bits a character. O(points).
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

/**
 * Reads such a line again. O(its length).
 * @param digits  of a degree: 5 as above, or 6 as road services write them
 * @returns undefined of a text that is no such line, or leaves the globe
 */
export function decodedPolyline(text: string, digits: 5 | 6): LonLat[] | undefined {
  const points: LonLat[] = []
  const scale = 10 ** digits
  let [lat, lon, at] = [0, 0, 0]
  const difference = (): number => {
    let [value, factor] = [0, 1]
    for (;;) {
      const bits = text.charCodeAt(at++) - 63
      if (!(bits >= 0 && bits < 64) || factor > 2 ** 31) return Number.NaN
      value += (bits & 0x1f) * factor
      factor *= 32
      if (bits < 0x20) return value % 2 === 1 ? -(value + 1) / 2 : value / 2
    }
  }
  while (at < text.length) {
    lat += difference()
    lon += difference()
    if (!(Math.abs(lat) <= 90 * scale && Math.abs(lon) <= 180 * scale)) return undefined
    points.push([lon / scale, lat / scale])
  }
  return points
}
