import type { RoundBody } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import {
  batchMax,
  batchOf,
  fateOf,
  type Kept,
  momentAfter,
  pauseMs,
  refusedBatch,
  releasedBy,
  verdictsOn,
} from './round-outbox.ts'

const kept = (id: string, more: Partial<Kept> = {}): Kept => ({
  day: '2026-07-27',
  vehicle: 'van',
  act: { id, kind: 'arrived', at: Number(id), delivery: id },
  ...more,
})
const problem = { code: 'DISPATCH_ROUND', message: 'no' }
const ids = (list: readonly Kept[] | undefined) => list?.map(({ act }) => act.id)

test('what waits goes by days and vehicles; what was refused, or is of another vehicle, blocks nothing', () => {
  const all = [
    kept('1', { problem }),
    kept('2', { vehicle: 'other' }),
    kept('3'),
    kept('4', { day: '2026-07-28' }),
    kept('5'),
    kept('6'),
  ]
  expect(batchOf(all, { vehicle: 'van', sizeMax: 2 })).toMatchObject({ day: '2026-07-27' })
  expect(ids(batchOf(all, { vehicle: 'van', sizeMax: 2 })?.acts)).toEqual(['3', '5'])
  expect(ids(batchOf(all, { vehicle: 'other', sizeMax: 9 })?.acts)).toEqual(['2'])
  expect(batchOf([kept('1', { problem })], { vehicle: 'van', sizeMax: 9 })).toBeUndefined()
})

test('what a failure means follows from who answered, and what', () => {
  const fates = [
    [0, 'NETWORK', 'away'],
    [0, 'TIMEOUT', 'away'],
    [200, 'ANSWER_UNREADABLE', 'away'], // the page of a public Wi-Fi
    [403, 'ANSWER_UNREADABLE', 'away'], // a proxy's
    [502, 'ANSWER_UNREADABLE', 'busy'],
    [503, 'LOG_UNAVAILABLE', 'busy'],
    [429, 'RATE_LIMITED', 'busy'],
    [401, 'AUTH_UNKNOWN', 'key'],
    [403, 'AUTH_SCOPE', 'key'],
    [403, 'AUTH_DRIVER', 'key'],
    [404, 'DISPATCH_VEHICLE', 'vehicle'],
    [409, 'DISPATCH_ROUND', 'acts'],
    [400, 'BODY_INVALID', 'acts'],
    [413, 'BODY_TOO_LARGE', 'acts'],
  ] as const
  for (const [status, code, fate] of fates)
    expect([status, code, fateOf({ status, code })]).toEqual([status, code, fate])
})

test('a pause doubles up to two minutes, and is never shorter than the server asked for', () => {
  const pause = (failures: number, retryAfterMs?: number) => pauseMs('away', { failures, random: 0.5, retryAfterMs })
  expect([1, 2, 3, 30].map((failures) => pause(failures))).toEqual([5_000, 10_000, 20_000, 120_000])
  expect(pause(1, 45_000)).toBe(45_000)
  expect(pauseMs('away', { failures: 1, random: 0 })).toBe(3_750)
  expect(pauseMs('key', { failures: 1, random: 0 })).toBe(300_000)
})

test('a day that is refused is held back whole, one bad act is found by halving, and the others go', () => {
  const acts = ['1', '2', '3', '4', '5'].map((id) => kept(id))
  const day = refusedBatch({ day: '2026-07-27', acts }, problem)
  expect(day).toMatchObject({ sizeMax: batchMax })
  expect(day.held.map((one) => one.problem?.code)).toEqual(Array(5).fill('DISPATCH_ROUND'))
  const bad = { code: 'BODY_INVALID', message: 'no' }
  let [waiting, sizeMax] = [acts, batchMax]
  const gone: string[] = []
  for (let calls = 0; calls < 20; calls++) {
    const batch = batchOf(waiting, { vehicle: 'van', sizeMax })
    if (!batch) break
    if (batch.acts.some(({ act }) => act.id === '3')) {
      const refused = refusedBatch(batch, bad)
      sizeMax = refused.sizeMax
      waiting = waiting.map((one) => refused.held.find(({ act }) => act.id === one.act.id) ?? one)
    } else {
      gone.push(...batch.acts.map(({ act }) => act.id))
      waiting = waiting.filter(({ act }) => !gone.includes(act.id))
    }
  }
  expect(gone.sort()).toEqual(['1', '2', '4', '5'])
  expect(waiting).toEqual([{ ...kept('3'), problem: bad }])
})

test('what the server took is over, what it refused or said nothing of is kept with the reason', () => {
  const acts = [kept('1'), kept('2'), kept('3'), kept('4')]
  const { gone, held } = verdictsOn({ day: '2026-07-27', acts }, [
    { id: '1', status: 'accepted' },
    { id: '2', status: 'duplicate' },
    { id: '3', status: 'rejected', code: 'DISPATCH_OTHER_ROUND', message: 'Not yours.' },
  ])
  expect(gone).toEqual(['1', '2'])
  expect(held.map((one) => [one.act.id, one.problem?.code])).toEqual([
    ['3', 'DISPATCH_OTHER_ROUND'],
    ['4', 'ANSWER_UNREADABLE'],
  ])
})

test('what a day held back goes again when that day has another plan', () => {
  const round = { day: '2026-07-27', vehicle: 'van', plan: 'p2' } as RoundBody
  const held = [kept('1', { problem }), kept('2', { problem: { code: 'BODY_INVALID', message: 'no' } })]
  expect(ids(releasedBy(held, { ...round, plan: 'p1' }, round))).toEqual(['1'])
  expect(releasedBy(held, round, round)).toEqual([])
  expect(releasedBy(held, round, { ...round, plan: undefined })).toEqual([])
  expect(releasedBy(held, undefined, { ...round, day: '2026-07-28' })).toEqual([])
})

test('things stay in their order on a phone whose clock is set back', () => {
  expect(momentAfter([kept('100'), kept('250')], 180)).toBe(251)
  expect(momentAfter([kept('100')], 180)).toBe(180)
})
