import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Due, DueLanes } from './due-lanes.ts'

const step = fc.record({
  do: fc.constantFrom('put', 'put', 'put', 'remove', 'ask'),
  row: fc.nat(20),
  lane: fc.nat(4),
  recipient: fc.nat(3),
  dueAt: fc.nat(10),
  now: fc.nat(10),
  countMax: fc.integer({ min: 1, max: 8 }),
  perLaneMax: fc.integer({ min: 1, max: 4 }),
  full: fc.subarray([0, 1, 2, 3, 4]),
  taken: fc.subarray([0, 1, 2, 3, 4, 5, 6]),
})

test('what is due, and when next, is what a look at all rows says', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
      const lanes = new DueLanes()
      const all = new Map<number, Due>()
      for (const { do: what, row, lane, recipient, dueAt, now, countMax, perLaneMax, full, taken } of steps) {
        if (what === 'put') {
          lanes.put(row, { lane, recipient, dueAt })
          all.set(row, { lane, recipient, dueAt })
        } else if (what === 'remove') {
          lanes.remove(row)
          all.delete(row)
        }
        expect(lanes.count).toBe(all.size)
        expect(lanes.dueAtOf(row)).toBe(all.get(row)?.dueAt)
        const rows = [...all].sort(
          ([a, one], [b, other]) => one.dueAt - other.dueAt || one.recipient - other.recipient || a - b,
        )
        const isFull = (one: number) => full.includes(one)
        const isTaken = (one: number) => taken.includes(one)
        expect(lanes.nextDueAt(isFull)).toBe(rows.find(([, one]) => !isFull(one.lane))?.[1].dueAt)
        const firstOf = (one: number) => rows.find(([, due]) => due.lane === one)![1].dueAt
        const order = [...new Set(rows.map(([, due]) => due.lane))].sort((a, b) => firstOf(a) - firstOf(b) || a - b)
        const expected = order
          .filter((one) => !isFull(one))
          .flatMap((one) =>
            rows.filter(([r, due]) => due.lane === one && due.dueAt <= now && !isTaken(r)).slice(0, perLaneMax),
          )
          .map(([r]) => r)
          .slice(0, countMax)
        expect(lanes.due({ now, countMax, perLaneMax, isFull, isTaken })).toEqual(expected)
      }
    }),
    { seed: 20_261_126, numRuns: 300 },
  )
})
