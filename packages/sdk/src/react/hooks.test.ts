import { createElement, type ReactNode, StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { Collector, createClient, createShopperClient, type ShopperClient } from '../index.ts'
import { runHook } from '../testing-render.ts'
import { type TestingServer, testingServer } from '../testing-server.ts'
import {
  NunchiProvider,
  useAlerts,
  useCollector,
  useHome,
  useNunchi,
  usePreferences,
  useProductView,
  useSubscriptions,
  useSuggest,
  useWhy,
} from './index.ts'

let server: TestingServer
beforeAll(async () => {
  server = await testingServer()
  const product = { title: 'Thing', categoryPath: ['A'], attributes: {}, inStock: true, priceMinor: 1_000 }
  const listed = ['p1', 'p2', 'p3'].map((id) => ({ kind: 'product.listed', id, product: { id, ...product } }))
  await createClient({ url: '', key: server.secret, fetch: server.fetch }).events(listed)
})
afterAll(() => server.close())
afterEach(() => void vi.useRealTimers())

/** Waits for it, also where other work keeps the machine busy. */
const until = <Value>(check: () => Value) => vi.waitFor(check, 10_000)
/** Until React has drawn what it was given, and looked after it. */
const drawn = async () => {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
}

function shopping(client?: Partial<ShopperClient>) {
  const collector = new Collector({ url: '', key: server.publishable, fetch: server.fetch, flushMs: 1 })
  const asking = createShopperClient({
    url: '',
    key: server.publishable,
    fetch: server.fetch,
    person: () => collector.person(),
  })
  const all = { ...asking, ...client }
  const wrap = (child: ReactNode) =>
    createElement(StrictMode, null, createElement(NunchiProvider, { client: all, collector }, child))
  return { client: all, collector, wrap }
}

test('a home loads, and is another one as soon as something the shopper did was collected', async () => {
  const { collector, wrap } = shopping()
  const hook = await runHook(() => useHome({ items: 3, modules: 'for-you' }), wrap)
  await until(() => expect(hook.last().data).toBeDefined())
  expect(hook.results[0]).toMatchObject({ isLoading: true })
  const first = hook.last().data
  collector.productWished('p3')
  collector.productViewed('p3')
  await until(() => expect(hook.last().data?.position).toBeGreaterThan(first!.position))
  expect(hook.last().data?.modules[0]?.items[0]?.product).toBe('p3')
  expect(hook.last().previous).toBe(first)
  const { position } = hook.last().data!
  collector.listViewed('for-you', ['p1'])
  collector.productDwelt('p1', 2_000)
  collector.page('home')
  expect(await collector.flush()).toBe(0)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(hook.last().data?.position).toBe(position) // looking moves nothing
  const loaded = hook.results.findIndex(({ data }) => data !== undefined)
  expect(hook.results.slice(loaded).some(({ isLoading, data }) => isLoading || data === undefined)).toBe(false)
  await hook.close()
})

test('a refusal is an error with its code, and asking again may help', async () => {
  const { wrap } = shopping()
  const ask = { product: 'nowhere' }
  const hook = await runHook(() => useWhy(ask), wrap)
  await until(() => expect(hook.last().error).toMatchObject({ code: 'PRODUCT_UNKNOWN' }))
  expect(hook.last()).toMatchObject({ isLoading: false, isAsking: false })
  ask.product = 'p1'
  hook.last().refetch()
  await until(() => expect(hook.last().data).toMatchObject({ product: 'p1' }))
  expect(hook.last().error).toBeUndefined()
  await hook.close()
})

test('an overtaken answer never shows, and words are asked for when typing pauses', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }) // passes as one waits below, not as the machine is busy
  const asked: string[] = []
  const answers = new Map<string, (text: string) => void>()
  const suggest: ShopperClient['suggest'] = ({ q }) => {
    asked.push(q)
    return new Promise((resolve) => {
      answers.set(q, (text) => resolve({ completions: [{ text, type: 'brand' }] }))
    })
  }
  const { wrap } = shopping({ suggest })
  let words = 'a'
  const hook = await runHook(() => useSuggest(words, { waitMs: 300 }), wrap)
  await until(() => expect(asked.at(-1)).toBe('a'))
  for (const typed of ['ab', 'abc']) {
    words = typed
    hook.render()
    await drawn()
  }
  await until(() => expect(asked.at(-1)).toBe('abc'))
  expect(asked).not.toContain('ab')
  answers.get('abc')?.('of abc')
  answers.get('a')?.('of a')
  await until(() => expect(hook.last().data?.completions[0]?.text).toBe('of abc'))
  await drawn()
  expect(hook.last().data?.completions[0]?.text).toBe('of abc')
  words = ' '
  hook.render()
  await until(() => expect(hook.last().data).toBeUndefined())
  const { length } = asked
  hook.last().refetch()
  expect(asked).toHaveLength(length) // there is no question any more
  await hook.close()
})

test('what is hidden is gone from a home that is on the page', async () => {
  const { collector, wrap } = shopping()
  const hook = await runHook(
    () => ({ home: useHome({ modules: 'for-you' }), preferences: usePreferences(), nunchi: useNunchi() }),
    wrap,
  )
  const shown = () => hook.last().home.data?.modules[0]?.items.map(({ product }) => product) ?? []
  await until(() => expect(shown().length).toBeGreaterThan(0))
  const product = shown()[0]!
  await hook.last().preferences.change({ hide: [{ what: 'product', product }] })
  await until(() => expect(shown()).not.toContain(product))
  expect(hook.last().preferences.data?.hidden).toHaveLength(1)
  await collector.close()
  await hook.close()
})

test('what is known of one shopper is not shown to the next, of whom all is asked anew', async () => {
  const clientOf = (user: string) => ({ ...shopping().client, preferences: async () => ({ user }) as never })
  let client = clientOf('kim')
  const hook = await runHook(
    () => usePreferences().data as unknown as { user: string } | undefined,
    (child) => createElement(NunchiProvider, { client }, child),
  )
  await until(() => expect(hook.last()).toEqual({ user: 'kim' }))
  client = clientOf('lee')
  hook.render()
  await until(() => expect(hook.last()).toEqual({ user: 'lee' }))
  expect(hook.results).toEqual([{ user: 'kim' }, undefined, { user: 'lee' }])
  await hook.close()
})

test('a product that is on the page is looked at once, even in strict mode', async () => {
  const { collector, wrap } = shopping()
  const hook = await runHook(() => useProductView('p2'), wrap)
  await until(async () => expect(await server.kept(collector.anonymousId)).toEqual(['product.viewed p2']))
  await hook.close()
})

test('the hooks say what is missing above them', () => {
  const failing = () =>
    renderToString(createElement(NunchiProvider, { client: {} as ShopperClient }, createElement(Lost)))
  expect(failing).toThrow('no collector')
  expect(() => renderToString(createElement(Lost))).toThrow('NunchiProvider')
})

function Lost() {
  useCollector()
  return null
}

test('what the shopper waits for is there as soon as they asked for it, and what comes of it is told at once', async () => {
  const alert = { id: 'a1', subscription: 's1', product: 'p1', title: 'Thing', priceMinor: 900, at: 1 }
  let raise = () => {}
  const raised = new Promise<void>((resolve) => {
    raise = resolve
  })
  const lists = vi.fn()
  const { collector, wrap } = shopping({
    alerts: async () => {
      lists()
      return { currency: { code: 'KRW', digits: 0 }, total: 0, alerts: [] }
    },
    alertStream: async function* () {
      await raised
      yield alert
    },
  })
  expect(await collector.flush()).toBe(0)
  const subscriptions = await runHook(() => useSubscriptions(), wrap)
  await until(() => expect(subscriptions.last().data?.subscriptions).toEqual([]))
  const wanted = { what: 'products' as const, products: ['p1'] }
  await subscriptions.last().subscribe({ id: 'a-wish-of-mine', wanted, conditions: [{ when: 'at-most', minor: 900 }] })
  await until(() => expect(subscriptions.last().data?.subscriptions[0]?.products[0]?.distanceMinor).toBe(100))
  const { id } = subscriptions.last().data!.subscriptions[0]!
  await subscriptions.last().change(id, { wanted, conditions: [{ when: 'at-most', minor: 800 }] })
  await until(() => expect(subscriptions.last().data?.subscriptions[0]?.products[0]?.distanceMinor).toBe(200))
  await subscriptions.last().end(id)
  await until(() => expect(subscriptions.last().data?.subscriptions).toEqual([]))
  const told = vi.fn()
  const alerts = await runHook(() => useAlerts(told), wrap)
  await until(() => expect(alerts.last().data?.total).toBe(0))
  const before = lists.mock.calls.length
  raise()
  await until(() => expect(told).toHaveBeenCalledWith(alert))
  await until(() => expect(lists.mock.calls.length).toBeGreaterThan(before))
})
