import type { DayProblem } from './day-problem.ts'
import { tourOf } from './tour.ts'

/** A rule that a tour breaks, by how much in the rule's unit. */
export type BrokenRule = { readonly rule: string; readonly stop?: number; readonly excess: number }

/**
 * Which rules a tour breaks: what a person may choose to do all the same, once they were told.
 * O(stops of the tour).
 */
export function brokenBy(day: DayProblem, vehicle: number, stops: readonly number[]): BrokenRule[] {
  const one = day.vehicles[vehicle]!
  const type = day.problem.vehicles[vehicle]!
  const broken: BrokenRule[] = []
  const load = day.dimensions.map((_, d) => stops.reduce((sum, s) => sum + day.problem.stops[s]!.delivery[d]!, 0))
  for (const [d, amount] of load.entries())
    if (amount > type.capacity[d]!) broken.push({ rule: 'capacity', excess: amount - type.capacity[d]! })
  if (stops.length > type.maxStops) broken.push({ rule: 'max-stops', excess: stops.length - type.maxStops })
  const { arrivals, endsAt } = tourOf(day, vehicle, stops)
  for (const [n, stop] of stops.entries()) {
    const { skills, vehicles } = day.problem.stops[stop]!
    if (skills.some((skill) => !type.skills.includes(skill))) broken.push({ rule: 'skills', stop, excess: 1 })
    if (vehicles !== undefined && !vehicles.includes(vehicle)) broken.push({ rule: 'vehicle', stop, excess: 1 })
    const last = day.stops[stop]!.ask.windows.at(-1)
    if (last && arrivals[n]! > last[1]) broken.push({ rule: 'window', stop, excess: arrivals[n]! - last[1] })
  }
  if (stops.length > 0 && endsAt > one.shift[1]) broken.push({ rule: 'shift', excess: endsAt - one.shift[1] })
  return broken
}

/** A place in a tour: what it costs in addition, and what it breaks in addition. */
export type Placing = {
  readonly vehicle: number
  readonly position: number
  readonly costMinor: number
  readonly breaks: number
}

/**
 * Where in a tour a stop costs least, at or behind `from`; a place that breaks no rule comes before one that does.
 * O(stops^2 of the tour), which is some hundreds of stops at most.
 */
export function cheapestPlace(
  day: DayProblem,
  vehicle: number,
  tour: readonly number[],
  { stop, from = 0 }: { readonly stop: number; readonly from?: number },
): Placing {
  const before = { costMinor: tourOf(day, vehicle, tour).sums.costMinor, breaks: brokenBy(day, vehicle, tour).length }
  let best: Placing | undefined
  for (let position = from; position <= tour.length; position++) {
    const stops = inserted(tour, position, stop)
    const costMinor = tourOf(day, vehicle, stops).sums.costMinor - before.costMinor
    const breaks = brokenBy(day, vehicle, stops).length - before.breaks
    if (!best || breaks < best.breaks || (breaks === best.breaks && costMinor < best.costMinor))
      best = { vehicle, position, costMinor, breaks }
  }
  return best!
}

/** The stops with one more at a position. */
export function inserted(tour: readonly number[], position: number, stop: number): number[] {
  return [...tour.slice(0, position), stop, ...tour.slice(position)]
}
