import type { SalesBody } from '@nunchi/protocol'

type DaySum = { readonly orders: number; readonly revenueMinor: number }
const nothing: DaySum = { orders: 0, revenueMinor: 0 }
/** So that a trend can be seen as one. */
const daysMin = 14

/** Today and the day before; the newest day that is told is today. */
export function latestDays({ days }: Pick<SalesBody, 'days'>) {
  return { today: days.at(-1) ?? nothing, yesterday: days.at(-2) ?? nothing }
}

/** The days from the first on which something was sold, and some before it where they are few. */
export function trendOf<Day extends DaySum>(days: readonly Day[]): readonly Day[] {
  const first = days.findIndex(({ orders, revenueMinor }) => orders !== 0 || revenueMinor !== 0)
  if (first < 0) return []
  return days.slice(Math.max(0, Math.min(first, days.length - daysMin)))
}
