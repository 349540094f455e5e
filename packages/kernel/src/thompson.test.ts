import { expect, test } from 'vitest'
import { Random } from './random.ts'
import { drawThompson, type ThompsonTask } from './thompson.ts'

function task(change: Partial<ThompsonTask> = {}): ThompsonTask {
  return {
    count: 3,
    chances: Float64Array.of(0.02, 0.02, 0.02),
    strength: 20,
    shown: Float64Array.of(0, 1_000, 1_000),
    taken: Float64Array.of(0, 20, 80),
    evenShare: 0.1,
    ...change,
  }
}

test('the shares sum to 1, and none is below its even one', () => {
  const random = new Random(1)
  const utilities = new Float64Array(3)
  for (let n = 0; n < 500; n++) {
    drawThompson(task(), random, utilities)
    expect(utilities.reduce((sum, one) => sum + Math.exp(one), 0)).toBeCloseTo(1, 12)
    for (const one of utilities) expect(Math.exp(one)).toBeGreaterThan(0.1 / 3 - 1e-12)
  }
})

test('what was never shown is sometimes the most promising and mostly the least; what was shown is known', () => {
  const random = new Random(2)
  const utilities = new Float64Array(3)
  const draws = 4_000
  const best = [0, 0, 0]
  const sums = [0, 0, 0]
  for (let n = 0; n < draws; n++) {
    drawThompson(task({ evenShare: 1e-9 }), random, utilities)
    best[utilities.indexOf(Math.max(...utilities))] += 1
    for (let i = 0; i < 3; i++) sums[i] += Math.exp(utilities[i])
  }
  // P(Beta(0.4, 19.6) > 0.08) is 0.08 or so; the second is never better than the third
  expect(best[0] / draws).toBeGreaterThan(0.04)
  expect(best[0] / draws).toBeLessThan(0.15)
  expect(best[1]).toBe(0)
  expect(sums[2] / sums[1]).toBeGreaterThan(3)
})

test('chances too small to be told from nothing are drawn evenly', () => {
  const utilities = new Float64Array(2)
  const chances = Float64Array.of(1e-290, 1e-290)
  drawThompson(task({ count: 2, chances, shown: new Float64Array(2) }), new Random(3), utilities)
  expect([...utilities]).toEqual([Math.log(0.5), Math.log(0.5)])
})

test('a decayed count taken above the one shown counts as all of it; nonsense is refused', () => {
  const utilities = new Float64Array(3)
  const random = new Random(4)
  expect(() => drawThompson(task({ taken: Float64Array.of(0, 1_000.001, 80) }), random, utilities)).not.toThrow()
  for (const chance of [0, 1, Number.NaN])
    expect(() => drawThompson(task({ chances: new Float64Array(3).fill(chance) }), random, utilities)).toThrow(
      RangeError,
    )
  for (const evenShare of [0, 1.1, Number.NaN])
    expect(() => drawThompson(task({ evenShare }), random, utilities)).toThrow(RangeError)
  expect(() => drawThompson(task({ strength: 0 }), random, utilities)).toThrow(RangeError)
})
