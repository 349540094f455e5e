import { gone as gap, type PriceSteps, rollUpDays } from '@nunchi/kernel'
import { type EpochMs, epochMs, type Minor } from '../../domain/units.ts'
import type { PriceTold } from './answers.ts'

/** A price from a moment on (seconds since 1970); Infinity: it could not be had. */
export type Step = { readonly at: number; readonly price: number }
/** Seconds since 1970. */
type Span = { readonly from: number; readonly to: number }

const daySeconds = 86_400
/** More steps than a chart has room for. */
const stepsMax = 5_000

/** Of each day (UTC) of a span its lowest price; none where it could not be had. */
export function dailyLows(steps: readonly Step[], span: Span): { readonly day: number; readonly low?: number }[] {
  const known: PriceSteps = {
    times: steps.map(({ at }) => at),
    prices: steps.map(({ price }) => (price < Number.POSITIVE_INFINITY ? price : gap)),
    count: steps.length,
    until: span.to,
  }
  const { days, low } = rollUpDays(known, span)
  return Array.from(days, (day, i) => ({ day, ...(low[i] !== gap && { low: low[i]! }) }))
}

/** What a product cost in a span: its steps and daily lows. O(steps + days). */
export function priceTold(steps: readonly Step[], span: Span): Omit<PriceTold, 'product' | 'title' | 'from' | 'to'> {
  const before = steps.filter(({ at }) => at <= span.from).length
  const inside = steps.slice(Math.max(0, before - 1)).filter(({ at }) => at < span.to)
  const told = inside.slice(-stepsMax)
  return {
    steps: told.map(({ at, price }) => ({ at: msOf(Math.max(at, span.from)), ...minorOf(price) })),
    stepsLeftOut: inside.length - told.length,
    days: dailyLows(steps, span).map(({ day, low }) => ({
      day: new Date(day * daySeconds * 1_000).toISOString().slice(0, 10),
      ...(low !== undefined && { lowMinor: low as Minor }),
    })),
  }
}

function msOf(seconds: number): EpochMs {
  return epochMs(seconds * 1_000)
}

function minorOf(price: number): { priceMinor?: Minor } {
  return price < Number.POSITIVE_INFINITY ? { priceMinor: price as Minor } : {}
}
