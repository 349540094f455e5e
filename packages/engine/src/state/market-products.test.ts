import { describe, expect, test } from 'vitest'
import type { ReadValue } from '../domain/attribute.ts'
import type { Offer } from '../domain/offer.ts'
import { epochMs, minor } from '../domain/units.ts'
import type { OfferEvent } from '../events/offer.ts'
import { Market } from './market.ts'
import { composeProduct } from './market-products.ts'
import { votesOf } from './market-votes.ts'
import { productIdOf } from './offers.ts'
import { Views } from './views.ts'

const at = epochMs(1_700_000_000_000)
const by = { how: 'alone', chance: 1 } as const
const value = (name: string, text: string, confidence: number): ReadValue => ({
  name,
  value: text,
  field: 'title',
  start: 0,
  end: 1,
  confidence,
  by: 'rule',
})
const offer = (mall: string, price: number, shipping: number): Offer => ({
  mall,
  key: '1',
  title: `${mall}의 생수`,
  categoryPath: ['식품', '생수'],
  attributes: {},
  priceMinor: minor(price),
  shippingMinor: minor(shipping),
  inStock: true,
  imageUrl: `https://${mall}.example/1.jpg`,
})
function list(market: Market, content: Offer, values: readonly ReadValue[]): void {
  const event = {
    kind: 'offer.listed',
    at,
    id: content.mall,
    offer: content,
    product: productIdOf(0),
    values,
    by,
  } as const
  market.apply(event, 0)
}
function market(): Market {
  const one = new Market(3)
  list(one, offer('가', 9_900, 3_000), [
    value('volume', '2 l', 0.9),
    value('packCount', '12', 0.6),
    value('brand', '맑은샘', 1),
  ])
  list(one, offer('나', 11_900, 0), [
    value('volume', '2 l', 0.5),
    value('packCount', '6', 0.9),
    value('gtin', '08801234567893', 1),
  ])
  list(one, offer('다', 12_500, 0), [
    value('packCount', '12', 0.5),
    value('packCount', '12', 0.2),
    value('condition', 'new', 1),
  ])
  return one
}

describe('votes', () => {
  test('each offer has one vote a value, as sure as its surest reading; most first', () => {
    const votes = votesOf(market(), 0).get('packCount')!
    expect(votes.map(({ value: text, offers, isSaid }) => [text, offers, isSaid])).toEqual([
      ['12', [0, 2], false],
      ['6', [1], false],
    ])
    expect(votes[0].weight).toBeCloseTo(1.1, 2)
  })

  test('what a person says of an offer outweighs all malls, and a value taken away is no vote', () => {
    const one = market()
    one.apply({ kind: 'value.corrected', at, id: 'c', mall: '나', key: '1', name: 'packCount', value: '24' }, 3)
    one.apply({ kind: 'value.corrected', at, id: 'd', mall: '다', key: '1', name: 'packCount' }, 4)
    const votes = votesOf(one, 0).get('packCount')!
    expect(votes.map(({ value: text, offers, isSaid }) => [text, offers, isSaid])).toEqual([
      ['24', [1], true],
      ['12', [0], false],
    ])
  })
})

describe('a product', () => {
  test('is named after its oldest offer, has the best values, and costs the lowest total', () => {
    const one = market()
    expect(composeProduct(one, 0)).toEqual({
      id: 'np-0',
      title: '가의 생수',
      brand: '맑은샘',
      categoryPath: ['식품', '생수'],
      attributes: { packCount: '12', volume: '2 l' },
      priceMinor: 11_900,
      inStock: true,
      imageUrl: 'https://가.example/1.jpg',
      gtin: '08801234567893',
    })
  })

  test('without an offer that can be had it is out of stock, at no price; the next oldest names it then', () => {
    const one = market()
    one.apply({ kind: 'offer.withdrawn', at, id: 'w', mall: '가', key: '1' }, 3)
    for (const mall of ['나', '다'])
      one.apply({ kind: 'offer.repriced', at, id: mall, mall, key: '1', inStock: false }, 4)
    const product = composeProduct(one, 0)
    expect([product?.inStock, product?.priceMinor, product?.title]).toEqual([false, undefined, '나의 생수'])
    for (const mall of ['나', '다']) one.apply({ kind: 'offer.withdrawn', at, id: `w${mall}`, mall, key: '1' }, 5)
    expect(composeProduct(one, 0)).toBeUndefined()
  })
})

describe('the catalogue', () => {
  test('lists what offers make, at the price of now, follows moves, and forgets with the mall', () => {
    const views = new Views()
    const fold = (event: OfferEvent) => views.fold(event)
    const listed = (mall: string, product: number, price: number): OfferEvent => {
      const id = `${mall}${product}`
      return {
        kind: 'offer.listed',
        at,
        id,
        offer: offer(mall, price, 0),
        product: productIdOf(product),
        values: [],
        by,
      }
    }
    const shown = (number: number) => {
      const item = views.catalog.find(productIdOf(number))
      return item >= 0 && views.catalog.isListed(item) ? views.catalog.product(item) : undefined
    }
    fold({ kind: 'mall.registered', at, id: 'm', mall: { id: '가', name: '가몰', consent: { by: '김', at } } })
    fold(listed('가', 0, 9_900))
    fold(listed('나', 0, 8_800))
    expect(shown(0)).toMatchObject({ title: '가의 생수', priceMinor: 8_800, inStock: true })
    fold({ kind: 'offer.repriced', at, id: 'r', mall: '나', key: '1', priceMinor: minor(10_500), inStock: true })
    expect(shown(0)?.priceMinor).toBe(9_900)
    fold({
      kind: 'offers.moved',
      at,
      id: 'v',
      offers: [{ mall: '나', key: '1' }],
      product: productIdOf(1),
      by: 'person',
    })
    expect([shown(0)?.priceMinor, shown(1)?.title]).toEqual([9_900, '나의 생수'])
    fold({ kind: 'mall.erased', at, id: 'e', mall: '가' })
    expect([shown(0), shown(1)?.priceMinor]).toEqual([undefined, 10_500])
  })
})
