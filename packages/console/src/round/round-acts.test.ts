import { expect, test } from 'vitest'
import { actionOf, withActs } from './round-acts.ts'
import { onBoard } from './round-changes.ts'
import { round as out, stop } from './testing-round.ts'

const round = { ...out, state: 'planned' as const, stops: [stop('a'), stop('b')] }
const keptOf = (act: Parameters<typeof actionOf>[0], at: number) => ({
  day: round.day,
  vehicle: round.vehicle,
  act: actionOf(act, at),
})
const after = (...acts: Parameters<typeof actionOf>[0][]) =>
  withActs(
    round,
    acts.map((act, at) => keptOf(act, at + 1)),
  )

test('what was not sent yet shows already: out, there, brought, and on to the next', () => {
  const done = after({ kind: 'started' }, { kind: 'arrived', delivery: 'a' }, { kind: 'delivered', delivery: 'a' })
  expect(done.state).toBe('out')
  expect(done.next).toBe('b')
  expect(done.stops[0]).toMatchObject({ state: 'delivered', arrivedAt: 2, endedAt: 3, canUndo: true })
  expect(done.stops[0]?.arrival).toBeUndefined()
})

test('a mistake is taken back step by step', () => {
  const failed = after({ kind: 'arrived', delivery: 'a' }, { kind: 'failed', delivery: 'a', reason: 'absent' })
  expect(failed.stops[0]).toMatchObject({ state: 'failed', failure: 'absent' })
  const back = withActs(failed, [keptOf({ kind: 'undone', delivery: 'a' }, 9)])
  expect(back.next).toBe('a')
  expect(back.stops[0]).toMatchObject({ state: 'arriving', arrivedAt: 1 })
  expect(back.stops[0]?.failure).toBeUndefined()
  const further = withActs(back, [keptOf({ kind: 'undone', delivery: 'a' }, 10)])
  expect(further.stops[0]?.arrivedAt).toBeUndefined()
})

test('what was done before its turn and taken back stands in its planned place; what was next stays next', () => {
  const done = stop('c', { plannedAt: 3, state: 'delivered', endedAt: 5, canUndo: true })
  const ahead = { ...out, stops: [done, ...out.stops.slice(0, 2), stop('d', { plannedAt: 4 })] }
  const back = withActs(ahead, [keptOf({ kind: 'undone', delivery: 'c' }, 9)])
  expect(back.stops.map(({ delivery }) => delivery)).toEqual(['a', 'b', 'c', 'd'])
  expect(back.next).toBe('a')
  const first = withActs(out, [
    keptOf({ kind: 'delivered', delivery: 'a' }, 1),
    keptOf({ kind: 'undone', delivery: 'a' }, 2),
  ])
  expect(first.next).toBe('a')
})

test('who has loaded goes on with the next trip, also where that was not said: they are at a door of it', () => {
  const reload = { at: 9, seconds: 60, metres: 1, travelSeconds: 1, amounts: { parcels: 1 }, isOver: false }
  const two = { ...out, stops: [stop('a'), stop('b', { reload }), stop('c', { reload })] }
  expect(onBoard(two.stops).map(({ delivery }) => delivery)).toEqual(['a'])
  const over = (act: Parameters<typeof actionOf>[0]) =>
    withActs(two, [keptOf({ kind: 'delivered', delivery: 'a' }, 1), keptOf(act, 2)]).stops.map(
      (one) => one.reload?.isOver,
    )
  expect(over({ kind: 'loaded' })).toEqual([undefined, true, false])
  expect(over({ kind: 'arrived', delivery: 'b' })).toEqual([undefined, true, false])
  expect(over({ kind: 'undone', delivery: 'a' })).toEqual([undefined, false, false])
  const loaded = withActs(two, [keptOf({ kind: 'loaded' }, 2)])
  expect(onBoard(loaded.stops).map(({ delivery }) => delivery)).toEqual(['a', 'b'])
})

test('what was said of the round as a whole is taken back: set out, loaded, and the end', () => {
  const undo = { kind: 'undone' } as const
  expect(after({ kind: 'started' })).toMatchObject({ state: 'out', canUndo: 'started' })
  const home = after({ kind: 'started' }, undo)
  expect(home).toMatchObject({ state: 'planned', startedAt: undefined, next: undefined })
  expect(home.canUndo).toBeUndefined()
  const reload = { at: 9, seconds: 60, metres: 1, travelSeconds: 1, amounts: { parcels: 1 }, isOver: false }
  const trips = { ...out, stops: [stop('a'), stop('b', { reload }), stop('c', { reload })] }
  const isOver = ({ stops }: typeof out) => stops.map((one) => one.reload?.isOver)
  const [done, loaded, back] = [
    keptOf({ kind: 'delivered', delivery: 'a' }, 1),
    keptOf({ kind: 'loaded' }, 2),
    keptOf(undo, 3),
  ]
  expect(withActs(trips, [done, loaded])).toMatchObject({ next: 'b', canUndo: 'loaded' })
  expect(isOver(withActs(trips, [done, loaded, back]))).toEqual([undefined, false, false])
  const there = withActs(trips, [done, loaded, keptOf({ kind: 'arrived', delivery: 'b' }, 3)])
  expect(there.canUndo).toBeUndefined() // whoever is at the door has loaded
  const ended = withActs(trips, [done, keptOf({ kind: 'ended' }, 2)])
  expect(ended).toMatchObject({ state: 'ended', canUndo: 'ended' })
  expect(withActs(ended, [back])).toMatchObject({ state: 'out', next: 'b' })
  expect(withActs(trips, [back])).toEqual(trips) // nothing is known to take back
})

test('where the driver stands is next, wherever it is in the list', () => {
  expect(after({ kind: 'arrived', delivery: 'b' }).next).toBe('b')
})

test('what is of another day or vehicle, or was refused, is not told here', () => {
  const done = keptOf({ kind: 'delivered', delivery: 'a' }, 1)
  const others = [
    { ...done, day: '2026-07-26' },
    { ...done, vehicle: 'other' },
    { ...done, problem: { code: 'DISPATCH_ROUND', message: 'no' } },
  ]
  expect(withActs(round, others)).toBe(round)
})

test('when all is over there is no next, and the round can end', () => {
  const all = after({ kind: 'delivered', delivery: 'a' }, { kind: 'failed', delivery: 'b', reason: 'refused' })
  expect(all.next).toBeUndefined()
  expect(withActs(all, [keptOf({ kind: 'ended' }, 9)]).state).toBe('ended')
})

test('every act has an id of its own, long enough for the server', () => {
  const ids = Array.from({ length: 50 }, () => actionOf({ kind: 'started' }, 1).id)
  expect(new Set(ids).size).toBe(50)
  expect(ids[0]!.length).toBeGreaterThanOrEqual(8)
})
