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
