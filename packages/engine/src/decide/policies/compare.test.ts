import { expect, test } from 'vitest'
import { minor, type OrderId, type ProductId, type ShopperKey } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import { dealt, start } from '../../state/testing-events.ts'
import { Views } from '../../state/views.ts'
import { comparePolicies } from './compare.ts'

const shares = { individual: 0.8, cluster: 0, popular: 0.2 }

function paid(shopper: string, amount: number): ShopEvent {
  const lines = [{ product: 'p' as ProductId, quantity: 1, priceMinor: minor(amount) }]
  const order = `order of ${shopper}` as OrderId
  return { kind: 'order.placed', at: (start + 1_000) as never, id: order, order, shopper: shopper as ShopperKey, lines }
}

/** A policy's shoppers, each with what they spent. */
function filled(groups: Readonly<Record<string, readonly number[]>>): Views {
  const views = new Views()
  for (const [policy, amounts] of Object.entries(groups)) {
    for (const [n, amount] of amounts.entries()) {
      views.fold(dealt(`${policy}${n}`, policy, start))
      if (amount > 0) views.fold(paid(`${policy}${n}`, amount))
    }
  }
  return views
}

/**
 * By hand. Individual spent 0, 0, 3,000, 5,000: mean 2,000, variance 18,000,000 / 3 = 6,000,000, of the mean 1,500,000.
 * Popular spent 0, 1,000, 2,000: mean 1,000, variance 2,000,000 / 2 = 1,000,000, of the mean 333,333.33.
 * Lift 2,000 / 1,000 - 1 = 1; its variance 1,500,000 / 1,000,000 + 4,000,000 * 333,333.33 / 10^12 = 1.5 + 1.333333, so the half is
 * 1.959964 * 1.683251 = 3.299111, cut off at -1 below. Revenue 2,000 +- 1.959964 * 1,224.745 = 2,400.456, cut off at 0 below.
 * Conversion 2 of 4 by Wilson: centre 0.5, half 1.959964 / 1.960365 * sqrt(0.0625 + 3.841459 / 64) = 0.349988 (z^2 / 4 = 0.960365).
 */
test('revenue, conversion and lift of two policies, worked by hand', () => {
  const views = filled({ individual: [0, 0, 3_000, 5_000], popular: [0, 1_000, 2_000] })
  const { answer } = comparePolicies(views, { shares })
  expect(answer.policies.map(({ policy }) => policy)).toEqual(['individual', 'popular'])
  const [individual] = answer.policies
  expect(individual).toMatchObject({ shoppers: 4, buyers: 2, orders: 2, revenueMinor: 8_000, mixed: 0 })
  expect(individual!.revenuePerShopper).toEqual({ value: 2_000, low: 0, high: expect.closeTo(4_400.456, 2) })
  expect(individual!.conversion.value).toBe(0.5)
  expect(individual!.conversion.low).toBeCloseTo(0.5 - 0.349988, 3)
  const lift = answer.lifts.find(({ metric, policy }) => metric === 'revenuePerShopper' && policy === 'individual')!
  expect(lift.against).toBe('popular')
  expect(lift.lift.value).toBe(1)
  expect(lift.lift.high).toBeCloseTo(1 + 3.299111, 4)
  expect(lift.lift.low).toBe(-1)
})

test('nothing is told where nothing can be: no shopper, one shopper, nothing bought by one of them', () => {
  expect(comparePolicies(new Views(), { shares }).answer).toEqual({
    begunAt: undefined,
    policies: [
      expect.objectContaining({ policy: 'individual', shoppers: 0, conversion: { value: 0, low: 0, high: 1 } }),
      expect.objectContaining({ policy: 'popular', shoppers: 0, revenuePerShopper: undefined }),
    ],
    lifts: [],
    days: [],
  })
  const { lifts } = comparePolicies(filled({ individual: [5, 5], popular: [0, 0] }), { shares }).answer
  expect(lifts).toEqual([])
})

/** 2 buyers of 5,000 under one policy: 5,000 each; of 2 shoppers as many may be unseen as 3.841459 / 5.841459 = 0.657619. */
test('shoppers who are all alike leave open how alike the next ones are', () => {
  const ofEach = (groups: Readonly<Record<string, readonly number[]>>) =>
    comparePolicies(filled(groups), { shares }).answer.policies.map(({ revenuePerShopper }) => revenuePerShopper)
  const half = 5_000 * 0.657619
  expect(ofEach({ individual: [5_000, 5_000], popular: [0, 0] })).toEqual([
    { value: 5_000, low: expect.closeTo(5_000 - half, 1), high: expect.closeTo(5_000 + half, 1) },
    { value: 0, low: 0, high: expect.closeTo(half, 1) },
  ])
  expect(ofEach({ individual: [0, 0], popular: [0, 0] })).toEqual([undefined, undefined])
})

test('a policy that has no share any more is still told of', () => {
  const { policies } = comparePolicies(filled({ cluster: [1, 2] }), { shares: { ...shares, popular: 0 } }).answer
  expect(policies.map(({ policy, shoppers }) => [policy, shoppers])).toEqual([
    ['individual', 0],
    ['cluster', 2],
  ])
})
