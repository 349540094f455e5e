import { Refusal } from '../../domain/refusal.ts'
import { momentOf, type NamedRoute, type NamedStep, namedCost, namedRoutes, type PlannedFile } from './planned-file.ts'

/** A plan as JSON, in the names and units of its file. O(size of the plan). */
export function planJson(file: PlannedFile): string {
  const { named, reasons } = file
  const step = ({ kind, stop, arrival, begin, end, load, distance }: NamedStep) => {
    const moments = { arrival: momentOf(named, arrival), begin: momentOf(named, begin), end: momentOf(named, end) }
    return { kind, ...(stop === undefined ? {} : { stop }), ...moments, distance, load }
  }
  const whole = {
    name: named.name,
    format: named.format,
    travel: named.travel,
    cost: namedCost(file),
    routes: namedRoutes(file).map(({ steps, ...route }) => ({ ...route, steps: steps.map(step) })),
    unserved: reasons.map(({ stop, rule, isProven, detail }) => ({ stop: named.stops[stop], rule, isProven, detail })),
    rejected: named.rejected,
  }
  return `${JSON.stringify(whole, null, 2)}\n`
}

/** A plan as VRPLIB writes solutions: routes of customers, and the cost. O(size of the plan). */
export function planSol(file: PlannedFile): string {
  const lines = namedRoutes(file).map(({ steps }, i) => {
    const stops = steps.flatMap(({ stop }) => (stop === undefined ? [] : [stop]))
    return `Route #${i + 1}: ${stops.join(' ')}`
  })
  return `${[...lines, `Cost ${namedCost(file)}`].join('\n')}\n`
}

/**
 * A plan as GeoJSON (RFC 7946): a line for each route, straight from place to place, and a point for each stop.
 * O(size of the plan). @throws Refusal ROUTING_FILE where the file has no points of the globe
 */
export function planGeojson(file: PlannedFile): string {
  const { named, reasons } = file
  const { map } = named
  if (map?.kind !== 'geographic') {
    const reason = map ? 'its coordinates are of a plane, not of the globe' : 'the file says no coordinates'
    const place = { file: named.name, line: 1, field: 'geojson' }
    throw new Refusal('ROUTING_FILE', { ...place, reason, remedy: 'write json, csv or sol instead' })
  }
  const point = (coordinates: readonly [number, number], properties: object) => {
    return { type: 'Feature', properties, geometry: { type: 'Point', coordinates } }
  }
  const features = namedRoutes(file).flatMap((route, i) => [
    lineOf(route, i + 1, map.points),
    ...route.steps.flatMap(({ kind, stop, place, arrival }, order) => {
      const properties = { route: i + 1, vehicle: route.vehicle, order, kind, stop, arrival: momentOf(named, arrival) }
      return place === undefined ? [] : [point(map.points[place], properties)]
    }),
  ])
  const left = reasons.map(({ stop, rule, detail }) =>
    point(map.points[named.problem.stops[stop].place], { kind: 'unserved', stop: named.stops[stop], rule, detail }),
  )
  const collection = { type: 'FeatureCollection', travel: named.travel, features: [...features, ...left] }
  return `${JSON.stringify(collection)}\n`
}

function lineOf({ vehicle, cost, distance, steps }: NamedRoute, route: number, points: readonly (readonly number[])[]) {
  const coordinates = steps.flatMap(({ place }) => (place === undefined ? [] : [points[place]]))
  // A line needs two points: an open route of one stop is drawn as one of no length.
  const drawn = coordinates.length === 1 ? [coordinates[0], coordinates[0]] : coordinates
  return {
    type: 'Feature',
    properties: { route, vehicle, cost, distance, lines: 'straight from place to place' },
    geometry: { type: 'LineString', coordinates: drawn },
  }
}
