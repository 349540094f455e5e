import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RateLimit } from './rate-limit.ts'

const taken = (limit: RateLimit, name: string, nowMs: number): boolean => {
  try {
    limit.take(name, nowMs)
    return true
  } catch {
    return false
  }
}

test('never lets more through than the burst plus what the time refilled', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200), { maxLength: 300 }), fc.integer({ min: 1, max: 50 }), (gapsMs, burst) => {
      const limit = new RateLimit({ perSecond: 100, burst })
      let nowMs = 0
      let passed = 0
      for (const gapMs of gapsMs) {
        nowMs += gapMs
        if (taken(limit, 'k', nowMs)) passed++
      }
      expect(passed).toBeLessThanOrEqual(burst + nowMs / 10 + 1e-6)
    }),
    { seed: 3, numRuns: 300 },
  )
})

test('names do not share, refill with time, and are forgotten when they are many', () => {
  const limit = new RateLimit({ perSecond: 10, burst: 1, namesMax: 2 })
  expect([taken(limit, 'a', 0), taken(limit, 'a', 0), taken(limit, 'b', 0)]).toEqual([true, false, true])
  expect(taken(limit, 'a', 100)).toBe(true)
  expect([taken(limit, 'c', 200), taken(limit, 'd', 200), taken(limit, 'e', 200)]).toEqual([true, true, true])
})
