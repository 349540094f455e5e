import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Agenda } from './agenda.ts'

test('what is due first comes first, and of what is due together what was put in first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (moments) => {
      const agenda = new Agenda<{ at: number; nth: number }>()
      moments.forEach((at, nth) => {
        agenda.put(at, { at, nth })
      })
      const expected = moments.map((at, nth) => ({ at, nth })).sort((a, b) => a.at - b.at || a.nth - b.nth)
      expect(agenda.size).toBe(moments.length)
      for (const one of expected) {
        expect(agenda.nextAt).toBe(one.at)
        expect(agenda.take()).toEqual(one)
      }
      expect([agenda.take(), agenda.nextAt]).toEqual([undefined, Number.POSITIVE_INFINITY])
    }),
    { seed: 20_240_517, numRuns: 200 },
  )
})

test('it goes on while things are put in and taken out in turns', () => {
  const agenda = new Agenda<number>()
  for (const at of [5, 1, 3]) agenda.put(at, at)
  expect(agenda.take()).toBe(1)
  agenda.put(2, 2)
  expect([agenda.take(), agenda.take(), agenda.take()]).toEqual([2, 3, 5])
})
