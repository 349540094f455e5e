import type { TimeWindow } from '@nunchi/kernel'
import type { RouteAsk } from './ask.ts'

/** Times of the solver stay below this; beyond it is never, so that where there is no way nobody arrives. */
export const never = 2 ** 30 - 2
const nearEnough = 2 ** 29
/** Where a vehicle may leave at any time, it may leave so long before the first window: half a year. */
const earlier = 180 * 86_400

/**
 * The moment of the caller that is 0 to the solver. Small times stay as they are; moments since 1970 are counted from the first
 * shift, or from half a year before the first window where some vehicle has no shift.
 */
export function zeroOf({ tasks, vehicles }: RouteAsk): number {
  const shifts = vehicles.flatMap(({ shift }) => (shift ? [shift] : []))
  const windows = [...tasks, ...vehicles.flatMap(({ breaks }) => breaks)].flatMap((one) => one.windows)
  const latest = [...shifts, ...windows].reduce((most, [, until]) => Math.max(most, until), 0)
  if (latest <= nearEnough) return 0
  const first = (all: readonly TimeWindow[]) =>
    all.reduce((least, [from]) => Math.min(least, from), Number.POSITIVE_INFINITY)
  if (shifts.length === vehicles.length) return first(shifts)
  const earliest = first([...shifts, ...windows])
  return earliest <= nearEnough ? 0 : earliest - earlier
}

/** A window of the caller in the solver's time; undefined where it is over before time begins, or never begins. */
export function windowFrom(zero: number, [from, until]: TimeWindow): TimeWindow | undefined {
  const [start, end] = [Math.max(0, from - zero), Math.min(never, until - zero)]
  return start <= end ? [start, end] : undefined
}
