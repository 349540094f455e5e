import type { TimeWindow } from '@nunchi/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { givenTimes, missedBy, type TimedStep } from './given-times.ts'

/** The last window ends at 10; a route of five steps takes 13 at most. */
const horizon = 23

/** Seconds missed, duration, and all times of the steps between the first and the last. */
function costOf(steps: readonly TimedStep[], begins: readonly number[]): number[] {
  const missed = steps.reduce((sum, { windows }, i) => sum + missedBy(windows, begins[i]!), 0)
  return [missed, begins.at(-1)! - begins[0]!, begins.slice(1, -1).reduce((sum, one) => sum + one, 0)]
}

/** Whether the times leave room for the work, and between places for the ways. */
function isPossible(steps: readonly TimedStep[], begins: readonly number[]): boolean {
  let [way, place] = [0, 0]
  return steps.every((step, i) => {
    const at = begins[i]!
    if (at < step.from || at > step.until) return false
    if (i === 0) return at >= 0
    if (at < begins[i - 1]! + steps[i - 1]!.work) return false
    way += steps[i - 1]!.work
    if (step.isRest) return true
    const isRight = at >= begins[place]! + way + step.travel
    way = 0
    place = i
    return isRight
  })
}

/** Every way to time them, tried. */
function bestOf(steps: readonly TimedStep[]): number[] | undefined {
  let best: number[] | undefined
  const go = (begins: number[]) => {
    if (begins.length === steps.length) {
      if (!isPossible(steps, begins)) return
      const cost = costOf(steps, begins)
      const i = best ? cost.findIndex((one, at) => one !== best![at]) : 0
      if (!best || (i >= 0 && cost[i]! < best[i]!)) best = cost
      return
    }
    const from = begins.length === 0 ? 0 : begins.at(-1)! + steps[begins.length - 1]!.work
    for (let at = from; at <= horizon; at++) go([...begins, at])
  }
  go([])
  return best
}

const windows = fc
  .uniqueArray(fc.nat(10), { maxLength: 4 })
  .map((ends) => ends.sort((a, b) => a - b))
  .map((ends) => ends.flatMap((from, i): TimeWindow[] => (i % 2 === 0 ? [[from, ends[i + 1] ?? from]] : [])))
const step = fc.record({
  windows,
  from: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(5)),
  until: fc.oneof({ weight: 5, arbitrary: fc.constant(Number.POSITIVE_INFINITY) }, fc.nat(10)),
  work: fc.nat(1),
  travel: fc.nat(2),
  isRest: fc.boolean(),
})

test('law: times are possible, and none that are possible are better', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 5 }), (drawn) => {
      const steps = drawn.map((one, i) => {
        const isRest = one.isRest && i > 0 && i < drawn.length - 1
        return { ...one, isRest, travel: isRest || i === 0 ? 0 : one.travel }
      })
      const begins = givenTimes(steps)
      if (begins) expect(isPossible(steps, begins)).toBe(true)
      expect(begins && costOf(steps, begins)).toEqual(bestOf(steps))
    }),
    { seed: 20_261_126, numRuns: 150 },
  )
})

test('a route of 600 steps, each with its window and some with rests before, is timed in a moment', () => {
  const steps = Array.from({ length: 600 }, (_, i): TimedStep => {
    const isRest = i % 200 === 199 && i < 599
    const at = (i * 7_919) % 100_000
    return {
      windows: [[at, at + 600]],
      from: 0,
      until: Number.POSITIVE_INFINITY,
      work: 60,
      travel: isRest ? 0 : 30,
      isRest,
    }
  })
  const begins = givenTimes(steps)!
  expect(isPossible(steps, begins)).toBe(true)
})
