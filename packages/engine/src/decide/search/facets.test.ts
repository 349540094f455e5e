import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bandsOf } from './facets.ts'

test('bands hold every price once, in order, without gaps that hold any', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 3_000 }), (prices) => {
      const bands = bandsOf(Float64Array.from(prices))
      expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(prices.length)
      expect(bands.length).toBeLessThanOrEqual(5)
      bands.forEach(({ fromMinor, belowMinor, count }, i) => {
        expect(count).toBe(prices.filter((price) => price >= fromMinor && price < belowMinor).length)
        expect(fromMinor).toBeGreaterThanOrEqual(bands[i - 1]?.belowMinor ?? 0)
      })
    }),
    { seed: 20_240_517, numRuns: 200 },
  )
})

test('limits are round, and split what there is into parts of about one size', () => {
  const prices = Float64Array.from({ length: 1_000 }, (_, i) => 1_000 + 50 * i)
  expect(bandsOf(prices)).toEqual([
    { fromMinor: 0, belowMinor: 10_000, count: 180 },
    { fromMinor: 10_000, belowMinor: 20_000, count: 200 },
    { fromMinor: 20_000, belowMinor: 30_000, count: 200 },
    { fromMinor: 30_000, belowMinor: 50_000, count: 400 },
    { fromMinor: 50_000, belowMinor: 70_000, count: 20 },
  ])
  expect(bandsOf(new Float64Array(0))).toEqual([])
  expect(bandsOf(Float64Array.of(0))).toEqual([{ fromMinor: 0, belowMinor: 1, count: 1 }])
})
