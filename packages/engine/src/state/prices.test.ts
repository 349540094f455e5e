import { gone } from '@nunchi/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Prices } from './prices.ts'

const day = 86_400
const items = 3

/** A copy that shares no memory, as a snapshot that went through a file is. */
function restarted(prices: Prices): Prices {
  const columns = Object.entries(prices.save()).map(([name, column]) => [name, column.slice()])
  const fresh = new Prices()
  fresh.restore(Object.fromEntries(columns))
  return fresh
}

const step = fc.record({
  item: fc.nat(items - 1),
  later: fc.oneof(fc.nat(3 * day), fc.constantFrom(0, -500)),
  price: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constant(Number.POSITIVE_INFINITY)),
  days: fc.constantFrom(0, 1, 7, 30),
  do: fc.nat(30),
})

test('the lowest price of some days is that of a list of all that was noted, restarts and forgetting between', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      let prices = new Prices()
      const noted: { at: number; price: number }[][] = Array.from({ length: items }, () => [])
      const lowest = new Array<number>(items).fill(Number.POSITIVE_INFINITY)
      let now = 40 * day
      for (const { item, later, price, days, do: what } of steps) {
        now += later
        if (what === 0) prices = restarted(prices)
        if (what === 1) {
          prices.clear(item)
          noted[item] = []
          lowest[item] = Number.POSITIVE_INFINITY
        }
        const list = noted[item]!
        prices.note(item, now, price)
        if (list.length > 0 || price < Number.POSITIVE_INFINITY)
          list.push({ at: Math.max(now, list.at(-1)?.at ?? 0), price })
        lowest[item] = Math.min(lowest[item]!, price)
        // Of one second only what was noted last held.
        const held = list.filter(({ at }, i) => list[i + 1]?.at !== at)
        const inForce = held.filter(({ at }) => at <= now - days * day).length - 1
        const within = held.slice(Math.max(0, inForce)).map((one) => one.price)
        const expected = days === 0 ? lowest[item]! : Math.min(...within, Number.POSITIVE_INFINITY)
        expect(prices.lowestIn(item, days, now)).toBe(expected)
      }
    }),
    { seed: 11, numRuns: 300 },
  )
})

test('steps are told with gaps, and a product never seen has none', () => {
  const prices = new Prices()
  prices.note(1, 100, Number.POSITIVE_INFINITY)
  expect(prices.stepsOf(1, 500).count).toBe(0)
  prices.note(1, 200, 9_900)
  prices.note(1, 300, Number.POSITIVE_INFINITY)
  prices.note(1, 250, 8_900)
  const { times, prices: paid, count, until } = prices.stepsOf(1, 500)
  expect([...(times as Uint32Array)]).toEqual([200, 300])
  expect([...(paid as Float64Array)]).toEqual([9_900, 8_900])
  expect([count, until]).toEqual([2, 500])
  prices.note(1, 400, Number.POSITIVE_INFINITY)
  expect([...(prices.stepsOf(1, 500).prices as Float64Array)]).toEqual([9_900, 8_900, gone])
})
