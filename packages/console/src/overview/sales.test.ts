import { expect, test } from 'vitest'
import { salesOf } from './sales.ts'

const now = Date.parse('2026-03-04T10:00:00Z')
const row = (day: string, orders: number, revenueMinor: number, policy: 'individual' | 'popular' = 'individual') => ({
  ...{ day, policy, orders, revenueMinor, shoppers: 0, buyers: 0 },
})

test('days are summed over policies, without holes, up to today', () => {
  const days = [row('2026-03-01', 1, 100), row('2026-03-03', 2, 200), row('2026-03-03', 3, 300, 'popular')]
  const sales = salesOf(days, now, 30)
  expect(sales.days.map(({ orders }) => orders).slice(-4)).toEqual([1, 0, 5, 0])
  expect(sales.days).toHaveLength(14)
  expect(sales.yesterday).toEqual({ orders: 5, revenueMinor: 500 })
  expect(sales.today.orders).toBe(0)
  expect(new Date(sales.times.at(-4)!).toISOString()).toBe('2026-03-01T00:00:00.000Z')
})

test('only so many days are told, and a shop without orders has some', () => {
  expect(salesOf([row('2025-01-01', 1, 1)], now, 3).days).toHaveLength(3)
  expect(salesOf([], now, 30).days).toHaveLength(14)
  expect(salesOf([], now, 30).today).toEqual({ orders: 0, revenueMinor: 0 })
})
