import { eachStretch, type PriceSteps, standingOf, timeQuantile } from '@nunchi/kernel'

const daySeconds = 86_400
/** The windows that a price is held against, in days. */
export const scoreWindows = [30, 90, 365] as const
/** What has to be known of a window to score a price by it: a third of it, and two weeks at least. */
const knownShareMin = 1 / 3
const knownDaysMin = 14
const quantileShares = [0.1, 0.5, 0.9] as const

export type DealQuestion = {
  /** Total prices so far, with what is known of them until when. */
  readonly steps: PriceSteps
  /** Seconds since 1970. */
  readonly now: number
  /** What it costs now, all in all. */
  readonly totalMinor: number
}

/** How a price stands among those of the last days. */
export type WindowScore = {
  readonly days: number
  /** Days of the window in which a price is known, to a tenth. */
  readonly knownDays: number
  /**
   * 100: it was dearer all the time; 0: cheaper all the time; half of the time at this very price counts. undefined: too
   * little is known.
   */
  readonly score: number | undefined
  /** Prices that were not exceeded for 10, 50 and 90 % of the known time; undefined: too little is known. */
  readonly quantilesMinor: readonly [low: number, middle: number, high: number] | undefined
}

export type DealScore = {
  /** By the last 90 days, else by the last 30; undefined when too little is known of both. */
  readonly score: number | undefined
  readonly windows: readonly WindowScore[]
  /** Whole days in which it was never cheaper; the days known when it never was. */
  readonly lowestInDays: number
  /** Against all that came before the present price: 'new', as low as ever, or not; 'unknown' with nothing to compare. */
  readonly allTimeLow: 'new' | 'equal' | 'no' | 'unknown'
  /** The lowest price before the present one, and until when it was there; undefined with nothing to compare. */
  readonly lowBefore: { readonly minor: number; readonly untilSeconds: number } | undefined
}

/**
 * Says how good a price is, by its own past: where it stands among the prices of the last 30, 90 and 365 days, each
 * weighed by how long it held. Says that too little is known instead of guessing.
 *
 * Reads nothing but the question. Time: O(points of the last year), O(p log p) for the quantiles.
 */
export function dealScore({ steps, now, totalMinor }: DealQuestion): DealScore {
  const windows = scoreWindows.map((days) => scoreIn(steps, { days, now, totalMinor }))
  const before = beforePresent(steps, now, totalMinor)
  const earlier = standingOf(steps, { from: 0, to: before }, totalMinor)
  const { low, lowUntil } = earlier
  const lowBefore = low === undefined || lowUntil === undefined ? undefined : { minor: low, untilSeconds: lowUntil }
  return {
    score: windows[1]?.score ?? windows[0]?.score,
    windows,
    lowestInDays: lowestInDays(steps, now, totalMinor),
    allTimeLow: low === undefined ? 'unknown' : totalMinor < low ? 'new' : totalMinor === low ? 'equal' : 'no',
    lowBefore,
  }
}

function scoreIn(
  steps: PriceSteps,
  { days, now, totalMinor }: { readonly days: number; readonly now: number; readonly totalMinor: number },
): WindowScore {
  const span = { from: now - days * daySeconds, to: now }
  const { knownSeconds, higherShare, equalShare } = standingOf(steps, span, totalMinor)
  const isEnough = knownSeconds >= Math.max(knownDaysMin, days * knownShareMin) * daySeconds
  const quantile = (share: number): number => timeQuantile(steps, span, share) ?? totalMinor
  const [low, middle, high] = quantileShares
  return {
    days,
    knownDays: Math.round((10 * knownSeconds) / daySeconds) / 10,
    score: isEnough ? Math.round(100 * (higherShare + equalShare / 2)) : undefined,
    quantilesMinor: isEnough ? [quantile(low), quantile(middle), quantile(high)] : undefined,
  }
}

/** When the present price began, when it is the last of the history; else now. */
function beforePresent({ times, prices, count }: PriceSteps, now: number, totalMinor: number): number {
  for (let i = count - 1; i >= 0; i--) {
    if ((times[i] as number) > now) continue
    return prices[i] === totalMinor ? (times[i] as number) : now
  }
  return now
}

function lowestInDays(steps: PriceSteps, now: number, totalMinor: number): number {
  let since = now
  eachStretch(steps, { from: 0, to: now }, (price, start, end) => {
    if (price < totalMinor) since = end
    else if (start < since) since = start
  })
  return Math.floor((now - since) / daySeconds)
}
