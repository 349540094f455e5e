import { describe, expect, test } from 'vitest'
import { openShopperOfTest as open } from './testing-subscriber.ts'

const wanted = { what: 'products', products: ['cup'] }
const atMost = (minor: number) => ({ when: 'at-most', minor })
const kim = { user: 'kim' }
const query = (more: object) => ({ what: 'query', ...more })
const many = (count: number, of: (i: number) => unknown) => Array.from({ length: count }, (_, i) => of(i))

describe('which prices count', () => {
  test('a subscription to a mall and a card is told of the price that this shopper pays, and says so', async () => {
    const { call, feed } = await open({ withMall: true })
    const cards = (price: string) => JSON.stringify([{ programme: '삼성카드', price }]).replaceAll('"', '""')
    const row = (price: number, card: string) =>
      `id,title,price,brand,benefits\n1,이어폰 SG-1001,${price},소리결,"${cards(card)}"\n`
    await feed(row(9_000, '8500'))
    const [{ product, benefits }] = (await call('GET', '/v1/offers')).body.offers
    expect(benefits).toEqual([{ programme: '삼성카드', priceMinor: 8_500 }])
    const counting = { malls: ['ganada', 'ganada'], benefits: [' 삼성카드'] }
    const ask = { ...kim, wanted: { what: 'products', products: [product] }, conditions: [atMost(8_000)], counting }
    const { subscription } = (await call('POST', '/v1/subscriptions', ask)).body
    expect(subscription).toMatchObject({ counting: { malls: ['ganada'], benefits: ['삼성카드'] }, gone: [] })
    expect(subscription.products).toMatchObject([{ priceMinor: 8_500, baseMinor: 8_500, distanceMinor: 500 }])
    await feed(row(8_900, '8000'))
    const alerts = await call('GET', '/v1/alerts?user=kim')
    expect(alerts.body.alerts).toMatchObject([{ product, priceMinor: 8_000, beforeMinor: 8_500, nowMinor: 8_000 }])
    const dry = await call('GET', `/v1/watch/dry-run?product=${product}&priceMinor=1`)
    expect(dry.body).toMatchObject({ waiting: 1, counting: 1, subscriptions: 0 })
  })

  test('a product is counted in a thousand ways at most, and in those that are there by whoever likes', async () => {
    const { call, feed, shop, clock } = await open({ withMall: true })
    await feed('id,title,price,brand\n1,이어폰 SG-1001,9000,소리결\n')
    const [{ product }] = (await call('GET', '/v1/offers')).body.offers
    const ask = { ...kim, wanted: { what: 'products', products: [product] }, conditions: [atMost(8_000)] }
    for (let i = 0; i < 1_000; i++) {
      const subscription = { ...ask, id: `s${i}`, counting: { benefits: [`card ${i}`] }, channels: ['page'] }
      const fact = { kind: 'subscription.made', at: clock.now(), id: `made ${i}`, shopper: 'somebody', subscription }
      shop.views.watched.apply(0, fact as never)
    }
    const asked = (card: string) => call('POST', '/v1/subscriptions', { ...ask, counting: { benefits: [card] } })
    expect((await asked('card new')).body.error).toMatchObject({ code: 'SUBSCRIPTION_WAYS', details: { product } })
    expect((await asked('card 7')).status).toBe(201)
  })

  test('a price for 100 g is told by what the product holds, also when that changes, and of what a query finds', async () => {
    const { call, feed } = await open({ withMall: true })
    await feed('id,title,price,brand\n1,원두 500g,10000,소리결\n2,원두 티백 20개입,500,소리결\n')
    const { offers } = (await call('GET', '/v1/offers')).body
    const [{ product }] = offers.filter(({ key }: { key: string }) => key === '1')
    const per = { amount: 100, unit: 'g' }
    const conditions = [{ ...atMost(1_500), per }]
    const ask = { ...kim, id: 'my-beans-1', wanted: { what: 'products', products: [product] }, conditions }
    const { subscription } = (await call('POST', '/v1/subscriptions', ask)).body
    expect(subscription.products).toMatchObject([{ targetMinor: 7_500, distanceMinor: 2_500 }])
    await call('POST', '/v1/subscriptions', { ...kim, wanted: query({ words: '원두' }), conditions })
    await feed('id,title,price,brand\n1,원두 500g,7500,소리결\n2,원두 티백 20개입,400,소리결\n')
    const told = (await call('GET', '/v1/alerts?user=kim')).body
    expect(told.alerts.map((one: { product: string }) => one.product)).toEqual([product])
    const ml = { ...ask, id: 'my-beans-2', conditions: [{ ...atMost(1), per: { amount: 100, unit: 'ml' } }] }
    expect((await call('POST', '/v1/subscriptions', ml)).body.error).toMatchObject({ code: 'SUBSCRIPTION_CONTENT' })
  })

  test.each([
    ['SUBSCRIPTION_COUNTING', 'counting', wanted, { benefits: ['card'] }],
    ['SUBSCRIPTION_MALL', 'counting.malls.1', wanted, { malls: ['ganada', 'nope'] }],
    ['SUBSCRIPTION_TOO_MUCH', 'counting.benefits', wanted, { benefits: many(21, (i) => `card ${i}`) }],
    ['SUBSCRIPTION_LOWEST', 'conditions.0', query({ words: 'a' }), { malls: ['ganada'] }],
    ['BODY_INVALID', 'body.counting.mall', wanted, { mall: 'ganada' }],
  ])('%s at %s', async (code, field, wish, counting) => {
    const { call, list } = await open({ withMall: true })
    await list('cup', 10_000)
    const conditions = [code === 'SUBSCRIPTION_LOWEST' ? { when: 'lowest', orEqual: false } : atMost(1)]
    const { status, body } = await call('POST', '/v1/subscriptions', { ...kim, wanted: wish, conditions, counting })
    expect(body.error).toMatchObject({ code, details: { field } })
    expect(status).toBe(400)
  })

  test('a way of counting that is that of everybody is none', async () => {
    const { call, list } = await open()
    await list('cup', 10_000)
    const ask = { ...kim, wanted, conditions: [atMost(9_000)], counting: { malls: [], benefits: [' '] } }
    expect((await call('POST', '/v1/subscriptions', ask)).body.subscription.counting).toBeUndefined()
  })
})
