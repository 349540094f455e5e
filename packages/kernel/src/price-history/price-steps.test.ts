import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gone, type PriceSteps, rollUpDays, standingOf, timeQuantile } from './index.ts'

const point = fc.record({ held: fc.integer({ min: 1, max: 90 }), price: fc.constantFrom(gone, 5, 7, 7, 9, 12) })
const history = fc.array(point, { minLength: 1, maxLength: 25 })
const spanAt = fc.record({ from: fc.nat(900), length: fc.nat(700) })

function stepsOf(points: readonly { readonly held: number; readonly price: number }[]): PriceSteps {
  let at = 50
  const times = points.map(({ held }) => {
    at += held
    return at - held
  })
  return { times, prices: points.map(({ price }) => price), count: points.length, until: at }
}

/** The oracle: the price of every second, undefined where it is not known. */
function secondsOf({ times, prices, until }: PriceSteps, from: number, to: number): (number | undefined)[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => {
    const at = from + i
    const place = (times as number[]).filter((time) => time <= at).length - 1
    return place < 0 || at >= until || prices[place] === gone ? undefined : prices[place]
  })
}

test('standing and quantiles are those of the prices second by second', () => {
  fc.assert(
    fc.property(
      history,
      spanAt,
      fc.integer({ min: 4, max: 13 }),
      fc.constantFrom(0, 0.1, 0.5, 0.9, 1),
      (points, { from, length }, price, share) => {
        const steps = stepsOf(points)
        const span = { from, to: from + length }
        const known = secondsOf(steps, span.from, span.to).filter((one) => one !== undefined)
        const standing = standingOf(steps, span, price)
        expect(standing.knownSeconds).toBe(known.length)
        expect(standing.low).toBe(known.length === 0 ? undefined : Math.min(...known))
        const part = (count: number): number => (known.length === 0 ? 0 : count / known.length)
        expect(standing.lowerShare).toBeCloseTo(part(known.filter((one) => one < price).length), 12)
        expect(standing.equalShare).toBeCloseTo(part(known.filter((one) => one === price).length), 12)
        expect(standing.higherShare).toBeCloseTo(part(known.filter((one) => one > price).length), 12)
        const sorted = [...known].sort((a, b) => a - b)
        expect(timeQuantile(steps, span, share)).toBe(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)])
      },
    ),
    { seed: 5, numRuns: 400 },
  )
})

const hour = 3_600

test('days are those of the local calendar; a day with a gap knows fewer seconds, one without a price says so', () => {
  // Korea is 9 h ahead: its 1970-01-02 begins at 15:00 UTC of the first.
  const steps = {
    times: [15 * hour, 21 * hour, 27 * hour, 75 * hour],
    prices: [100, 300, gone, 50],
    count: 4,
    until: 87 * hour,
  }
  const { days, low, high, last, mean, knownSeconds } = rollUpDays(
    steps,
    { from: 15 * hour, to: 111 * hour },
    { offsetMinutes: 540 },
  )
  expect([...days]).toEqual([1, 2, 3, 4])
  expect([...low]).toEqual([100, gone, 50, gone])
  expect([...high]).toEqual([300, gone, 50, gone])
  expect([...last]).toEqual([300, gone, 50, gone])
  expect([...mean]).toEqual([200, Number.NaN, 50, Number.NaN])
  expect([...knownSeconds]).toEqual([12 * hour, 0, 12 * hour, 0])
})

test('days add up to what is known second by second', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: -720, max: 840 }), (points, offsetMinutes) => {
      const steps = stepsOf(points.map(({ held, price }) => ({ held: held * 2_000, price })))
      const span = { from: 0, to: 400_000 }
      const { low, knownSeconds, mean } = rollUpDays(steps, span, { offsetMinutes })
      const standing = standingOf(steps, span, 7)
      expect(knownSeconds.reduce((sum, seconds) => sum + seconds, 0)).toBe(standing.knownSeconds)
      expect(Math.min(...low.filter((price) => price !== gone), Number.POSITIVE_INFINITY)).toBe(
        standing.low ?? Number.POSITIVE_INFINITY,
      )
      for (const one of mean) expect(Number.isNaN(one) || (one >= 5 && one <= 12)).toBe(true)
    }),
    { seed: 6, numRuns: 200 },
  )
})
