import { expect, test } from 'vitest'
import type { ShopperKey } from '../../domain/units.ts'
import type { PolicyName } from './answer.ts'
import { policyOf } from './policy.ts'
import { TestShop } from './testing-shop.ts'

const { views } = new TestShop()
const names = Array.from({ length: 10_000 }, (_, n) => `shopper-${n}`)

function countsAt(shares: Record<PolicyName, number>): Record<PolicyName, number> {
  const counts = { individual: 0, cluster: 0, popular: 0 }
  for (const drawnBy of names) counts[policyOf(views, { row: -1, drawnBy, shares })] += 1
  return counts
}

test('10,000 shoppers fall to the policies as the shares say', () => {
  const { individual, cluster, popular } = countsAt({ individual: 0.7, cluster: 0.2, popular: 0.1 })
  // four standard deviations: 4 * sqrt(10,000 * p * (1 - p))
  expect(Math.abs(individual - 7_000)).toBeLessThan(184)
  expect(Math.abs(cluster - 2_000)).toBeLessThan(160)
  expect(Math.abs(popular - 1_000)).toBeLessThan(120)
  expect(countsAt({ individual: 1, cluster: 0, popular: 0 })).toEqual({ individual: 10_000, cluster: 0, popular: 0 })
  expect(countsAt({ individual: 0, cluster: 0, popular: 1 })).toEqual({ individual: 0, cluster: 0, popular: 10_000 })
})

test('a shopper keeps their policy as long as the shares stay, and nobody who had it loses it when a share grows', () => {
  const small = { individual: 0.9, cluster: 0, popular: 0.1 }
  const large = { individual: 0.7, cluster: 0, popular: 0.3 }
  for (const drawnBy of names.slice(0, 1_000)) {
    const before = policyOf(views, { row: -1, drawnBy, shares: small })
    expect(policyOf(views, { row: -1, drawnBy, shares: small })).toBe(before)
    if (before === 'popular') expect(policyOf(views, { row: -1, drawnBy, shares: large })).toBe('popular')
  }
})

test('who names nobody gets the policy of the largest share', () => {
  const policy = (individual: number, cluster: number, popular: number) =>
    policyOf(views, { row: -1, shares: { individual, cluster, popular } })
  expect(policy(0.9, 0, 0.1)).toBe('individual')
  expect(policy(0.2, 0.5, 0.3)).toBe('cluster')
  expect(policy(0.4, 0, 0.6)).toBe('popular')
})

test('what is asked for goes before the shares, and a refusal before both', () => {
  const shop = new TestShop()
  const shopper = 'kim' as ShopperKey
  const shares = { individual: 1, cluster: 0, popular: 0 }
  shop.touch('kim', 'p0')
  const row = shop.views.shoppers.find(shopper)
  expect(policyOf(shop.views, { row, drawnBy: shopper, asked: 'cluster', shares })).toBe('cluster')
  shop.refusePersonalisation('kim')
  expect(policyOf(shop.views, { row, drawnBy: shopper, asked: 'cluster', shares })).toBe('popular')
})
