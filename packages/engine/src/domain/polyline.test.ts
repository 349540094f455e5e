import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodedPolyline, polyline } from './polyline.ts'

test('the example of the format', () => {
  const points = [
    [-120.2, 38.5],
    [-120.95, 40.7],
    [-126.453, 43.252],
  ] as const
  expect(polyline(points)).toBe('_p~iF~ps|U_ulLnnqC_mqNvxq`@')
  expect(decodedPolyline('_p~iF~ps|U_ulLnnqC_mqNvxq`@', 5)).toEqual(points)
})

test('what is written is read again', () => {
  const point = fc.tuple(
    fc.integer({ min: -18_000_000, max: 18_000_000 }),
    fc.integer({ min: -9_000_000, max: 9_000_000 }),
  )
  fc.assert(
    fc.property(fc.array(point), (points) => {
      const line = points.map(([lon, lat]) => [lon / 1e5, lat / 1e5] as const)
      expect(decodedPolyline(polyline(line), 5)).toEqual(line)
    }),
  )
})

test.each(['_', '_p~iF', '\u0007\u0007', '한글', '~~~~~~~~~~~~~~~?', '_p~iF~ps|U~'])('%j is no line', (text) => {
  expect(decodedPolyline(text, 5)).toBeUndefined()
})
