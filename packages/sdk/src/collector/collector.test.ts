import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { Collector, type CollectorOptions, type Problem } from '../index.ts'
import { TestingElement, TestingPage } from '../testing-page.ts'
import { type TestingServer, testingServer } from '../testing-server.ts'

let server: TestingServer
let page: TestingPage
const problems: Problem[] = []
beforeAll(async () => {
  server = await testingServer()
})
afterAll(() => server.close())
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  page = new TestingPage()
  server.asked.length = 0
  server.fate = () => 'well'
  problems.length = 0
})
afterEach(() => {
  page.close()
  vi.useRealTimers()
})

/** Lets time go by, and the server answer. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  await server.idle()
}

function collecting(more: Partial<CollectorOptions> = {}): Collector {
  const onProblem = (problem: Problem) => problems.push(problem)
  const { fetch, publishable: key } = server
  return new Collector({ url: 'https://nunchi.example/', key, fetch, onProblem, ...more })
}

const sent = () => server.asked.flatMap(({ body }) => (body.batch ?? []) as Record<string, unknown>[])

test('everything a shopper does in a shop arrives, in batches, and the server understands all of it', async () => {
  const collector = collecting()
  const product = { id: 'p1', name: 'Earphones', brand: 'Sori', category: ['Audio', 'Earphones'], price: 30_000 }
  collector.page('home')
  collector.listViewed('deals', [product, 'p2'])
  collector.productClicked('p1')
  collector.productViewed(product)
  collector.productWished('p1')
  collector.productUnwished('p1')
  collector.productLiked('p1')
  collector.productDisliked('p2')
  collector.productShared('p1')
  collector.productReviewed('p1', 5)
  collector.searched('wireless')
  collector.cartAdded('p1', 2)
  collector.cartRemoved('p1')
  collector.cartViewed(['p1'])
  collector.checkoutStarted(['p1'])
  collector.track('Coupon Applied', { coupon_id: 'SPRING' })
  collector.orderCompleted({ id: 'o1', lines: [{ product, quantity: 1 }] })
  expect(server.asked).toEqual([])
  await pass(2_000)
  expect(server.asked).toHaveLength(1)
  expect(server.asked[0]?.body).toMatchObject({ writeKey: server.publishable })
  expect(problems).toEqual([])
  expect(await server.kept(collector.anonymousId)).toEqual([
    'page.viewed',
    'list.viewed deals',
    ...['clicked', 'viewed', 'wished', 'unwished', 'liked'].map((what) => `product.${what} p1`),
    'product.disliked p2',
    'product.shared p1',
    'product.reviewed p1',
    'products.searched wireless',
    'cart.added p1',
    'cart.removed p1',
    'cart.viewed',
    'checkout.started',
    'coupon.applied',
    'order.placed',
  ])
})

test('of device and origin only a class and hosts are told', () => {
  collecting().page('home')
  const [message] = JSON.parse([...page.storage.texts].find(([name]) => name.includes('queue'))![1]).messages
  expect(message.context).toEqual({
    device: { type: 'mobile' },
    page: { url: 'https://shop.example', referrer: 'https://search.naver.com' },
    campaign: { medium: 'cpc' },
  })
})

test('a full batch does not wait, and a proven login speaks for itself', async () => {
  const { createHmac } = await import('node:crypto')
  const userHash = createHmac('sha256', 'a secret of at least thirty-two characters').update('kim').digest('hex')
  const collector = collecting({ batchMax: 3 })
  expect(collector.person()).toEqual({ anonymous: collector.anonymousId })
  collector.identify('kim', { userHash, traits: { email: 'kim@example.com' } })
  collector.productViewed('p7')
  collector.productViewed('p8')
  await pass(0)
  expect(server.asked).toHaveLength(1)
  expect(collector.person()).toEqual({ user: 'kim', userHash })
  expect(problems).toEqual([])
  const before = collector.anonymousId
  collector.reset()
  expect(collector.anonymousId).not.toBe(before)
  expect(collector.person()).toEqual({ anonymous: collector.anonymousId })
  expect(page.storage.texts.get('nunchi.id')).toBe(collector.anonymousId)
})

test('what the server does not keep is told with its place and remedy, and the rest is kept', async () => {
  const collector = collecting()
  const heard: number[] = []
  collector.onSent(({ answer }) => heard.push(answer.accepted))
  collector.track('Some Thing Else')
  collector.identify('kim')
  collector.productViewed('p1')
  await pass(2_000)
  expect(problems).toMatchObject([
    { what: 'rejected', code: 'EVENT_UNKNOWN', message: { event: 'Some Thing Else' }, remedy: expect.any(String) },
    { what: 'warning', code: 'USER_UNPROVEN', count: 2 },
  ])
  expect(heard).toEqual([2])
})

test('without a network it tries again ever more rarely, and at once when the network is back', async () => {
  server.fate = () => 'unreached'
  const collector = collecting()
  collector.productViewed('p1')
  await pass(60_000)
  expect(server.asked.length).toBeGreaterThan(3)
  expect(server.asked.length).toBeLessThan(10)
  server.fate = () => 'well'
  page.fire('online')
  await pass(0)
  expect(await server.kept(collector.anonymousId)).toEqual(['product.viewed p1'])
})

test('it waits as long as the server asks for, even when told to flush', async () => {
  server.fate = () => 'busy'
  const collector = collecting()
  collector.productViewed('p1')
  expect(await collector.flush()).toBe(1)
  expect(await collector.flush()).toBe(1)
  expect(server.asked).toHaveLength(1)
  expect(problems).toMatchObject([{ what: 'delayed', code: 'OVERLOADED' }])
  server.fate = () => 'well'
  await pass(1_000)
  expect(await collector.flush()).toBe(0)
})

test('on leaving, the browser is handed what waits; the next page sends it too, and it counts once', async () => {
  const collector = collecting()
  collector.productViewed('p1')
  await pass(1_500)
  page.fire('pagehide')
  const [beacon] = page.beacons
  expect(beacon?.url).toBe('https://nunchi.example/v1/batch')
  await server.fetch(beacon!.url, { method: 'POST', body: beacon?.body })
  const next = collecting()
  await pass(0)
  expect(await server.kept(next.anonymousId)).toEqual(['product.viewed p1', 'product.dwelt p1'])
  expect([...page.storage.texts.keys()]).toEqual(['nunchi.id'])
})

test('the time on a product counts while its page is in view', async () => {
  const collector = collecting()
  collector.productViewed('p1')
  await pass(3_000)
  page.show(false)
  await pass(60_000)
  page.show(true)
  await pass(4_000)
  collector.page('home')
  collector.productViewed('p2')
  await pass(500)
  collector.leaveProduct()
  await collector.flush()
  const dwelt = sent().filter(({ event }) => event === 'Product Dwelt')
  expect(dwelt.map(({ properties }) => properties)).toEqual([
    { product_id: 'p1', dwell_ms: 3_000 },
    { product_id: 'p1', dwell_ms: 4_000 },
  ])
  expect(server.asked.some(({ keepalive }) => keepalive)).toBe(true)
})

test('products that stay half in view for a second are told once, by their list; and clicks on their links', async () => {
  const list = new TestingElement({ 'data-nunchi-list': 'for-you' }, page.body)
  const [a, b] = ['a', 'b'].map((id) => new TestingElement({ 'data-nunchi-product': id }, list)) as [
    TestingElement,
    TestingElement,
  ]
  const collector = collecting()
  const end = collector.watch()
  page.see(a, { isIntersecting: true, intersectionRatio: 0.6 })
  page.see(b, { isIntersecting: true, intersectionRatio: 0.3 })
  await pass(900)
  page.see(a, { isIntersecting: true, intersectionRatio: 0.9 }) // still: looked at anew
  page.see(b, { isIntersecting: true, intersectionRatio: 0.3 }, 500) // more than half of the view
  await pass(1_000)
  const late = new TestingElement({ 'data-nunchi-product': 'late' }, list)
  page.change({ added: [late] })
  page.see(late, { isIntersecting: true, intersectionRatio: 1 })
  page.change({ removed: [late] })
  page.see(a, { isIntersecting: true, intersectionRatio: 1 })
  await pass(3_000)
  const link = new TestingElement({ href: '/p/b' }, b)
  const click = Object.defineProperty(new Event('click'), 'target', { value: link })
  page.body.dispatchEvent(click)
  end()
  expect(page.isObserved(a)).toBe(false)
  await collector.flush()
  expect(sent().map(({ event, properties }) => [event, properties])).toEqual([
    ['Product List Viewed', { list_id: 'for-you', products: [{ product_id: 'a' }, { product_id: 'b' }] }],
    ['Product Clicked', { product_id: 'b' }],
  ])
})

test('a page that the browser only makes ready tells nothing until somebody opens it', async () => {
  page.prepare(true)
  const collector = collecting()
  collector.productViewed('p1')
  await pass(10_000)
  expect(server.asked).toEqual([])
  page.prepare(false)
  await pass(2_000)
  expect(await server.kept(collector.anonymousId)).toEqual(['product.viewed p1'])
})

test('events that the server drops are told, as a key that requires consent does to all of them', async () => {
  const { secret: key } = await server.keys.add({ name: 'strict', scope: 'publishable', consent: 'required' }, 0)
  const collector = collecting({ key })
  collector.productViewed('p1')
  await pass(2_000)
  expect(problems).toMatchObject([{ what: 'warning', code: 'DROPPED', count: 1, remedy: expect.any(String) }])
})
