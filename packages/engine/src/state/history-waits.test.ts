import { RenewalChances } from '@nunchi/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Touch, touchKinds } from '../domain/touch.ts'
import { History } from './history.ts'

const start = 1_700_000_000
const day = 86_400
const bought = (at: number, item = 1, row = 0): Touch => {
  return { row, item, kind: touchKinds.order, weight: 8, pieces: 1, at: start + at * day }
}
const read = (history: History) => {
  const chances = new RenewalChances(history.orderWaits, start + 400 * day)
  return [-1, 0, 1, 5, 9, 13, 17, 21].map((group) => chances.within(group, 3, 30))
}
const expectAlike = (one: History, other: History) => {
  const expected = read(other)
  for (const [i, chance] of read(one).entries()) expect(chance).toBeCloseTo(expected[i]!, 9)
}
/** Distinct days: orders of one second are one. */
const days = fc.uniqueArray(fc.nat(300), { minLength: 1, maxLength: 20 })

test('orders teach the same of waits in whatever order they arrive', () => {
  fc.assert(
    fc.property(days, fc.infiniteStream(fc.nat()), (all, numbers) => {
      const shuffled = [...all].sort(() => (numbers.next().value! % 2) - 0.5)
      const [inTime, late] = [new History(), new History()]
      for (const at of [...all].sort((a, b) => a - b)) inTime.touch(bought(at))
      for (const at of shuffled) late.touch(bought(at))
      expectAlike(late, inTime)
    }),
    { seed: 911, numRuns: 100 },
  )
})

test('the orders of two devices teach what those of one person do', () => {
  fc.assert(
    fc.property(days, (all) => {
      const [one, two] = [new History(), new History()]
      for (const at of all) one.touch(bought(at, 1, 1))
      for (const [n, at] of all.entries()) two.touch(bought(at, 1, n % 2))
      two.merge(0, 1)
      expectAlike(two, one)
    }),
    { seed: 912, numRuns: 100 },
  )
})

test('who is forgotten, and what came back whole, is waited for no more', () => {
  const history = new History()
  for (const at of [0, 9, 20]) history.touch(bought(at))
  history.touch(bought(20, 2))
  history.touch({ ...bought(21, 2), kind: touchKinds.refund, weight: -6 })
  history.clear(0)
  for (const { open } of [history.orderWaits, history.productWaits])
    expect(open.every((weight) => Math.abs(weight) < 1e-9)).toBe(true)
})

test('a product bought twice waits by its own gap, and the same when the first purchase comes late', () => {
  const [inTime, late] = [new History(), new History()]
  for (const at of [0, 14]) inTime.touch(bought(at))
  for (const at of [14, 0]) late.touch(bought(at))
  for (const { owned } of [inTime, late]) {
    expect([owned.columns.times[0], owned.columns.firstAt[0], owned.columns.lastAt[0]]).toEqual([
      2,
      start,
      start + 14 * day,
    ])
  }
  expect(late.owned.columns.wait[0]).toBe(inTime.owned.columns.wait[0])
  expect([...late.productWaits.events]).toEqual([...inTime.productWaits.events])
})
