import { expect, test } from 'vitest'
import { percentOf, timeScaleOf, trackRemOf } from './timeline-scale.ts'

const hour = 3_600_000

test('whole hours around all tours, also where somebody comes later than planned', () => {
  const stop = { plannedAt: 9.5 * hour, arrival: { at: 13.2 * hour } }
  const scale = timeScaleOf([{ leavesAt: 8.4 * hour, endsAt: 12.1 * hour, stops: [stop] as never }])
  expect([scale.from / hour, scale.until / hour]).toEqual([8, 14])
  expect(scale.hours).toHaveLength(7)
  expect(percentOf(11 * hour, scale)).toBe(50)
  expect(percentOf(20 * hour, scale)).toBe(100)
})

test('the track is as wide as numbers of crowded stops need, and no wider than can be looked through', () => {
  const tour = (minutes: number, waitSeconds = 0) => ({
    stops: Array.from({ length: 9 }, (_, n) => ({ plannedAt: 8 * hour + n * minutes * 60_000, waitSeconds })) as never,
  })
  const scale = { from: 8 * hour, until: 18 * hour, hours: [] }
  expect(trackRemOf([], scale)).toBe(49)
  expect(trackRemOf([tour(60)], scale)).toBe(49)
  expect(trackRemOf([tour(8, 600)], scale)).toBe(90) // 10 hours of 8 minutes are 75 bars of 1.2 rem
  expect(trackRemOf([tour(60), tour(60), tour(60), tour(60), tour(8)], scale)).toBe(49)
  expect(trackRemOf([tour(0)], scale)).toBe(160)
})

test('without tours there is nothing to show, and no endless loop', () => {
  expect(timeScaleOf([]).hours).toEqual([])
})
