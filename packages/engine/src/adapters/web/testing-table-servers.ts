import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type GeoPoint, metresBetween } from '@nunchi/kernel'

/** Nowhere near a road that leads anywhere. */
export const island: GeoPoint = { lat: 37.2, lon: 131.86 }
/** Far from every road. */
export const offRoad: GeoPoint = { lat: 38.4, lon: 128.1 }

/** Made-up roads: straight lines at 36 km/h, a third slower to the south than to the north. */
function madeUp(from: GeoPoint, to: GeoPoint): { readonly seconds: number; readonly metres: number } | undefined {
  if (isIsland(from) !== isIsland(to)) return undefined
  const metres = Math.round(1.4 * metresBetween(from, to))
  return { metres, seconds: (metres / 10) * (to.lat < from.lat ? 1.5 : 1) }
}

const isIsland = ({ lat, lon }: GeoPoint) => Math.abs(lat - island.lat) + Math.abs(lon - island.lon) < 1e-4
const isOffRoad = ({ lat, lon }: GeoPoint) => Math.abs(lat - offRoad.lat) + Math.abs(lon - offRoad.lon) < 1e-4

/** A made-up road goes east or west first, then north or south: from each place to the next, with the corners, as polylines of six digits. */
function madeUpShapes(places: readonly GeoPoint[]): string[] {
  return places.slice(1).map((to, i) => {
    const from = places[i]!
    return polyline6([from, { lat: from.lat, lon: to.lon }, to])
  })
}

/** As the documents of the format say it, character by character: nothing here is of what reads it. */
function polyline6(points: readonly GeoPoint[]): string {
  const signed = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value)
  const chunked = (value: number): string =>
    value >= 32
      ? String.fromCharCode(63 + 32 + (value % 32)) + chunked(Math.floor(value / 32))
      : String.fromCharCode(63 + value)
  const at = (degrees: number) => Math.round(degrees * 1e6)
  return points
    .map(({ lat, lon }, i) => {
      const { lat: y, lon: x } = points[i - 1] ?? { lat: 0, lon: 0 }
      return chunked(signed(at(lat) - at(y))) + chunked(signed(at(lon) - at(x)))
    })
    .join('')
}

/** What a fake does instead of answering, by the index of the request; nothing: it answers. */
export type Mischief = (response: ServerResponse, index: number) => boolean

/** A fake road service on a port of its own, which answers as the documented formats say. */
export class FakeTables {
  url = ''
  /** Pairs asked for, by request. */
  readonly asked: number[] = []
  mischief: Mischief = () => false
  #server: Server | undefined

  static async start(kind: 'osrm' | 'valhalla' | 'valhalla-concise'): Promise<FakeTables> {
    const fake = new FakeTables()
    const answer = kind === 'osrm' ? osrm : valhalla(kind === 'valhalla-concise')
    fake.#server = createServer((request, response) => void fake.#take(request, response, answer))
    await new Promise<void>((resolve) => fake.#server!.listen(0, '127.0.0.1', resolve))
    fake.url = `http://127.0.0.1:${(fake.#server.address() as AddressInfo).port}`
    return fake
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections()
    await new Promise((resolve) => this.#server?.close(resolve))
  }

  async #take(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
    let text = ''
    for await (const chunk of request) text += chunk
    const { status, body, pairs } = answer(request.url!, text)
    const index = this.asked.push(pairs) - 1
    if (this.mischief(response, index)) return
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
}

type Answer = (url: string, text: string) => { readonly status: number; readonly body: object; readonly pairs: number }

const waypointOf = (place: GeoPoint) => ({
  distance: isOffRoad(place) ? 4_321.5 : 3.25,
  name: '',
  location: [place.lon, place.lat],
})

/** GET /route/v1/{profile}/{coordinates}?overview=full&geometries=polyline6 */
function osrmRoute(places: readonly GeoPoint[], query: URLSearchParams): ReturnType<Answer> {
  const pairs = places.length
  if (pairs > 500) return { status: 400, body: { code: 'TooBig', message: 'Too many coordinates' }, pairs }
  if (places.some((to, i) => i > 0 && !madeUp(places[i - 1]!, to)))
    return { status: 400, body: { code: 'NoRoute', message: 'Impossible route between points' }, pairs }
  const corners = places.slice(1).flatMap((to, i) => [{ lat: places[i]!.lat, lon: to.lon }, to])
  const isFull = query.get('overview') === 'full' && query.get('geometries') === 'polyline6'
  const route = { distance: 1, duration: 1, legs: [], ...(isFull && { geometry: polyline6([places[0]!, ...corners]) }) }
  return { status: 200, body: { code: 'Ok', waypoints: places.map(waypointOf), routes: [route] }, pairs }
}

/** GET /table/v1/{profile}/{coordinates}?sources=..&destinations=..&annotations=duration,distance */
const osrm: Answer = (url) => {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const places = pathname
    .replace(/^\/(table|route)\/v1\/driving\//, '')
    .split(';')
    .map((text) => text.split(',').map(Number))
    .map(([lon, lat]) => ({ lat: lat!, lon: lon! }))
  if (pathname.startsWith('/route/')) return osrmRoute(places, searchParams)
  const listed = (name: string) =>
    searchParams
      .get(name)!
      .split(';')
      .map((index) => places[Number(index)]!)
  const [sources, destinations] = [listed('sources'), listed('destinations')]
  const pairs = sources.length * destinations.length
  if (pairs > 100 * 100) return { status: 400, body: { code: 'TooBig', message: 'Too many table coordinates' }, pairs }
  const rows = sources.map((from) => destinations.map((to) => madeUp(from, to)))
  const body = {
    code: 'Ok',
    sources: sources.map(waypointOf),
    destinations: destinations.map(waypointOf),
    ...(searchParams.get('annotations')!.includes('duration') && {
      durations: rows.map((row) => row.map((way) => way?.seconds ?? null)),
    }),
    ...(searchParams.get('annotations')!.includes('distance') && {
      distances: rows.map((row) => row.map((way) => way?.metres ?? null)),
    }),
  }
  return { status: 200, body, pairs }
}

type ValhallaAsk = {
  readonly sources: (GeoPoint & { readonly search_cutoff: number })[]
  readonly targets: (GeoPoint & { readonly search_cutoff: number })[]
  readonly costing: string
}

const valhallaError = (error_code: number, error: string, pairs: number) => ({
  status: 400,
  body: { error_code, error, status_code: 400, status: 'Bad Request' },
  pairs,
})

/** POST /route with a JSON body: a leg from each place to the next. */
function valhallaRoute(text: string): ReturnType<Answer> {
  const { locations } = JSON.parse(text) as { readonly locations: ValhallaAsk['sources'] }
  const pairs = locations.length
  if (pairs > 20) return valhallaError(150, 'Exceeded max locations:20', pairs)
  if (locations.some((one) => isOffRoad(one) && one.search_cutoff < 4_321))
    return valhallaError(171, 'No suitable edges near location', pairs)
  if (locations.some((to, i) => i > 0 && !madeUp(locations[i - 1]!, to)))
    return valhallaError(442, 'No path could be found for input', pairs)
  const legs = madeUpShapes(locations).map((shape) => ({ shape, summary: { time: 1, length: 1 }, maneuvers: [] }))
  return { status: 200, body: { trip: { legs, status: 0, units: 'kilometers' } }, pairs }
}

/** POST /sources_to_targets with a JSON body; a cell for each pair, or two matrices. */
function valhalla(isConcise: boolean): Answer {
  return (url, text) => {
    if (url === '/route') return valhallaRoute(text)
    const { sources, targets, costing } = JSON.parse(text) as ValhallaAsk
    const pairs = sources.length * targets.length
    const wrong = (error_code: number, error: string) => valhallaError(error_code, error, pairs)
    if (costing !== 'auto') return wrong(125, `No costing method found: '${costing}'`)
    if (pairs > 2_500) return wrong(150, 'Exceeded max locations:50')
    if ([...sources, ...targets].some((one) => isOffRoad(one) && one.search_cutoff < 4_321))
      return wrong(171, 'No suitable edges near location')
    const ways = sources.map((from) => targets.map((to) => madeUp(from, to)))
    const kilometres = (metres: number | undefined) => (metres === undefined ? null : metres / 1_000)
    const body = {
      sources_to_targets: isConcise
        ? {
            durations: ways.map((row) => row.map((way) => way?.seconds ?? null)),
            distances: ways.map((row) => row.map((way) => kilometres(way?.metres))),
          }
        : ways.map((row, from_index) =>
            row.map((way, to_index) => ({
              distance: kilometres(way?.metres),
              time: way?.seconds ?? null,
              to_index,
              from_index,
            })),
          ),
      units: 'kilometers',
      algorithm: 'costmatrix',
    }
    return { status: 200, body, pairs }
  }
}
