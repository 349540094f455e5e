import { eachStretch, gone, type PriceSteps, standingOf, type TreeFeature, timeQuantile } from '@nunchi/kernel'

const daySeconds = 86_400
/** How far back prices are looked at, in days. */
const pastDays = 90
const monthDays = 30
/** Falls that have to be known before their weekdays mean something. */
const fallsMin = 3

/**
 * What is known of a price at a moment that may tell whether it will fall. All are days, shares or ratios, so that cheap
 * and dear products teach each other. NaN where it cannot be known.
 */
export const waitingFeatures: readonly TreeFeature[] = [
  { name: 'days since change' },
  { name: 'known days' },
  { name: 'last step' },
  { name: 'dearer share 30' },
  { name: 'cheaper share 30' },
  { name: 'dearer share 90' },
  { name: 'cheaper share 90' },
  { name: 'above low 30' },
  { name: 'above low 90' },
  { name: 'against middle 90' },
  { name: 'changes 7' },
  { name: 'changes 30' },
  { name: 'falls 30' },
  { name: 'volatility 30' },
  { name: 'mean fall 90' },
  { name: 'days since fall' },
  { name: 'weekday' },
  { name: 'falls on their weekday 90' },
  { name: 'days to that weekday' },
  { name: 'days between changes 90' },
]

export type Moment = { readonly now: number; readonly priceMinor: number; readonly offsetMinutes: number }

/** Steps of the past, told by their time and their ratio to the price before. */
type Step = { readonly seconds: number; readonly ratio: number }

/**
 * Writes the features of a moment; nothing later than it is looked at.
 * @param row out, from place `at` on
 * Time: O(p log p) for p points of the last 90 days.
 */
export function writeWaitingFeatures(
  steps: PriceSteps,
  { now, priceMinor, offsetMinutes }: Moment,
  row: Float64Array,
  at: number,
): void {
  const past = { ...steps, until: now }
  const spanOf = (days: number) => ({ from: now - days * daySeconds, to: now })
  const changes = changesOf(past, now)
  const month = standingOf(past, spanOf(monthDays), priceMinor)
  const quarter = standingOf(past, spanOf(pastDays), priceMinor)
  const middle = timeQuantile(past, spanOf(pastDays), 0.5)
  const falls = changes.filter(({ ratio }) => ratio < 1)
  const within = (all: readonly Step[], days: number): Step[] =>
    all.filter((step) => step.seconds >= now - days * daySeconds)
  const recent = within(changes, monthDays)
  const weekday = weekdayOf(now, offsetMinutes)
  const usual = usualWeekday(falls, offsetMinutes)
  const daysSince = (seconds: number | undefined): number =>
    seconds === undefined ? Number.NaN : (now - seconds) / daySeconds
  row.set(
    [
      daysSince(changes.at(-1)?.seconds ?? firstSeen(past)),
      quarter.knownSeconds / daySeconds,
      (changes.at(-1)?.ratio ?? Number.NaN) - 1,
      month.higherShare,
      month.lowerShare,
      quarter.higherShare,
      quarter.lowerShare,
      ratioOf(priceMinor, month.low) - 1,
      ratioOf(priceMinor, quarter.low) - 1,
      ratioOf(priceMinor, middle) - 1,
      within(changes, 7).length,
      recent.length,
      within(falls, monthDays).length,
      Math.sqrt(recent.reduce((sum, { ratio }) => sum + Math.log(ratio) ** 2, 0) / monthDays),
      falls.length === 0 ? Number.NaN : 1 - falls.reduce((sum, { ratio }) => sum + ratio, 0) / falls.length,
      daysSince(falls.at(-1)?.seconds),
      weekday,
      usual?.share ?? Number.NaN,
      usual === undefined ? Number.NaN : (usual.weekday - weekday + 6) % 7,
      changes.length < 2
        ? Number.NaN
        : (changes.at(-1)!.seconds - changes[0]!.seconds) / daySeconds / (changes.length - 1),
    ],
    at,
  )
}

/** Changes of the last 90 days from one known price to another, across gaps. */
function changesOf(past: PriceSteps, now: number): Step[] {
  const found: Step[] = []
  let before: number | undefined
  eachStretch(past, { from: now - pastDays * daySeconds, to: now + 1 }, (price, seconds) => {
    if (before !== undefined && before > 0 && price > 0 && price !== before)
      found.push({ seconds, ratio: price / before })
    before = price
  })
  return found
}

function firstSeen({ times, prices, count }: PriceSteps): number | undefined {
  for (let i = 0; i < count; i++) if (prices[i] !== gone) return times[i]
  return undefined
}

/** The weekday on which most falls were, and its share of them; undefined for few falls. Earliest weekday wins. */
function usualWeekday(falls: readonly Step[], offsetMinutes: number): { weekday: number; share: number } | undefined {
  if (falls.length < fallsMin) return undefined
  const counts = new Array<number>(7).fill(0)
  for (const { seconds } of falls) counts[weekdayOf(seconds, offsetMinutes)]! += 1
  const most = Math.max(...counts)
  return { weekday: counts.indexOf(most), share: most / falls.length }
}

/** 0 is Thursday, the weekday of 1970-01-01. */
function weekdayOf(seconds: number, offsetMinutes: number): number {
  return Math.floor((seconds + offsetMinutes * 60) / daySeconds) % 7
}

function ratioOf(price: number, other: number | undefined): number {
  return other === undefined || other <= 0 ? Number.NaN : price / other
}
