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

/** GET /table/v1/{profile}/{coordinates}?sources=..&destinations=..&annotations=duration,distance */
const osrm: Answer = (url) => {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const places = pathname
    .replace('/table/v1/driving/', '')
    .split(';')
    .map((text) => text.split(',').map(Number))
    .map(([lon, lat]) => ({ lat: lat!, lon: lon! }))
  const listed = (name: string) =>
    searchParams
      .get(name)!
      .split(';')
      .map((index) => places[Number(index)]!)
  const [sources, destinations] = [listed('sources'), listed('destinations')]
  const pairs = sources.length * destinations.length
  if (pairs > 100 * 100) return { status: 400, body: { code: 'TooBig', message: 'Too many table coordinates' }, pairs }
  const rows = sources.map((from) => destinations.map((to) => madeUp(from, to)))
  const waypoint = (place: GeoPoint) => ({
    distance: isOffRoad(place) ? 4_321.5 : 3.25,
    name: '',
    location: [place.lon, place.lat],
  })
  const body = {
    code: 'Ok',
    sources: sources.map(waypoint),
    destinations: destinations.map(waypoint),
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

/** POST /sources_to_targets with a JSON body; a cell for each pair, or two matrices. */
function valhalla(isConcise: boolean): Answer {
  return (_, text) => {
    const { sources, targets, costing } = JSON.parse(text) as ValhallaAsk
    const pairs = sources.length * targets.length
    const wrong = (error_code: number, error: string) => ({
      status: 400,
      body: { error_code, error, status_code: 400, status: 'Bad Request' },
      pairs,
    })
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
