import { expect, test } from 'vitest'
import { EventRate } from './event-rate.ts'

test('events are counted by the second; the second under way is not shown yet', () => {
  const rate = new EventRate(3)
  rate.add(10_100)
  rate.add(10_900, 2)
  rate.add(12_000)
  rate.add(13_500, 9)
  expect(rate.until(13_600)).toEqual({ times: [10_000, 11_000, 12_000], values: [3, 0, 1] })
  expect(rate.until(15_000).values).toEqual([1, 9, 0])
  expect(rate.until(13_600).values).toEqual([0, 0, 1])
})
