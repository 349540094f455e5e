import { Random } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import type { ProductId, ShopperKey } from '../../domain/units.ts'
import { featurePlaces, learnedEvent, newBlend, rankingFeatures } from '../../state/ranking.ts'
import { canTeach, learnFrom } from './learn.ts'
import { TestShop } from './testing-shop.ts'

const pairs = 30

/** A shop where p(2k + 1) always follows on p(2k), while what is popular says nothing of what one buys next. */
function pairedShop(): TestShop {
  const shop = new TestShop()
  for (let n = 0; n < 2 * pairs; n++) shop.list(`p${n}`)
  return shop
}

/** Place of a product in the answer for a shopper, from 0. */
function placeOf(shop: TestShop, shopper: string, id: string): number {
  const all = Array.from({ length: 2 * pairs }, (_, n) => `p${n}`)
  return shop.rank(shopper, all).items.findIndex(({ product }) => (product as string) === id)
}

test('learning moves the weights to the source that predicts, and the answers with them', () => {
  const shop = pairedShop()
  const random = new Random(20_240_517)
  const blend = newBlend()
  const before = [...blend.weights]
  for (let s = 0; s < 200; s++) {
    const k = random.below(pairs)
    shop.order(`s${s}`, `p${2 * k}`)
    for (let n = 0; n < 3; n++) shop.touch(`crowd${s}`, `p${random.below(5)}`) // always the same few are looked at most
    shop.wait(1)
    const order = shop.orderOf(`s${s}`, [`p${2 * k + 1}`])
    expect(canTeach(shop.views, order)).toBe(true)
    learnFrom(shop.views, blend, order)
    shop.fold(order)
  }
  const { next, session, now } = featurePlaces
  expect(blend.weights[next]! + blend.weights[session]!).toBeGreaterThan(before[next]! + before[session]! + 1)
  expect(blend.weights[now]!).toBeLessThan(before[now]!)
  shop.order('mina', 'p10')
  const untaught = placeOf(shop, 'mina', 'p11')
  shop.fold(learnedEvent(blend, { at: shop.at, id: 'learned', orders: 200 }))
  expect(placeOf(shop, 'mina', 'p11')).toBeLessThanOrEqual(untaught)
  expect(placeOf(shop, 'mina', 'p11')).toBe(0)
})

test('an order that ends in nothing new to say leaves the weights as they were', () => {
  const shop = pairedShop()
  const blend = newBlend()
  const before = [...blend.weights]
  shop.order('mina', 'p0')
  const order = shop.orderOf('mina', ['never-listed'])
  expect(learnFrom(shop.views, blend, order)).toBe(0)
  expect([...blend.weights]).toEqual(before)
})

test('only those teach of whom something is known', () => {
  const shop = pairedShop()
  expect(canTeach(shop.views, shop.orderOf('mina', ['p0']))).toBe(false)
  shop.order('mina', 'p0')
  expect(canTeach(shop.views, shop.orderOf('mina', ['p1']))).toBe(true)
  const { shopper, ...guest } = shop.orderOf('mina', ['p1'])
  expect(shopper).toBe('mina')
  expect(canTeach(shop.views, guest)).toBe(false)
})

test('a shop without orders learns from what people find, until the first order', () => {
  const shop = pairedShop()
  const random = new Random(7)
  const blend = newBlend()
  const look = (s: number, product: number) =>
    ({
      kind: 'product.viewed',
      at: shop.at,
      id: `look${s}:${product}`,
      shopper: `s${s}` as ShopperKey,
      product: `p${product}` as ProductId,
    }) as const
  let finds = 0
  for (let s = 0; s < 150; s++) {
    const k = random.below(pairs)
    expect(canTeach(shop.views, look(s, 2 * k))).toBe(false) // nothing is known of them yet
    shop.fold(look(s, 2 * k))
    expect(learnFrom(shop.views, blend, look(s, 2 * k))).toBe(0) // back to where they were: no find
    if (canTeach(shop.views, look(s, 2 * k + 1))) finds += learnFrom(shop.views, blend, look(s, 2 * k + 1))
    shop.fold(look(s, 2 * k + 1))
    shop.wait(1)
  }
  expect(finds).toBeGreaterThan(50)
  expect(blend.weights.every(Number.isFinite)).toBe(true)
  expect(blend.weights[featurePlaces.next]!).toBeGreaterThan(newBlend().weights[featurePlaces.next]!)
  expect(blend.weights.length).toBe(2 * rankingFeatures.length)
  shop.order('s0', 'p0')
  expect(canTeach(shop.views, look(1, 5))).toBe(false)
})

test('who has looked at one thing sees what goes with it and then what is wanted most, whatever those with a past taught', () => {
  const shop = pairedShop()
  const blend = newBlend()
  for (let n = 2; n < 12; n++) for (let s = 0; s < n; s++) shop.touch(`crowd${s}`, `p${n}`)
  for (let round = 0; round < 2; round++) {
    for (let s = 0; s < 60; s++) {
      const k = 10 + (s % (pairs - 10)) // nobody who orders ever orders what is wanted most
      const order = shop.orderOf(`s${s}`, [`p${2 * k + round}`])
      if (canTeach(shop.views, order)) learnFrom(shop.views, blend, order)
      shop.fold(order)
    }
    shop.wait(1)
    for (let n = 2; n < 12; n++) for (let s = 0; s < 3 * n; s++) shop.touch(`crowd${s}`, `p${n}`)
  }
  shop.fold(learnedEvent(blend, { at: shop.at, id: 'learned', orders: 60 }))
  shop.touch('new', 'p40')
  const shown = shop.rank('new', ['p2', 'p4', 'p6', 'p8', 'p10', 'p41']).items.map(({ product }) => product as string)
  expect(shown).toEqual(['p41', 'p10', 'p8', 'p6', 'p4', 'p2'])
})
