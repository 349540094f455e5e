import { expect, test } from 'vitest'
import { testingRim } from '../testing-rim.ts'

const described = {
  id: 'p/1 가',
  title: '무선 이어폰',
  brand: '소리',
  categoryPath: ['가전', '음향'],
  attributes: { color: 'black' },
  priceMinor: 39_000,
  listPriceMinor: 49_000,
  inStock: true,
}

test('a product is told as the shop described it, to any key', async () => {
  const { call } = await testingRim()
  await call({ url: '/v1/events', body: { events: [{ kind: 'product.listed', product: described }] } })
  const url = `/v1/products/${encodeURIComponent(described.id)}`
  const { id: product, ...rest } = described
  const answer = { currency: { code: 'KRW', digits: 0 }, product: { product, ...rest } }
  for (const key of ['publishable', 'secret'] as const)
    expect(await call({ url, key })).toMatchObject({ status: 200, body: answer })
  expect((await call({ url, key: 'none' })).body.error?.code).toBe('AUTH_MISSING')
})

test('a product that the shop never described is unknown', async () => {
  const { call } = await testingRim()
  const { status, body } = await call({ url: '/v1/products/nothing' })
  expect([status, body.error?.code]).toEqual([404, 'PRODUCT_UNKNOWN'])
})
