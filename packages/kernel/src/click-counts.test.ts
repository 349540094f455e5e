import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ClickCounts } from './click-counts.ts'
import { restored } from './testing-columns.ts'

/** Clicks at times so far apart that sums are scaled back now and then. */
const clicks = fc.array(fc.tuple(fc.nat(40), fc.nat(300)), { maxLength: 120 }).map((steps) => {
  let at = 0
  return steps.map(([item, later]): [item: number, at: number] => {
    at += later
    return [item, at]
  })
})

function countsOf(all: readonly (readonly [number, number])[]): ClickCounts {
  const counts = new ClickCounts(1)
  for (const [item, at] of all) counts.add(item, at)
  return counts
}

test('counts and late shares agree with plain sums; what is popular stands in their order', () => {
  fc.assert(
    fc.property(clicks, (all) => {
      const counts = countsOf(all)
      const now = all.at(-1)?.[1] ?? 0
      const lately = (item: number) =>
        all.reduce((sum, [other, at]) => (other === item ? sum + 2 ** (at - now) : sum), 0)
      const total = all.reduce((sum, [, at]) => sum + 2 ** (at - now), 0) || 1
      for (let item = 0; item <= 41; item++) {
        expect(counts.countOf(item)).toBe(all.filter(([other]) => other === item).length)
        expect(counts.lateShareOf(item)).toBeCloseTo(lately(item) / total, 9)
      }
      const popular = [...counts.popular]
      expect(new Set(popular).size).toBe(popular.length)
      for (let i = 1; i < popular.length; i++)
        expect(counts.lateShareOf(popular[i - 1]!)).toBeGreaterThanOrEqual(counts.lateShareOf(popular[i]!))
    }),
    { seed: 77, numRuns: 100 },
  )
})

test('a snapshot goes on to the same bytes', () => {
  const all = Array.from({ length: 90 }, (_, i): [number, number] => [(i * 7) % 31, i * 20])
  const counts = restored(countsOf(all.slice(0, 50)), new ClickCounts(1))
  for (const [item, at] of all.slice(50)) counts.add(item, at)
  expect(counts.save()).toEqual(countsOf(all).save())
})
