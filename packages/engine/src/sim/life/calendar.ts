import { type EpochMs, epochMs } from '../../domain/units.ts'

export const dayMs = 86_400_000
export const hourMs = 3_600_000
export const minuteMs = 60_000
/** The town keeps Korean time, which has no summer. */
const koreaMs = 9 * hourMs

/** The number of the day, from 1970-01-01 of the town's time. */
export function dayOf(at: number): number {
  return Math.floor((at + koreaMs) / dayMs)
}

/** The first moment of a day. */
export function startOf(day: number): EpochMs {
  return epochMs(day * dayMs - koreaMs)
}

/** 0 to 23, in the town's time. */
export function hourOf(at: number): number {
  return Math.floor((at + koreaMs - dayOf(at) * dayMs) / hourMs)
}

/** Saturday or Sunday: day 0 was a Thursday. */
export function isWeekend(day: number): boolean {
  const weekday = (day + 4) % 7
  return weekday === 0 || weekday === 6
}
