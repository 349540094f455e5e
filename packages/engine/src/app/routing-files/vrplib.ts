import { plainStop, plainVehicle, type Stop, type VehicleType } from '@nunchi/kernel'
import { edgeWeightFormats, fullMatrix, weightCount } from './edge-weights.ts'
import type { NamedProblem } from './named-problem.ts'
import { between, checkPlaces, type Points } from './plane-distances.ts'
import type { TextLines } from './text-lines.ts'

const planes: Readonly<Record<string, (length: number) => number>> = {
  EUC_2D: Math.round,
  CEIL_2D: Math.ceil,
  FLOOR_2D: Math.floor,
}

/** Of each section that holds rows "node number...", the names of the numbers. */
const rowSections: Readonly<Record<string, readonly string[]>> = {
  NODE_COORD_SECTION: ['x', 'y'],
  DEMAND_SECTION: ['demand'],
  SERVICE_TIME_SECTION: ['service time'],
  TIME_WINDOW_SECTION: ['earliest', 'latest'],
}

/** What a file holds, before it is a problem. Nodes are counted from 0 here. */
type Read = {
  readonly spec: Map<string, string>
  readonly rows: Map<string, (readonly number[])[]>
  weights?: Float64Array
  depot: number
}

/**
 * Reads VRPLIB's form (TSPLIB 95 with demands): CVRP with coordinates or matrices, and the time windows and service times of the
 * EURO-NeurIPS 2022 challenge. O(nodes^2) for the distances.
 * @throws Refusal ROUTING_FILE
 */
export function readVrplib(lines: TextLines): NamedProblem {
  const read = readSections(lines)
  const places = dimensionOf(lines, read)
  const points = rowsOf(read, 'NODE_COORD_SECTION', places, lines) as Points | undefined
  const { weights, scale, travel } = travelOf(lines, { read, places, points })
  const { depot } = read
  const demands = rowsOf(read, 'DEMAND_SECTION', places, lines)
  const services = rowsOf(read, 'SERVICE_TIME_SECTION', places, lines)
  const windows = rowsOf(read, 'TIME_WINDOW_SECTION', places, lines)
  const serviceForAll = read.spec.has('SERVICE_TIME') ? specNumber(lines, read, 'SERVICE_TIME') : 0
  const customers = Array.from({ length: places }, (_, node) => node).filter((node) => node !== depot)
  const stops = customers.map((node): Stop => {
    const service = lines.whole(services?.[node][0] ?? serviceForAll, 'service time', scale)
    const delivery = [lines.whole(demands?.[node][0] ?? 0, 'demand')]
    return plainStop(node, { delivery, service, windows: windows ? [windowOf(lines, windows[node], scale)] : [] })
  })
  const shift = windows && { shift: windowOf(lines, windows[depot], scale) }
  const vehicle = plainVehicle(depot, [lines.whole(specNumber(lines, read, 'CAPACITY'), 'CAPACITY')], {
    ...fleetOf(lines, read, { scale, most: stops.length }),
    ...shift,
  })
  return {
    name: lines.name,
    format: 'vrplib',
    problem: {
      places,
      profiles: [{ durations: weights, distances: weights }],
      dimensions: 1,
      stops,
      shipments: [],
      vehicles: [vehicle],
    },
    // Solutions count customers from 1 after the depot, however nodes are numbered: VRPLIB's own habit.
    stops: stops.map((_, i) => String(i + 1)),
    vehicles: ['vehicle'],
    ranking: 0,
    scale: { cost: scale, time: scale, distance: scale, load: 1 },
    ...(points ? { map: { kind: 'plane' as const, points } } : {}),
    travel,
    isClock: false,
    zero: 0,
    rejected: [],
  }
}

function readSections(lines: TextLines): Read {
  const read: Read = { spec: new Map(), rows: new Map(), depot: 0 }
  for (let text = lines.next(); text !== undefined && text !== 'EOF'; ) {
    const [, key, value] = /^([A-Z][A-Z0-9_ ]*?)\s*(?::\s*(.*))?$/.exec(text) ?? []
    if (key === undefined) lines.refuse({ field: text.slice(0, 40), reason: 'it is no keyword', remedy: 'see VRPLIB' })
    if (!key.endsWith('_SECTION')) {
      read.spec.set(key, value ?? '')
      text = lines.next()
    } else if (key === 'EDGE_WEIGHT_SECTION') text = readWeights(lines, read)
    else if (key === 'DEPOT_SECTION') text = readDepots(lines, read)
    else text = readRows(lines, read, key)
  }
  return read
}

const isKeyword = (text: string) => /^[A-Z]/.test(text)

/** Answers the line after the section. */
function readRows(lines: TextLines, read: Read, section: string): string | undefined {
  const names = rowSections[section]
  if (!names)
    lines.refuse({ field: section, reason: 'no such section is known', remedy: `take it out; known are ${known}` })
  const rows: (readonly number[])[] = []
  let text = lines.next()
  for (; text !== undefined && !isKeyword(text); text = lines.next()) {
    const [node, ...values] = lines.numbers(text, ['node', ...names])
    if (rows[node - 1] !== undefined || node < 1)
      lines.refuse({ field: 'node', reason: `node ${node} is there twice, or below 1`, remedy: 'number nodes from 1' })
    if (section === 'DEMAND_SECTION') lines.whole(values[0], 'demand')
    if (section === 'TIME_WINDOW_SECTION') windowOf(lines, values, 1_000)
    rows[node - 1] = values
  }
  read.rows.set(section, rows)
  return text
}

const known = [...Object.keys(rowSections), 'EDGE_WEIGHT_SECTION', 'DEPOT_SECTION'].join(', ')

function readDepots(lines: TextLines, read: Read): string | undefined {
  const depots: number[] = []
  let text = lines.next()
  for (; text !== undefined && !isKeyword(text); text = lines.next()) depots.push(...lines.numbers(text, ['depot']))
  const [first, ...others] = depots.filter((depot) => depot !== -1)
  if (others.length > 0) {
    const reason = `there are ${others.length + 1} depots, and this form says of no vehicle which is its own`
    lines.refuse({ field: 'DEPOT_SECTION', reason, remedy: 'give one depot, or send the problem as JSON' })
  }
  read.depot = lines.whole((first ?? 1) - 1, 'DEPOT_SECTION')
  return text
}

function readWeights(lines: TextLines, read: Read): string | undefined {
  const format = read.spec.get('EDGE_WEIGHT_FORMAT') ?? ''
  if (!edgeWeightFormats.includes(format)) {
    const reason = `"${format}" is no format of a matrix`
    lines.refuse({ field: 'EDGE_WEIGHT_FORMAT', reason, remedy: `write one of ${edgeWeightFormats.join(', ')}` })
  }
  const weights = new Float64Array(weightCount(format, dimensionOf(lines, read)))
  let at = 0
  let text = lines.next()
  for (; text !== undefined && !isKeyword(text); text = lines.next()) {
    for (const cell of text.split(/\s+/)) weights[at++] = lines.number(cell, 'EDGE_WEIGHT_SECTION')
  }
  if (at !== weights.length) {
    const reason = `${weights.length} numbers are needed, there are ${at}`
    lines.refuse({ field: 'EDGE_WEIGHT_SECTION', reason, remedy: 'check DIMENSION and EDGE_WEIGHT_FORMAT' })
  }
  read.weights = fullMatrix(format, dimensionOf(lines, read), weights)
  return text
}

type Travel = { readonly weights: Int32Array; readonly scale: number; readonly travel: string }

function travelOf(
  lines: TextLines,
  { read, places, points }: { readonly read: Read; readonly places: number; readonly points: Points | undefined },
): Travel {
  const type = read.spec.get('EDGE_WEIGHT_TYPE') ?? ''
  if (type === 'EXPLICIT' && read.weights) {
    const scale = read.weights.every((weight) => Number.isInteger(weight)) ? 1 : 1_000
    const weights = Int32Array.from(read.weights, (weight) => Math.round(weight * scale))
    if (weights.some((weight) => weight < 0))
      lines.refuse({ field: 'EDGE_WEIGHT_SECTION', reason: 'a way is shorter than 0', remedy: 'give ways from 0 on' })
    for (let i = 0; i < places; i++) weights[i * places + i] = 0
    return { weights, scale, travel: 'the matrix of the file' }
  }
  const round = planes[type]
  if (round && points) {
    const weights = between(points, ([ax, ay], [bx, by]) => round(Math.hypot(ax - bx, ay - by)))
    return { weights, scale: 1, travel: `straight lines, ${type}` }
  }
  const reason = type === '' ? 'it is not given' : `"${type}" cannot be read, or its section is missing`
  const remedy = `write one of ${Object.keys(planes).join(', ')} with NODE_COORD_SECTION, or EXPLICIT with EDGE_WEIGHT_SECTION`
  return lines.refuse({ field: 'EDGE_WEIGHT_TYPE', reason, remedy })
}

/** All rows of a section; each node has to have one. */
function rowsOf(read: Read, section: string, places: number, lines: TextLines): (readonly number[])[] | undefined {
  const rows = read.rows.get(section)
  if (!rows) return undefined
  for (let node = 0; node < Math.max(places, rows.length); node++) {
    if (rows[node] === undefined || node >= places) {
      const reason = `node ${node + 1} has no row, or there is none by DIMENSION`
      lines.refuse({ field: section, reason, remedy: 'give each node one row' })
    }
  }
  return rows
}

function windowOf(lines: TextLines, [from, until]: readonly number[], scale: number): readonly [number, number] {
  if (until >= from) return [lines.whole(from, 'earliest', scale), lines.whole(until, 'latest', scale)]
  const reason = `a window ends (${until}) before it begins (${from})`
  return lines.refuse({ field: 'TIME_WINDOW_SECTION', reason, remedy: 'put the earlier time first' })
}

/** How many vehicles there are, and how long a route may be with its service. */
function fleetOf(
  lines: TextLines,
  read: Read,
  { scale, most }: { readonly scale: number; readonly most: number },
): Partial<VehicleType> {
  const count = read.spec.has('VEHICLES') ? lines.whole(specNumber(lines, read, 'VEHICLES'), 'VEHICLES') : most
  if (count < 1) lines.refuse({ field: 'VEHICLES', reason: 'there is no vehicle', remedy: 'give at least 1' })
  if (!read.spec.has('DISTANCE')) return { count }
  return { count, maxDuration: Math.round(specNumber(lines, read, 'DISTANCE') * scale) }
}

function dimensionOf(lines: TextLines, read: Read): number {
  const places = lines.whole(specNumber(lines, read, 'DIMENSION'), 'DIMENSION')
  checkPlaces(places)
  if (places >= 2 && read.depot < places) return places
  const reason = `there are ${places} nodes, depot ${read.depot + 1}`
  return lines.refuse({ field: 'DIMENSION', reason, remedy: 'give at least 2 nodes, the depot one of them' })
}

function specNumber(lines: TextLines, read: Read, key: string): number {
  return lines.number(read.spec.get(key), key)
}
