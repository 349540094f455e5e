import { expect, test } from 'vitest'
import { latestDays, trendOf } from './sales.ts'

const day = (day: string, orders: number) => ({ day, events: 9, units: orders, orders, revenueMinor: 100 * orders })
const days = Array.from({ length: 30 }, (_, index) => day(`day ${index}`, index === 5 || index >= 28 ? index : 0))

test('the newest day is today', () => {
  expect(latestDays({ days })).toMatchObject({ today: { orders: 29 }, yesterday: { orders: 28 } })
  expect(latestDays({ days: [] })).toMatchObject({ today: { orders: 0 }, yesterday: { orders: 0 } })
})

test('a trend begins with the first sale, a few days before if that was just now', () => {
  expect(trendOf(days)[0]).toMatchObject({ day: 'day 5' })
  expect(trendOf(days.slice(6))).toHaveLength(14)
  expect(trendOf(days.slice(28))).toHaveLength(2)
  expect(trendOf(days.slice(6, 20))).toEqual([])
})
