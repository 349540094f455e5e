import { expect, test } from 'vitest'
import { metresAround, metresBetween } from './great-circle.ts'

const seoul = { lat: 37.5665, lon: 126.978 }
const busan = { lat: 35.1796, lon: 129.0756 }
const earthMetres = 6_371_008.8

test('Seoul is 325 km from Busan, as far each way, and nowhere from itself', () => {
  expect(metresBetween(seoul, busan) / 1000).toBeCloseTo(325, 0)
  expect(metresBetween(busan, seoul)).toBe(metresBetween(seoul, busan))
  expect(metresBetween(seoul, seoul)).toBe(0)
})

test('a quarter of the globe, over the date line', () => {
  const [a, b] = [
    { lat: 0, lon: 135 },
    { lat: 0, lon: -135 },
  ]
  expect(metresBetween(a, b)).toBeCloseTo((Math.PI * earthMetres) / 2, 3)
  expect(metresAround(a, b)).toBeCloseTo((Math.PI * earthMetres) / 2, 3)
})

test('around blocks it is both legs of the triangle', () => {
  const degree = (earthMetres * Math.PI) / 180
  const [a, b] = [
    { lat: 59, lon: 10 },
    { lat: 61, lon: 11 },
  ]
  // At 60 degrees a degree of longitude is half as wide.
  expect(metresAround(a, b)).toBeCloseTo(2.5 * degree, 3)
})
