import { limits } from '../../domain/limits.ts'
import type { EpochMs } from '../../domain/units.ts'
import { isoReader } from '../time.ts'
import type { Notes } from './notes.ts'
import { invalid, Rejection } from './rejection.ts'

/** Below this a number counts seconds: as milliseconds it would lie in January 1970 to March 1973. */
const secondsBelow = 100_000_000_000

const readText = isoReader('UTC')
/** What is said of a time that cannot be read. */
export const notATime = 'is no time that exists (ISO 8601 as in 2026-03-01T12:00:00Z, or milliseconds since 1970)'

/**
 * Reads a moment: ISO 8601 text (UTC where it names no zone), or a number of milliseconds or seconds since 1970. NaN
 * when it is none, as the 30th of February: `Date.parse` would move that to March.
 */
export function momentOf(value: unknown): number {
  if (typeof value === 'string') return readText(value) ?? Number.NaN
  if (typeof value !== 'number') return Number.NaN
  return Math.round(Math.abs(value) < secondsBelow ? value * 1000 : value)
}

const aheadReason =
  `lies more than ${limits.clockAheadMsMax / 60_000} minutes ahead of our clock, and counts as of the moment of receipt` as const

/** How far the sender's clock is behind ours, in ms, if it says when it sent. */
export function skewOf(sentAt: unknown, receivedAt: number): number {
  const sent = sentAt === undefined ? Number.NaN : momentOf(sentAt)
  return Number.isNaN(sent) ? 0 : receivedAt - sent
}

/**
 * When it happened by our clock: receivedAt - (sentAt - timestamp). A time still in the future is replaced by ours, and noted.
 * @param how  `imported` history is taken as it is written: no correction, no bound on age
 * @param index  place of the event in its batch, for the note
 */
export function atOf(
  value: unknown,
  field: string,
  { receivedAt, skewMs, imported, notes }: { receivedAt: number; skewMs: number; imported: boolean; notes?: Notes },
  index = 0,
): EpochMs {
  if (value === undefined || value === null || value === '') return receivedAt as EpochMs
  const moment = momentOf(value)
  if (Number.isNaN(moment)) return invalid(field, notATime)
  const at = imported ? moment : moment + skewMs
  if (at > receivedAt + limits.clockAheadMsMax) {
    notes?.add(index, 'TIME_AHEAD', field, aheadReason)
    return receivedAt as EpochMs
  }
  if (at < 0) return invalid(field, 'lies before 1970')
  if (!imported && at < receivedAt - limits.lateMsMax) {
    const days = limits.lateMsMax / 86_400_000
    throw new Rejection('EVENT_TOO_OLD', field, `lies more than ${days} days in the past`)
  }
  return at as EpochMs
}
