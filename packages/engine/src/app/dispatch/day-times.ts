import type { Depot } from '../../domain/dispatch.ts'
import type { EpochMs } from '../../domain/units.ts'
import { zoneOffset } from '../time.ts'

const offsets = new Map<string, (local: number) => number>()

function offsetOf(zone: string): (local: number) => number {
  const known = offsets.get(zone)
  if (known) return known
  const made = zoneOffset(zone)
  offsets.set(zone, made)
  return made
}

/** Second since 1970 at which a day begins in a zone. */
export function midnightOf(day: string, zone: string): number {
  return momentOf(day, 0, zone)
}

/**
 * Second since 1970 at which the clocks of a zone say so: nine is nine also on days on which they were changed.
 * @param minute  of the day; those from 1,440 on are of the next
 */
export function momentOf(day: string, minute: number, zone: string): number {
  const local = Date.parse(`${day}T00:00:00Z`) + minute * 60_000
  return Math.floor((local - offsetOf(zone)(local)) / 1_000)
}

/** The day before one, by the calendar. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** The day at a depot. */
export function dayAt(now: EpochMs, depot: Pick<Depot, 'zone'>): string {
  return wallClockAt(now, depot).slice(0, 10)
}

/** Day, hour and minute at a depot, as 2026-07-27 09:00. */
export function wallClockAt(now: EpochMs, { zone }: Pick<Depot, 'zone'>): string {
  const offset = offsetOf(zone)
  return new Date(now + offset(now + offset(now))).toISOString().slice(0, 16).replace('T', ' ')
}

/** Whether it is a day that exists. */
export function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day)
}
