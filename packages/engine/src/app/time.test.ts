import fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentOf } from './collect/time.ts'
import { isoReader, patternReader } from './time.ts'

test('patterns read what they say, in the zone they say', () => {
  const at = Date.UTC(2011, 11, 9, 12, 50)
  expect(patternReader('yyyy-MM-dd HH:mm:ss', 'UTC')('2011-12-09 12:50:00')).toBe(at)
  expect(patternReader('M/d/yy h:mm a', '+09:00')('12/9/11 9:50 PM')).toBe(at)
  expect(patternReader("yyyy-MM-dd HH:mm:ss 'UTC'", 'UTC')('2011-12-09 12:50:00 UTC')).toBe(at)
  expect(patternReader('yyyy.MM.dd a h:mm', 'Asia/Seoul')('2011.12.09 오후 9:50')).toBe(at)
})

test('zones with summer time are followed', () => {
  const read = isoReader('Europe/London')
  expect(read('2011-07-01 12:00')).toBe(Date.UTC(2011, 6, 1, 11))
  expect(read('2011-01-01 12:00')).toBe(Date.UTC(2011, 0, 1, 12))
})

test('ISO 8601 and numbers since 1970', () => {
  const read = isoReader('UTC')
  const at = Date.UTC(2024, 1, 29, 1, 2, 3)
  for (const text of [
    '2024-02-29T01:02:03Z',
    '2024-02-29 10:02:03+09:00',
    '2024-02-29 01:02:03.000 UTC',
    `${at}`,
    `${at / 1000}`,
  ])
    expect(read(text)).toBe(at)
})

const impossible = [
  '2026-02-30',
  '2026-02-30T10:00:00Z',
  '2026-02-30 10:00:00+09:00',
  '2025-02-29',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-01-01T24:00:00Z',
  '2026-01-01T10:60:00Z',
  '2026-01-01T10:00:00+99:99',
  '20260230',
  '20260230101500',
  '20260131256000',
  'yesterday',
  'order 12',
  '',
]

test.each(impossible)('%j is no time: nothing is moved to the next day that exists', (text) => {
  expect(isoReader('UTC')(text)).toBeUndefined()
  expect(isoReader('Asia/Seoul')(text)).toBeUndefined()
  expect(momentOf(text)).toBeNaN()
})

test('days and times in digits alone are read as such, not as milliseconds', () => {
  expect(isoReader('+09:00')('20260131')).toBe(Date.UTC(2026, 0, 30, 15))
  expect(isoReader('UTC')('20260131235958')).toBe(Date.UTC(2026, 0, 31, 23, 59, 58))
  expect(isoReader('UTC')('1769903998000')).toBe(1_769_903_998_000)
})

test('patterns refuse the same', () => {
  expect(patternReader('d/M/yyyy', 'UTC')('30/2/2026')).toBeUndefined()
  expect(patternReader('yyyyMMdd', 'UTC')('20260431')).toBeUndefined()
  expect(patternReader('yy.MM.dd HH:mm', 'UTC')('26.02.28 24:00')).toBeUndefined()
  expect(patternReader('yyyy-MM-dd a h:mm', 'UTC')('2026-01-31 AM 15:00')).toBeUndefined()
  expect(patternReader('yyyy-MM-dd a h:mm', 'UTC')('2026-01-31 오후 25:00')).toBeUndefined()
  expect(patternReader('yyyy-MM-dd a h:mm', 'UTC')('2026-01-31 오후 15:00')).toBe(Date.UTC(2026, 0, 31, 15))
  expect(patternReader('yyyy-MM-dd a h:mm', 'UTC')('2026-01-31 오전 12:05')).toBe(Date.UTC(2026, 0, 31, 0, 5))
})

test('every real day is read, and no other day of a month of 31', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1970, max: 2100 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
      (year, month, day) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        const at = isoReader('UTC')(text)
        const isReal = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
        expect(at === undefined ? undefined : new Date(at).toISOString().slice(0, 10)).toBe(isReal ? text : undefined)
      },
    ),
    { seed: 11 },
  )
})

test('a pattern with an unknown part, a zone and an offset that are none are refused', () => {
  expect(() => patternReader('yyyy-QQ', 'UTC')).toThrow('unknown part "QQ"')
  expect(() => isoReader('Mars/Olympus')).toThrow(RangeError)
  expect(() => isoReader('+99:00')).toThrow(RangeError)
})
