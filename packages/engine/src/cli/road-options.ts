import { type Command, InvalidArgumentError, Option } from 'commander'
import { KeptTravel } from '../adapters/memory/kept-travel.ts'
import { OsrmTravel } from '../adapters/web/osrm.ts'
import { ValhallaTravel } from '../adapters/web/valhalla.ts'
import type { TravelParts } from '../app/routing/travelled.ts'
import type { LonLat } from '../decide/route/ask.ts'
import type { RoadLines } from '../ports/road-lines.ts'

/** Where road services are, as they were given. */
export type RoadFlags = {
  readonly osrm?: Readonly<Record<string, string>>
  readonly valhalla?: string
  readonly roadSnap?: number
  readonly roadTable?: number
}

/** The options of a server that asks how long ways by road are. */
export function addRoadOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--osrm <urls>',
        'OSRM servers for travel by road, one for each profile: car=http://127.0.0.1:5000,bike=http://127.0.0.1:5001',
      )
        .env('NUNCHI_OSRM')
        .argParser(osrmOption)
        .conflicts('valhalla'),
    )
    .addOption(
      new Option('--valhalla <url>', 'Valhalla server for travel by road: http://127.0.0.1:8002')
        .env('NUNCHI_VALHALLA')
        .argParser(serverOption),
    )
    .option(
      '--road-snap <metres>',
      'how far a place may be from the road that it is put on, 1000 when absent',
      metresOption,
    )
    .option(
      '--road-table <places>',
      'places on each side of one request to the road service; 100 for OSRM and 50 for Valhalla when absent',
      placesOption,
    )
}

/** What says how long ways by road are, and remembers it, and what draws them. */
type Roads = { readonly matrix: KeptTravel; readonly lines: RoadLines }

/** Undefined where no service was named. Opens no connection. */
export function roadsOf({ osrm, valhalla, roadSnap, roadTable }: RoadFlags): Roads | undefined {
  const options = {
    ...(roadSnap === undefined ? {} : { offRoadMost: roadSnap }),
    ...(roadTable === undefined ? {} : { sideMost: roadTable }),
  }
  const service = osrm
    ? new OsrmTravel({ servers: osrm, ...options })
    : valhalla !== undefined && new ValhallaTravel({ url: valhalla, ...options })
  return service ? { matrix: new KeptTravel(service), lines: service } : undefined
}

/** An address alone is that of the profile "car". */
export function osrmOption(text: string): Readonly<Record<string, string>> {
  const servers = text.split(',').map((part) => {
    const [, profile = 'car', url = ''] = /^(?:([a-z][a-z0-9_-]{0,30})=)?(.*)$/.exec(part.trim()) ?? []
    return [profile, serverOption(url)] as const
  })
  if (new Set(servers.map(([profile]) => profile)).size < servers.length)
    throw new InvalidArgumentError('name each profile once: car=http://127.0.0.1:5000,bike=http://127.0.0.1:5001.')
  return Object.fromEntries(servers)
}

/** An address of a server, without the slash at its end. */
export function serverOption(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username + url.password + url.search + url.hash === '')
    return url.href.replace(/\/+$/, '')
  throw new InvalidArgumentError('write it as http://127.0.0.1:5000, without a user, a query or a fragment.')
}

function metresOption(text: string): number {
  const metres = Number(text)
  if (/^\d{1,6}$/.test(text) && metres >= 1 && metres <= 100_000) return metres
  throw new InvalidArgumentError('a number of metres is a whole number from 1 to 100000.')
}

function placesOption(text: string): number {
  const places = Number(text)
  if (/^\d{1,4}$/.test(text) && places >= 1 && places <= 2_000) return places
  throw new InvalidArgumentError('a number of places is a whole number from 1 to 2000.')
}

/** The same for what plans routes and deliveries. */
export function roadParts(flags: RoadFlags): TravelParts {
  const found = roadsOf(flags)
  if (!found) return {}
  const { matrix, lines } = found
  const placesOf = (points: readonly LonLat[]) => points.map(([lon, lat]) => ({ lat, lon }))
  const roads: TravelParts['roads'] = async (profile, points) => {
    if (!matrix.knows(profile)) return undefined
    const places = placesOf(points)
    const {
      noWays: pairs,
      noWayCount: count,
      ...found
    } = await matrix.table({
      profile,
      sources: places,
      destinations: places,
    })
    return count === 0 ? found : { ...found, noWays: { count, pairs } }
  }
  const drawn: TravelParts['lines'] = async (profile, points) => {
    if (!lines.knows(profile)) return undefined
    return (await lines.line({ profile, points: placesOf(points) })).map(({ lat, lon }) => [lon, lat])
  }
  return { roads: Object.assign(roads, { forget: () => matrix.forget() }), lines: drawn }
}
