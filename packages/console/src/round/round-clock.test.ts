import { expect, test } from 'vitest'
import { dayText, isPast, roundClock } from './round-clock.ts'

test("a round's times are those of its depot, wherever the phone thinks it is", () => {
  const at = Date.UTC(2026, 6, 26, 15, 5)
  expect(roundClock('en', 'Asia/Seoul')(at)).toBe('00:05')
  expect(roundClock('en', 'America/New_York')(at)).toBe('11:05')
  expect(roundClock('ko', 'Asia/Seoul')(at)).toMatch(/00.*05/)
})

test('a day is said as people say it', () => {
  expect([dayText('en', '2026-07-27'), dayText('ko', '2026-07-27')]).toEqual(['Mon, Jul 27', '7월 27일 (월)'])
})

test('a round is past when its day is over at its depot, and it was to be back by now', () => {
  const round = { day: '2026-07-27', depot: { zone: 'Asia/Seoul' } }
  const midnight = Date.UTC(2026, 6, 27, 15)
  expect([isPast(round, midnight - 1), isPast(round, midnight + 1)]).toEqual([false, true])
  expect(isPast({ ...round, endsAt: midnight + 3_600_000 }, midnight + 1)).toBe(false)
})
