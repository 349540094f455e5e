import { gone, type PriceSteps } from '@nunchi/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dealScore } from './deal-score.ts'
import { checkDiscount } from './fake-discount.ts'

const day = 86_400
const now = 20_000 * day

/** A history told in days before now: [days ago, price], known until now unless said otherwise. */
function history(points: readonly (readonly [daysAgo: number, price: number])[], untilAgo = 0): PriceSteps {
  return {
    times: points.map(([daysAgo]) => now - daysAgo * day),
    prices: points.map(([, price]) => price),
    count: points.length,
    until: now - untilAgo * day,
  }
}

test('a price is scored by how long it was dearer, in each window of which enough is known', () => {
  // Of the last 90 days: 60 at 20,000, 20 at 15,000, 10 at 12,000, which is what it costs now.
  const steps = history([
    [100, 20_000],
    [30, 15_000],
    [10, 12_000],
  ])
  const { score, windows, allTimeLow, lowBefore, lowestInDays } = dealScore({ steps, now, totalMinor: 12_000 })
  expect(windows.map(({ days, knownDays }) => [days, knownDays])).toEqual([
    [30, 30],
    [90, 90],
    [365, 100],
  ])
  expect(windows.map((window) => window.score)).toEqual([83, 94, undefined])
  expect(windows[1]?.quantilesMinor).toEqual([12_000, 20_000, 20_000])
  expect(score).toBe(94)
  expect(allTimeLow).toBe('new')
  expect(lowBefore).toEqual({ minor: 15_000, untilSeconds: now - 10 * day })
  expect(lowestInDays).toBe(100)
})

test('as low as ever, and cheaper before, are told apart', () => {
  const steps = history([
    [50, 9_000],
    [45, 12_000],
    [20, 9_500],
    [10, 12_000],
    [3, 9_500],
  ])
  expect(dealScore({ steps, now, totalMinor: 9_500 })).toMatchObject({ allTimeLow: 'no', lowestInDays: 45 })
  expect(dealScore({ steps, now, totalMinor: 9_000 })).toMatchObject({ allTimeLow: 'equal', lowestInDays: 50 })
  expect(dealScore({ steps, now, totalMinor: 13_000 }).lowestInDays).toBe(0)
})

test('too little known is said instead of guessed, gaps do not count as known', () => {
  const fresh = dealScore({ steps: history([[9, 500]]), now, totalMinor: 500 })
  expect(fresh).toMatchObject({ score: undefined, allTimeLow: 'unknown', lowBefore: undefined, lowestInDays: 9 })
  const gapped = history([
    [80, 700],
    [70, gone],
    [4, 500],
  ])
  expect(dealScore({ steps: gapped, now, totalMinor: 500 }).windows[1]).toMatchObject({
    knownDays: 14,
    score: undefined,
  })
  const empty = history([])
  expect(dealScore({ steps: empty, now, totalMinor: 500 })).toMatchObject({ score: undefined, lowestInDays: 0 })
})

test('the cheaper, the better the score; always between 0 and 100', () => {
  const points = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 9 })), {
    minLength: 2,
    maxLength: 12,
  })
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 9 }), (lasting, totalMinor) => {
      let ago = lasting.reduce((sum, [days]) => sum + days, 0)
      const steps = history(
        lasting.map(([days, price]) => {
          ago -= days
          return [ago + days, price] as const
        }),
      )
      const at = (total: number): (number | undefined)[] =>
        dealScore({ steps, now, totalMinor: total }).windows.map(({ score }) => score)
      at(totalMinor).forEach((score, i) => {
        if (score === undefined) return
        expect(score).toBeGreaterThanOrEqual(at(totalMinor + 1)[i]!)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(100)
      })
    }),
    { seed: 8, numRuns: 200 },
  )
})

test('a price put up for three weeks and then "reduced" to what it was is found out, with dates and prices', () => {
  const steps = history([
    [120, 10_000],
    [24, 15_000],
    [3, 10_000],
  ])
  const { verdict, evidence } = checkDiscount({ steps, now, priceMinor: 10_000, listMinor: 15_000 })
  expect(verdict).toBe('raised-before-sale')
  expect(evidence).toMatchObject({
    saleSince: now - 3 * day,
    reference: { minor: 10_000, untilSeconds: now - 24 * day },
    trueShare: 0,
    rise: { atSeconds: now - 24 * day, fromMinor: 10_000, toMinor: 15_000, heldDays: 21 },
  })
  expect(evidence.claimedShare).toBeCloseTo(1 / 3, 12)
})

test('a regular price that nobody was asked for is hardly ever charged, sale seen or not', () => {
  const steady = history([[200, 10_000]])
  expect(checkDiscount({ steps: steady, now, priceMinor: 10_000, listMinor: 16_000 })).toMatchObject({
    verdict: 'hardly-ever-charged',
    evidence: { saleSince: undefined, chargedShare: 0 },
  })
  const seldom = history([
    [200, 10_000],
    [80, 16_000],
    [76, 10_500],
    [5, 10_000],
  ])
  const { verdict, evidence } = checkDiscount({ steps: seldom, now, priceMinor: 10_000, listMinor: 16_000 })
  expect(verdict).toBe('hardly-ever-charged')
  expect(evidence.chargedShare).toBeCloseTo(4 / 90, 12)
})

test('a real reduction is true, one from a lower price than the regular one is overstated', () => {
  const real = history([
    [200, 20_000],
    [6, 14_000],
  ])
  expect(checkDiscount({ steps: real, now, priceMinor: 14_000, listMinor: 20_000 })).toMatchObject({
    verdict: 'true',
    evidence: { saleSince: now - 6 * day, chargedShare: 84 / 90 },
  })
  const dipped = history([
    [200, 20_000],
    [20, 15_000],
    [15, 20_000],
    [6, 14_000],
  ])
  expect(checkDiscount({ steps: dipped, now, priceMinor: 14_000, listMinor: 20_000 })).toMatchObject({
    verdict: 'overstated',
    evidence: { reference: { minor: 15_000, untilSeconds: now - 15 * day } },
  })
})

test('a price that comes down step by step has the reference from before the first step', () => {
  const steps = history([
    [200, 20_000],
    [12, 17_000],
    [5, 14_000],
  ])
  const { verdict, evidence } = checkDiscount({ steps, now, priceMinor: 14_000, listMinor: 20_000 })
  expect(verdict).toBe('true')
  expect(evidence).toMatchObject({ saleSince: now - 12 * day, reference: { minor: 20_000 } })
})

test('no verdict where the days before the sale are not known, none where nothing is off', () => {
  const short = history([
    [9, 20_000],
    [2, 14_000],
  ])
  expect(checkDiscount({ steps: short, now, priceMinor: 14_000, listMinor: 20_000 }).verdict).toBe('not-enough-known')
  expect(checkDiscount({ steps: history([]), now, priceMinor: 14_000, listMinor: 20_000 }).verdict).toBe(
    'not-enough-known',
  )
  expect(checkDiscount({ steps: short, now, priceMinor: 20_000, listMinor: 20_000 }).verdict).toBe('no-discount')
})

test('a regular price put up over a price that stayed is found out; one that stayed or was put up long ago is not', () => {
  const steps = history([
    [200, 20_000],
    [20, 15_000],
  ])
  const now30 = { steps, now, priceMinor: 15_000, listMinor: 20_000 }
  const raised = history([
    [200, 16_000],
    [40, gone],
    [20, 20_000],
  ])
  const { verdict, evidence } = checkDiscount({ ...now30, listSteps: raised })
  expect(verdict).toBe('list-raised')
  expect(evidence.listRise).toEqual({ atSeconds: now - 20 * day, fromMinor: 16_000, toMinor: 20_000 })
  const longAgo = history([
    [200, 16_000],
    [60, 20_000],
  ])
  for (const listSteps of [longAgo, history([[20, 20_000]]), history([]), undefined])
    expect(checkDiscount({ ...now30, listSteps })).toMatchObject({ verdict: 'true', evidence: { listRise: undefined } })
  const little = history([
    [200, 19_500],
    [20, 20_000],
  ])
  expect(checkDiscount({ ...now30, listSteps: little }).verdict).toBe('true')
})
