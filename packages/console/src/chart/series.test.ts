import { expect, test } from 'vitest'
import { byDay, extentOf } from './series.ts'

test('days without a row are 0, and rows of one day are summed', () => {
  const rows = [
    { day: '2026-03-01', policy: 'individual', orders: 2 },
    { day: '2026-03-03', policy: 'individual', orders: 1 },
    { day: '2026-03-03', policy: 'individual', orders: 4 },
    { day: '2026-03-02', policy: 'popular', orders: 7 },
  ]
  const { times, values } = byDay(rows, {
    day: (row) => row.day,
    name: (row) => row.policy,
    value: (row) => row.orders,
  })
  const days = times.map((time) => new Date(time).toISOString().slice(0, 10))
  expect(days).toEqual(['2026-03-01', '2026-03-02', '2026-03-03'])
  expect(values.get('individual')).toEqual([2, 0, 5])
  expect(values.get('popular')).toEqual([0, 7, 0])
  expect(byDay<string>([], { day: String, name: String, value: Number }).times).toEqual([])
})

test('an extent passes over what is missing', () => {
  expect(extentOf([null, 3, -1, 2, null])).toEqual({ low: -1, high: 3, latest: 2 })
  expect(extentOf([null])).toBeUndefined()
})
