import { expect, test } from 'vitest'
import { percentOf, timeScaleOf } from './timeline-scale.ts'

const hour = 3_600_000

test('whole hours around all tours, also where somebody comes later than planned', () => {
  const stop = { plannedAt: 9.5 * hour, arrival: { at: 13.2 * hour } }
  const scale = timeScaleOf([{ leavesAt: 8.4 * hour, endsAt: 12.1 * hour, stops: [stop] as never }])
  expect([scale.from / hour, scale.until / hour]).toEqual([8, 14])
  expect(scale.hours).toHaveLength(7)
  expect(percentOf(11 * hour, scale)).toBe(50)
  expect(percentOf(20 * hour, scale)).toBe(100)
})

test('without tours there is nothing to show, and no endless loop', () => {
  expect(timeScaleOf([]).hours).toEqual([])
})
