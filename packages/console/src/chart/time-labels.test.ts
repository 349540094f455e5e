import { expect, test } from 'vitest'
import { timeLabels } from './time-labels.ts'

const at = Date.UTC(2026, 2, 1, 0, 0, 0)

test('days are written in the way of the language, in UTC', () => {
  expect(timeLabels('ko-KR', 'day').axis(at, 86_400)).toBe('3월 1일')
  expect(timeLabels('en-US', 'day').axis(at, 86_400)).toBe('Mar 1')
  expect(timeLabels('ko-KR', 'day').full(at)).toBe('2026년 3월 1일 일요일')
  expect(timeLabels('ko-KR', 'day').axis(at, 30 * 86_400)).toBe('2026년 3월')
})

test('the closer the moments, the finer they are written', () => {
  expect(timeLabels('en-US', 'moment').axis(at, 600)).toMatch(/^\d\d:\d\d$/)
  expect(timeLabels('en-US', 'moment').axis(at, 10)).toMatch(/^\d\d:\d\d:\d\d$/)
})
