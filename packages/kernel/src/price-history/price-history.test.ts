import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { restored } from '../testing-columns.ts'
import { gone, type PointVerdict, PriceHistory } from './index.ts'

const whole = { from: 0, to: 2 ** 32 }

type Point = { readonly seconds: number; readonly price: number }

/** The oracle: all that was seen, one price a second, cut down to the changes each time it is asked. */
class PlainHistory {
  readonly seen = new Map<number, Point[]>()

  append(series: number, { seconds, price }: Point): PointVerdict {
    const points = this.seen.get(series) ?? []
    this.seen.set(series, points)
    const last = points.at(-1)
    if (last && seconds < last.seconds) return 'late'
    const before = this.changes(series)
    const isKnown = before.at(-1)?.price === price
    if (last?.seconds === seconds) points.pop()
    points.push({ seconds, price })
    if (isKnown) return 'unchanged'
    return before.at(-1)?.seconds === seconds ? 'replaced' : 'changed'
  }

  changes(series: number): Point[] {
    const kept: Point[] = []
    for (const point of this.seen.get(series) ?? []) if (kept.at(-1)?.price !== point.price) kept.push(point)
    return kept
  }

  span(series: number, from: number, to: number): Point[] {
    const all = this.changes(series).filter(({ seconds }) => seconds < to)
    const first = all.filter(({ seconds }) => seconds <= from).length - 1
    return all.slice(Math.max(0, first))
  }
}

function read(history: PriceHistory, series: number, span = whole): Point[] {
  const room = history.countOf(series)
  const times = new Uint32Array(room)
  const prices = new Float64Array(room)
  const count = history.read(series, span, times, prices)
  return Array.from({ length: count }, (_, i) => ({ seconds: times[i]!, price: prices[i]! }))
}

/** What a hash of the state covers. */
function hashOf(history: PriceHistory): string {
  const columns = Object.entries(history.save())
  return columns.map(([name, column]) => `${name}:${[...column].join()}`).join(';')
}

const price = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(9_900, 12_900, 15_000) },
  { weight: 2, arbitrary: fc.nat(100_000) },
  { weight: 1, arbitrary: fc.maxSafeNat() },
  { weight: 1, arbitrary: fc.constantFrom(gone, 0, Number.MAX_SAFE_INTEGER) },
)
const later = fc.oneof(
  { weight: 6, arbitrary: fc.nat(90) },
  { weight: 2, arbitrary: fc.constantFrom(3_600, 86_400) },
  { weight: 1, arbitrary: fc.constantFrom(-1, -100) },
  { weight: 1, arbitrary: fc.nat(20_000_000) },
)
const steps = fc.array(fc.record({ series: fc.constantFrom(0, 0, 0, 1, 3), later, price, do: fc.nat(60) }), {
  maxLength: 160,
})

test('a history knows what a list of all that was seen knows, whatever is asked, restored and forgotten on the way', () => {
  fc.assert(
    fc.property(
      steps,
      fc.record({ headPoints: fc.integer({ min: 1, max: 7 }), blockPoints: fc.integer({ min: 7, max: 40 }) }),
      (all, options) => {
        let history = new PriceHistory(options)
        const plain = new PlainHistory()
        let now = 1
        for (const step of all) {
          now = Math.min(0xffffffff, Math.max(1, now + step.later))
          if (step.do === 0) history = restored(history, new PriceHistory(options))
          if (step.do === 1) {
            history.clear(step.series)
            plain.seen.delete(step.series)
          }
          const point = { seconds: now, price: step.price }
          expect(history.append(step.series, now, step.price)).toBe(plain.append(step.series, point))
          const seen = plain.seen.get(step.series)!
          expect(history.seenUntil(step.series)).toBe(seen.at(-1)!.seconds)
          expect(history.priceOf(step.series)).toBe(seen.at(-1)!.price)
          expect(history.sinceOf(step.series)).toBe(plain.changes(step.series).at(-1)!.seconds)
          const from = step.do * 50_000
          const span = { from, to: from + (step.price % 5_000_000) }
          const inSpan = plain.span(step.series, span.from, span.to)
          expect(read(history, step.series, span)).toEqual(inSpan)
          const known = inSpan.map((one) => one.price).filter((one) => one !== gone)
          expect(history.lowestIn(step.series, span)).toBe(known.length === 0 ? undefined : Math.min(...known))
        }
        for (const series of [0, 1, 2, 3, 9]) {
          expect(read(history, series)).toEqual(plain.changes(series))
          expect(history.countOf(series)).toBe(plain.changes(series).length)
        }
      },
    ),
    { seed: 20_261_126, numRuns: 400 },
  )
})

/** Series as a shop has them: two prices to and fro, a poll that trembles, and a gap now and then. */
function fillLikeAShop(history: PriceHistory, points: number): Map<number, Point[]> {
  const random = new Random(7)
  const kept = new Map<number, Point[]>()
  for (let i = 0, round = 1_700_000_000; i < points; i++, round += 1_500 + random.below(600)) {
    for (let series = 0; series < 4; series++) {
      const seconds = round + series + random.below(4)
      const price =
        series === 0
          ? 1_000 * (20 + (i % 2))
          : series === 1
            ? 20_000_000 + random.below(7_000_000)
            : series * 990 + 10 * (i % 7)
      const now = { seconds, price: i % 50 === 49 ? gone : price }
      if (history.append(series, now.seconds, now.price) === 'changed')
        kept.set(series, [...(kept.get(series) ?? []), now])
    }
  }
  return kept
}

test('a thousand changes a series, with gaps, come back to the second and the unit, and take few bytes', () => {
  const history = new PriceHistory()
  const kept = fillLikeAShop(history, 1_200)
  let changes = 0
  for (const [series, points] of kept) {
    expect(read(history, series)).toEqual(points)
    changes += points.length
  }
  expect((history.bytes - history.unused) / changes).toBeLessThan(2.4)
})

test('a restored history has the same hash, and goes on to the same hash', () => {
  const one = new PriceHistory()
  fillLikeAShop(one, 300)
  one.clear(2)
  const other = restored(one, new PriceHistory())
  expect(hashOf(other)).toBe(hashOf(one))
  for (const history of [one, other])
    for (let i = 0; i < 200; i++) history.append(i % 6, 1_800_000_000 + 61 * i, 5 * (i % 9))
  expect(hashOf(other)).toBe(hashOf(one))
})

test('nothing of a forgotten series stays, and its room is used again', () => {
  const history = new PriceHistory()
  for (let i = 0; i < 500; i++) history.append(0, 1_000 + 7_000 * i, 123_456_789 + 2 ** 40 * (i % 3))
  const full = history.bytes
  history.clear(0)
  expect(history.countOf(0)).toBe(0)
  expect(history.priceOf(0)).toBeUndefined()
  expect([...(history.save()['slab.bytes'] as Uint8Array)].every((byte) => byte === 0)).toBe(true)
  for (let i = 0; i < 400; i++) history.append(1, 9_000_000 + 7_000 * i, 123_456_789 + 2 ** 40 * (i % 3))
  expect(history.bytes).toBeLessThanOrEqual(full + 20 + 2 * 400)
})

test('what is no time, no price or no room is said, and changes nothing', () => {
  const history = new PriceHistory()
  history.append(0, 100, 5)
  history.append(0, 200, 6)
  expect(() => history.append(0, 300.5, 5)).toThrow(/seconds 300.5/)
  expect(() => history.append(0, 300, -2)).toThrow(/price -2/)
  expect(() => history.append(0, 300, 2 ** 53)).toThrow(/price/)
  expect(() => history.read(0, whole, new Uint32Array(1), new Float64Array(1))).toThrow(/room for 1 points/)
  expect(() => new PriceHistory({ headPoints: 65 })).toThrow(/headPoints 65/)
  expect(read(history, 0)).toEqual([
    { seconds: 100, price: 5 },
    { seconds: 200, price: 6 },
  ])
})

test('another price for the second of the last change takes its place, and undoes the change when it is the price before', () => {
  const history = new PriceHistory()
  history.append(0, 100, 5)
  history.append(0, 200, 6)
  expect(history.append(0, 200, 7)).toBe('replaced')
  expect(history.append(0, 200, 5)).toBe('replaced')
  expect(read(history, 0)).toEqual([{ seconds: 100, price: 5 }])
  expect(history.seenUntil(0)).toBe(200)
  expect(history.append(0, 199, 5)).toBe('late')
  expect(history.append(0, 200, 8)).toBe('changed')
  expect(read(history, 0)).toEqual([
    { seconds: 100, price: 5 },
    { seconds: 200, price: 8 },
  ])
})
