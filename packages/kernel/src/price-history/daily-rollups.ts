import { gone } from './block-codec.ts'
import { eachStretch, type PriceSteps } from './price-steps.ts'
import type { TimeSpan } from './time-span.ts'

const daySeconds = 86_400

/** One entry per local day of a span, ascending, those without a price included. */
export type DailyRollups = {
  /** Days since 1970-01-01 of the local calendar. */
  readonly days: Int32Array
  /** Lowest, highest and last price of the day in minor units; `gone` when none is known. */
  readonly low: Float64Array
  readonly high: Float64Array
  readonly last: Float64Array
  /** The mean, each price weighed by how long it held that day; NaN when none is known. */
  readonly mean: Float64Array
  /** Seconds of the day in which a price is known: fewer than in a day where there are gaps. */
  readonly knownSeconds: Uint32Array
}

/**
 * Rolls a price up by day.
 * @param options.offsetMinutes minutes that local time is ahead of UTC (Korea: 540), without daylight saving: a day is 24 h
 * Time: O(points + days).
 */
export function rollUpDays(
  steps: PriceSteps,
  { from, to }: TimeSpan,
  { offsetMinutes = 0 }: { readonly offsetMinutes?: number } = {},
): DailyRollups {
  const ahead = offsetMinutes * 60
  const dayOf = (seconds: number): number => Math.floor((seconds + ahead) / daySeconds)
  const first = dayOf(from)
  const count = to > from ? dayOf(to - 1) - first + 1 : 0
  const low = new Float64Array(count).fill(gone)
  const high = new Float64Array(count).fill(gone)
  const last = new Float64Array(count).fill(gone)
  const mean = new Float64Array(count)
  const knownSeconds = new Uint32Array(count)
  eachStretch(steps, { from, to }, (price, start, end) => {
    for (let at = start; at < end; ) {
      const place = dayOf(at) - first
      const until = Math.min(end, (first + place + 1) * daySeconds - ahead)
      if (low[place] === gone || price < low[place]!) low[place] = price
      if (price > high[place]!) high[place] = price
      last[place] = price
      mean[place] = mean[place]! + price * (until - at)
      knownSeconds[place] = knownSeconds[place]! + until - at
      at = until
    }
  })
  for (let i = 0; i < count; i++) mean[i] = knownSeconds[i] === 0 ? Number.NaN : mean[i]! / knownSeconds[i]!
  return { days: Int32Array.from({ length: count }, (_, i) => first + i), low, high, last, mean, knownSeconds }
}
