import { Analytics } from '@segment/analytics-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestingRim, testingRim } from './testing-rim.ts'

let rim: TestingRim
let host: string
beforeAll(async () => {
  rim = await testingRim()
  host = await rim.server.listen({ port: 0 })
})
afterAll(() => rim.server.stop())

test('the unmodified Segment client for Node delivers all its calls from the shop’s own server', async () => {
  const now = Date.now()
  rim.shop.now = () => now as ReturnType<typeof rim.shop.now>
  const analytics = new Analytics({ writeKey: rim.secret, host, flushAt: 20, flushInterval: 50 })
  const failures: unknown[] = []
  analytics.on('error', (error) => failures.push(error))
  const products = [{ product_id: 'p1', name: 'Monopoly', price: 19, quantity: 2 }]
  const person = { userId: 'u1', anonymousId: 'a1' }
  analytics.identify({ ...person, traits: { email: 'kim@example.com' } })
  analytics.track({
    ...person,
    event: 'Product Viewed',
    properties: { ...products[0] },
    timestamp: new Date(now - 60_000),
  })
  analytics.track({ ...person, event: 'Order Completed', properties: { order_id: 'o1', products } })
  analytics.track({ anonymousId: 'a1', event: 'Some Thing Else', properties: {} })
  analytics.page({ ...person, name: 'Home', properties: { url: 'https://shop.example/' } })
  analytics.screen({ ...person, name: 'Cart' })
  analytics.group({ userId: 'u1', groupId: 'g1', traits: { name: 'Acme' } })
  analytics.alias({ userId: 'u1', previousId: 'a0' })
  await analytics.closeAndFlush()

  expect(failures).toEqual([])
  const [identified, viewed, ordered, ...rest] = rim.shop.reports
  expect(identified).toMatchObject({ user: 'u1', anonymous: 'a1', traits: { email: 'kim@example.com' } })
  expect(viewed?.event).toMatchObject({
    kind: 'product.viewed',
    product: 'p1',
    hint: { title: 'Monopoly', priceMinor: 19 },
  })
  expect(Math.abs((viewed?.event?.at ?? 0) - (now - 60_000))).toBeLessThan(5_000)
  expect(ordered?.event).toMatchObject({ kind: 'order.placed', order: 'o1', lines: [{ product: 'p1', quantity: 2 }] })
  expect(rest.map(({ event, previous }) => event?.kind ?? previous ?? 'person')).toEqual([
    'page.viewed',
    'page.viewed',
    'person',
    'a0',
  ])
})

test('with a publishable key, as in an app, the same client speaks for its device alone', async () => {
  rim.shop.reports.length = 0
  const analytics = new Analytics({ writeKey: rim.publishable, host, flushAt: 20, flushInterval: 50 })
  const failures: unknown[] = []
  analytics.on('error', (error) => failures.push(error))
  analytics.track({ userId: 'u1', anonymousId: 'a1', event: 'Product Viewed', properties: { product_id: 'p1' } })
  analytics.track({ userId: 'u1', event: 'Product Viewed', properties: { product_id: 'p2' } })
  analytics.track({ anonymousId: 'a1', event: 'Order Cancelled', properties: { order_id: 'o1' } })
  await analytics.closeAndFlush()
  expect(failures).toEqual([])
  expect(rim.shop.reports).toMatchObject([{ user: undefined, anonymous: 'a1', event: { product: 'p1' } }])
})
