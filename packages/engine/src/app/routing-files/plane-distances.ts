import { noWay, routingBounds } from '@nunchi/kernel'
import { Refusal } from '../../domain/refusal.ts'
import type { Rounding } from './named-problem.ts'

/** Coordinates of places, by index. */
export type Points = readonly (readonly [x: number, y: number])[]

/** How many of a rounding's units make one of the file's. */
export const scaleOf: Readonly<Record<Rounding, number>> = { truncated: 10, real: 1_000, whole: 1 }

/** Straight lines between all places, row-major, in units of `scaleOf`. O(places^2). */
export function straightLines(points: Points, rounding: Rounding): Int32Array {
  const scale = scaleOf[rounding]
  return between(points, ([ax, ay], [bx, by]) => {
    const length = scale * Math.hypot(ax - bx, ay - by)
    return rounding === 'truncated' ? Math.floor(length + 1e-9) : Math.round(length)
  })
}

/** Around blocks, between all places: along one axis, then along the other, rounded to whole units. O(places^2). */
export function aroundBlocks(points: Points): Int32Array {
  return between(points, ([ax, ay], [bx, by]) => Math.round(Math.abs(ax - bx) + Math.abs(ay - by)))
}

/** A matrix of something between all places, the same both ways. O(places^2). */
export function between(
  points: Points,
  length: (a: readonly [number, number], b: readonly [number, number]) => number,
): Int32Array {
  const { length: places } = points
  checkPlaces(places)
  const matrix = new Int32Array(places * places)
  for (let i = 0; i < places; i++) {
    for (let j = 0; j < i; j++) matrix[i * places + j] = matrix[j * places + i] = length(points[i], points[j])
  }
  return matrix
}

/** Before a matrix is made that no memory holds. @throws Refusal ROUTING_TOO_LARGE */
export function checkPlaces(count: number): void {
  const { places: max } = routingBounds
  if (count > max) throw new Refusal('ROUTING_TOO_LARGE', { what: 'places', count, max })
}

/** What using a vehicle costs so that no detour is worth another one: a hundred times the longest way. */
export function vehicleFirst(distances: Int32Array): number {
  return 100 * distances.reduce((longest, distance) => (distance < noWay ? Math.max(longest, distance) : longest), 1)
}

/** How distances came about, in words. */
export function straightWords(rounding: Rounding): string {
  const how = {
    truncated: 'one decimal, the rest cut off',
    real: 'rounded to three decimals',
    whole: 'rounded to whole numbers',
  }
  return `straight lines, ${how[rounding]}`
}
