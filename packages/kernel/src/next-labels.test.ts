import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LabelPast, NextLabels } from './next-labels.ts'
import { restored } from './testing-columns.ts'

const day = 86_400
const now = 1_700_000_000
const fresh = () => new NextLabels({ halfLifeDays: 60 })
/** Thing n carries label n % 4; thing 9 none. */
const labels = Uint32Array.from({ length: 10 }, (_, n) => (n === 9 ? 0 : (n % 4) + 1))
const past = (things: readonly number[], recency = 0): LabelPast => ({
  things: Uint32Array.from(things),
  times: new Uint16Array(things.length).fill(1),
  recencies: new Uint8Array(things.length).fill(recency),
  count: things.length,
  steps: things.length,
})
const chanceOf = (next: NextLabels, of: LabelPast, label: number) => {
  const { labels: found, cells, count } = next.candidatesOf(of, labels)
  const place = found.subarray(0, count).indexOf(label)
  return place < 0 ? 0 : next.table.chancesAt(now)[cells[place]! * 2 + 1]!
}

test('who always comes back to a label is expected to; shares are of steps', () => {
  const next = fresh()
  for (let n = 0; n < 600; n++) {
    const own = n % 4
    next.learn(past([own, own + 4]), [own], labels, now)
  }
  expect(next.shareOf(2)).toBeCloseTo(0.25, 9)
  expect(chanceOf(next, past([1, 5]), 1)).toBeGreaterThan(0.9)
  expect(chanceOf(next, past([1, 5]), 2)).toBeLessThan(0.1)
})

test('nobody known only makes labels common; things without a label say nothing', () => {
  const next = fresh()
  next.learn(undefined, [0, 4, 9], labels, now)
  next.learn(undefined, [9], labels, now)
  next.learn(undefined, [1], labels, now)
  expect([...next.mostCommon]).toEqual([0, 1])
  expect(next.shareOf(0)).toBe(0.5)
  expect(next.table.trialsAt(-1, now)).toBe(0)
})

test('candidates are each label once, chances are chances, scratch is left clean, a snapshot is the same', () => {
  const steps = fc.array(fc.record({ had: fc.array(fc.nat(9)), took: fc.array(fc.nat(9)), days: fc.nat(400) }))
  fc.assert(
    fc.property(steps, fc.array(fc.nat(9)), (all, had) => {
      const next = fresh()
      for (const one of all) next.learn(past(one.had), one.took, labels, now - one.days * day)
      const other = restored(next, fresh())
      const read = (one: NextLabels) => {
        const { labels: found, cells, count } = one.candidatesOf(past(had), labels)
        return [[...found.subarray(0, count)], [...cells.subarray(0, count)]]
      }
      const [found, cells] = read(next)
      expect(read(next)).toEqual([found, cells])
      expect(read(other)).toEqual([found, cells])
      expect(new Set(found).size).toBe(found!.length)
      expect([...next.table.chancesAt(now)].every((chance) => chance >= 0 && chance <= 1)).toBe(true)
    }),
    { seed: 803, numRuns: 100 },
  )
})
