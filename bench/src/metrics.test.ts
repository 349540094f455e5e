import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  brier,
  calibrationError,
  coverage,
  hitAt,
  logLoss,
  mean,
  median,
  ndcgAt,
  ndcgGradedAt,
  ndcgOfPlace,
  ndcgWholeAt,
  percentile,
  recallAt,
  reciprocalRankAt,
} from './metrics.ts'

const ranked = ['a', 'b', 'c', 'd']
const relevant = new Set(['b', 'd', 'x'])

test('ranking metrics agree with values worked by hand', () => {
  expect(hitAt(ranked, relevant, 1)).toBe(0)
  expect(hitAt(ranked, relevant, 2)).toBe(1)
  expect(recallAt(ranked, relevant, 2)).toBeCloseTo(1 / 3, 12)
  expect(recallAt(ranked, relevant, 4)).toBeCloseTo(2 / 3, 12)
  expect(reciprocalRankAt(ranked, relevant, 4)).toBe(0.5)
  expect(reciprocalRankAt(ranked, relevant, 1)).toBe(0)
  // b at place 2: 1/log2 3 = 0.63093; d at place 4: 1/log2 5 = 0.43068; perfect: 1 + 0.63093 + 0.5 = 2.13093
  expect(ndcgAt(ranked, relevant, 4)).toBeCloseTo(0.49819, 5) // 1.06161 / 2.13093
  // only place 2 counts; perfect: 1 + 0.63093
  expect(ndcgAt(ranked, relevant, 2)).toBeCloseTo(0.386853, 5) // 0.63093 / 1.63093
  expect(ndcgAt(['b', 'd'], new Set(['b', 'd']), 20)).toBe(1)
  // only place 2 counts, but all three could have stood there: 0.63093 / 2.13093
  expect(ndcgWholeAt(ranked, relevant, 2)).toBeCloseTo(0.296082, 5)
  expect(ndcgWholeAt(ranked, relevant, 4)).toBe(ndcgAt(ranked, relevant, 4))
  // b is rated 1 at place 2, d 3 at place 4: 0.63093 + 7 * 0.43068; perfect: 7 + 0.63093
  const ratings = new Map(Object.entries({ b: 1, d: 3, a: 0 }))
  expect(ndcgGradedAt(ranked, ratings, 4)).toBeCloseTo(0.477749, 5) // 3.64567 / 7.63093
  expect(ndcgGradedAt(ranked, ratings, 2)).toBeCloseTo(0.082681, 5) // 0.63093 / 7.63093
  expect(ndcgGradedAt(['d', 'b'], ratings, 10)).toBe(1)
  expect(ndcgGradedAt(['a'], new Map([['a', 0]]), 10)).toBe(0)
  expect(ndcgOfPlace(3, 10)).toBe(0.5) // 1 / log2 4
  expect(ndcgOfPlace(11, 10)).toBe(0)
  expect(ndcgOfPlace(4, 4)).toBeCloseTo(ndcgAt(ranked, new Set(['d']), 4), 12)
  expect(coverage([['a', 'b'], ['b', 'c'], []], 12)).toBe(0.25)
})

test('nothing relevant, nothing ranked and nothing in the catalogue give 0', () => {
  for (const metric of [hitAt, recallAt, ndcgAt, ndcgWholeAt, reciprocalRankAt]) {
    expect(metric(ranked, new Set<string>(), 4)).toBe(0)
    expect(metric([], relevant, 4)).toBe(0)
  }
  expect(coverage([], 0)).toBe(0)
})

test('percentiles are by nearest rank', () => {
  const values = [15, 20, 35, 40, 50]
  expect([5, 30, 40, 50, 100].map((p) => percentile(values, p))).toEqual([15, 20, 20, 35, 50])
  expect(percentile([7], 99)).toBe(7)
  expect(percentile([], 50)).toBeNaN()
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(mean([1, 2, 6])).toBe(3)
})

test('every metric lies between 0 and 1 and is 1 for the perfect list', () => {
  const items = fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(items, items, fc.integer({ min: 1, max: 25 }), (list, wanted, k) => {
      const set = new Set(wanted)
      for (const metric of [hitAt, recallAt, ndcgAt, reciprocalRankAt]) {
        expect(metric(list, set, k)).toBeGreaterThanOrEqual(0)
        expect(metric(list, set, k)).toBeLessThanOrEqual(1)
      }
      expect(ndcgAt(wanted, set, k)).toBe(1)
      expect(recallAt(wanted, set, wanted.length)).toBe(1)
    }),
    { seed: 20_240_517, numRuns: 300 },
  )
})

test('chances are judged by what happened, worked by hand', () => {
  expect(logLoss([0.5, 0.25], [1, 0])).toBeCloseTo((Math.log(2) + Math.log(4 / 3)) / 2, 12)
  // Stretches [0, .5) and [.5, 1]: means .25 and .8 against shares 1/2 and 1/2, two rows each.
  expect(calibrationError([0.2, 0.3, 0.6, 1], [0, 1, 1, 0], 2)).toBeCloseTo((0.25 * 2 + 0.3 * 2) / 4, 12)
  expect(calibrationError([1, 0], [1, 0], 10)).toBe(0)
  expect(brier([0.5, 0.25], [1, 0])).toBeCloseTo((0.25 + 0.0625) / 2, 12)
})
