import { plainStop, plainVehicle } from '@nunchi/kernel'
import type { NamedProblem, ReadWishes } from './named-problem.ts'
import { scaleOf, straightLines, straightWords, vehicleFirst } from './plane-distances.ts'
import type { TextLines } from './text-lines.ts'

const columns = ['CUST NO.', 'XCOORD.', 'YCOORD.', 'DEMAND', 'READY TIME', 'DUE DATE', 'SERVICE TIME']

/**
 * Reads Solomon's form of vehicle routing with time windows, which Gehring and Homberger took over. Distances are as in the
 * DIMACS challenge (one decimal, cut off) unless somebody wishes otherwise. O(customers^2) for the distances.
 * @throws Refusal ROUTING_FILE
 */
export function readSolomon(lines: TextLines, wishes: ReadWishes = {}): NamedProblem {
  const rounding = wishes.rounding ?? 'truncated'
  lines.need('the name')
  let text = lines.need('NUMBER')
  while (!/^\d/.test(text)) text = lines.need('NUMBER')
  const [number, capacity] = lines.numbers(text, ['NUMBER', 'CAPACITY'])
  const count = lines.whole(number, 'NUMBER')
  if (count < 1) lines.refuse({ field: 'NUMBER', reason: 'there is no vehicle', remedy: 'give at least 1' })
  const rows = readRows(lines)
  const points = rows.map(({ at }) => at)
  const distances = straightLines(points, rounding)
  const scale = scaleOf[rounding]
  const fixed = wishes.objective === 'vehicles' ? vehicleFirst(distances) : 0
  const [depot, ...customers] = rows
  const stops = customers.map(({ demand, window, service }, i) =>
    plainStop(i + 1, {
      delivery: [demand],
      windows: [[window[0] * scale, window[1] * scale]],
      service: service * scale,
    }),
  )
  const vehicle = plainVehicle(0, [lines.whole(capacity, 'CAPACITY')], {
    count,
    shift: [depot.window[0] * scale, depot.window[1] * scale],
    cost: { fixed, perDistance: 1, perTravel: 0, perDuty: 0 },
  })
  return {
    name: lines.name,
    format: 'solomon',
    problem: {
      places: points.length,
      profiles: [{ durations: distances, distances }],
      dimensions: 1,
      stops,
      shipments: [],
      vehicles: [vehicle],
    },
    stops: customers.map(({ id }) => id),
    vehicles: ['vehicle'],
    ranking: fixed,
    scale: { cost: scale, time: scale, distance: scale, load: 1 },
    map: { kind: 'plane', points },
    travel: straightWords(rounding),
    isClock: false,
    zero: 0,
    rejected: [],
  }
}

type Row = {
  readonly id: string
  readonly at: readonly [number, number]
  readonly demand: number
  readonly window: readonly [number, number]
  readonly service: number
}

/** The depot, and then the customers. */
function readRows(lines: TextLines): Row[] {
  const rows: Row[] = []
  for (let text = lines.next(); text !== undefined; text = lines.next()) {
    if (rows.length === 0 && !/^\d/.test(text)) continue
    const [id, x, y, demand, ready, due, service] = lines.numbers(text, columns)
    const window = [lines.whole(ready, 'READY TIME'), lines.whole(due, 'DUE DATE')] as const
    if (window[1] < window[0]) {
      const reason = `it ends (${due}) before it begins (${ready})`
      lines.refuse({ field: 'DUE DATE', reason, remedy: 'put the earlier time first' })
    }
    rows.push({
      id: String(id),
      at: [x, y],
      demand: lines.whole(demand, 'DEMAND'),
      window,
      service: lines.whole(service, 'SERVICE TIME'),
    })
  }
  if (rows.length > 1) return rows
  return lines.refuse({
    field: 'CUSTOMER',
    reason: 'there are no customers',
    remedy: 'give the depot and at least one customer',
  })
}
