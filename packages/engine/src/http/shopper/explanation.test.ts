import { expect, test } from 'vitest'
import type { Explanation } from '../../decide/rank/why.ts'
import { epochMs, type ProductId } from '../../domain/units.ts'
import { settingsOf } from '../options.ts'
import type { Rim } from '../rim.ts'
import { TestingShop } from '../testing-shop.ts'
import { explained } from './explanation.ts'

const shop = new TestingShop()
const rim = { shop, settings: settingsOf({}) } as unknown as Rim
const answer: Explanation = {
  policy: 'individual',
  position: 3,
  product: 'p2' as ProductId,
  source: 'next',
  score: 0.5,
  contributions: [
    {
      source: 'next',
      points: 2,
      evidence: { product: 'p1' as ProductId, act: 'order', at: epochMs(shop.time - 3 * 86_400_000) },
    },
    { source: 'trend', points: 0.1, evidence: { average: 0.4, period: 'now' } },
    { source: 'new', points: -0.2, evidence: {} },
    { source: 'tags', points: -0.4, evidence: { tag: 'price:28', taste: 'against' } },
    { source: 'session', points: -1, evidence: {} },
  ],
  parameters: {},
}

test('each contribution is said in words with its evidence beside it, and a twist where weights go against the facts', async () => {
  const product = { id: 'p1' as ProductId, title: '모아', attributes: {}, categoryPath: [], inStock: true }
  await shop.record([{ kind: 'product.listed', at: shop.time, id: 'l', product }])
  const { sentence, contributions } = explained(rim, answer, 'en')
  expect(sentence).toBe('Often chosen after “모아”, which you bought 3 days ago.')
  expect(contributions[0]?.evidence).toEqual({
    product: 'p1',
    title: '모아',
    act: 'order',
    at: shop.time - 3 * 86_400_000,
  })
  expect(contributions.map((one) => one.sentence)).toEqual([
    sentence,
    'Fewer shoppers want it right now than the average product. That counts for it here.',
    'You have not bought it before. That counts against it here.',
    'You turn away from products at about ₩16,000–23,000.',
    'People whose visits and orders are like yours went on to this. That counts against it here.',
  ])
})

test('what is not shown, and what nothing speaks for, is said plainly', () => {
  const of = (source: Explanation['source']) => explained(rim, { ...answer, source, contributions: [] }, 'en').sentence
  expect(of('hidden')).toBe('Not shown to you: you have hidden this product, its brand or its category.')
  expect(of('unavailable')).toBe('Not shown to anybody now: it cannot be bought.')
  expect(of('nothing')).toBe('Nothing in particular speaks for it yet.')
})
