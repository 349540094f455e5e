import { expect, test } from 'vitest'
import { day, openMerchant } from './testing-merchant.ts'

test('what was rejected, warned about and unknown is told with reason and remedy, and nothing of a person', async () => {
  const { server, get, post, tell, clock } = await openMerchant()
  const batch = [
    { type: 'track', event: 'Product Viewed', userId: 'kim', properties: { product_id: 'p1' } },
    {
      type: 'track',
      event: 'Product Viewed',
      userId: 'kim',
      properties: { product_id: { secret: 'kim@example.com' } },
    },
    { type: 'track', event: 'Video Played', userId: 'kim' },
    { type: 'track', event: 'Product Viewed', properties: { product_id: 'p1' } },
    { type: 'track', event: 'Promotion Viewed', userId: 'kim' },
  ]
  await post('/v1/batch', { batch })
  clock.ms += day
  await tell({ kind: 'product.viewed', user: 'lee', product: 'p9', colour: 'red' }, { kind: 'product.viewed', user: 5 })
  const quality = await get('/v1/quality')
  expect(quality).toMatchObject({ since: 20_000 * day, accepted: 2, duplicates: 0, dropped: 1, rejectedTotal: 4 })
  expect(quality.rejected).toHaveLength(4)
  for (const { reason, remedy } of quality.rejected)
    expect([typeof reason, typeof remedy]).toEqual(['string', 'string'])
  const byField = Object.fromEntries(quality.rejected.map((one: { field: string }) => [one.field, one]))
  expect(byField.user).toMatchObject({
    count: 1,
    lastAt: 20_001 * day,
    sample: { event: 'product.viewed', type: 'number' },
  })
  expect(byField.userId).toMatchObject({
    code: 'SHOPPER_MISSING',
    sample: { event: 'Product Viewed', type: 'missing' },
  })
  expect(quality.unknownEvents).toEqual([{ name: 'Video Played', count: 1, lastAt: 20_000 * day }])
  expect(quality.warnings).toMatchObject([{ code: 'FIELD_UNKNOWN', field: 'colour', count: 1 }])
  expect(JSON.stringify(quality)).not.toMatch(/kim|lee|red"|secret/)
  expect(quality.unknownProducts).toBe(2)
  expect((await server.inject({ url: '/v1/quality' })).statusCode).toBe(401)
})

test('a time ahead of the clock and a price with too many decimals are taken, told in the answer and counted', async () => {
  const { get, post, tell, clock } = await openMerchant()
  const viewed = (properties: object, timestamp = clock.ms) => ({
    ...{ type: 'track', event: 'Product Viewed', userId: 'kim', timestamp, properties },
  })
  const answer = await post('/v1/batch', {
    batch: [
      viewed({ product_id: 'p1', price: 1_299 }),
      viewed({ product_id: 'p2', price: '1299.50원' }, clock.ms + day),
      viewed({ product_id: 'p3', price: '1만 2천원' }, clock.ms + day),
    ],
  })
  expect(answer).toMatchObject({
    accepted: 3,
    warnings: [
      { code: 'TIME_AHEAD', index: 1, count: 2, field: 'timestamp' },
      { code: 'PRICE_ROUNDED', index: 1, count: 1, field: 'properties.price' },
    ],
  })
  const order = {
    event: 'Order Completed',
    properties: {
      order_id: '1',
      products: [
        { id: 'p1', price: 1 },
        { id: 'p2', price: 1.5 },
      ],
    },
  }
  const ordered = await post('/v1/batch', { batch: [{ ...viewed({}), ...order }] })
  expect(ordered.warnings).toMatchObject([{ code: 'PRICE_ROUNDED', field: 'properties.products.1.price' }])
  const told = await tell({ kind: 'product.viewed', user: 'kim', product: 'p1', at: clock.ms + 6 * 60_000 })
  expect(told.warnings).toMatchObject([{ code: 'TIME_AHEAD', field: 'at' }])
  const { warnings } = await get('/v1/quality')
  expect(
    warnings.map(({ code, field, count }: { code: string; field: string; count: number }) => [code, field, count]),
  ).toEqual([
    ['TIME_AHEAD', 'timestamp', 2],
    ['PRICE_ROUNDED', 'properties.price', 1],
    ['PRICE_ROUNDED', 'properties.products.*.price', 1],
    ['TIME_AHEAD', 'at', 1],
  ])
})

test('what the catalogue lacks is told, and anew once it changes', async () => {
  const { get, tell } = await openMerchant()
  expect((await get('/v1/quality')).catalog.products).toBe(0)
  const product = { id: 'p1', title: 'One', categoryPath: ['A', 'B'], attributes: {}, inStock: true, priceMinor: 500 }
  await tell({ kind: 'product.listed', product })
  const { catalog } = await get('/v1/quality')
  expect(catalog.missing).toContainEqual({ field: 'brand', count: 1, share: 1 })
  expect(catalog.missing).toContainEqual({ field: 'price', count: 0, share: 0 })
  expect(catalog.byCategory).toEqual([
    { category: 'A>B', products: 1, missing: { brand: 1, image: 1, price: 0, attributes: 1 } },
  ])
})
