import { expect, test } from 'vitest'
import { greatCircle, manhattan } from './great-circle.ts'

const seoul = { lat: 37.5665, lon: 126.978 }
const busan = { lat: 35.1796, lon: 129.0756 }
const walk = { kmPerHour: 3.6, detourPercent: 100 } // a metre a second

test('Seoul is 325 km from Busan, at the same time each way, and nowhere from itself', () => {
  const { distances, durations } = greatCircle([seoul, busan], [seoul, busan], walk)
  expect(distances[1]! / 1000).toBeCloseTo(325, 0)
  expect([...distances]).toEqual([0, distances[1], distances[1], 0])
  expect(durations).toEqual(distances)
})

test('a quarter of the globe, over the date line, with a detour and a speed', () => {
  const [a, b] = [
    { lat: 0, lon: 135 },
    { lat: 0, lon: -135 },
  ]
  const { distances, durations } = greatCircle([a], [b], { kmPerHour: 36, detourPercent: 130 })
  expect(distances[0]).toBe(Math.round((1.3 * Math.PI * 6_371_008.8) / 2))
  expect(durations[0]).toBe(Math.round((0.13 * Math.PI * 6_371_008.8) / 2))
  expect(manhattan([a], [b], walk).distances[0]).toBe(Math.round((Math.PI * 6_371_008.8) / 2))
})

test('around blocks it is both legs of the triangle', () => {
  const degree = (6_371_008.8 * Math.PI) / 180
  const [a, b] = [
    { lat: 59, lon: 10 },
    { lat: 61, lon: 11 },
  ]
  // At 60 degrees a degree of longitude is half as wide.
  expect(manhattan([a], [b], walk).distances[0]).toBe(Math.round(2.5 * degree))
})
