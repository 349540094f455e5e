import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { Collector, type CollectorOptions, createShopperClient } from '../index.ts'
import { TestingPage } from '../testing-page.ts'
import { type TestingServer, testingServer } from '../testing-server.ts'

let server: TestingServer
let page: TestingPage
beforeAll(async () => {
  server = await testingServer()
})
afterAll(() => server.close())
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  page = new TestingPage()
  server.asked.length = 0
  server.fate = () => 'well'
})
afterEach(() => {
  page.close()
  vi.useRealTimers()
})

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  await server.idle()
}
const collecting = (more: Partial<CollectorOptions> = {}) =>
  new Collector({ url: '', key: server.publishable, fetch: server.fetch, onProblem: () => {}, ...more })
const preferences = (collector: Collector) =>
  createShopperClient({
    url: '',
    key: server.publishable,
    fetch: server.fetch,
    person: collector.person(),
  }).preferences()

test('where a yes is needed, nothing is stored or sent before it, and what came before stays unknown', async () => {
  const collector = collecting({ consent: 'required' })
  const { anonymousId } = collector
  collector.identify('kim')
  collector.productViewed('p1')
  await pass(10_000)
  page.fire('pagehide')
  expect([page.storage.texts.size, server.asked.length, page.beacons.length]).toEqual([0, 0, 0])
  expect(collector.consent).toBe('unknown')
  collector.giveConsent()
  collector.productViewed('p2')
  await pass(2_000)
  expect(collector.anonymousId).toBe(anonymousId) // the id that pages were asked for with stays
  expect(await server.kept(anonymousId)).toEqual(['product.viewed p2'])
  expect(server.asked[0]?.body.batch).toMatchObject([{ consent: true }])
  expect(collecting({ consent: 'required' }).consent).toBe('given')
})

test('withdrawing throws away what waits, here and in other tabs, and the server hears of it', async () => {
  const collector = collecting()
  const other = collecting()
  collector.productViewed('p1')
  await pass(2_000)
  collector.productViewed('p2')
  other.productViewed('p3')
  collector.withdrawConsent()
  await pass(0)
  await pass(5_000)
  other.productViewed('p4')
  page.fire('pagehide')
  await pass(5_000)
  expect([...page.storage.texts.keys()].sort()).toEqual(['nunchi.consent', 'nunchi.id'])
  expect(page.beacons).toEqual([])
  expect(await server.kept(collector.anonymousId)).toEqual(['product.viewed p1', 'consent.withdrawn'])
  expect(await preferences(collector)).toMatchObject({ consent: false })
  collector.giveConsent()
  collector.productViewed('p5')
  await pass(5_000)
  expect(await preferences(collector)).toMatchObject({ consent: true })
  expect((await server.kept(collector.anonymousId)).slice(-2)).toEqual(['consent.given', 'product.viewed p5'])
})

test('a no that could not be told is told by the next page', async () => {
  const collector = collecting()
  collector.productViewed('p1')
  await pass(2_000)
  server.fate = () => 'unreached'
  collector.withdrawConsent()
  await pass(0)
  server.fate = () => 'well'
  const next = collecting()
  await pass(0)
  expect(await preferences(next)).toMatchObject({ consent: false })
  expect(page.storage.texts.has('nunchi.tell')).toBe(false)
})

test('whoever says no at once was never collected, and the server need not know', async () => {
  const collector = collecting({ consent: 'required' })
  collector.withdrawConsent()
  collector.productViewed('p1')
  await pass(5_000)
  expect(server.asked).toEqual([])
  expect(collecting({ consent: 'required' }).consent).toBe('withdrawn')
})

test('without localStorage, or with a full one, the page itself remembers', async () => {
  page.storage.isFull = true
  const collector = collecting()
  collector.productViewed('p1')
  const { anonymousId } = collector
  await pass(2_000)
  expect(collector.anonymousId).toBe(anonymousId)
  expect(await server.kept(anonymousId)).toEqual(['product.viewed p1'])
  const forgetful = collecting({ storage: null })
  expect(forgetful.anonymousId).toBe(forgetful.anonymousId)
  forgetful.withdrawConsent()
  expect(forgetful.consent).toBe('withdrawn')
})
