import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '../../domain/limits.ts'
import { epochMs } from '../../domain/units.ts'
import { Rejection } from './rejection.ts'
import { atOf, momentOf } from './time.ts'

const receivedAt = epochMs(Date.parse('2026-03-20T12:00:00Z'))
const how = { receivedAt, skewMs: 0, imported: false }
const refused = (value: unknown) => {
  try {
    return atOf(value, 'at', how)
  } catch (thrown) {
    return thrown instanceof Rejection ? `${thrown.code} ${thrown.field}: ${thrown.reason}` : thrown
  }
}

describe('a time', () => {
  test.each([
    ['2026-02-28T23:59:59.999Z', Date.UTC(2026, 1, 28, 23, 59, 59, 999)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2026-03-01T09:00:00+09:00', Date.UTC(2026, 2, 1)],
    ['2026-03-01T12:00:00.123456789Z', Date.UTC(2026, 2, 1, 12, 0, 0, 123)],
    ['2026-03-01T12:00', Date.UTC(2026, 2, 1, 12)],
    [1_772_323_200_000, 1_772_323_200_000],
    [1_772_323_200, 1_772_323_200_000],
    ['1772323200', 1_772_323_200_000],
  ])('is read: %s', (value, expected) => {
    expect(momentOf(value)).toBe(expected)
  })

  test.each([
    '2026-02-30',
    '2026-02-30T10:00:00Z',
    '2025-02-29',
    '2026-04-31T00:00:00Z',
    '2026-13-01',
    '2026-00-10',
    '2026-03-00',
    '2026-03-01T24:00:00Z',
    '2026-03-01T12:60:00Z',
    '2026-03-01T00:00:00+99:00',
    'March 7',
    '7',
    '2026',
    ' ',
    true,
    {},
  ])('that does not exist is refused, not moved: %s', (value) => {
    expect(refused(value)).toMatch(/^EVENT_INVALID at: is no time that exists/)
  })

  test('that nobody gives is the moment of receipt, and so is one ahead of our clock', () => {
    expect([undefined, null, ''].map((value) => refused(value))).toEqual([receivedAt, receivedAt, receivedAt])
    expect(refused(receivedAt + limits.clockAheadMsMax + 1)).toBe(receivedAt)
  })

  test('law: every moment in ISO 8601 is read back to the millisecond, in any zone of the earth', () => {
    const moments = fc.date({ min: new Date(0), max: new Date(Date.UTC(2099, 0)), noInvalidDate: true })
    fc.assert(
      fc.property(moments, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, minutes) => {
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1)
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
        const zone = `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
        expect(momentOf(`${local}${zone}`)).toBe(date.getTime())
        expect(momentOf(date.toISOString())).toBe(date.getTime())
      }),
      { seed: 230_226, numRuns: 500 },
    )
  })
})
