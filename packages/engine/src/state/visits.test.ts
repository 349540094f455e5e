import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Touch, type TouchName, touchKinds, touchWeights } from '../domain/touch.ts'
import { visitSeconds } from '../domain/visit.ts'
import { acts, left, silenceStarts, Visits } from './visits.ts'

const start = 1_700_000_000
const touch = (name: TouchName, at: number, item = 1, row = 0): Touch => {
  return { row, item, kind: touchKinds[name], weight: touchWeights[name], pieces: 1, at: start + at }
}
/** How often each act followed, and nothing did, in all states together. */
const followed = ({ outcomes }: Visits) => {
  const sums = new Array<number>(acts.length + 1).fill(0)
  const scale = outcomes.weightAt(start)
  outcomes.counts.forEach((count, i) => {
    const outcome = i % outcomes.outcomes
    sums[outcome === left ? acts.length : Math.floor(outcome / silenceStarts.length)]! += count / scale
  })
  return sums.map((sum) => Math.round(sum * 100) / 100)
}

test('what follows is counted by kind; the last act of a visit counts as left', () => {
  const visits = new Visits()
  visits.touch(touch('view', 0, 1), 5)
  expect(followed(visits)).toEqual([0, 0, 0, 1])
  visits.touch(touch('view', 10, 2), 6) // another category
  visits.touch(touch('view', 20, 3), 6) // another product of it
  visits.touch(touch('dwell', 25, 3), 6) // no act of its own
  visits.touch(touch('cart', 30, 3), 6)
  visits.touch(touch('order', 40, 3), 6)
  visits.touch(touch('order', 40, 4), 6) // another line
  expect(followed(visits)).toEqual([1, 1, 2, 1])
  expect([visits.visitsOf(0), visits.actsOf(0), visits.silenceOf(0, start + 100)]).toEqual([1, 5, 60])
  visits.touch(touch('view', 40 + visitSeconds + 1), 5)
  expect(followed(visits)).toEqual([1, 1, 2, 2])
  expect([visits.visitsOf(0), visits.actsOf(0)]).toEqual([2, 1])
  expect(visits.silenceOf(0, start + 3 * visitSeconds)).toBeUndefined()
})

test('a late touch, a guest and what speaks against a product change nothing of what is counted', () => {
  const visits = new Visits()
  visits.touch(touch('view', 5_000), 5)
  const before = followed(visits)
  visits.touch(touch('view', 100), 5)
  visits.touch({ ...touch('view', 6_000), row: -1 }, 5)
  visits.touch(touch('refund', 6_000), 5)
  expect([followed(visits), visits.visitsOf(0), visits.actsOf(0)]).toEqual([before, 1, 1])
})

const lives = fc.array(
  fc.record({
    row: fc.nat(2),
    name: fc.constantFrom('view', 'cart', 'order', 'dislike' as const),
    at: fc.nat(9 * 86_400),
    item: fc.nat(5),
  }),
  { maxLength: 80 },
)
const fold = (visits: Visits, life: readonly { row: number; name: TouchName; at: number; item: number }[]) => {
  for (const { row, name, at, item } of life) visits.touch(touch(name, at, item, row), 1 + (item % 3))
}

test('two devices are one person whichever is merged into the other; a forgotten one is nobody and waits for nothing', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const [one, other] = [new Visits(), new Visits()]
      fold(one, life)
      fold(other, life)
      one.merge(0, 1)
      other.merge(1, 0)
      expect(one.visitsOf(1)).toBe(other.visitsOf(0))
      expect(one.visitsOf(0)).toBe(0)
      for (const row of [0, 1, 2]) one.clear(row)
      expect([0, 1, 2].map((row) => one.visitsOf(row))).toEqual([0, 0, 0])
      expect(one.waits.open.every((weight) => Math.abs(weight) < 1e-6)).toBe(true)
    }),
    { seed: 901, numRuns: 100 },
  )
})

test('a snapshot goes on to the same bytes', () => {
  fc.assert(
    fc.property(lives, fc.nat(80), (life, cut) => {
      const [whole, first, second] = [new Visits(), new Visits(), new Visits()]
      fold(whole, life)
      fold(first, life.slice(0, cut))
      second.restore(structuredClone(first.save()))
      fold(second, life.slice(cut))
      expect(second.save()).toEqual(whole.save())
    }),
    { seed: 902, numRuns: 60 },
  )
})
