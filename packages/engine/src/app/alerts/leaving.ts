import type { ContactKind } from '../../domain/contact.ts'
import { type TellingWishes, togetherMs } from '../../domain/subscription.ts'
import type { EpochMs } from '../../domain/units.ts'
import { clockOf } from './local-clock.ts'

/** What of the wishes says when. */
export type Wishes = Omit<TellingWishes, 'language'>

export type LeavingAsk = {
  readonly kind: ContactKind
  readonly raisedAt: EpochMs
  readonly now: EpochMs
  readonly wishes: Wishes
  /** Messages told over this kind of place since a moment. */
  readonly toldSince: (at: EpochMs) => number
}

/**
 * When an alert leaves: at a moment that is not later than `now` it leaves now. Asked when it is raised, to know when it is due, and again
 * before it leaves, as wishes change and days have limits. A server is told at once whatever the hour.
 *
 * Deterministic; looks at nothing but what it is handed. O(1).
 */
export function leaveAt({ kind, raisedAt, now, wishes, toldSince }: LeavingAsk): EpochMs {
  if (kind === 'webhook') return raisedAt
  const clock = clockOf(wishes.zone)
  const wanted = (from: EpochMs): EpochMs =>
    wishes.digestMinute === undefined ? from : clock.nextMinute(from, wishes.digestMinute)
  const awake = (from: EpochMs): EpochMs => {
    const { quiet } = wishes
    return quiet !== undefined && isQuiet(clock.minuteAt(from), quiet)
      ? clock.nextMinute(from, quiet.untilMinute)
      : from
  }
  const first = wishes.digestMinute === undefined ? slotEnd(raisedAt) : wanted(raisedAt)
  const at = awake(Math.max(first, now) as EpochMs)
  const today = clock.dayStart(now)
  if (clock.dayStart(at) > today || toldSince(today) < wishes.perDayMax) return at <= now ? first : at
  return awake(wanted(clock.nextMinute((now + 1) as EpochMs, 0)))
}

function isQuiet(minute: number, { fromMinute, untilMinute }: NonNullable<Wishes['quiet']>): boolean {
  if (fromMinute <= untilMinute) return minute >= fromMinute && minute < untilMinute
  return minute >= fromMinute || minute < untilMinute
}

/** The end of the short while in which alerts of one person gather. */
function slotEnd(at: EpochMs): EpochMs {
  return ((Math.floor(at / togetherMs) + 1) * togetherMs) as EpochMs
}
