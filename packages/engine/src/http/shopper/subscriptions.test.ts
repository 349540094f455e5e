import { describe, expect, test } from 'vitest'
import { openShopperOfTest as open } from './testing-subscriber.ts'

const wanted = { what: 'products', products: ['cup'] }
const atMost = (minor: number) => ({ when: 'at-most', minor })
const kim = { user: 'kim' }

describe('a subscription', () => {
  test('is made, told of, listed, changed and ended', async () => {
    const { call, list, reprice } = await open()
    await list('cup', 10_000, { imageUrl: 'https://shop.example/cup.jpg' })
    const made = await call('POST', '/v1/subscriptions', { ...kim, wanted, conditions: [atMost(9_000)] })
    expect(made).toMatchObject({
      status: 201,
      body: { currency: { code: 'KRW' }, subscription: { channels: ['page'] } },
    })
    const { id, products } = made.body.subscription
    const glance = { product: 'cup', title: 'cup', imageUrl: 'https://shop.example/cup.jpg', priceMinor: 10_000 }
    expect(products).toEqual([{ ...glance, baseMinor: 10_000, targetMinor: 9_000, distanceMinor: 1_000, isMet: false }])
    await reprice('cup', 8_900)
    const mine = await call('GET', '/v1/subscriptions?user=kim')
    expect(mine.body.subscriptions[0].products[0]).toMatchObject({ priceMinor: 8_900, distanceMinor: 0, isMet: true })
    const alerts = await call('GET', '/v1/alerts?user=kim')
    const alert = { subscription: id, product: 'cup', title: 'cup', priceMinor: 8_900, beforeMinor: 10_000 }
    expect(alerts.body).toMatchObject({ total: 1, alerts: [{ ...alert, nowMinor: 8_900 }] })
    const change = { ...kim, wanted, conditions: [{ when: 'drop', since: 'start', byPercent: 50 }] }
    const changed = await call('PUT', `/v1/subscriptions/${id}`, change)
    expect(changed.body.subscription).toMatchObject({ id, products: [{ baseMinor: 8_900, targetMinor: 4_450 }] })
    await reprice('cup', 4_451)
    await reprice('cup', 4_450)
    expect((await call('GET', '/v1/alerts?user=kim&count=1')).body).toMatchObject({
      total: 2,
      alerts: [{ priceMinor: 4_450 }],
    })
    expect((await call('DELETE', `/v1/subscriptions/${id}?user=kim`)).status).toBe(204)
    expect((await call('DELETE', `/v1/subscriptions/${id}?user=kim`)).body.error.code).toBe('SUBSCRIPTION_UNKNOWN')
    expect((await call('GET', '/v1/subscriptions?user=kim')).body.subscriptions).toEqual([])
  })

  test('that is sent again is the same, and begins nothing anew', async () => {
    const { call, list, shop } = await open()
    await list('cup', 10_000)
    const body = { ...kim, id: 'my-own-id', wanted, conditions: [atMost(9_000)] }
    const first = await call('POST', '/v1/subscriptions', body)
    const { position } = shop.views
    expect(await call('POST', '/v1/subscriptions', body)).toEqual(first)
    expect(shop.views.position).toBe(position)
    expect((await call('POST', '/v1/subscriptions', { ...body, user: 'lee' })).body.error.code).toBe('SUBSCRIPTION_ID')
  })

  test("of somebody else is as unknown as none, and a device's is its login's later", async () => {
    const { call, list, reprice } = await open()
    await list('cup', 10_000)
    const device = { anonymous: 'device-1' }
    const made = await call('POST', '/v1/subscriptions', { ...device, wanted, conditions: [atMost(9_000)] }, 'page')
    const { id } = made.body.subscription
    const change = { user: 'lee', wanted, conditions: [atMost(1)] }
    for (const [method, path, body] of [
      ['PUT', `/v1/subscriptions/${id}`, change],
      ['DELETE', `/v1/subscriptions/${id}?user=lee`],
    ] as const)
      expect((await call(method, path, body)).body.error).toEqual({
        ...(await call(method, path.replace(id, 'no-such-id'), body)).body.error,
        message: expect.stringContaining(id),
        details: { id },
        requestId: expect.any(String),
      })
    expect((await call('GET', '/v1/subscriptions?user=kim', undefined, 'page')).body.error.code).toBe(
      'IDENTITY_UNPROVEN',
    )
    await call('POST', '/v1/events', { events: [{ kind: 'identify', user: 'kim', anonymous: 'device-1' }] })
    await reprice('cup', 9_000)
    expect((await call('GET', '/v1/alerts?user=kim')).body.total).toBe(1)
    expect((await call('GET', '/v1/alerts?user=lee')).body.total).toBe(0)
  })

  test('works with collecting withdrawn, is part of what a person may see, and gone when they are forgotten', async () => {
    const { call, list, reprice, shop } = await open()
    await list('cup', 10_000)
    await call('PUT', '/v1/preferences', { ...kim, consent: false })
    const made = await call('POST', '/v1/subscriptions', { ...kim, wanted, conditions: [atMost(9_000)] })
    expect(made.status).toBe(201)
    await call('POST', '/v1/events', { events: [{ kind: 'product.viewed', ...kim, product: 'cup' }] })
    await reprice('cup', 9_000)
    const mine = (await call('GET', '/v1/my-data?user=kim')).body
    expect(mine.subscriptions).toMatchObject([{ id: made.body.subscription.id, wanted }])
    expect(mine.alerts).toMatchObject([{ product: 'cup', priceMinor: 9_000 }])
    const kinds = mine.events.map(({ event }: { event: { kind: string } }) => event.kind)
    expect(kinds).toEqual(['consent.withdrawn', 'subscription.made'])
    await call('POST', '/v1/forget', kim)
    await shop.settled()
    expect((await call('GET', '/v1/subscriptions?user=kim')).body.subscriptions).toEqual([])
    expect((await call('GET', '/v1/alerts?user=kim')).body.total).toBe(0)
    expect((await call('GET', '/v1/my-data?user=kim')).body.error.code).toBe('SHOPPER_UNKNOWN')
    await reprice('cup', 5_000)
    expect(shop.views.watched.subscriptions.count).toBe(0)
    const log = await shop.rebuild()
    expect([log.watched.subscriptions.count, log.watched.alerts.raised]).toEqual([0, 0])
  })

  test('survives a restart from a snapshot and from the log alone, and what was told is told no more', async () => {
    const { call, list, reprice, restart } = await open()
    await list('cup', 10_000)
    await call('POST', '/v1/subscriptions', { ...kim, wanted, conditions: [atMost(9_000)] })
    await restart({ snapshot: true })
    await reprice('cup', 9_000)
    await restart({ snapshot: false })
    await reprice('cup', 8_000)
    expect((await call('GET', '/v1/alerts?user=kim')).body).toMatchObject({
      total: 1,
      alerts: [{ priceMinor: 9_000, nowMinor: 8_000 }],
    })
  })
})

const query = (more: object) => ({ what: 'query', ...more })
const many = <Made>(count: number, of: (i: number) => Made) => Array.from({ length: count }, (_, i) => of(i))

test.each([
  ['PRODUCT_UNKNOWN', 'wanted.products.1', { what: 'products', products: ['cup', 'nope'] }, [atMost(1)]],
  ['SUBSCRIPTION_CONDITIONS', 'conditions', wanted, []],
  ['SUBSCRIPTION_RISE', 'conditions.0', wanted, [{ when: 'rise', byMinor: 5 }, atMost(1)]],
  ['SUBSCRIPTION_SINCE', 'conditions.0.since', query({ words: 'a' }), [{ when: 'drop', since: 'start', byMinor: 5 }]],
  ['SUBSCRIPTION_SINCE', 'conditions.0.since', wanted, [{ when: 'drop', since: 'before', byMinor: 5 }]],
  ['SUBSCRIPTION_PER', 'conditions.0.per.amount', wanted, [{ ...atMost(5), per: { amount: 0, unit: 'g' } }]],
  ['SUBSCRIPTION_CONTENT', 'conditions.0.per.unit', wanted, [{ ...atMost(5), per: { amount: 100, unit: 'g' } }]],
  ['SUBSCRIPTION_QUERY', 'conditions.0', query({ words: 'a' }), [{ when: 'rise', byMinor: 5 }]],
  ['SUBSCRIPTION_STEP', 'conditions.0', wanted, [{ when: 'drop', since: 'start' }]],
  ['SUBSCRIPTION_STEP', 'conditions.0', wanted, [{ when: 'rise', byMinor: 5, byPercent: 5 }]],
  ['SUBSCRIPTION_TWICE', 'conditions.1', wanted, [atMost(1), atMost(2)]],
  ['SUBSCRIPTION_TARGET', 'conditions.0.minor', wanted, [atMost(0)]],
  ['SUBSCRIPTION_TARGET', 'conditions.0.minor', wanted, [atMost(-5)]],
  ['SUBSCRIPTION_TARGET', 'conditions.0.minor', wanted, [atMost(1e15)]],
  ['SUBSCRIPTION_TARGET', 'conditions.0.minor', wanted, [atMost(9.5)]],
  ['SUBSCRIPTION_TARGET', 'conditions.0.byMinor', wanted, [{ when: 'rise', byMinor: 0 }]],
  ['SUBSCRIPTION_PERCENT', 'conditions.0.byPercent', wanted, [{ when: 'rise', byPercent: 96 }]],
  ['SUBSCRIPTION_PERCENT', 'conditions.0.byPercent', wanted, [{ when: 'drop', since: 'alert', byPercent: 0.5 }]],
  ['SUBSCRIPTION_DAYS', 'conditions.0.days', wanted, [{ when: 'lowest', days: 0, orEqual: true }]],
  ['SUBSCRIPTION_DAYS', 'conditions.0.days', wanted, [{ when: 'lowest', days: 3_651, orEqual: true }]],
  ['SUBSCRIPTION_TERMS', 'wanted', query({ words: ' - ' }), []],
  ['SUBSCRIPTION_BAND', 'wanted.fromMinor', query({ words: 'a', fromMinor: 5, toMinor: 4 }), []],
  ['SUBSCRIPTION_TOO_MUCH', 'wanted.products', { what: 'products', products: many(51, (i) => `p${i}`) }, [atMost(1)]],
  ['SUBSCRIPTION_TOO_MUCH', 'conditions', wanted, many(11, (i) => atMost(i + 1))],
  ['BODY_INVALID', 'body.wanted.what', { what: 'nothing' }, [atMost(1)]],
  ['BODY_INVALID', 'body.conditions.0.when', wanted, [{ when: 'never' }]],
])('%s at %s', async (code, field, wish, conditions) => {
  const { call, list } = await open()
  await list('cup', 10_000)
  const { body } = await call('POST', '/v1/subscriptions', { ...kim, wanted: wish, conditions })
  expect(body.error).toMatchObject({ code, field })
})

test('an end that is over, and more than one shopper may have, are refused', async () => {
  const { call, list, clock } = await open()
  await list('cup', 10_000)
  const ask = { ...kim, wanted, conditions: [atMost(1)] }
  const over = await call('POST', '/v1/subscriptions', { ...ask, until: clock.ms })
  expect(over.body.error).toMatchObject({ code: 'SUBSCRIPTION_UNTIL', field: 'until' })
  const made = await Promise.all(many(200, () => call('POST', '/v1/subscriptions', ask)))
  expect(made.every((one) => (one as { status: number }).status === 201)).toBe(true)
  expect((await call('POST', '/v1/subscriptions', ask)).body.error.code).toBe('SUBSCRIPTIONS_FULL')
})

test('calls that race pass no more than one shopper may have', async () => {
  const { call, list, shop } = await open()
  await list('cup', 10_000)
  const ask = { ...kim, wanted, conditions: [atMost(1)] }
  await Promise.all(many(195, () => call('POST', '/v1/subscriptions', ask)))
  const again = { ...ask, id: 'sent-again' }
  const raced = await Promise.all([
    ...many(20, (i) => call('POST', '/v1/subscriptions', i < 5 ? again : ask)),
    call('POST', '/v1/subscriptions', { ...ask, user: 'lee' }),
  ])
  const statuses = raced.map(({ status }) => status)
  expect(statuses.filter((status) => status === 409)).toHaveLength(11)
  expect(statuses.slice(0, 5)).toEqual(many(5, () => 201))
  expect(statuses.at(-1)).toBe(201)
  expect((await call('GET', '/v1/subscriptions?user=kim')).body.subscriptions).toHaveLength(200)
  expect(shop.views.watched.subscriptions.count).toBe(201)
})

test('a page may begin only so many new ones a day for one shopper, however many it ends; a server may begin more', async () => {
  const { call, list, days } = await open()
  await list('cup', 10_000)
  const ask = { anonymous: 'device-1', wanted, conditions: [atMost(1)] }
  const begin = (key?: string) => call('POST', '/v1/subscriptions', ask, key)
  for (const _ of ['a morning', 'an afternoon']) {
    const made = await Promise.all(many(200, () => begin('page')))
    expect(made.every(({ status }) => status === 201)).toBe(true)
    const ids = made.map(({ body }) => body.subscription.id)
    await Promise.all(ids.map((id) => call('DELETE', `/v1/subscriptions/${id}?anonymous=device-1`, undefined, 'page')))
  }
  const refused = await begin('page')
  expect([refused.status, refused.body.error.code]).toEqual([429, 'TOO_MANY_NEW'])
  expect((await begin()).status).toBe(201)
  await days(1)
  expect((await begin('page')).status).toBe(201)
})

test('what people paste beside what they look for is masked before it is kept, and found as it is kept', async () => {
  const { call, list, shop } = await open()
  await list('cup', 10_000)
  const told = query({
    words: 'cup kim@mail.example 010-1234-5678',
    brand: 'lee@mail.example',
    attributes: { color: 'red' },
  })
  const ask = { ...kim, id: 'masked-query', wanted: told, conditions: [] }
  const made = await call('POST', '/v1/subscriptions', ask)
  expect(made.body.subscription.wanted).toMatchObject({
    words: 'cup *** ***',
    brand: '***',
    attributes: { color: 'red' },
  })
  const { position } = shop.views
  expect((await call('POST', '/v1/subscriptions', ask)).body).toEqual(made.body)
  expect(shop.views.position).toBe(position)
  const changed = await call('PUT', '/v1/subscriptions/masked-query', {
    ...kim,
    wanted: query({ words: 'mug 010-1234-5678' }),
    conditions: [],
  })
  expect(changed.body.subscription.wanted.words).toBe('mug ***')
  const nothing = { ...kim, wanted: query({ words: 'kim@mail.example' }), conditions: [] }
  expect((await call('POST', '/v1/subscriptions', nothing)).body.error.code).toBe('SUBSCRIPTION_TERMS')
})

test('erased products are unknown, and what waits for them is listed without them', async () => {
  const { call, feed } = await open({ withMall: true })
  await feed('id,title,price,brand\n1,이어폰 SG-1001,9000,소리결\n')
  const [product] = (await call('GET', '/v1/offers')).body.offers
  const ask = { ...kim, wanted: { what: 'products', products: [product.product] }, conditions: [atMost(8_000)] }
  expect((await call('POST', '/v1/subscriptions', ask)).status).toBe(201)
  await call('DELETE', '/v1/malls/ganada')
  expect((await call('POST', '/v1/subscriptions', ask)).body.error.code).toBe('PRODUCT_UNKNOWN')
  expect((await call('GET', '/v1/subscriptions?user=kim')).body.subscriptions).toMatchObject([
    { products: [], gone: [product.product] },
  ])
})

test("a mall's feed that lowers the lowest total price of a product raises an alert", async () => {
  const { call, feed } = await open({ withMall: true })
  await feed('id,title,price,shipping,brand\n1,이어폰 SG-1001,9000,1000,소리결\n')
  const [{ product }] = (await call('GET', '/v1/offers')).body.offers
  const ask = { ...kim, wanted: { what: 'products', products: [product] }, conditions: [atMost(9_500)] }
  const made = await call('POST', '/v1/subscriptions', ask)
  expect(made.body.subscription.products).toMatchObject([{ priceMinor: 10_000, distanceMinor: 500 }])
  await feed('id,title,price,shipping,brand\n1,이어폰 SG-1001,8600,1000,소리결\n')
  expect((await call('GET', '/v1/alerts?user=kim')).body.total).toBe(0)
  await feed('id,title,price,shipping,brand\n1,이어폰 SG-1001,8600,900,소리결\n')
  expect((await call('GET', '/v1/alerts?user=kim')).body.alerts).toMatchObject([{ product, priceMinor: 9_500 }])
})

test('merchants see who would be told of a price, nobody by name, and what most wait for', async () => {
  const { call, list, reprice } = await open()
  await list('cup', 10_000)
  await list('mug', 5_000)
  for (const [user, minor] of [
    ['kim', 9_000],
    ['kim', 8_000],
    ['lee', 9_000],
  ] as const)
    await call('POST', '/v1/subscriptions', { user, wanted, conditions: [atMost(minor)] })
  await call('POST', '/v1/subscriptions', {
    user: 'kim',
    wanted: query({ words: 'cup', toMinor: 9_500 }),
    conditions: [],
  })
  const dryRun = async (priceMinor: number) =>
    (await call('GET', `/v1/watch/dry-run?product=cup&priceMinor=${priceMinor}`)).body
  expect(await dryRun(8_500)).toMatchObject({ waiting: 3, subscriptions: 3, shoppers: 2, priceMinor: 10_000 })
  expect((await dryRun(8_500)).sample).toEqual([
    { what: 'products', conditions: [atMost(9_000)], count: 2 },
    { what: 'query', conditions: [], count: 1 },
  ])
  expect(JSON.stringify(await dryRun(8_500))).not.toContain('kim')
  expect((await dryRun(0)).error.code).toBe('SUBSCRIPTION_TARGET')
  expect((await call('GET', '/v1/alerts?user=kim')).body.total).toBe(0)
  await reprice('cup', 8_500)
  expect((await call('GET', '/v1/alerts?user=kim')).body.total).toBe(2)
  expect((await call('GET', '/v1/watch/busiest')).body).toMatchObject({
    subscriptions: 4,
    products: [{ product: 'cup', subscriptions: 3 }],
  })
  expect((await call('GET', '/v1/watch/busiest', undefined, 'page')).body.error.code).toBe('AUTH_SCOPE')
})

test('what a product cost is told by steps and days, with gaps, and suggests what to wait for', async () => {
  const { call, list, reprice, stock, clock, days } = await open()
  await list('cup', 10_000)
  const suggestion = async () => (await call('GET', '/v1/subscriptions/suggestion?product=cup&user=kim')).body
  const begun = clock.ms
  await days(10)
  expect(await suggestion()).toEqual({ currency: { code: 'KRW', digits: 0 } })
  await reprice('cup', 8_000)
  await days(5)
  await stock('cup', false)
  await days(2)
  await stock('cup', true)
  await reprice('cup', 9_000)
  await days(5)
  const view = { kind: 'product.viewed', ...kim, product: 'cup' }
  await call('POST', '/v1/events', { events: [view, view].map((one, i) => ({ ...one, id: `v${i}` })) })
  const { body } = await call('GET', '/v1/products/cup/price-history')
  expect(body.steps.map(({ priceMinor }: { priceMinor?: number }) => priceMinor)).toEqual([
    10_000,
    8_000,
    undefined,
    9_000,
  ])
  const lows = body.days.map(({ lowMinor }: { lowMinor?: number }) => lowMinor ?? 'gap')
  expect(lows.slice(-22)).toEqual([
    ...many(10, () => 10_000),
    ...many(5, () => 8_000),
    'gap',
    'gap',
    ...many(5, () => 9_000),
  ])
  const part = await call('GET', `/v1/products/cup/price-history?from=${begun + 12 * 86_400_000}&to=${clock.ms}`)
  expect(part.body.steps[0]).toEqual({ at: begun + 12 * 86_400_000, priceMinor: 8_000 })
  expect((await call('GET', '/v1/products/cup/price-history?from=5&to=5')).body.error.code).toBe('BODY_INVALID')
  expect((await call('GET', '/v1/products/nope/price-history')).body.error.code).toBe('PRODUCT_UNKNOWN')
  expect((await suggestion()).suggestion).toEqual({
    product: 'cup',
    views: 2,
    days: 20,
    share: 0.25,
    targetMinor: 8_000,
    nowMinor: 9_000,
  })
})
