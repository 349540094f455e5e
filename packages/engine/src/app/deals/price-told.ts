import { gone, type PriceSteps, rollUpDays, type TimeSpan } from '@nunchi/kernel'
import { epochMs, type Minor } from '../../domain/units.ts'
import type { PriceTold, StepsTold } from './answers.ts'

const daySeconds = 86_400
/** More steps than a chart has room for. */
const stepsMax = 5_000

/** Of each day (UTC) of a span its lowest price; none where it could not be had. */
export function dailyLows(steps: PriceSteps, span: TimeSpan): { readonly day: number; readonly low?: number }[] {
  const { days, low } = rollUpDays(steps, span)
  return Array.from(days, (day, i) => ({ day, ...(low[i] !== gone && { low: low[i]! }) }))
}

/** What a product cost in a span: its steps, its daily lows, and of all time the lowest. O(steps + days). */
export function priceTold(steps: PriceSteps, span: TimeSpan): StepsTold & Pick<PriceTold, 'days' | 'lowest'> {
  return {
    ...stepsTold(steps, span),
    days: dailyLows(steps, span).map(({ day, low }) => ({
      day: new Date(day * daySeconds * 1_000).toISOString().slice(0, 10),
      ...(low !== undefined && { lowMinor: low as Minor }),
    })),
    lowest: lowestOf(steps),
  }
}

/** The newest steps of a span, with what held at its beginning. O(steps). */
export function stepsTold({ times, prices, count }: PriceSteps, { from, to }: TimeSpan): StepsTold {
  const all = Array.from({ length: count }, (_, i) => ({ at: times[i]!, price: prices[i]! }))
  const before = all.filter(({ at }) => at <= from).length
  const inside = all.slice(Math.max(0, before - 1)).filter(({ at }) => at < to)
  const told = inside.slice(-stepsMax)
  return {
    steps: told.map(({ at, price }) => ({ at: epochMs(Math.max(at, from) * 1_000), ...minorOf(price) })),
    stepsLeftOut: inside.length - told.length,
  }
}

function lowestOf({ times, prices, count }: PriceSteps): PriceTold['lowest'] {
  let lowest = -1
  for (let i = 0; i < count; i++) if (prices[i] !== gone && (lowest < 0 || prices[i]! <= prices[lowest]!)) lowest = i
  return lowest < 0 ? undefined : { minor: prices[lowest] as Minor, at: epochMs(times[lowest]! * 1_000) }
}

function minorOf(price: number): { priceMinor?: Minor } {
  return price === gone ? {} : { priceMinor: price as Minor }
}
