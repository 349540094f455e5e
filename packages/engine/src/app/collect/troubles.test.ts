import { expect, test } from 'vitest'
import { epochMs } from '../../domain/units.ts'
import type { Verdict } from '../report.ts'
import type { RejectionCode } from './rejection.ts'
import { sampleOf } from './sample.ts'
import { Troubles } from './troubles.ts'

const at = (n: number) => epochMs(1_700_000_000_000 + n)
const rejected = (code: RejectionCode, field: string): Verdict => ({
  status: 'rejected',
  code,
  field,
  reason: 'is missing',
  remedy: 'Correct it.',
})

test('the same field of other lines is the same trouble; others are told apart', () => {
  const troubles = new Troubles(at(0))
  const entries = [
    { event: 'Order Completed', properties: { products: [{}, { price: 'much' }] } },
    { event: 'Order Completed', properties: { products: [{ price: [1, 2] }] } },
    { event: 'Product Viewed' },
    {},
    {},
    {},
  ]
  const verdicts: Verdict[] = [
    rejected('EVENT_INVALID', 'properties.products.1.price'),
    rejected('EVENT_INVALID', 'properties.products.0.price'),
    rejected('SHOPPER_MISSING', 'userId'),
    { status: 'accepted' },
    { status: 'duplicate' },
    { status: 'dropped', reason: 'no-consent' },
  ]
  troubles.note({ at: at(1), entries, verdicts, warnings: [] })
  expect([troubles.accepted, troubles.duplicates, troubles.dropped, troubles.rejectedTotal]).toEqual([1, 1, 1, 3])
  expect(troubles.rejected).toMatchObject([
    {
      code: 'EVENT_INVALID',
      field: 'properties.products.*.price',
      count: 2,
      lastAt: at(1),
      sample: { event: 'Order Completed', type: 'list', length: 2 },
    },
    { code: 'SHOPPER_MISSING', field: 'userId', count: 1, sample: { event: 'Product Viewed', type: 'missing' } },
  ])
})

test('names that nobody knows are counted, masked where they hold somebody, and cut', () => {
  const troubles = new Troubles(at(0))
  const entries = [
    { event: 'Video Played' },
    { kind: 'video.played' },
    { event: 'Video Played' },
    { event: 'Mail to kim@example.com' },
    { event: 'x'.repeat(5_000) },
  ]
  const verdicts = entries.map((entry) => rejected('EVENT_UNKNOWN', 'kind' in entry ? 'kind' : 'event'))
  troubles.note({ at: at(1), entries, verdicts, warnings: [] })
  expect(troubles.unknownEvents.map(({ name, count }) => [name.slice(0, 20), name.length, count])).toEqual([
    ['Video Played', 12, 2],
    ['video.played', 12, 1],
    ['Mail to ***', 11, 1],
    ['x'.repeat(20), 100, 1],
  ])
  expect(JSON.stringify(troubles.rejected)).not.toContain('kim@')
})

test('warnings count as often as they were told', () => {
  const troubles = new Troubles(at(0))
  const warning = { index: 3, count: 31, code: 'USER_UNPROVEN', field: 'userId', reason: 'r', remedy: 'm' } as const
  troubles.note({ at: at(1), entries: [], verdicts: [], warnings: [warning, warning] })
  expect(troubles.warnings).toMatchObject([{ code: 'USER_UNPROVEN', count: 62 }])
})

test('ten thousand names of junk are forgotten before one that keeps coming', () => {
  const troubles = new Troubles(at(0))
  for (let n = 0; n < 10_000; n++) {
    const entries = [{ event: `junk ${n}` }, ...(n % 10 === 0 ? [{ event: 'Video Played' }] : [])]
    const verdicts = entries.map(() => rejected('EVENT_UNKNOWN', 'event'))
    troubles.note({ at: at(n), entries, verdicts, warnings: [] })
  }
  expect(troubles.unknownEvents[0]).toMatchObject({ name: 'Video Played', count: 1_000 })
  expect(troubles.unknownEvents.length).toBeLessThanOrEqual(1_000)
  expect(troubles.rejectedTotal).toBe(11_000)
})

test('a sample holds the shape of what was wrong, never what stood there', () => {
  const entry = { type: 'identify', traits: { email: 'kim@example.com' }, userId: 7, ok: true, none: null }
  const shapes = ['traits.email', 'userId', 'ok', 'none', 'traits', '', 'a.b.c', 'constructor'].map((field) =>
    sampleOf(entry, field),
  )
  expect(shapes.map(({ type }) => type)).toEqual([
    'text',
    'number',
    'flag',
    'null',
    'object',
    'object',
    'missing',
    'missing',
  ])
  expect(shapes[0]).toEqual({ event: 'identify', type: 'text', length: 15 })
  expect(sampleOf('kim', '')).toEqual({ type: 'text', length: 3 })
  expect(sampleOf({ event: 'secret of kim' }, 'event')).toEqual({ type: 'text', length: 13 })
})
