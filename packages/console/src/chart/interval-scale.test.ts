import { expect, test } from 'vitest'
import { scaleOf } from './interval-scale.ts'

test('all intervals fit between 0 and 1, in order', () => {
  const rows = [
    { value: 0.1, low: 0.08, high: 0.12 },
    { value: 0.05, low: 0.01, high: 0.09 },
  ]
  const places = [0.01, 0.05, 0.09, 0.12].map(scaleOf(rows, { withZero: false }))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(Math.min(...places)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...places)).toBeLessThanOrEqual(1)
})

test('an interval without bounds to speak of is cut, and 0 stays in sight where it matters', () => {
  const rows = [
    { value: 0.1, low: 0.05, high: 0.15 },
    { value: 0.02, low: -9, high: 9 },
  ]
  const scale = scaleOf(rows, { withZero: true })
  expect(scale(9)).toBe(1)
  expect(scale(0.15) - scale(0.05)).toBeGreaterThan(0.1)
  expect(scale(0)).toBeGreaterThan(0)
})
