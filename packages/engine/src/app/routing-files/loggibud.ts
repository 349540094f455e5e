import { plainStop, plainVehicle } from '@nunchi/kernel'
import { straight } from '../routing/straight.ts'
import { type NamedProblem, plainScale } from './named-problem.ts'
import { checkPlaces } from './plane-distances.ts'
import type { TextLines } from './text-lines.ts'

/** Whether a JSON value is a problem of loggibud, and not one in VROOM's form. */
export function isLoggibud(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'origin' in json && 'deliveries' in json
}

/**
 * Reads loggibud's form of capacitated routing (last mile of Brazilian cities): points of the globe, of which distances are
 * taken as great circles in metres, since the file says no roads. O(deliveries^2) for the distances.
 * @param json  what `isLoggibud` said yes to
 * @throws Refusal ROUTING_FILE
 */
export function readLoggibud(lines: TextLines, json: unknown): NamedProblem {
  const { origin, vehicle_capacity, deliveries } = (json ?? {}) as Record<string, unknown>
  if (!Array.isArray(deliveries) || deliveries.length === 0)
    return lines.refuse({ field: 'deliveries', reason: 'it lists none', remedy: 'give at least one delivery' })
  checkPlaces(deliveries.length + 1)
  const points = [pointOf(lines, 'origin', origin)]
  const sizes: number[] = []
  deliveries.forEach((delivery: { point?: unknown; size?: unknown }, i) => {
    points.push(pointOf(lines, `deliveries/${i}/point`, delivery?.point))
    sizes.push(sizeOf(lines, `deliveries/${i}/size`, delivery?.size))
  })
  const { distances } = straight(points, { by: 'great-circle', kmPerHour: 3.6, detourPercent: 100 })
  return {
    name: lines.name,
    format: 'loggibud',
    problem: {
      places: points.length,
      profiles: [{ durations: distances, distances }],
      dimensions: 1,
      stops: sizes.map((size, i) => plainStop(i + 1, { delivery: [size] })),
      shipments: [],
      vehicles: [plainVehicle(0, [sizeOf(lines, 'vehicle_capacity', vehicle_capacity)], { count: sizes.length })],
    },
    stops: deliveries.map(({ id }: { id?: unknown }, i) => String(id ?? i + 1)),
    vehicles: ['vehicle'],
    scale: plainScale,
    ranking: 0,
    map: { kind: 'geographic', points },
    travel: 'great circle, in metres',
    isClock: false,
    zero: 0,
    rejected: [],
  }
}

function pointOf(lines: TextLines, field: string, point: unknown): readonly [number, number] {
  const { lng, lat } = (point ?? {}) as { lng?: unknown; lat?: unknown }
  if (typeof lng === 'number' && typeof lat === 'number' && Math.abs(lng) <= 180 && Math.abs(lat) <= 90)
    return [lng, lat]
  return lines.refuse({ field, reason: 'it is no point of the globe', remedy: 'give lng and lat in degrees' })
}

function sizeOf(lines: TextLines, field: string, size: unknown): number {
  if (typeof size === 'number') return lines.whole(size, field)
  return lines.refuse({ field, reason: 'it is no number', remedy: 'give a whole number from 0 on' })
}
