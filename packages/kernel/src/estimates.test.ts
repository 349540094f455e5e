import { expect, test } from 'vitest'
import { liftInterval, meanInterval, wilsonInterval } from './estimates.ts'

/**
 * Wilson by hand for 10 of 100, z = 1.96: (0.1 + 0.0192073) / 1.0384146 = 0.1147969 is the centre, and
 * 1.96 / 1.0384146 * sqrt(0.0009 + 0.0000960365) = 0.0595678 the half. The same as R's prop.test(10, 100, correct = FALSE).
 */
test('Wilson: 10 of 100 is 5.52 % to 17.44 %', () => {
  const { value, low, high } = wilsonInterval(10, 100)
  expect(value).toBe(0.1)
  expect(low).toBeCloseTo(0.05523, 5)
  expect(high).toBeCloseTo(0.17437, 5)
})

/** At the ends the formula shortens to z^2 / (n + z^2): 3.8414588 / 13.8414588 for 0 of 10. */
test('Wilson: none, all, and of nobody', () => {
  expect(wilsonInterval(0, 10)).toEqual({ value: 0, low: 0, high: expect.closeTo(0.277533, 6) })
  expect(wilsonInterval(10, 10)).toEqual({ value: 1, low: expect.closeTo(0.722467, 6), high: 1 })
  expect(wilsonInterval(0, 0)).toEqual({ value: 0, low: 0, high: 1 })
})

/** 0, 0, 3, 5: mean 2, squared distances 4 + 4 + 1 + 9 = 18, variance 18 / 3 = 6, of the mean 1.5, half 1.96 * 1.2247449. */
test('a mean and its interval', () => {
  const mean = meanInterval({ count: 4, sum: 8, squares: 34 })!
  expect(mean.value).toBe(2)
  expect(mean.low).toBeCloseTo(2 - 2.400456, 5)
  expect(mean.high).toBeCloseTo(2 + 2.400456, 5)
  expect(meanInterval({ count: 1, sum: 5, squares: 25 })).toBeUndefined()
})

/** 10 who are alike: the half is what is apart times 3.8414588 / 13.8414588 = 0.2775328, the end of Wilson's interval for 0 of 10. */
test('a mean of those who are all alike is no certainty', () => {
  const alike = { count: 10, sum: 50, squares: 250 }
  const half = (apart?: number) => meanInterval(alike, apart)!.high - 5
  expect(half()).toBeCloseTo(5 * 0.2775328, 6)
  expect(meanInterval(alike)!.low).toBeCloseTo(5 - 5 * 0.2775328, 6)
  expect(half(20)).toBeCloseTo(20 * 0.2775328, 6)
  expect(meanInterval({ count: 10, sum: 0, squares: 0 }, 20)).toEqual({
    value: 0,
    low: expect.closeTo(-5.550656, 5),
    high: expect.closeTo(5.550656, 5),
  })
  expect(meanInterval({ count: 10, sum: 0, squares: 0 })).toBeUndefined()
  const wider = meanInterval({ count: 10, sum: 50, squares: 251 }, 0)!
  expect(wider.high - 5).toBeCloseTo(1.959964 * Math.sqrt(1 / 9 / 10), 5)
})

/**
 * Two shares as groups of 0 and 1: 60 of 500 against 50 of 500. x = 0.12, y = 0.1; variances of the means
 * 0.12 * 0.88 / 499 = 0.000211623 and 0.1 * 0.9 / 499 = 0.000180361. Lift 0.2, variance
 * 0.000211623 / 0.01 + 0.0144 * 0.000180361 / 0.0001 = 0.0211623 + 0.0259719 = 0.0471343, half 1.96 * 0.2171043 = 0.4255166.
 */
test('a lift and its interval by the delta method', () => {
  const lift = liftInterval({ count: 500, sum: 60, squares: 60 }, { count: 500, sum: 50, squares: 50 })!
  expect(lift.value).toBeCloseTo(0.2, 12)
  expect(lift.low).toBeCloseTo(0.2 - 0.425517, 4)
  expect(lift.high).toBeCloseTo(0.2 + 0.425517, 4)
})

test('no lift over nothing, none of a single one, and none where all are alike', () => {
  const some = { count: 10, sum: 5, squares: 5 }
  expect(liftInterval(some, { count: 10, sum: 0, squares: 0 })).toBeUndefined()
  expect(liftInterval(some, { count: 1, sum: 1, squares: 1 })).toBeUndefined()
  expect(liftInterval({ count: 0, sum: 0, squares: 0 }, some)).toBeUndefined()
  expect(liftInterval({ count: 10, sum: 0, squares: 0 }, some)).toBeUndefined()
  expect(liftInterval(some, { count: 3, sum: 3, squares: 3 })).toBeUndefined()
})

test('of 2,000 samples of 300 buyers or not, the intervals hold the truth 95 times in a hundred', () => {
  let seed = 7
  const unit = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 4_294_967_296
  }
  let held = 0
  for (let n = 0; n < 2_000; n++) {
    const draw = (rate: number) => {
      let sum = 0
      for (let i = 0; i < 300; i++) sum += unit() < rate ? 1 : 0
      return { count: 300, sum, squares: sum }
    }
    const { low, high } = liftInterval(draw(0.36), draw(0.3))!
    if (low <= 0.2 && 0.2 <= high) held += 1
  }
  expect(held / 2_000).toBeGreaterThan(0.935)
  expect(held / 2_000).toBeLessThan(0.965)
})
