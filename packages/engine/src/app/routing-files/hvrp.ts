import { plainStop, plainVehicle, type VehicleType } from '@nunchi/kernel'
import type { NamedProblem } from './named-problem.ts'
import { scaleOf, straightLines, straightWords } from './plane-distances.ts'
import type { TextLines } from './text-lines.ts'

/** Rates and fixed costs are read with as many decimals. */
const rateScale = 10_000

type Kind = { readonly count: number; readonly capacity: number; readonly fixed: number; readonly rate: number }

/**
 * Reads Taillard's form of heterogeneous fleets: kinds of vehicles with a number, a capacity, a fixed cost and a cost per unit
 * of distance. Distances are rounded to three decimals. O(customers^2) for the distances.
 * @throws Refusal ROUTING_FILE
 */
export function readHvrp(lines: TextLines): NamedProblem {
  let text = lines.need('customers')
  while (text.startsWith('//')) text = lines.need('customers')
  const [customers, kinds, range, service] = lines.numbers(text, [
    'customers',
    'vehicle types',
    'range',
    'service time',
  ])
  const scale = scaleOf.real
  const types = Array.from({ length: lines.whole(kinds, 'vehicle types') }, () => readKind(lines))
  const points: [number, number][] = [depotOf(lines)]
  const demands: number[] = []
  for (let i = 0; i < lines.whole(customers, 'customers'); i++) {
    const [x, y, demand] = lines.numbers(lines.need(`customer ${i + 1}`), ['x', 'y', 'demand'])
    points.push([x, y])
    demands.push(lines.whole(demand, 'demand'))
  }
  const distances = straightLines(points, 'real')
  const unit = types.reduce((most, { rate }) => Math.max(most, decimals(rate)), 1)
  const stops = demands.map((demand, i) =>
    plainStop(i + 1, { delivery: [demand], service: Math.round(service * scale) }),
  )
  return {
    name: lines.name,
    format: 'hvrp',
    problem: {
      places: points.length,
      profiles: [{ durations: distances, distances }],
      dimensions: 1,
      stops,
      shipments: [],
      vehicles: types.map((kind) => vehicleOf(kind, { unit, scale, range })),
    },
    stops: demands.map((_, i) => String(i + 1)),
    vehicles: types.map((_, i) => `type ${String.fromCharCode(65 + (i % 26))}`),
    ranking: 0,
    scale: { cost: scale * unit, time: scale, distance: scale, load: 1 },
    map: { kind: 'plane', points },
    travel: straightWords('real'),
    isClock: false,
    zero: 0,
    rejected: [],
  }
}

function depotOf(lines: TextLines): [number, number] {
  const [x, y] = lines.numbers(lines.need('the depot'), ['x', 'y'])
  return [x, y]
}

function readKind(lines: TextLines): Kind {
  const names = ['number', 'capacity', 'fixed cost', 'cost per distance unit']
  const [count, capacity, fixed, rate] = lines.numbers(lines.need('number'), names)
  if (count < 1) lines.refuse({ field: 'number', reason: 'there is no vehicle', remedy: 'give at least 1' })
  lines.whole(rate, names[3], rateScale)
  lines.whole(fixed, names[2], scaleOf.real)
  return { count: lines.whole(count, 'number'), capacity: lines.whole(capacity, 'capacity'), fixed, rate }
}

function vehicleOf(
  { count, capacity, fixed, rate }: Kind,
  { unit, scale, range }: { readonly unit: number; readonly scale: number; readonly range: number },
): VehicleType {
  return plainVehicle(0, [capacity], {
    count,
    cost: { fixed: Math.round(fixed * scale * unit), perDistance: Math.round(rate * unit), perTravel: 0, perDuty: 0 },
    // 999999 is how these files write that there is no limit.
    maxDistance: range >= 999_999 ? Number.POSITIVE_INFINITY : Math.round(range * scale),
  })
}

/** The power of ten that makes a rate whole, up to `rateScale`. */
function decimals(rate: number): number {
  let power = 1
  while (power < rateScale && Math.abs(rate * power - Math.round(rate * power)) > 1e-9) power *= 10
  return power
}
