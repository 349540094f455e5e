import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { imported, scratchFolder } from './testing-files.ts'
import { MemorySink } from './testing-sink.ts'

const file = scratchFolder()
const header = 'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n'
const row = (type: string) =>
  `2019-10-01 00:00:01 UTC,${type},17200506,2053013559792632471,furniture.living_room.sofa,ikea,543.10,519,s1\n`

test('the REES46 map: views, carts and purchases with what they say of the product', async () => {
  const shop = new MemorySink()
  const path = file('events.csv', header + row('view') + row('view') + row('cart') + row('purchase') + row('stare'))
  const { summary, items } = await imported('events', path, {}, shop)
  const at = Date.UTC(2019, 9, 1, 0, 0, 1)
  const id = expect.stringMatching(/^row:.{22}$/)
  const hint = { brand: 'ikea', categoryPath: ['furniture', 'living_room', 'sofa'], priceMinor: 54_310 }
  const of = { at, id, product: '17200506', hint }
  const order = 's1/17200506/2019-10-01 00:00:01 UTC'
  expect(items.map((item) => ('report' in item ? [item.report.user, item.report.event] : []))).toEqual([
    ['519', { kind: 'product.viewed', ...of }],
    ['519', { kind: 'product.viewed', ...of }],
    ['519', { kind: 'cart.added', ...of, quantity: 1 }],
    [
      '519',
      { kind: 'order.placed', at, id, order, lines: [{ product: '17200506', hint, quantity: 1, priceMinor: 54_310 }] },
    ],
  ])
  expect(summary.counts.rejectedBy).toEqual({
    'VALUE_UNKNOWN: kind is none of view, cart, remove_from_cart, purchase': 1,
  })
  expect((await imported('events', path, {}, shop)).summary.counts).toMatchObject({ accepted: 0, duplicates: 4 })
})

test('JSON Lines: the plain form, Segment messages and facts of the catalogue side by side', async () => {
  const rows = [
    { kind: 'product.viewed', at: '2024-01-02T03:04:05Z', id: 'e1', anonymous: 'd1', product: 'p' },
    {
      type: 'track',
      event: 'Product Viewed',
      messageId: 'm1',
      userId: 'u',
      timestamp: '2024-01-02T03:04:05Z',
      properties: { product_id: 'p' },
    },
    { kind: 'product.stocked', at: 1_704_164_645_000, id: 'c1', product: 'p', inStock: false },
    { type: 'track', event: 'Promotion Viewed', messageId: 'm2', userId: 'u', timestamp: '2024-01-02T03:04:05Z' },
    { kind: 'product.viewed', id: 'e2', user: 'u', product: 'p' },
    { kind: 'product.dreamt', at: 1, id: 'e3', user: 'u' },
  ]
  const { items, summary } = await imported(
    'events',
    file('e.jsonl', rows.map((one) => JSON.stringify(one)).join('\n')),
  )
  expect(
    items.map((item) =>
      'report' in item ? [item.report.id, item.report.event?.kind] : [item.event.id, item.event.kind],
    ),
  ).toEqual([
    ['e1', 'product.viewed'],
    ['m1', 'product.viewed'],
    ['c1', 'product.stocked'],
  ])
  expect(summary.counts.skippedBy).toEqual({ 'not a fact about shopping': 1 })
  expect(Object.keys(summary.counts.rejectedBy)).toEqual([
    'TIME_INVALID: the time is empty',
    expect.stringContaining('EVENT_UNKNOWN: is not a kind that is known; one of: identify, '),
  ])
})

test('a table with our own names needs no map; what a kind needs is asked for', async () => {
  const path = file(
    't.csv',
    'kind,at,user,query,product\nproducts.searched,2024-01-01,u,tea cup,\nproduct.liked,2024-01-01,u,,\nproduct.liked,2024-01-01,,,p\n',
  )
  const { items, summary } = await imported('events', path)
  expect(items).toMatchObject([{ report: { user: 'u', event: { kind: 'products.searched', query: 'tea cup' } } }])
  expect(summary.counts.rejectedBy).toEqual({ 'FIELD_MISSING: product is empty': 1, 'FIELD_MISSING: user is empty': 1 })
})

test('what people typed is masked as it is over HTTP: the log names nobody', async () => {
  const rows = [
    'products.searched,2024-01-01,u,kim@example.com 선물,,',
    'page.viewed,2024-01-01,u,,/orders?email=kim@example.com,',
    'coupon.entered,2024-01-01,u,,,kim@example.com',
  ]
  const path = file('typed.csv', `kind,at,user,query,name,coupon\n${rows.join('\n')}\n`)
  const { items } = await imported('events', path)
  expect(JSON.stringify(items)).not.toContain('kim@')
  expect(items).toMatchObject([
    { report: { event: { query: '*** 선물' } } },
    { report: { event: { kind: 'page.viewed' } } },
    { report: { event: { coupon: '***' } } },
  ])
})

test('days that do not exist reject the row in every form, with field, value and remedy', async () => {
  const day = '2026-02-30T10:00:00Z'
  const track = { type: 'track', event: 'Product Viewed', userId: 'u', properties: { product_id: 'p' } }
  const rows = [
    { kind: 'product.viewed', at: day, user: 'u', product: 'p' },
    { ...track, messageId: 'm1', timestamp: day },
    { ...track, messageId: 'm2', originalTimestamp: day },
    { kind: 'product.viewed', at: null, user: 'u', product: 'p' },
    { kind: 'product.viewed', at: '2026-02-28 10:00:00', id: 'local', user: 'u', product: 'p' },
  ]
  const path = file('days.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'))
  const { items } = await imported('events', path, { zone: 'Asia/Seoul' })
  expect(items).toMatchObject([{ report: { id: 'local', event: { at: Date.UTC(2026, 1, 28, 1) } } }])
  const table = file('days.csv', `kind,at,user,product\nproduct.viewed,${day},u,p\n`)
  await imported('events', table)
  const rejected = [path, table].flatMap((one) =>
    readFileSync(`${one}.rejected.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  )
  expect(rejected.map(({ field, value }) => [field, value])).toEqual([
    ['at', day],
    ['timestamp', day],
    ['originalTimestamp', day],
    ['at', ''],
    ['at', day],
  ])
  expect(rejected[0]).toMatchObject({
    code: 'TIME_INVALID',
    reason: 'the time cannot be read, or is in no calendar',
    remedy: expect.stringMatching(/^write ISO 8601/),
  })
})

test('prices of Segment messages are in the currency that is told, or that they name, and never guessed', async () => {
  const track = (id: string, properties: object) => ({
    type: 'track',
    event: 'Product Viewed',
    messageId: id,
    userId: 'u',
    timestamp: '2024-01-02T03:04:05Z',
    properties: { product_id: 'p', ...properties },
  })
  const rows = [track('a', { price: 15_000 }), track('b', {}), track('c', { price: 15_000, currency: 'krw' })]
  const rest = [track('d', { price: '9,900' }), track('e', { price: 9.9, currency: 'USD' })]
  const path = file('prices.jsonl', [...rows, ...rest].map((row) => JSON.stringify(row)).join('\n'))
  const pricesIn = async (options = {}) => {
    const { items, summary } = await imported('events', path, options)
    const events = items.map((item) => ('report' in item ? item.report.event : undefined))
    return [events.map((event) => [event?.id, Object(event).hint?.priceMinor]), summary.counts.rejectedBy]
  }
  expect(await pricesIn()).toEqual([
    [
      ['b', undefined],
      ['c', 15_000],
      ['d', 9_900],
    ],
    {
      'CURRENCY_MISSING: the amount names no currency, and none is known for the shop': 1,
      "CURRENCY_OTHER: the amount is in USD, the shop's currency is KRW": 1,
    },
  ])
  expect((await pricesIn({ currency: 'USD', checkpoint: '' }))[0]).toEqual([
    ['a', 1_500_000],
    ['b', undefined],
    ['d', 990_000],
    ['e', 990],
  ])
})
