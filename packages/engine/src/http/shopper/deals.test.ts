import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestingShopper } from './testing-subscriber.ts'

type Opened = Awaited<ReturnType<typeof openTestingShopper>>
const dayMs = 86_400_000
let opened: Opened

beforeEach(async () => {
  opened = await openTestingShopper({ withMall: true })
})
afterEach(() => opened.close())

const dealOf = async (product: string) => {
  const { status, body } = await opened.call('GET', `/v1/products/${product}/deal`, undefined, 'page')
  expect(status).toBe(200)
  return body
}
const set = (product: string, priceMinor: number, listPriceMinor?: number) =>
  opened.list(product, priceMinor, listPriceMinor === undefined ? {} : { listPriceMinor })

test('a price is scored by its past, with its windows, its standing and what its reduction is worth', async () => {
  const { days, clock } = opened
  await set('cup', 20_000)
  await days(80)
  await set('cup', 14_000, 20_000)
  const saleSince = clock.ms
  await days(10)
  const { windows, ...deal } = await dealOf('cup')
  expect(deal).toEqual({
    currency: { code: 'KRW', digits: 0 },
    product: 'cup',
    title: 'cup',
    priceMinor: 14_000,
    listPriceMinor: 20_000,
    score: 94,
    standing: {
      allTimeLow: 'new',
      lowestInDays: 90,
      lowBefore: { minor: 20_000, until: saleSince },
    },
    discount: {
      verdict: 'true',
      claimedShare: 1 - 14 / 20,
      trueShare: 1 - 14 / 20,
      saleSince,
      reference: { minor: 20_000, until: saleSince },
      chargedShare: 80 / 90,
      knownDays30: 30,
      knownDays90: 90,
    },
    waiting: { why: 'not-learned', chances: [] },
  })
  expect(windows).toEqual([
    { days: 30, knownDays: 30, score: 83, lowMinor: 14_000, middleMinor: 20_000, highMinor: 20_000 },
    { days: 90, knownDays: 90, score: 94, lowMinor: 14_000, middleMinor: 20_000, highMinor: 20_000 },
    { days: 365, knownDays: 90 },
  ])
})

test('a list price put up before a sale is found out, also after a restart with and without a snapshot', async () => {
  const { days, restart, clock } = opened
  await set('pan', 20_000, 21_000)
  await days(60)
  const at = clock.ms
  await set('pan', 20_000, 40_000)
  await days(5)
  for (const snapshot of [true, false]) {
    const { discount } = await dealOf('pan')
    expect(discount).toMatchObject({
      verdict: 'list-raised',
      listRise: { at, fromMinor: 21_000, toMinor: 40_000 },
    })
    const { body } = await opened.call('GET', '/v1/products/pan/price-history')
    expect(body.listSteps.map(({ priceMinor }: { priceMinor: number }) => priceMinor)).toEqual([21_000, 40_000])
    await restart({ snapshot })
  }
})

test('of what cannot be had nothing is told but that; of little known no score; of nothing known a refusal', async () => {
  const { days, stock } = opened
  await set('new', 5_000, 9_000)
  await days(3)
  const fresh = await dealOf('new')
  expect(fresh.score).toBeUndefined()
  expect([fresh.discount.verdict, fresh.standing.allTimeLow]).toEqual(['not-enough-known', 'unknown'])
  await stock('new', false)
  expect(await dealOf('new')).toMatchObject({ windows: [], waiting: { why: 'not-to-be-had', chances: [] } })
  expect(await dealOf('new')).not.toHaveProperty('priceMinor')
  const { status, body } = await opened.call('GET', '/v1/products/nope/deal')
  expect([status, body.error.code]).toEqual([404, 'PRODUCT_UNKNOWN'])
})

test('by mall: the steps of each offer with its gaps; gone with its mall', async () => {
  const { call, clock, days, feed } = opened
  const row = (price: number, stock = 'in stock') =>
    `id,title,price,shipping,availability\nw,맑은샘 생수 2L x 12개,${price},3000,${stock}\nm,한빛 우유 1L,3000,0,in stock\n`
  const begun = clock.ms
  await feed(row(9_900))
  await days(3)
  await feed(row(8_900))
  await days(2)
  await feed(row(8_900, 'out of stock'))
  await days(2)
  await feed(row(9_500))
  await days(1)
  const { body } = await call('GET', '/v1/products/np-0/price-history?by=mall', undefined, 'page')
  const after = (count: number) => begun + count * dayMs
  expect(body.offers).toEqual([
    {
      mall: 'ganada',
      mallName: '가나다몰',
      key: 'w',
      title: '맑은샘 생수 2L x 12개',
      priceMinor: 12_500,
      steps: [
        { at: begun, priceMinor: 12_900 },
        { at: after(3), priceMinor: 11_900 },
        { at: after(5) },
        { at: after(7), priceMinor: 12_500 },
      ],
      stepsLeftOut: 0,
    },
  ])
  expect(body.offersLeftOut).toBe(0)
  expect(body.lowest).toEqual({ minor: 11_900, at: after(3) })
  expect((await call('GET', '/v1/products/np-0/price-history')).body).not.toHaveProperty('offers')
  await call('DELETE', '/v1/malls/ganada')
  await opened.shop.settled()
  const { body: gone } = await call('GET', '/v1/products/np-0/price-history?by=mall')
  expect(gone.error.code).toBe('PRODUCT_UNKNOWN')
  expect(opened.shop.views.market.prices.stepsOf(0, 1).count).toBe(0)
})

test('what waiting is told by is for a secret key; without what learns it, it says so', async () => {
  const { call } = opened
  expect((await call('GET', '/v1/watch/waiting', undefined, 'page')).status).toBe(403)
  expect(await call('GET', '/v1/watch/waiting')).toEqual({ status: 200, body: {} })
  expect((await call('POST', '/v1/watch/waiting')).body.error.code).toBe('WAITING_NONE')
  expect((await call('DELETE', '/v1/watch/waiting')).body).toEqual({ cancelled: false })
})

test("a mall's price that is held is a gap of its line, until a person says that it is right", async () => {
  const { call, days, feed } = opened
  const row = (price: number) => `id,title,price,shipping\nw,맑은샘 생수 2L x 12개,${price},0\n`
  await feed(row(9_900))
  await days(40)
  await feed(row(99))
  await days(0.25)
  const offers = async () => (await call('GET', '/v1/products/np-0/price-history?by=mall')).body.offers
  const pricesOf = (one: { steps: { priceMinor?: number }[] }) => one.steps.map(({ priceMinor }) => priceMinor ?? 'gap')
  const [held] = await offers()
  expect([pricesOf(held), held.priceMinor]).toEqual([[9_900, 'gap'], undefined])
  const [{ mall, key, totalMinor }] = (await call('GET', '/v1/watch/held')).body.held
  await call('POST', '/v1/watch/held', { mall, key, totalMinor, verdict: 'right' })
  await days(0.25)
  const [believed] = await offers()
  expect([pricesOf(believed), believed.priceMinor]).toEqual([[9_900, 'gap', 99], 99])
})
