import type { Tour } from './plan-scene.ts'

const hourMs = 3_600_000

/** The span of time that a timeline shows: whole hours around all that happens. */
export type TimeScale = { readonly from: number; readonly until: number; readonly hours: readonly number[] }

/** From the first departure to the last return, and whatever is late beyond it. */
export function timeScaleOf(tours: readonly Pick<Tour, 'leavesAt' | 'endsAt' | 'stops'>[]): TimeScale {
  const times = tours.flatMap(({ leavesAt, endsAt, stops }) => [
    leavesAt,
    endsAt,
    ...stops.flatMap(({ plannedAt, arrival }) => [plannedAt, arrival?.at ?? plannedAt]),
  ])
  const first = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const last = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  if (!Number.isFinite(first)) return { from: 0, until: hourMs, hours: [] }
  const from = Math.floor(first / hourMs) * hourMs
  const until = Math.max(from + hourMs, Math.ceil(last / hourMs) * hourMs)
  const step = until - from > 16 * hourMs ? 2 * hourMs : hourMs
  const hours: number[] = []
  for (let at = from; at <= until; at += step) hours.push(at)
  return { from, until, hours }
}

/** A bar with its number, in rem. */
export const barRem = 1.2
const [narrowest, widest] = [49, 160]

/**
 * How wide a timeline's track must be, in rem, so that half of the stops have room for their number before the next one begins; at least what
 * a day with few stops has, and never so wide that nobody finds anything.
 */
export function trackRemOf(tours: readonly Pick<Tour, 'stops'>[], { from, until }: TimeScale): number {
  const gaps = tours
    .flatMap(({ stops }) => stops.slice(1).map((stop, index) => beginOf(stop) - beginOf(stops[index]!)))
    .sort((a, b) => a - b)
  const gap = gaps[Math.floor(gaps.length / 2)] ?? Number.POSITIVE_INFINITY
  return Math.ceil(Math.max(narrowest, Math.min(widest, gap > 0 ? (barRem * (until - from)) / gap : widest)))
}

/** When a stop is served, after any waiting. */
export function beginOf({ plannedAt, waitSeconds }: Pick<Tour['stops'][number], 'plannedAt' | 'waitSeconds'>): number {
  return plannedAt + waitSeconds * 1_000
}

/** Where a moment is, in percent from the left; what is out of sight is at the edge. */
export function percentOf(at: number, { from, until }: TimeScale): number {
  return Math.max(0, Math.min(100, ((at - from) / (until - from)) * 100))
}
