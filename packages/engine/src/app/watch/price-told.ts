import { gone, type PriceSteps, rollUpDays, type TimeSpan } from '@nunchi/kernel'
import { epochMs, type Minor } from '../../domain/units.ts'
import type { PriceTold } from './answers.ts'

const daySeconds = 86_400
/** More steps than a chart has room for. */
const stepsMax = 5_000

/** Of each day (UTC) of a span its lowest price; none where it could not be had. */
export function dailyLows(steps: PriceSteps, span: TimeSpan): { readonly day: number; readonly low?: number }[] {
  const { days, low } = rollUpDays(steps, span)
  return Array.from(days, (day, i) => ({ day, ...(low[i] !== gone && { low: low[i]! }) }))
}

/** What a product cost in a span: its steps and daily lows. O(steps + days). */
export function priceTold(steps: PriceSteps, span: TimeSpan): Omit<PriceTold, 'product' | 'title' | 'from' | 'to'> {
  const { times, prices, count } = steps
  const all = Array.from({ length: count }, (_, i) => ({ at: times[i]!, price: prices[i]! }))
  const before = all.filter(({ at }) => at <= span.from).length
  const inside = all.slice(Math.max(0, before - 1)).filter(({ at }) => at < span.to)
  const told = inside.slice(-stepsMax)
  return {
    steps: told.map(({ at, price }) => ({ at: epochMs(Math.max(at, span.from) * 1_000), ...minorOf(price) })),
    stepsLeftOut: inside.length - told.length,
    days: dailyLows(steps, span).map(({ day, low }) => ({
      day: new Date(day * daySeconds * 1_000).toISOString().slice(0, 10),
      ...(low !== undefined && { lowMinor: low as Minor }),
    })),
  }
}

function minorOf(price: number): { priceMinor?: Minor } {
  return price === gone ? {} : { priceMinor: price as Minor }
}
