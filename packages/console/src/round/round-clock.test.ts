import { expect, test } from 'vitest'
import { roundClock } from './round-clock.ts'

test("a round's times are those of its depot, wherever the phone thinks it is", () => {
  const at = Date.UTC(2026, 6, 26, 15, 5)
  expect(roundClock('en', 'Asia/Seoul')(at)).toBe('00:05')
  expect(roundClock('en', 'America/New_York')(at)).toBe('11:05')
  expect(roundClock('ko', 'Asia/Seoul')(at)).toMatch(/00.*05/)
})
