import { expect, test } from 'vitest'
import { openMerchant } from './testing-merchant.ts'

test('sales are told day by day, to this one', async () => {
  const { get, tell, shop } = await openMerchant()
  await tell(
    { kind: 'product.viewed', user: 'kim', product: 'p' },
    { kind: 'order.placed', order: 'A', lines: [{ product: 'p', quantity: 2, priceMinor: 700 }] },
  )
  const answer = await get('/v1/sales?days=2&zone=Asia/Seoul')
  expect(answer).toEqual({
    currency: { code: 'KRW', digits: 0 },
    position: shop.views.position,
    zone: 'Asia/Seoul',
    days: [
      { day: '2024-10-03', events: 0, orders: 0, units: 0, revenueMinor: 0 },
      { day: '2024-10-04', events: 2, orders: 1, units: 2, revenueMinor: 1_400 },
    ],
  })
  expect((await get('/v1/sales')).days).toHaveLength(90)
  expect((await get('/v1/sales?days=400')).days).toHaveLength(400)
})

test('what is out of bounds and keys that may not are refused', async () => {
  const { get, server } = await openMerchant()
  for (const [query, field] of [
    ['days=0', 'querystring.days'],
    ['days=401', 'querystring.days'],
    ['zone=Mars/Base', 'querystring.zone'],
  ])
    expect((await get(`/v1/sales?${query}`)).error).toMatchObject({ code: 'BODY_INVALID', field })
  expect((await server.inject({ url: '/v1/sales' })).json().error.code).toBe('AUTH_MISSING')
})
