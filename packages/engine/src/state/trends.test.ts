import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Touch, touchKinds, touchWeights } from '../domain/touch.ts'
import { Trends } from './trends.ts'

const start = 1_700_000_000
const day = 86_400
const moves = fc.array(fc.record({ item: fc.nat(500), weight: fc.constantFrom(-6, 1, 4, 8), at: fc.nat(90 * day) }), {
  maxLength: 300,
})

function touchOf({ item, weight, at }: { item: number; weight: number; at: number }): Touch {
  return { row: 0, item, kind: touchKinds.view, weight, pieces: 1, at: start + at }
}

test('values are the decayed sums of shares of an order, in any order of arrival', () => {
  fc.assert(
    fc.property(moves, (all) => {
      const trends = new Trends()
      for (const one of all) trends.touch(touchOf(one))
      const end = start + 90 * day
      for (const item of new Set(all.map((one) => one.item))) {
        const own = all.filter((one) => one.item === item && one.weight > 0)
        const sum = (days: number) =>
          own.reduce(
            (total, { weight, at }) => total + (weight / touchWeights.order) * 2 ** ((at - 90 * day) / (days * day)),
            0,
          )
        expect(trends.now.valueAt(item, end)).toBeCloseTo(sum(3), 9)
        expect(trends.season.valueAt(item, end)).toBeCloseTo(sum(60), 9)
      }
      expect(trends.itemsWanted).toBe(new Set(all.filter(({ weight }) => weight > 0).map(({ item }) => item)).size)
    }),
    { seed: 601, numRuns: 100 },
  )
})

test('the most wanted come first, whatever the order of touches', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ item: fc.nat(40), weight: fc.constantFrom(1, 4, 8), at: fc.nat(9 * day) }), {
        minLength: 1,
        maxLength: 80,
      }),
      (all) => {
        const trends = new Trends()
        for (const one of all) trends.touch(touchOf(one))
        for (const [top, column] of [
          [trends.topNow, trends.now],
          [trends.topSeason, trends.season],
        ] as const) {
          const wanted = [...new Set(all.map(({ item }) => item))]
          expect([...top]).toEqual(wanted.sort((a, b) => column.scaled[b]! - column.scaled[a]! || a - b))
        }
      },
    ),
    { seed: 602, numRuns: 100 },
  )
})

test('the lists have at most 300, are true after every touch of a large shop, and years later', () => {
  const trends = new Trends()
  const order = (item: number, at: number) =>
    trends.touch({ ...touchOf({ item, weight: 8, at }), kind: touchKinds.order })
  for (let item = 0; item < 20_000; item++) order(item, 0)
  expect(trends.topNow.length).toBe(300)
  order(7_777, day)
  expect(trends.topNow[0]).toBe(7_777)
  order(9_999, 20 * 365 * day) // nothing is left of what was before
  expect([...trends.topNow]).toEqual([9_999])
})

test('a snapshot goes on to the same bytes, whatever room the columns had', () => {
  fc.assert(
    fc.property(moves, fc.nat(300), (all, cut) => {
      const whole = new Trends()
      const first = new Trends()
      for (const one of all) whole.touch(touchOf(one))
      for (const one of all.slice(0, cut)) first.touch(touchOf(one))
      const second = new Trends()
      second.restore(structuredClone(first.save()))
      for (const one of all.slice(cut)) second.touch(touchOf(one))
      expect(second.save()).toEqual(whole.save())
    }),
    { seed: 603, numRuns: 100 },
  )
})
