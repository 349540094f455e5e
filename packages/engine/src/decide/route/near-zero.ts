import type { TimeWindow } from '@nunchi/kernel'
import type { RouteAsk } from './ask.ts'

/** Times of the solver stay below this; beyond it is never, so that where there is no way nobody arrives. */
export const never = 2 ** 30 - 2
const nearEnough = 2 ** 29
/** Where a vehicle may leave at any time, it may leave so long before the first window: half a year. */
const earlier = 180 * 86_400

/**
 * The moment of the caller that is 0 to the solver. Small times stay as they are; moments since 1970 are counted from the first
 * shift, from the end of a window that is over before it, or from half a year before any of them ends where some vehicle has no shift.
 * Where that leaves some out of reach (0 for "any time", a window of another century), from half a year before the last that begins.
 */
export function zeroOf({ tasks, vehicles }: RouteAsk): number {
  const shifts = vehicles.flatMap(({ shift }) => (shift ? [shift] : []))
  const windows = [...tasks, ...vehicles.flatMap(({ breaks }) => breaks)].flatMap((one) => one.windows)
  const all = [...shifts, ...windows]
  const begins = all.reduce((most, [from]) => Math.max(most, from), 0)
  if (begins <= nearEnough) return 0 // whatever ends later than never is open: [0, 2^32 - 1] is any time
  const latest = all.reduce((most, [, until]) => Math.max(most, until), 0)
  const ended = all.reduce((least, [, until]) => Math.min(least, until), latest)
  const begun = shifts.reduce((least, [from]) => Math.min(least, from), ended)
  const zero = shifts.length === vehicles.length ? begun : ended - earlier
  if (zero > 0 && latest - zero <= never) return zero
  return Math.max(0, begins - earlier)
}

/** A window of the caller in the solver's time; undefined where it is over before time begins, or never begins. */
export function windowFrom(zero: number, [from, until]: TimeWindow): TimeWindow | undefined {
  const [start, end] = [Math.max(0, from - zero), Math.min(never, until - zero)]
  return start <= end ? [start, end] : undefined
}
