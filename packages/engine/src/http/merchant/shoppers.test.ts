import { expect, test } from 'vitest'
import { openMerchant } from './testing-merchant.ts'

const viewed = (who: object, product = 'p1') => ({ kind: 'product.viewed', product, ...who })
const listed = {
  kind: 'product.listed',
  product: { id: 'p1', title: '원두', categoryPath: ['식품'], attributes: {}, inStock: true, priceMinor: 9_000 },
}

test('shoppers are listed, sorted, searched and paged', async () => {
  const { get, tell, shop } = await openMerchant()
  await tell(listed, viewed({ user: 'kim' }), viewed({ user: 'kim' }), viewed({ anonymous: 'device' }))
  await tell({ kind: 'order.placed', user: 'lee', order: 'A', lines: [{ product: 'p1', quantity: 2 }] })
  const all = await get('/v1/shoppers?sort=events')
  expect(all).toMatchObject({ total: 3, position: shop.views.position, currency: { code: 'KRW', digits: 0 } })
  expect(all.shoppers.map(({ user, anonymous, events }: never) => [user, anonymous, events])).toEqual([
    ['kim', undefined, 2],
    [undefined, 'device', 1],
    ['lee', undefined, 1],
  ])
  expect((await get('/v1/shoppers?sort=spent&count=1')).shoppers).toMatchObject([
    { user: 'lee', orders: 1, spentMinor: 18_000 },
  ])
  expect((await get('/v1/shoppers?sort=events&offset=2&count=1')).shoppers).toMatchObject([{ user: 'lee' }])
  expect(await get('/v1/shoppers?offset=3')).toMatchObject({ total: 3, shoppers: [] })
  expect(await get('/v1/shoppers?q=ki')).toMatchObject({ total: 1, shoppers: [{ user: 'kim' }] })
  expect(await get(`/v1/shoppers?q=${encodeURIComponent('없음%_')}`)).toMatchObject({ total: 0, shoppers: [] })
})

test('a timeline has titles, amounts and searches, and its next page', async () => {
  const { get, tell } = await openMerchant()
  await tell(listed, viewed({ user: 'kim' }), { kind: 'products.searched', user: 'kim', query: '커피' })
  await tell({
    kind: 'order.placed',
    user: 'kim',
    order: 'A',
    lines: [{ product: 'p1', quantity: 2, priceMinor: 8_000 }],
  })
  const first = await get('/v1/timeline?user=kim&count=2')
  expect(first).toMatchObject({
    shopper: { user: 'kim', events: 3, orders: 1, spentMinor: 16_000 },
    currency: { code: 'KRW' },
    events: [
      { kind: 'order.placed', order: 'A', product: 'p1', title: '원두', quantity: 2, amountMinor: 16_000 },
      { kind: 'products.searched', query: '커피' },
    ],
    before: 2,
  })
  const second = await get('/v1/timeline?user=kim&count=2&before=2')
  expect(second.events).toMatchObject([{ kind: 'product.viewed', person: { user: 'kim' } }])
  expect(second.before).toBeUndefined()
})

test('who is unknown, what is out of bounds and keys that may not are refused', async () => {
  const { get, server, tell } = await openMerchant()
  await tell(viewed({ user: 'kim' }))
  const code = async (url: string) => (await get(url)).error?.code
  expect(await code('/v1/timeline?user=nobody')).toBe('SHOPPER_UNKNOWN')
  expect(await code('/v1/timeline')).toBe('BODY_INVALID')
  for (const wrong of ['count=0', 'count=201', 'before=-1', 'before=x', 'other=1'])
    expect([wrong, await code(`/v1/timeline?user=kim&${wrong}`)]).toEqual([wrong, 'BODY_INVALID'])
  for (const wrong of ['count=0', 'count=101', 'offset=-1', 'sort=name', 'order=sideways', `q=${'x'.repeat(257)}`])
    expect([wrong, await code(`/v1/shoppers?${wrong}`)]).toEqual([wrong, 'BODY_INVALID'])
  for (const path of ['/v1/shoppers', '/v1/timeline?user=kim']) {
    expect((await server.inject({ url: path })).json().error.code).toBe('AUTH_MISSING')
    const headers = { authorization: 'Bearer wrong' }
    expect((await server.inject({ url: path, headers })).json().error.code).toBe('AUTH_UNKNOWN')
  }
})
