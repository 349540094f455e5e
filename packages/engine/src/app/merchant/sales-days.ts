import { Refusal } from '../../domain/refusal.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Sales } from '../../state/sales.ts'
import { isoReader, type TimeReader } from '../time.ts'
import type { SalesDay } from './answers.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * What was sold on each of the last `count` days, today's last, as days go in `zone`. Where days begin between two full
 * hours, they are counted from the next.
 * @throws Refusal BODY_INVALID when there is no such zone
 */
export function salesDays(
  sales: Pick<Sales, 'between'>,
  { now, zone, count }: { readonly now: EpochMs; readonly zone: string; readonly count: number },
): readonly SalesDay[] {
  const read = readerOf(zone)
  const hourOf = (day: string) => Math.ceil(read(day)! / hourMs)
  const names = [...Array(count).keys()].map((back) => dayName(todayIn(read, now) - (count - 1 - back) * dayMs))
  return names.map((day) => {
    const next = dayName(Date.parse(day) + dayMs)
    return { day, ...sales.between(hourOf(day), hourOf(next)) }
  })
}

function readerOf(zone: string): TimeReader {
  try {
    return isoReader(zone)
  } catch {
    const reason = `${JSON.stringify(zone)} is no time zone; name one as Asia/Seoul, +09:00 or UTC`
    throw new Refusal('BODY_INVALID', { field: 'querystring.zone', reason })
  }
}

/** The day that it is now, as its midnight in UTC: the last one that has begun there. */
function todayIn(read: TimeReader, now: number): number {
  const inUtc = Math.floor(now / dayMs) * dayMs
  const begun = [inUtc + dayMs, inUtc, inUtc - dayMs].find((day) => read(dayName(day))! <= now)
  return begun ?? inUtc
}

const dayName = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
