import { expect, test } from 'vitest'
import { openShopperOfTest } from '../shopper/testing-subscriber.ts'

/** A cup of the shop's own that cost 12,900 for a day, and two who wait for 10,000. */
async function open(withMall = false) {
  const opened = await openShopperOfTest({ withMall })
  const { call } = opened
  const wait = async (user: string, product: string) => {
    const wanted = { what: 'products', products: [product] }
    const conditions = [{ when: 'at-most', minor: 10_000 }]
    expect((await call('POST', '/v1/subscriptions', { user, wanted, conditions })).status).toBe(201)
  }
  const toldOf = async (user: string) =>
    (await call('GET', `/v1/alerts?user=${user}`)).body.alerts.map((one: { priceMinor: number }) => one.priceMinor)
  const held = async () => (await call('GET', '/v1/watch/held')).body
  const judge = (body: object) => call('POST', '/v1/watch/held', body)
  return { ...opened, wait, toldOf, held, judge }
}

async function withCup() {
  const opened = await open()
  await opened.list('cup', 12_900)
  for (const user of ['kim', 'lee']) await opened.wait(user, 'cup')
  await opened.days(2)
  await opened.reprice('cup', 129)
  return opened
}

test('a price far from what is usual is held with what it looks like, and told of once a person says that it is right', async () => {
  const { toldOf, held, judge, clock } = await withCup()
  expect(await toldOf('kim')).toEqual([])
  const body = await held()
  expect(body).toMatchObject({ currency: { code: 'KRW' }, open: 1, wrong: 0 })
  expect(body.held).toEqual([
    {
      product: 'cup',
      title: 'cup',
      priceMinor: 12_900,
      totalMinor: 129,
      usualMinor: 12_900,
      at: clock.ms,
      slip: { slip: 'digits', times: 100 },
      isWrong: false,
      believedAt: clock.ms + 86_400_000,
      subscriptions: 2,
      shoppers: 2,
    },
  ])
  expect((await judge({ product: 'cup', totalMinor: 130, verdict: 'right' })).body.error).toMatchObject({
    code: 'PRICE_NOT_HELD',
    details: { name: 'cup', totalMinor: 130 },
  })
  expect(await judge({ product: 'cup', totalMinor: 129, verdict: 'right' })).toEqual({
    status: 200,
    body: { subscriptions: 2, shoppers: 2 },
  })
  expect(await toldOf('lee')).toEqual([129])
  expect((await judge({ product: 'cup', totalMinor: 129, verdict: 'right' })).body.error.code).toBe('PRICE_NOT_HELD')
})

test('one that is wrong stays so over a restart and however long it stands', async () => {
  const { toldOf, held, judge, restart, days, shop } = await withCup()
  for (let again = 0; again < 2; again++)
    expect((await judge({ product: 'cup', totalMinor: 129, verdict: 'wrong' })).body).toEqual({
      subscriptions: 0,
      shoppers: 0,
    })
  await restart({ snapshot: true })
  await days(10)
  shop.heldPrices.tick()
  await shop.settled()
  expect(await held()).toMatchObject({ open: 0, wrong: 1, held: [{ isWrong: true }] })
  expect(await toldOf('kim')).toEqual([])
})

test('one that stood for a day is believed, and told of then', async () => {
  const opened = await withCup()
  opened.shop.heldPrices.tick()
  await opened.shop.heldPrices.close()
  expect(await opened.toldOf('kim')).toEqual([])
  await opened.days(1)
  opened.shop.heldPrices.tick()
  await opened.shop.heldPrices.close()
  expect(await opened.toldOf('kim')).toEqual([129])
  expect(await opened.held()).toMatchObject({ open: 0, held: [] })
})

test("a mall's price is held by itself, and judged by its mall and key", async () => {
  const { call, feed, wait, toldOf, held, judge, days } = await open(true)
  await feed('id,title,price\nw,맑은샘 생수,12900\n')
  await wait('kim', 'np-0')
  await days(2)
  await feed('id,title,price\nw,맑은샘 생수,2900\n')
  const [one] = (await held()).held
  expect(one).toMatchObject({ mall: 'ganada', key: 'w', mallName: '가나다몰', product: 'np-0', totalMinor: 2_900 })
  expect((await call('GET', '/v1/products/np-0/offers')).body.offers[0]).toMatchObject({ isHeld: true })
  expect(await toldOf('kim')).toEqual([])
  expect((await judge({ mall: 'ganada', key: 'w', totalMinor: 2_900, verdict: 'right' })).body.subscriptions).toBe(1)
  expect(await toldOf('kim')).toEqual([2_900])
  expect((await call('GET', '/v1/products/np-0/offers')).body.offers[0].isHeld).toBeUndefined()
})

test('a price above what others ask would be told to nobody, and found right it tells nobody', async () => {
  const { call, feed, wait, toldOf, held, judge, days } = await open(true)
  await feed('id,title,price\nw,맑은샘 생수,12900\nv,맑은샘 생수,9900\n')
  const offers = (await call('GET', '/v1/products/np-0/offers')).body.offers
  expect(offers.length).toBe(2)
  const wanted = { what: 'products', products: ['np-0'] }
  const conditions = [{ when: 'rise', byPercent: 10 }]
  expect((await call('POST', '/v1/subscriptions', { user: 'lee', wanted, conditions })).status).toBe(201)
  await wait('kim', 'np-0')
  await days(2)
  await feed('id,title,price\nw,맑은샘 생수,129000\nv,맑은샘 생수,9900\n')
  expect((await held()).held).toMatchObject([{ key: 'w', subscriptions: 0, shoppers: 0 }])
  expect((await judge({ mall: 'ganada', key: 'w', totalMinor: 129_000, verdict: 'right' })).body.subscriptions).toBe(0)
  expect(await toldOf('lee')).toEqual([])
})

test('a dry run says when a price would be checked first', async () => {
  const { call, list, days } = await open()
  await list('cup', 12_900)
  await days(2)
  const ask = async (price: number) => (await call('GET', `/v1/watch/dry-run?product=cup&priceMinor=${price}`)).body
  expect((await ask(9_000)).usualMinor).toBeUndefined()
  expect((await ask(900)).usualMinor).toBe(12_900)
})

test('held prices are for a secret key alone', async () => {
  const { call } = await open()
  for (const [method, body] of [['GET'], ['POST', { product: 'cup', totalMinor: 1, verdict: 'right' }]] as const)
    expect((await call(method, '/v1/watch/held', body, 'page')).body.error.code).toBe('AUTH_SCOPE')
})
