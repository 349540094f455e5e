import { eachStretch, gone, type PriceSteps } from '@nunchi/kernel'
import { waitingFeatures, writeWaitingFeatures } from './waiting-features.ts'

const daySeconds = 86_400
/** A price counts as lower when at least so much is off: a coin less is no reason to wait. */
export const lowerShareMin = 0.01
/** Days that have to be known before anything is asked. */
export const knownDaysMin = 3

/** Moments of many series with what came after them, for one horizon. */
export type WaitingExamples = {
  /** Row-major, shape [rows * features]. */
  readonly values: Float64Array
  /** 1: it was lower by 1 % or more at some time within the horizon. */
  readonly lower: Uint8Array
  /** What waiting for the lowest price of the horizon would have saved, as a share of the price; 0 at least. */
  readonly savings: Float64Array
  /** Whose row it is, and when: seconds since 1970. */
  readonly series: Uint32Array
  readonly moments: Float64Array
}

export type ExamplesAsk = {
  readonly series: readonly PriceSteps[]
  readonly horizonDays: number
  readonly offsetMinutes: number
  /** Days from one moment of a series to its next. */
  readonly everyDays: number
}

/**
 * Takes moments out of histories: from three days after a price is known first, as long as all of the horizon is known. What
 * is not there at a moment is not asked about. Time: O(moments * points of 90 days).
 */
export function waitingExamples({ series, horizonDays, offsetMinutes, everyDays }: ExamplesAsk): WaitingExamples {
  const found: { series: number; now: number; priceMinor: number }[] = []
  series.forEach((steps, row) => {
    const first = (steps.times[0] ?? 0) + knownDaysMin * daySeconds
    for (let now = first; now + horizonDays * daySeconds <= steps.until; now += everyDays * daySeconds) {
      const priceMinor = priceAt(steps, now)
      if (priceMinor > 0) found.push({ series: row, now, priceMinor })
    }
  })
  const width = waitingFeatures.length
  const values = new Float64Array(found.length * width)
  const savings = new Float64Array(found.length)
  found.forEach(({ series: row, now, priceMinor }, i) => {
    const steps = series[row]!
    writeWaitingFeatures(steps, { now, priceMinor, offsetMinutes }, values, i * width)
    let low = priceMinor
    eachStretch(steps, { from: now, to: now + horizonDays * daySeconds }, (price) => {
      low = Math.min(low, price)
    })
    savings[i] = 1 - low / priceMinor
  })
  return {
    values,
    savings,
    lower: Uint8Array.from(savings, (saving) => Number(saving >= lowerShareMin)),
    series: Uint32Array.from(found, (one) => one.series),
    moments: Float64Array.from(found, ({ now }) => now),
  }
}

/** The price in force at a moment; `gone` before the first, and where it is not there. */
export function priceAt({ times, prices, count }: PriceSteps, now: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] as number) <= now) low = middle + 1
    else high = middle
  }
  return low === 0 ? gone : (prices[low - 1] as number)
}

/** Only some of the rows. */
export function rowsOf(examples: WaitingExamples, rows: readonly number[]): WaitingExamples {
  const width = waitingFeatures.length
  const values = new Float64Array(rows.length * width)
  rows.forEach((row, i) => {
    values.set(examples.values.subarray(row * width, (row + 1) * width), i * width)
  })
  return {
    values,
    lower: Uint8Array.from(rows, (row) => examples.lower[row]!),
    savings: Float64Array.from(rows, (row) => examples.savings[row]!),
    series: Uint32Array.from(rows, (row) => examples.series[row]!),
    moments: Float64Array.from(rows, (row) => examples.moments[row]!),
  }
}
