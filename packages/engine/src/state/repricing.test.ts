import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PriceCondition } from '../domain/subscription.ts'
import { type EpochMs, epochMs, type Minor, minor, type ProductId, type ShopperKey } from '../domain/units.ts'
import type { ShopEvent } from '../events/event.ts'
import { type OffersRepriced, updateOf, updatesIn } from '../events/offer.ts'
import { productIdOf } from './offers.ts'
import { Views } from './views.ts'

const start = 1_700_000_000_000
const keys = ['1', '2', '3', '4', '5', '6']
const kim = 'kim' as ShopperKey

const amount = fc.option(fc.constantFrom<number[]>(0, 1, 90, 100, 101, 150, 5_000), { nil: null })
const update = fc.record({
  key: fc.constantFrom(...keys, 'unknown'),
  price: amount,
  shipping: amount,
  coupon: amount,
  inStock: fc.constantFrom<0 | 1>(1, 1, 1, 0),
})
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant('reprice' as const), updates: fc.array(update, { maxLength: 6 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('list' as const),
      update,
      product: fc.nat(2),
      title: fc.constantFrom('블랙 코트', '생수 2L'),
      isUsed: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('withdraw' as const), key: fc.constantFrom(...keys) }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('overlay' as const), product: fc.nat(2), price: fc.nat(200) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('wish' as const),
      product: fc.nat(2),
      isQuery: fc.boolean(),
      condition: fc.constantFrom<PriceCondition>(
        { when: 'at-most', minor: 100 as Minor },
        { when: 'back-in-stock' },
        { when: 'lowest', orEqual: true },
      ),
    }),
  },
)
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

const minorOf = (value: number | null) => (value === null ? undefined : minor(value))

function eventOf(one: Act, n: number): ShopEvent {
  const fact = { at: epochMs(start + n * 20_000_000), id: `fact:${n}` }
  switch (one.what) {
    case 'reprice':
      return {
        kind: 'offers.repriced',
        ...fact,
        mall: 'a',
        keys: one.updates.map(({ key }) => key),
        prices: one.updates.map(({ price }) => price as Minor | null),
        shippings: one.updates.map(({ shipping }) => shipping as Minor | null),
        coupons: one.updates.map(({ coupon }) => coupon as Minor | null),
        inStock: one.updates.map(({ inStock }) => inStock),
      }
    case 'list': {
      const { key, price, shipping, coupon, inStock } = one.update
      const terms = { priceMinor: minorOf(price), shippingMinor: minorOf(shipping), couponMinor: minorOf(coupon) }
      const said = {
        title: one.title,
        categoryPath: ['패션'],
        attributes: {},
        condition: one.isUsed ? 'used' : 'new',
      } as const
      const offer = { mall: 'a', key, ...said, ...terms, inStock: inStock === 1 }
      const by = { how: 'alone', chance: 1 } as const
      return { kind: 'offer.listed', ...fact, offer, product: productIdOf(one.product), values: [], by }
    }
    case 'withdraw':
      return { kind: 'offer.withdrawn', ...fact, mall: 'a', key: one.key }
    case 'overlay':
      return { kind: 'product.repriced', ...fact, product: productIdOf(one.product), priceMinor: minor(one.price) }
    case 'wish': {
      const wanted = one.isQuery
        ? ({ what: 'query', words: '코트' } as const)
        : ({ what: 'products', products: [productIdOf(one.product)] } as const)
      const subscription = {
        id: `wish-${n}`,
        wanted,
        conditions: [one.condition],
        channels: ['page'] as const,
        at: fact.at,
      }
      return { kind: 'subscription.made', ...fact, shopper: kim, subscription } as ShopEvent
    }
  }
}

/** What folding a repricing comes to when each product is composed and listed anew: slow and plainly right. */
function foldTheLongWay(views: Views, event: OffersRepriced): void {
  const position = views.position++
  views.seen.add(event.id)
  for (let i = 0; i < updatesIn(event); i++) {
    const { second: _, ...terms } = updateOf(event, i)
    const offer = views.market.offers.find(terms)
    if (offer < 0 || !views.market.offers.isThere(offer)) continue
    const single = { kind: 'offer.repriced', at: event.at, id: event.id, ...terms } as const
    views.market.apply(single, position)
    const product = views.market.offers.productOf(offer)
    const isHeld = views.market.isHeld(product)
    views.watched.fold(views.market.listing(product, single), position, { isHeld, index: i })
  }
}

describe('repricing', () => {
  test('leaves catalogue, market and what is watched as composing and listing each product anew would, to the byte', () => {
    let [alerts, held] = [0, 0]
    fc.assert(
      fc.property(fc.array(act, { minLength: 10, maxLength: 60 }), (acts) => {
        const [views, slow] = [new Views(), new Views()]
        for (const [n, one] of acts.entries()) {
          const event = eventOf(one, n)
          views.fold(event)
          if (event.kind === 'offers.repriced') foldTheLongWay(slow, event)
          else slow.fold(event)
        }
        for (const view of ['catalog', 'market', 'watched'] as const)
          expect(views[view].save()).toEqual(slow[view].save())
        const ids = views.watched.alerts.of(views.shoppers.find(kim)).map(({ alert }) => alert.id)
        expect(new Set(ids).size).toBe(ids.length)
        alerts += ids.length
        held += views.market.checks.held.count
      }),
      { seed: 6, numRuns: 150 },
    )
    expect(alerts).toBeGreaterThan(100)
    expect(held).toBeGreaterThan(20)
  })

  test('a product that falls and rises within one fact tells each time, by ids of their own', () => {
    const views = new Views()
    const list: Act = {
      what: 'list',
      update: { key: '1', price: 100, shipping: null, coupon: null, inStock: 1 },
      product: 0,
      title: '블랙 코트',
      isUsed: false,
    }
    views.fold(eventOf(list, 0))
    views.fold(
      eventOf({ what: 'wish', product: 0, isQuery: false, condition: { when: 'at-most', minor: 95 as Minor } }, 1),
    )
    const said = (price: number) => ({ key: '1', price, shipping: null, coupon: null, inStock: 1 as const })
    views.fold(eventOf({ what: 'reprice', updates: [said(90), said(150), said(80)] }, 2))
    const told = views.watched.alerts
      .of(views.shoppers.find(kim))
      .map(({ alert: { id, priceMinor } }) => [id, priceMinor])
    expect(told).toEqual([
      ['wish-1:np-0:2.2', 80],
      ['wish-1:np-0:2', 90],
    ])
  })

  test('a price holds from the second that its sender names, and is known by it', () => {
    const views = new Views()
    const list: Act = {
      what: 'list',
      update: { key: '1', price: 100, shipping: 1, coupon: null, inStock: 1 },
      product: 0,
      title: '생수 2L',
      isUsed: false,
    }
    views.fold(eventOf(list, 0))
    const second = start / 1_000
    const columns = { mall: 'a', keys: ['1', '1'], prices: [90, 80] as Minor[], times: [second + 5, null] }
    views.fold({ kind: 'offers.repriced', at: (start + 60_000) as EpochMs, id: 'r', ...columns })
    const { times, prices, count } = views.watched.prices.stepsOf(views.catalog.find('np-0' as ProductId), second + 60)
    expect(Array.from(times).slice(0, count)).toEqual([second, second + 5, second + 60])
    expect(Array.from(prices).slice(0, count)).toEqual([101, 90, 80])
    expect(views.market.offers.saidAt(0)).toBe(second + 60)
  })
})
