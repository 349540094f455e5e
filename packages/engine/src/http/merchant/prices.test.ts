import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { epochMs, type ProductId } from '../../domain/units.ts'
import { openMerchant } from './testing-merchant.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-prices-http-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const rows = ['1,제주 생수 2L,9900,맑은샘,3000', '2,탁상 다이어리,9000,하루한장,0', '3,무선 이어폰,50000,MOA,0']
const none = { applied: 0, unchanged: 0, late: 0, unknown: 0, rejected: 0 }

async function open() {
  const opened = await openMerchant()
  const { shop, server, headers, clock } = opened
  await shop.malls.put({ id: 'ganada', name: '가나다몰', consent: { by: '김대표', at: epochMs(0) } })
  const file = join(dir, 'feed.csv')
  writeFileSync(file, ['id,title,price,brand,shipping', ...rows, ''].join('\n'))
  await shop.malls.read({ mall: 'ganada', file, source: 'test', currency: 'KRW' })
  clock.ms += 60_000
  const send = async (url: string, payload: object | string, own: Record<string, string> = {}) => {
    const answer = await server.inject({ method: 'POST', url, headers: { ...headers, ...own }, payload })
    return { status: answer.statusCode, body: answer.json() }
  }
  const prices = (updates: readonly unknown[], more: object = {}) =>
    send('/v1/malls/ganada/prices', { updates, ...more })
  const totalOf = (key: string) => {
    const { offers } = shop.views.market
    return offers.totalOf(offers.find({ mall: 'ganada', key }))
  }
  const priceOf = (id: string) => shop.product(id as ProductId)?.priceMinor
  return { ...opened, send, prices, totalOf, priceOf }
}

test('prices come into offers and products at once; what is not said of them stays', async () => {
  const { prices, totalOf, priceOf, shop, log } = await open()
  const before = await log.length()
  const { status, body } = await prices([
    { key: '1', priceMinor: 9_000 },
    { key: '2', priceMinor: 9_000, couponMinor: 500 },
    { key: '3', inStock: false },
    { key: '1', priceMinor: 9_000, shippingMinor: 3_000 },
  ])
  expect(status).toBe(200)
  expect(body).toEqual({ duplicate: false, ...none, applied: 3, unchanged: 1, troubles: [], troublesLeftOut: 0 })
  expect([totalOf('1'), totalOf('2')]).toEqual([12_000, 8_500])
  expect([priceOf('np-0'), priceOf('np-1'), priceOf('np-2')]).toEqual([12_000, 8_500, undefined])
  expect(await log.length()).toBe(before + 1)
  await prices([{ key: '1', shippingMinor: null, inStock: true }])
  expect([totalOf('1'), shop.canBeBought('np-2' as ProductId)]).toEqual([9_000, false])
})

test('each update that cannot be used has its place, code, field, reason and remedy; the others are applied', async () => {
  const { prices, clock, totalOf } = await open()
  const { body } = await prices([
    { key: '1', priceMinor: 8_000 },
    { key: '1', priceMinor: -1 },
    { key: '1', priceMinor: 0 },
    { key: '1', priceMinor: 1e15 },
    { key: '1', priceMinor: 9.5 },
    { key: '1', priceMinor: '9000' },
    { key: '1', priceMinor: 9_000, currency: 'usd' },
    { key: '1', priceMinor: 9_000, at: clock.ms + 10 * 60_000 },
    { key: '1', priceMinor: 9_000, at: '2026-02-30' },
    { key: '1', priceMinor: 9_000, at: 0 },
    { key: '1', priceMinor: 9_000, inStock: 'yes' },
    { key: '1' },
    { key: 'x', priceMinor: 1 },
    { key: 'a\nb', priceMinor: 1 },
    { priceMinor: 1 },
    'what',
    { key: '2', priceMinor: 0, free: true, currency: 'KRW' },
    { key: '1', priceMinor: 9_000, shipingMinor: 0 },
    { key: '1', priceMinor: 9_000, listPriceMinor: 10_000 },
    { key: '3', couponMinor: 50_000 },
  ])
  expect(body).toMatchObject({ ...none, applied: 2, late: 1, unknown: 1, rejected: 16, troublesLeftOut: 0 })
  expect(body.troubles.map(({ index, code, field }: Record<string, unknown>) => [index, code, field])).toEqual([
    [1, 'PRICE_NEGATIVE', 'priceMinor'],
    [2, 'PRICE_ZERO', 'priceMinor'],
    [3, 'PRICE_ABSURD', 'priceMinor'],
    [4, 'AMOUNT_INVALID', 'priceMinor'],
    [5, 'AMOUNT_INVALID', 'priceMinor'],
    [6, 'CURRENCY_OTHER', 'currency'],
    [7, 'TIME_AHEAD', 'at'],
    [8, 'TIME_INVALID', 'at'],
    [9, 'TIME_LATE', 'at'],
    [10, 'FLAG_INVALID', 'inStock'],
    [11, 'FIELD_MISSING', 'priceMinor'],
    [12, 'OFFER_UNKNOWN', 'key'],
    [13, 'NAME_INVALID', 'key'],
    [14, 'NAME_INVALID', 'key'],
    [15, 'ENTRY_INVALID', ''],
    [17, 'FIELD_UNKNOWN', 'shipingMinor'],
    [18, 'FIELD_UNKNOWN', 'listPriceMinor'],
    [19, 'COUPON_ABSURD', 'couponMinor'],
  ])
  expect(body.troubles[5]).toEqual({
    index: 6,
    name: '1',
    code: 'CURRENCY_OTHER',
    field: 'currency',
    reason: "the amount is in a currency other than the shop's: usd, not KRW",
    remedy: "convert it, or leave it out; amounts count in the shop's currency",
  })
  expect([totalOf('1'), totalOf('2')]).toEqual([11_000, 0])
})

test('a coupon or shipping alone says what it says; one that leaves nothing to pay has to be meant', async () => {
  const { prices, totalOf } = await open()
  const sent = async (update: object) => (await prices([{ key: '1', ...update }])).body
  expect(await sent({ couponMinor: 1_000 })).toMatchObject({ applied: 1 })
  expect(await sent({ shippingMinor: 0 })).toMatchObject({ applied: 1 })
  expect(totalOf('1')).toBe(8_900)
  expect(await sent({ priceMinor: 1_000 })).toMatchObject({ applied: 0, rejected: 1 })
  expect(await sent({ priceMinor: 1_000, inStock: false, couponMinor: null })).toMatchObject({ applied: 1 })
  expect(await sent({ couponMinor: 1_000, inStock: true, free: true })).toMatchObject({ applied: 1 })
  expect(totalOf('1')).toBe(0)
})

test('updates out of order: what is newer stands, also where it said the same as before', async () => {
  const { prices, totalOf, clock } = await open()
  const at = (seconds: number) => clock.ms - 60_000 + seconds * 1_000
  const sent = async (priceMinor: number, seconds: number) =>
    (await prices([{ key: '2', priceMinor, at: at(seconds) }])).body
  expect(await sent(8_000, 10)).toMatchObject({ applied: 1 })
  expect(await sent(8_000, 30)).toMatchObject({ unchanged: 1 })
  expect(await sent(7_000, 20)).toMatchObject({ late: 1, applied: 0 })
  expect(totalOf('2')).toBe(8_000)
  const both = await prices([
    { key: '2', priceMinor: 6_000, at: at(50) },
    { key: '2', priceMinor: 6_500, at: new Date(at(40)).toISOString() },
  ])
  expect([both.body.applied, both.body.late, totalOf('2')]).toEqual([1, 1, 6_000])
})

test('a batch sent again changes nothing, whatever came in between, and whether or not it changed anything', async () => {
  const { prices, send, totalOf, log } = await open()
  expect((await prices([{ key: '2', priceMinor: 9_000 }], { id: 'same' })).body).toMatchObject({ unchanged: 1 })
  await prices([{ key: '2', priceMinor: 8_000 }], { id: 'b' })
  const length = await log.length()
  const again = await prices([{ key: '2', priceMinor: 9_000 }], { id: 'same' })
  expect(again.body).toEqual({ duplicate: true, ...none, troubles: [], troublesLeftOut: 0 })
  const lines = { 'content-type': 'application/x-ndjson', 'idempotency-key': 'b' }
  expect((await send('/v1/malls/ganada/prices', '{"key":"2","priceMinor":7000}\n', lines)).body.duplicate).toBe(true)
  expect([totalOf('2'), await log.length()]).toEqual([8_000, length])
})

test('batches that wait at one time are judged one after the other', async () => {
  const { prices, totalOf } = await open()
  const twice = [prices([{ key: '2', priceMinor: 8_000 }], { id: 'x' }), prices([{ key: '2', priceMinor: 9_000 }])]
  const [one, other, again] = await Promise.all([...twice, prices([{ key: '2', priceMinor: 1_000 }], { id: 'x' })])
  expect([one, other, again].map(({ body }) => [body.applied, body.duplicate])).toEqual([
    [1, false],
    [1, false],
    [0, true],
  ])
  expect(totalOf('2')).toBe(9_000)
})

test('JSON Lines: a broken line is named by its number, empty ones are none', async () => {
  const { send, totalOf } = await open()
  const text =
    '{"key":"1","priceMinor":5000}\n\n{"key":"2","priceMinor":\n{"key":"3","priceMinor":-5}\n{"key":"2","priceMinor":70}'
  const { body } = await send('/v1/malls/ganada/prices', text, { 'content-type': 'application/x-ndjson' })
  expect(body).toMatchObject({ applied: 2, rejected: 2 })
  expect(body.troubles.map(({ index, line, code }: Record<string, unknown>) => [index, line, code])).toEqual([
    [1, 3, 'ENTRY_INVALID'],
    [2, 4, 'PRICE_NEGATIVE'],
  ])
  expect([totalOf('1'), totalOf('2')]).toEqual([8_000, 70])
})

test('malls that are paused, unknown or erased, batches that are too large or none, and keys of pages are refused', async () => {
  const { send, prices, shop, keys, log } = await open()
  const update = [{ key: '1', priceMinor: 1 }]
  const codeOf = ({ status, body }: { status: number; body: { error: { code: string } } }) => [status, body.error.code]
  const length = await log.length()
  expect(codeOf(await send('/v1/malls/nobody/prices', { updates: update }))).toEqual([404, 'MALL_UNKNOWN'])
  expect(codeOf(await send('/v1/malls/ganada/prices', { prices: update }))).toEqual([400, 'BODY_INVALID'])
  expect(codeOf(await prices(Array.from({ length: 10_001 }, () => update[0])))).toEqual([400, 'BODY_INVALID'])
  const { secret } = await keys.add({ name: 'page', scope: 'publishable', consent: 'assumed' }, 0)
  const page = { authorization: `Bearer ${secret}` }
  expect(codeOf(await send('/v1/malls/ganada/prices', { updates: update }, page))).toEqual([403, 'AUTH_SCOPE'])
  expect(await log.length()).toBe(length)
  await shop.malls.pause('ganada')
  expect(codeOf(await prices(update))).toEqual([409, 'MALL_PAUSED'])
  await shop.malls.resume('ganada')
  await prices(update)
  await shop.malls.erase('ganada')
  expect(codeOf(await prices(update))).toEqual([404, 'MALL_UNKNOWN'])
  await shop.settled()
  const texts = (await log.read(0, 1_000)).map((event) => JSON.stringify(event))
  expect(texts.filter((text) => text.includes('ganada'))).toEqual([])
})

test("products of the shop's own: price, list price and stock, late ones and those of malls told apart", async () => {
  const { send, priceOf, tell, clock, shop } = await open()
  const described = { id: 'p1', title: '머그', priceMinor: 10_000, categoryPath: [], attributes: {}, inStock: true }
  await tell({ kind: 'product.listed', id: 'e1', product: described })
  clock.ms += 60_000
  const { status, body } = await send('/v1/prices', {
    id: 'one',
    updates: [
      { product: 'p1', priceMinor: 8_000, listPriceMinor: 10_000 },
      { product: 'p1', priceMinor: 8_000 },
      { product: 'p1', priceMinor: 7_000, at: clock.ms - 3_600_000 },
      { product: 'np-0', priceMinor: 7_000 },
      { product: 'p2', priceMinor: 7_000 },
      { product: 'p1', inStock: false },
    ],
  })
  expect([status, body.applied, body.unchanged, body.late, body.rejected, body.unknown]).toEqual([200, 2, 1, 1, 1, 1])
  expect(body.troubles.map(({ code }: { code: string }) => code)).toEqual([
    'TIME_LATE',
    'PRODUCT_OF_OFFERS',
    'PRODUCT_UNKNOWN',
  ])
  expect(shop.product('p1' as ProductId)).toMatchObject({ priceMinor: 8_000, listPriceMinor: 10_000, inStock: false })
  const again = await send('/v1/prices', { id: 'one', updates: [{ product: 'p1', priceMinor: 1 }] })
  expect([again.body.duplicate, priceOf('p1')]).toEqual([true, 8_000])
})

test('a large batch goes into facts of 500 updates, and a rebuild agrees', async () => {
  const { send, tell, log, shop } = await open()
  const described = { title: '머그', priceMinor: 10_000, categoryPath: [], attributes: {}, inStock: true }
  await tell(
    ...Array.from({ length: 1_200 }, (_, n) => ({
      kind: 'product.listed',
      id: `e${n}`,
      product: { ...described, id: `p${n}` },
    })),
  )
  const before = await log.length()
  const updates = Array.from({ length: 1_200 }, (_, n) => ({
    product: `p${n}`,
    priceMinor: 20_000 + n,
    inStock: n % 3 > 0,
  }))
  expect((await send('/v1/prices', { updates })).body.applied).toBe(1_200)
  expect(await log.length()).toBe(before + 3)
  const rebuilt = await shop.rebuild()
  expect(rebuilt.catalog.save()).toEqual(shop.views.catalog.save())
  expect(rebuilt.watched.save()).toEqual(shop.views.watched.save())
})
