/** A place on the globe, in degrees (WGS 84). */
export type GeoPoint = { readonly lat: number; readonly lon: number }

const earthMetres = 6_371_008.8
const radians = Math.PI / 180

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

/** Around blocks: along a parallel, of the latitude between the two, and along a meridian, in metres, not rounded. */
export function metresAround(a: GeoPoint, b: GeoPoint): number {
  const across = Math.abs(b.lon - a.lon)
  const wide = Math.min(across, 360 - across) * Math.cos(((a.lat + b.lat) / 2) * radians)
  return earthMetres * radians * (Math.abs(b.lat - a.lat) + wide)
}
