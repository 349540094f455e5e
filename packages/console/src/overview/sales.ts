import type { PoliciesBody } from '@nunchi/protocol'

export type DaySum = { readonly orders: number; readonly revenueMinor: number }
/** Orders and revenue by day in UTC, oldest first and without holes, up to today. */
export type Sales = {
  readonly times: readonly number[]
  readonly days: readonly DaySum[]
  readonly today: DaySum
  readonly yesterday: DaySum
}

const dayMs = 86_400_000
/** So that a trend can be seen as one. */
const daysMin = 14
const nothing: DaySum = { orders: 0, revenueMinor: 0 }

/** Sums what all policies sold by day, over at most so many days up to the one in which `now` lies. */
export function salesOf(days: PoliciesBody['days'], now: number, daysMax: number): Sales {
  const today = Math.floor(now / dayMs)
  const sums = new Map<number, DaySum>()
  let first = today - daysMin + 1
  for (const { day, orders, revenueMinor } of days) {
    const at = Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs)
    const sum = sums.get(at) ?? nothing
    sums.set(at, { orders: sum.orders + orders, revenueMinor: sum.revenueMinor + revenueMinor })
    first = Math.min(first, at)
  }
  first = Math.max(first, today - daysMax + 1)
  const numbers = Array.from({ length: today - first + 1 }, (_, index) => first + index)
  const of = (day: number) => sums.get(day) ?? nothing
  return {
    times: numbers.map((day) => day * dayMs),
    days: numbers.map(of),
    today: of(today),
    yesterday: of(today - 1),
  }
}
