import { type PriceSteps, Random } from '@nunchi/kernel'
import { normal } from './chance.ts'
import { priced } from './prices.ts'

const daySeconds = 86_400
/** 2023-11-14 in Korea: where made-up pasts begin. */
const begin = 1_699_887_600
const openHour = 7

/**
 * How a made-up shop sets a price:
 * - `steady`: the usual price, changed by a few percent now and then;
 * - `weekly`: off from one weekday on for two or three days, in most weeks;
 * - `monthly`: off for a week every four to six weeks;
 * - `falling`: a device that gets cheaper by and by;
 * - `restless`: up and down every day or two, by chance: nothing to foretell but that it comes back.
 */
export type PriceHabit = 'steady' | 'weekly' | 'monthly' | 'falling' | 'restless'

const habits: readonly PriceHabit[] = ['steady', 'weekly', 'monthly', 'falling', 'restless']

/** A made-up price over time, and by which habit it was made. Demo data: it says nothing about any real shop. */
export type PricePast = { readonly habit: PriceHabit; readonly steps: PriceSteps }

/** Makes up pasts of many products, the habits in turn. Deterministic for a seed. O(count * days). */
export function madeUpPasts(ask: {
  readonly count: number
  readonly days: number
  readonly seed: number
}): PricePast[] {
  const random = new Random(ask.seed)
  return Array.from({ length: ask.count }, (_, i) => {
    const habit = habits[i % habits.length]!
    return { habit, steps: pastOf(habit, ask.days, random) }
  })
}

function pastOf(habit: PriceHabit, days: number, random: Random): PriceSteps {
  const usual = priced(5_000 * Math.exp(3 * random.unit()))
  const daily = dailyFactor(habit, random)
  const times: number[] = []
  const prices: number[] = []
  for (let day = 0; day < days; day++) {
    const price = priced(usual * daily(day))
    if (price === prices.at(-1)) continue
    times.push(begin + day * daySeconds + openHour * 3_600 + random.below(3_600))
    prices.push(price)
  }
  return { times, prices, count: times.length, until: begin + days * daySeconds }
}

/** The price of each day, asked for in order, as a share of the usual one. */
function dailyFactor(habit: PriceHabit, random: Random): (day: number) => number {
  const weekday = random.below(7)
  const depth = 0.1 + 0.25 * random.unit()
  const period = 28 + random.below(15)
  const phase = random.below(period)
  let level = 1
  let isOff = false
  return (day) => {
    if (habit === 'weekly') {
      if (day % 7 === weekday) isOff = random.unit() < 0.8
      return isOff && (day - weekday + 7) % 7 < 3 ? 1 - depth : 1
    }
    if (habit === 'monthly') return (day + phase) % period < 7 ? 1 - depth : 1
    if (habit === 'falling') {
      if (random.unit() < 0.05) level *= 0.93 + 0.05 * random.unit()
      return level
    }
    if (habit === 'restless') {
      if (random.unit() < 0.6) level = Math.max(0.6, 1 + 0.08 * normal(random))
      return level
    }
    if (random.unit() < 0.01) level = 0.97 + 0.06 * random.unit()
    return level
  }
}
