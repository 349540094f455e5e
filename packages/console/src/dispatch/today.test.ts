import { expect, test } from 'vitest'
import { dayAfter, todayIn } from './today.ts'

test('the day is that of the depot, not of whoever looks', () => {
  const late = Date.parse('2026-07-27T20:00:00Z')
  expect(todayIn('Asia/Seoul', late)).toBe('2026-07-28')
  expect(todayIn('America/New_York', late)).toBe('2026-07-27')
})

test('days go on over months and leap days', () => {
  expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29')
  expect(dayAfter('2026-01-01', -1)).toBe('2025-12-31')
})
