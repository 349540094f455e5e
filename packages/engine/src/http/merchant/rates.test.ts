import { expect, test } from 'vitest'
import { Rates } from './rates.ts'

test('rates are those of the last minute, or of the time since the start', () => {
  let position = 100
  const rates = new Rates(() => position)
  expect(rates.read(0)).toEqual({ eventsPerSecond: 0, requestsPerSecond: 0, overSeconds: 0 })
  rates.sample(0)
  position += 50
  rates.answered()
  expect(rates.read(10_000)).toEqual({ eventsPerSecond: 5, requestsPerSecond: 0.1, overSeconds: 10 })
  for (let ms = 10_000; ms <= 300_000; ms += 5_000) {
    rates.sample(ms)
    position += 10
    for (let n = 0; n < 5; n++) rates.answered()
  }
  expect(rates.read(305_000)).toEqual({ eventsPerSecond: 2, requestsPerSecond: 1, overSeconds: 65 })
})

test('sampling by itself ends', () => {
  const rates = new Rates(() => 0)
  rates.start()
  rates.stop()
  expect(rates.read(performance.now()).overSeconds).toBe(0)
})
