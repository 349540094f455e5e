import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleEvents } from '../../ports/event-log.contract.ts'
import { parseAddress } from './address.ts'
import { eventsOf, joinPieces, toPieces } from './body.ts'
import { type Frame, frameText, lengthAfter, parseFrame } from './frame.ts'
import { PositionIndex } from './position-index.ts'

describe('nats log address', () => {
  test('names servers, log and credentials, and prints without the latter', () => {
    expect(parseAddress('nats://shop:p%40ss:1@db1:4222,db2/orders')).toEqual({
      servers: ['db1:4222', 'db2:4222'],
      name: 'orders',
      tls: false,
      user: 'shop',
      pass: 'p@ss:1',
      printed: 'nats://db1:4222,db2:4222/orders',
    })
    expect(parseAddress('tls://s3cret@db1')).toMatchObject({ tls: true, token: 's3cret', name: 'main' })
    expect(parseAddress('nats://[::1]:4333/a')).toMatchObject({ servers: ['[::1]:4333'] })
  })

  test.each(['http://db1/a', 'nats://', 'nats://u:hush@db1/a b', 'nats://u:hush@db1/a/b', 'nats://u:hush%@db1'])(
    'refuses %s without repeating credentials',
    (url) => {
      expect(() => parseAddress(url)).toThrow(expect.objectContaining({ code: 'LOG_ADDRESS' }))
      expect(() => parseAddress(url)).not.toThrow(/hush/)
    },
  )
})

const frame: Frame = {
  from: 7,
  total: 5,
  part: 0,
  parts: 2,
  first: 7,
  count: 3,
  nonce: 'w.x-1',
  dropFrom: 0,
  dropTo: -1,
}

test('a frame survives its header; an unknown one is refused', () => {
  expect(parseFrame(frameText(frame))).toEqual(frame)
  for (const unknown of ['', frameText(frame).replace('1 ', '2 ')])
    expect(() => parseFrame(unknown)).toThrow(expect.objectContaining({ code: 'DATA_DAMAGED' }))
})

test('a message that does not hold what its frame says is refused', () => {
  for (const text of ['{"kind":"erased"}', '{"kind":"erased"}\n{"kind":']) {
    const stored = { sequence: 1, frame: { ...frame, count: 2 }, body: Buffer.from(text) }
    expect(() => eventsOf(stored)).toThrow(expect.objectContaining({ code: 'DATA_DAMAGED' }))
  }
})

test('a group counts once its last part is there', () => {
  expect(lengthAfter(frame)).toBe(7)
  expect(lengthAfter({ ...frame, part: 1 })).toBe(12)
  expect(lengthAfter({ ...frame, total: 0, parts: 0, count: 0 })).toBe(7)
})

test('pieces hold the events in order, none larger than asked unless one event is, and join again', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 30 })
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 2_000 }), (written, pieceBytes) => {
      const events = written.flatMap((text, index) => sampleEvents(index, 1, text))
      const pieces = toPieces(events, { pieceBytes, eventBytes: 100_000 })
      for (const { body, count } of pieces) expect(body.length <= pieceBytes || count === 1).toBe(true)
      expect(pieces.reduce((sum, { count }) => sum + count, 0)).toBe(events.length)
      if (pieces.length === 0) return
      const { body, count } = joinPieces(pieces)
      expect(eventsOf({ sequence: 1, frame: { ...frame, count }, body })).toEqual(events)
    }),
    { seed: 20_260_102, numRuns: 200 },
  )
})

test('an event larger than a message is refused', () => {
  const events = [...sampleEvents(0, 3), ...sampleEvents(3, 1, 'x'.repeat(5_000))]
  const asked = { code: 'BODY_TOO_LARGE', details: { bytesMax: 4_000 } }
  for (const pieceBytes of [1_000, 9_000]) {
    expect(() => toPieces(events, { pieceBytes, eventBytes: 4_000 })).toThrow(expect.objectContaining(asked))
  }
})

test('the index gives the nearest places on both sides, also when it has thinned itself out', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 200 }), fc.nat(30_020), (noted, position) => {
      const index = new PositionIndex()
      const places = noted.map((n) => ({ first: n * 10, end: n * 10 + 10, sequence: n + 1 }))
      for (const place of places) index.note(place)
      const sorted = places.sort((a, b) => a.first - b.first)
      expect(index.around(position)).toEqual({
        below: sorted.filter(({ first }) => first <= position).at(-1),
        above: sorted.find(({ first }) => first > position),
      })
    }),
    { seed: 20_260_103, numRuns: 300 },
  )
  const full = new PositionIndex()
  for (let n = 0; n < 50_000; n++) full.note({ first: n, end: n + 1, sequence: n + 1 })
  const { below, above } = full.around(25_000)
  expect(below!.first <= 25_000 && above!.first > 25_000 && above!.first - below!.first < 500).toBe(true)
})
