import fc from 'fast-check'
import { expect, test } from 'vitest'
import { togetherMs } from '../../domain/subscription.ts'
import type { EpochMs } from '../../domain/units.ts'
import { type LeavingAsk, leaveAt, type Wishes } from './leaving.ts'
import { LocalClock } from './local-clock.ts'

const at = (text: string): EpochMs => Date.parse(text) as EpochMs
const seoul: Wishes = { zone: 'Asia/Seoul', perDayMax: 3 }
const ask = (change: Partial<LeavingAsk> & { wishes?: Wishes }): LeavingAsk => ({
  kind: 'email',
  raisedAt: at('2026-03-02T10:00:03+09:00'),
  now: change.raisedAt ?? at('2026-03-02T10:00:03+09:00'),
  wishes: seoul,
  toldSince: () => 0,
  ...change,
})
const quiet = { fromMinute: 22 * 60, untilMinute: 8 * 60 }
const digest = { ...seoul, digestMinute: 9 * 60 + 30 }

test.each<[string, Partial<LeavingAsk>, string]>([
  ['at once: at the end of the while in which alerts gather', {}, '2026-03-02T10:00:10+09:00'],
  [
    'at the end of the next one when the last has just ended',
    { raisedAt: at('2026-03-02T10:00:10+09:00') },
    '2026-03-02T10:00:20+09:00',
  ],
  ['a server at once', { kind: 'webhook', wishes: { ...digest, quiet } }, '2026-03-02T10:00:03+09:00'],
  ['a digest today', { wishes: digest, raisedAt: at('2026-03-02T09:29:00+09:00') }, '2026-03-02T09:30:00+09:00'],
  ['a digest tomorrow', { wishes: digest }, '2026-03-03T09:30:00+09:00'],
  [
    'after the quiet hours of the night',
    { wishes: { ...seoul, quiet }, raisedAt: at('2026-03-02T23:00:00+09:00') },
    '2026-03-03T08:00:00+09:00',
  ],
  [
    'after midnight of them',
    { wishes: { ...seoul, quiet }, raisedAt: at('2026-03-03T00:10:00+09:00') },
    '2026-03-03T08:00:00+09:00',
  ],
  [
    'not held where they end',
    { wishes: { ...seoul, quiet }, raisedAt: at('2026-03-03T08:00:00+09:00') },
    '2026-03-03T08:00:10+09:00',
  ],
  [
    'a digest within quiet hours after them',
    { wishes: { ...seoul, digestMinute: 7 * 60, quiet } },
    '2026-03-03T08:00:00+09:00',
  ],
  ['tomorrow when enough was told', { toldSince: () => 3 }, '2026-03-03T00:00:00+09:00'],
  ['then not at night', { toldSince: () => 3, wishes: { ...seoul, quiet } }, '2026-03-03T08:00:00+09:00'],
  [
    'then with the digest',
    { toldSince: () => 3, wishes: digest, raisedAt: at('2026-03-02T09:29:00+09:00') },
    '2026-03-03T09:30:00+09:00',
  ],
])('%s', (_, change, expected) => {
  expect(new Date(leaveAt(ask(change))).toISOString()).toBe(new Date(at(expected)).toISOString())
})

test('what is late leaves now, and waits only for quiet hours and limits', () => {
  const now = at('2026-03-02T12:00:00+09:00')
  expect(leaveAt(ask({ now }))).toBeLessThanOrEqual(now)
  expect(leaveAt(ask({ now, wishes: { ...digest, digestMinute: 11 * 60 } }))).toBeLessThanOrEqual(now)
  const atNoon = { fromMinute: 12 * 60, untilMinute: 13 * 60 }
  expect(leaveAt(ask({ now, wishes: { ...seoul, quiet: atNoon } }))).toBe(at('2026-03-02T13:00:00+09:00'))
})

test('the limit of a day counts from midnight where the person is', () => {
  const asked: EpochMs[] = []
  const toldSince = (since: EpochMs) => asked.push(since)
  leaveAt(ask({ toldSince, wishes: { ...seoul, zone: 'America/New_York' } }))
  expect(asked).toEqual([at('2026-03-01T00:00:00-05:00')])
})

test('days on which the clocks change have their hours where they are', () => {
  const zone = 'America/New_York'
  const raisedAt = at('2026-03-08T00:30:00-05:00') // at 2:00 it becomes 3:00
  expect(leaveAt(ask({ raisedAt, wishes: { ...digest, zone } }))).toBe(at('2026-03-08T09:30:00-04:00'))
  const autumn = at('2026-11-01T00:30:00-04:00') // at 2:00 it becomes 1:00
  expect(leaveAt(ask({ raisedAt: autumn, wishes: { ...digest, zone } }))).toBe(at('2026-11-01T09:30:00-05:00'))
  const clock = new LocalClock(zone)
  expect(clock.dayStart(at('2026-03-08T12:00:00-04:00'))).toBe(at('2026-03-08T00:00:00-05:00'))
  expect(clock.minuteAt(at('2026-03-08T12:34:56-04:00'))).toBe(12 * 60 + 34)
  expect(() => new LocalClock('Mars/Olympus')).toThrow(RangeError)
})

test('nothing leaves before it is raised, in quiet hours or over the limit, nor waits longer than three days', () => {
  const wishes = fc.record(
    {
      zone: fc.constantFrom('Asia/Seoul', 'America/New_York', 'UTC', '+05:30', 'Pacific/Auckland'),
      digestMinute: fc.integer({ min: 0, max: 1_439 }),
      quiet: fc.record({
        fromMinute: fc.integer({ min: 0, max: 1_439 }),
        untilMinute: fc.integer({ min: 0, max: 1_439 }),
      }),
      perDayMax: fc.integer({ min: 1, max: 3 }),
    },
    { requiredKeys: ['zone', 'perDayMax'] },
  )
  const from = at('2026-01-01T00:00:00Z')
  const moment = fc.integer({ min: from, max: from + 366 * 86_400_000 })
  fc.assert(
    fc.property(wishes, moment, fc.nat(3 * 86_400_000), fc.nat(4), (wish, raised, late, told) => {
      const raisedAt = raised as EpochMs
      const now = (raised + late) as EpochMs
      const leaves = leaveAt({ kind: 'web-push', raisedAt, now, wishes: wish, toldSince: () => told })
      expect(leaves).toBeGreaterThan(raisedAt - 1)
      const clock = new LocalClock(wish.zone)
      const when = Math.max(leaves, now) as EpochMs
      if (told >= wish.perDayMax) expect(clock.dayStart(when)).toBeGreaterThan(clock.dayStart(now))
      expect(when - now).toBeLessThan(3 * 86_400_000 + 2 * 3_600_000)
      if (wish.digestMinute === undefined && !wish.quiet && told < wish.perDayMax && leaves > now)
        expect(leaves - raisedAt).toBeLessThanOrEqual(togetherMs)
      const { quiet: hours } = wish
      if (!hours || hours.fromMinute === hours.untilMinute) return
      const minute = clock.minuteAt(when)
      const within =
        hours.fromMinute < hours.untilMinute
          ? minute >= hours.fromMinute && minute < hours.untilMinute
          : minute >= hours.fromMinute || minute < hours.untilMinute
      expect(within).toBe(false)
    }),
    { seed: 20_261_126, numRuns: 400 },
  )
})
