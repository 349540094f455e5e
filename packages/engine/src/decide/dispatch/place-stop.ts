import type { DayProblem } from './day-problem.ts'
import { tourOf } from './tour.ts'
import { stopsOf, toDepot, tripsOf, type Way } from './way.ts'

/** A rule that a tour breaks, by how much in the rule's unit. */
export type BrokenRule = { readonly rule: string; readonly stop?: number; readonly excess: number }

/** Which rules a tour breaks: what a person may choose to do all the same, once they were told. */
export function brokenBy(day: DayProblem, vehicle: number, way: Way): BrokenRule[] {
  if (way.length === 0) return []
  const { steps, violations } = day.schedule(vehicle, way)
  // One trip too many is one rule broken, however many faults the kernel finds in it.
  const told = violations.filter(
    ({ rule }, n) => rule !== 'reload' || violations.findIndex((one) => one.rule === rule) === n,
  )
  return told.map(({ rule, step, excess }) => {
    const at = step === undefined ? undefined : steps[step]
    if (at?.kind !== 'stop') return { rule, excess }
    const stop = at.index!
    return { rule: rule === 'vehicle' ? day.whyNotBy(vehicle, stop) : rule, stop, excess }
  })
}

/** A place in a tour: what it costs in addition, and what it breaks in addition. */
export type Placing = {
  /** With the stop. */
  readonly way: Way
  /** Stops before it. */
  readonly position: number
  readonly costMinor: number
  readonly breaks: number
}

/**
 * Where in a way a stop costs least; a place that breaks no rule comes before one that does. What is not on board of a vehicle that is out
 * goes behind where it loads, and one that may go out once more may do so for it. O(stops^2 of the way), which is some hundreds of stops at most.
 * @param position only behind so many stops
 * @param isNow    only before the vehicle loads again
 */
export function cheapestPlace(
  day: DayProblem,
  vehicle: number,
  way: Way,
  { stop, position, isNow = false }: { readonly stop: number; readonly position?: number; readonly isNow?: boolean },
): Placing {
  const before = { costMinor: tourOf(day, vehicle, way).sums.costMinor, breaks: brokenBy(day, vehicle, way).length }
  const { key } = day.stops[stop]!
  const { road } = day.vehicles[vehicle]!
  const load = way.indexOf(toDepot)
  const more = road?.loadsMost ?? day.problem.vehicles[vehicle]!.reload?.most ?? 0
  const isLoaded = isNow || road === undefined || more === 0 || road.trips[0]!.includes(key)
  const first = isLoaded ? 0 : load < 0 ? way.length + 1 : load + 1
  const last = isNow && load >= 0 ? load : way.length
  const places = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => inserted(way, first + n, stop))
  const isMore = tripsOf(way).length <= more && (road !== undefined || way.length > 0)
  if (!isNow && isMore) places.push([...way, toDepot, stop])
  const meant = places.filter((one) => position === undefined || placeOf(one, stop) === position)
  const found = (meant.length > 0 ? meant : places).map((one) => ({
    way: one,
    position: placeOf(one, stop),
    costMinor: tourOf(day, vehicle, one).sums.costMinor - before.costMinor,
    breaks: brokenBy(day, vehicle, one).length - before.breaks,
  }))
  return found.reduce((best, one) =>
    one.breaks < best.breaks || (one.breaks === best.breaks && one.costMinor < best.costMinor) ? one : best,
  )
}

function placeOf(way: Way, stop: number): number {
  return stopsOf(way).indexOf(stop)
}

function inserted(way: Way, position: number, stop: number): Way {
  return [...way.slice(0, position), stop, ...way.slice(position)]
}
