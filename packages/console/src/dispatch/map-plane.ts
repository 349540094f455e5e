/** Degrees, WGS84. */
export type Spot = { readonly lat: number; readonly lon: number }
/** Metres east and south of the middle of a map. */
export type Metres = { readonly x: number; readonly y: number }
/** What is in sight: its middle in metres, and pixels a metre. */
export type View = { readonly x: number; readonly y: number; readonly scale: number }
export type Size = { readonly width: number; readonly height: number }

const metresPerDegree = 111_320
const pixelsPerMetreMin = 0.000_02
const pixelsPerMetreMax = 8

/**
 * Puts degrees on a plane: equirectangular, true to scale at the middle of what is shown. Over a delivery area of 100 km it is off by less
 * than a line is wide.
 */
export class MapPlane {
  readonly #middle: Spot
  readonly #perLon: number

  constructor(spots: readonly Spot[]) {
    const [south, north] = boundsOf(spots.map(({ lat }) => lat))
    const [west, east] = boundsOf(spots.map(({ lon }) => lon))
    this.#middle = { lat: (south + north) / 2, lon: (west + east) / 2 }
    this.#perLon = metresPerDegree * Math.cos((this.#middle.lat * Math.PI) / 180)
  }

  metres({ lat, lon }: Spot): Metres {
    return { x: (lon - this.#middle.lon) * this.#perLon, y: (this.#middle.lat - lat) * metresPerDegree }
  }
}

/** A view in which all of these are in sight, with room around them. */
export function viewOf(points: readonly Metres[], { width, height }: Size, room = 28): View {
  const [left, right] = boundsOf(points.map(({ x }) => x))
  const [top, bottom] = boundsOf(points.map(({ y }) => y))
  const wide = Math.max(right - left, 200)
  const high = Math.max(bottom - top, 200)
  const scale = Math.min((width - 2 * room) / wide, (height - 2 * room) / high)
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: withinScale(Math.max(scale, pixelsPerMetreMin)) }
}

/** The same view pushed by so many pixels. */
export function pushed(view: View, right: number, down: number): View {
  return { ...view, x: view.x - right / view.scale, y: view.y - down / view.scale }
}

/** Closer by a factor, with what is at a pixel staying there. */
export function zoomed(view: View, factor: number, at: Metres, size: Size): View {
  const scale = withinScale(view.scale * factor)
  const [right, down] = [at.x - size.width / 2, at.y - size.height / 2]
  return {
    x: view.x + right / view.scale - right / scale,
    y: view.y + down / view.scale - down / scale,
    scale,
  }
}

/** Where a point of the plane is in the window, in pixels. */
export function pixelOf({ x, y }: Metres, view: View, { width, height }: Size): Metres {
  return { x: (x - view.x) * view.scale + width / 2, y: (y - view.y) * view.scale + height / 2 }
}

/** A round length for a scale bar, and how many pixels it is: at most `most`. */
export function scaleBar(scale: number, most = 110): { readonly metres: number; readonly pixels: number } {
  const longest = most / scale
  const power = 10 ** Math.floor(Math.log10(longest))
  const metres = power * (longest >= 5 * power ? 5 : longest >= 2 * power ? 2 : 1)
  return { metres, pixels: metres * scale }
}

/** How far a point is from a line between two others. */
export function distanceToLine(point: Metres, from: Metres, to: Metres): number {
  const [x, y] = [to.x - from.x, to.y - from.y]
  const length = x * x + y * y
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((point.x - from.x) * x + (point.y - from.y) * y) / length))
  return Math.hypot(point.x - from.x - share * x, point.y - from.y - share * y)
}

function withinScale(scale: number): number {
  return Math.min(pixelsPerMetreMax, Math.max(pixelsPerMetreMin, scale))
}

function boundsOf(values: readonly number[]): readonly [number, number] {
  return values.length === 0
    ? [0, 0]
    : [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
}
