import type { DayProblem } from './day-problem.ts'
import { tourOf } from './tour.ts'

/** A rule that a tour breaks, by how much in the rule's unit. */
export type BrokenRule = { readonly rule: string; readonly stop?: number; readonly excess: number }

/** Which rules a tour breaks: what a person may choose to do all the same, once they were told. */
export function brokenBy(day: DayProblem, vehicle: number, stops: readonly number[]): BrokenRule[] {
  if (stops.length === 0) return []
  const { steps, violations } = day.schedule(vehicle, stops)
  return violations.map(({ rule, step, excess }) => {
    const at = step === undefined ? undefined : steps[step]
    if (at?.kind !== 'stop') return { rule, excess }
    const stop = at.index!
    return { rule: rule === 'vehicle' ? day.whyNotBy(vehicle, stop) : rule, stop, excess }
  })
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
