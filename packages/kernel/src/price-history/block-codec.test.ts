import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BitReader } from './bit-reader.ts'
import { BitWriter } from './bit-writer.ts'
import { BlockCodec, blockPointsMax, gone } from './block-codec.ts'
import { emptyPlan, planRun, readRun, writeRun } from './number-run.ts'
import { TickClock } from './tick-clock.ts'

/** With the room that a reader needs behind it. */
function padded(bytes: Uint8Array): Uint8Array {
  const longer = new Uint8Array(bytes.length + 4)
  longer.set(bytes)
  return longer
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const wide = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.integer(), fc.integer({ min: -(2 ** 52), max: 2 ** 52 }))

test('bits of any width come back', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.maxSafeNat(), fc.integer({ min: 0, max: 53 }))), (numbers) => {
      const writer = new BitWriter()
      for (const [number, width] of numbers) {
        writer.write(number % 2 ** width, width)
        writer.unary(number % 41)
      }
      const reader = new BitReader()
      reader.seek(padded(writer.bytes), 0)
      for (const [number, width] of numbers) {
        expect(reader.read(width)).toBe(number % 2 ** width)
        expect(reader.unary()).toBe(number % 41)
      }
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('a run of whole numbers comes back, in exactly the bits that were planned', () => {
  fc.assert(
    fc.property(fc.array(wide, { minLength: 1, maxLength: 60 }), fc.constantFrom(1, 10, 1_000), (given, factor) => {
      const numbers = Float64Array.from(given, (number) => (Math.abs(number) < 2 ** 40 ? number * factor : number))
      const plan = emptyPlan()
      planRun(numbers, numbers.length, plan)
      const writer = new BitWriter()
      writeRun(numbers, numbers.length, plan, writer)
      expect(writer.bits).toBe(plan.bits)
      const reader = new BitReader()
      reader.seek(padded(writer.bytes), 0)
      const back = new Float64Array(numbers.length)
      readRun(reader, numbers.length, back)
      expect([...back]).toEqual([...numbers])
    }),
    { seed: 2, numRuns: 500 },
  )
})

test('ticks are at least a minute apart, and are found and told whatever their pace', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(200), fc.nat(20_000_000)), { minLength: 1, maxLength: 200 }), (gaps) => {
      const clock = new TickClock()
      const ticks: number[] = []
      let now = 0
      for (const gap of gaps) {
        now = Math.min(0xffffffff, now + gap)
        clock.note(now)
        if (ticks.length === 0 || now >= ticks.at(-1)! + 60) ticks.push(now)
      }
      expect(Array.from({ length: clock.count }, (_, i) => clock.timeOf(i))).toEqual(ticks)
      for (const moment of [0, ...ticks, ...ticks.map((tick) => tick - 1), ...ticks.map((tick) => tick + 59)])
        expect(clock.lastUntil(moment)).toBe(ticks.filter((tick) => tick <= moment).length - 1)
    }),
    { seed: 3, numRuns: 200 },
  )
})

test('a block comes back, gaps and all, with and without a clock that ticks along', () => {
  const prices = fc.array(fc.oneof(fc.constantFrom(gone, 9_900, 12_900), fc.maxSafeNat()), {
    minLength: 1,
    maxLength: blockPointsMax,
  })
  fc.assert(
    fc.property(prices, fc.integer({ min: 1, max: 5_000_000 }), fc.boolean(), (given, pace, isTicking) => {
      const clock = new TickClock()
      const codec = new BlockCodec(clock)
      const times = Uint32Array.from(given, (_, i) => 1_000 + pace * i + (i % 3) * Math.min(20, pace >> 2))
      if (isTicking) for (const time of times) clock.note(time - (time % 7))
      const bytes = padded(codec.encode(times, Float64Array.from(given), given.length))
      const backTimes = new Uint32Array(given.length)
      const backPrices = new Float64Array(given.length)
      const from = { bytes, start: 0, firstTime: times[0]!, count: given.length }
      codec.decode(from, backTimes, backPrices)
      expect([...backTimes]).toEqual([...times])
      expect([...backPrices]).toEqual(given)
    }),
    { seed: 4, numRuns: 300 },
  )
})

const polled = Array.from({ length: 12 }, (_, i) => 10_000 + 1_700 * i + ((i * 7) % 11) * 20)
const golden = [
  {
    times: [1_000, 4_600, 8_200, 11_800],
    prices: [9_900, 12_900, 9_900, 12_900],
    ticks: [],
    hex: 'c04038007058cd0cee0615',
  },
  {
    times: [1_000, 4_601, 8_203, 11_800],
    prices: [20_123, gone, 20_999, 19_001],
    ticks: [],
    hex: 'c234b880b800100490274779f0e18ecd00',
  },
  {
    times: polled.map((time, i) => time + (i % 3)),
    prices: polled.map((time) => time % 997),
    ticks: polled,
    hex: '01000010040020d85a6ba4f09000b864b53ba84a1a359370d2fc839407',
  },
  {
    times: [1, 2, 3],
    prices: [0, 2 ** 53 - 1, 1],
    ticks: [1],
    hex: '1004208039000000000000f0ffffffffffff03000000000000',
  },
]

/** What is on disk has to be read for ever: a change of these bytes needs another version of the state. */
test.each(golden)('golden block $hex', ({ times, prices, ticks, hex }) => {
  const clock = new TickClock()
  for (const tick of ticks) clock.note(tick)
  const codec = new BlockCodec(clock)
  expect(hexOf(codec.encode(Uint32Array.from(times), Float64Array.from(prices), times.length))).toBe(hex)
  const bytes = Uint8Array.from([...(hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)), 0, 0, 0, 0])
  const back = { times: new Uint32Array(times.length), prices: new Float64Array(times.length) }
  codec.decode({ bytes, start: 0, firstTime: times[0]!, count: times.length }, back.times, back.prices)
  expect([...back.times]).toEqual(times)
  expect([...back.prices]).toEqual(prices)
})
