import type { RoundBody } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { actionOf, withActs } from './round-acts.ts'

const stop = (delivery: string): RoundBody['stops'][number] => ({
  delivery,
  state: 'out',
  windows: [],
  amounts: {},
  plannedAt: 0,
  arrival: { at: 5, from: 4, until: 9 },
  lateSeconds: 0,
  canUndo: false,
})
const round: RoundBody = {
  day: '2026-07-27',
  vehicle: 'van',
  name: 'Van',
  state: 'planned',
  depot: { name: 'D', lat: 37, lon: 127, zone: 'Asia/Seoul' },
  stops: [stop('a'), stop('b')],
}
const after = (...acts: Parameters<typeof actionOf>[0][]) =>
  withActs(
    round,
    acts.map((act, at) => actionOf(act, at + 1)),
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
  const back = withActs(failed, [actionOf({ kind: 'undone', delivery: 'a' }, 9)])
  expect(back.next).toBe('a')
  expect(back.stops[0]).toMatchObject({ state: 'arriving', arrivedAt: 1 })
  expect(back.stops[0]?.failure).toBeUndefined()
  const further = withActs(back, [actionOf({ kind: 'undone', delivery: 'a' }, 10)])
  expect(further.stops[0]?.arrivedAt).toBeUndefined()
})

test('when all is over there is no next, and the round can end', () => {
  const all = after({ kind: 'delivered', delivery: 'a' }, { kind: 'failed', delivery: 'b', reason: 'refused' })
  expect(all.next).toBeUndefined()
  expect(withActs(all, [actionOf({ kind: 'ended' }, 9)]).state).toBe('ended')
})

test('every act has an id of its own, long enough for the server', () => {
  const ids = Array.from({ length: 50 }, () => actionOf({ kind: 'started' }, 1).id)
  expect(new Set(ids).size).toBe(50)
  expect(ids[0]!.length).toBeGreaterThanOrEqual(8)
})
