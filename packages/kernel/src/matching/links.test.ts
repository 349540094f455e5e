import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linksMax, NearLinks } from './near-links.ts'
import { rivalNames, writeRivals } from './rival-features.ts'
import { Verdicts, verdictNames, writeVerdicts } from './verdict-features.ts'

function rivals(links: NearLinks, left: number, right: number, logOdds: number): Record<string, number> {
  const row = new Float64Array(rivalNames.length)
  writeRivals(links, { left, right, logOdds }, row, 0)
  return Object.fromEntries(rivalNames.map((name, i) => [name, row[i]]))
}

test('the nearest links of a record are kept, best first, the newest log-odds of each', () => {
  const link = fc.tuple(fc.nat(3), fc.integer({ min: 10, max: 40 }), fc.integer({ min: -50, max: 50 }))
  fc.assert(
    fc.property(fc.array(link, { maxLength: 120 }), (added) => {
      const links = new NearLinks()
      const known = new Map<number, number>()
      // Each other once: what was dropped for others cannot come back.
      const once = added.filter(([record, other], i) => added.findIndex(([a, b]) => a === record && b === other) === i)
      for (const [record, other, odds] of once) {
        links.add(record, other, odds / 4)
        if (record === 0) known.set(other, odds / 4)
      }
      const best = [...known].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, linksMax)
      const kept = Array.from({ length: links.countOf(0) }, (_, i) => [links.otherAt(0, i), links.logOddsAt(0, i)])
      expect(kept).toEqual(best)
    }),
    { seed: 4 },
  )
})

test('a link that is added again moves to its new place', () => {
  const links = new NearLinks()
  links.add(1, 2, 3)
  links.add(1, 3, 2)
  links.add(1, 2, 1)
  expect(links.countOf(1)).toBe(2)
  expect(links.otherAt(1, 0)).toBe(3)
  expect(links.logOdds(1, 2)).toBe(1)
  expect(links.logOdds(2, 1)).toBe(1)
  expect(links.logOdds(1, 9)).toBeNaN()
})

test('a pair leads its rivals, or is behind them; its own link is no rival', () => {
  const links = new NearLinks()
  links.add(0, 10, 2)
  links.add(0, 11, -1)
  links.add(1, 10, 4)
  const best = rivals(links, 0, 10, 2)
  expect(best['left-lead']).toBe(3)
  expect(best['right-lead']).toBe(-2)
  expect(best['right-better-rivals']).toBe(1)
  expect(best['is-mutual-best']).toBe(0)
  expect(rivals(links, 1, 10, 4)['is-mutual-best']).toBe(1)
})

test('a third record that is like both is a way round, as good as its weaker half', () => {
  const links = new NearLinks()
  links.add(0, 5, 3)
  links.add(5, 1, 2)
  expect(rivals(links, 0, 1, -1).path).toBe(2)
  expect(rivals(links, 0, 9, -1).path).toBe(-8)
})

test('verdicts on other pairs of the same records are told, the one asked about is not', () => {
  const verdicts = new Verdicts()
  verdicts.add(0, 1, true)
  verdicts.add(0, 2, true)
  verdicts.add(2, 1, true)
  verdicts.add(0, 3, false)
  const row = new Float64Array(verdictNames.length)
  const likeness = (a: number, b: number): number => (a + b) / 10
  writeVerdicts(verdicts, { left: 0, right: 1, likeness, logOdds: (a, b) => a - b }, row, 0)
  const said = Object.fromEntries(verdictNames.map((name, i) => [name, row[i]]))
  expect(said['left-same']).toBe(1)
  expect(said['left-like-same']).toBeCloseTo(0.3)
  expect(said['left-like-others']).toBeCloseTo(0.4)
  expect(said['left-odds-same']).toBe(1)
  expect(said['right-odds-others']).toBe(-8)
  expect(said['agreeing-thirds']).toBe(1)
  expect(said['parting-thirds']).toBe(0)
})
