import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { Collector, type Problem } from '../index.ts'
import { TestingPage } from '../testing-page.ts'
import { type Fate, type TestingServer, testingServer } from '../testing-server.ts'

let server: TestingServer
beforeAll(async () => {
  server = await testingServer()
})
afterAll(() => server.close())
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  await server.idle()
}

const fates = fc.constantFrom<Fate>('well', 'unreached', 'answer lost', 'busy', 'cut short')
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('act' as const), tab: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 90_000 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('flush' as const), tab: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('leave' as const), tab: fc.nat(2), arrives: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('crash' as const), tab: fc.nat(2) }) },
)

/** The tabs of one shopper. A crash loses what a page holds in memory; leaving tells the page before. */
class Tabs {
  readonly page = new TestingPage()
  readonly #tabs: Collector[] = []
  #seen = 0

  constructor() {
    for (let tab = 0; tab < 3; tab++) this.open(tab)
  }
  open(tab: number): Collector {
    const { fetch, publishable: key } = server
    this.#tabs[tab] = new Collector({ url: '', key, fetch, batchMax: 4, onProblem: () => {} })
    return this.#tabs[tab]
  }
  get anonymousId(): string {
    return this.#tabs[0]!.anonymousId
  }
  get acts(): string[] {
    return Array.from({ length: this.#seen }, (_, i) => `product.liked p${i}`)
  }
  async take(one: Parameters<Parameters<typeof step.map>[0]>[0]): Promise<void> {
    if (one.does === 'wait') return pass(one.ms)
    const tab = this.#tabs[one.tab]!
    if (one.does === 'act') return tab.productLiked(`p${this.#seen++}`)
    if (one.does === 'flush') return void tab.flush()
    if (one.does === 'leave') {
      this.page.beacons.length = 0
      this.page.fire('pagehide')
      for (const { body } of one.arrives ? this.page.beacons : [])
        await server.fetch('/v1/batch', { method: 'POST', body }).catch(() => {})
      this.page.fire('pageshow')
    }
    await this.abandon(tab)
    this.open(one.tab)
  }
  /** The page is gone: nothing of it runs any more. */
  async abandon(tab: Collector): Promise<void> {
    const { fate } = server
    server.fate = () => 'unreached'
    await server.idle()
    const texts = new Map(this.page.storage.texts)
    await tab.close()
    this.page.storage.texts.clear()
    for (const [name, text] of texts) this.page.storage.texts.set(name, text)
    server.fate = fate
  }
  async settle(): Promise<void> {
    server.fate = () => 'well'
    for (const tab of this.#tabs) await this.abandon(tab)
    await pass(200_000) // what crashed tabs left is taken for left behind by now
    this.open(0)
    await pass(1_000)
    await this.#tabs[0]!.close()
    this.page.close()
  }
}

test('whatever networks, tabs and crashes do, every act counts exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.array(fates, { minLength: 1 }), async (steps, order) => {
      let asked = 0
      server.fate = () => order[asked++ % order.length]!
      const tabs = new Tabs()
      for (const one of steps) await tabs.take(one)
      const { anonymousId, acts } = tabs
      await tabs.settle()
      expect((await server.kept(anonymousId)).sort()).toEqual(acts.sort())
    }),
    { seed: 20_261_125, numRuns: 60 },
  )
}, 60_000)

test('of more than may wait the oldest go, and it is told how many', async () => {
  const page = new TestingPage()
  const problems: Problem[] = []
  server.fate = () => 'unreached'
  const { fetch, publishable: key } = server
  const collector = new Collector({ url: '', key, fetch, queueMax: 10, onProblem: (problem) => problems.push(problem) })
  for (let i = 0; i < 13; i++) collector.productLiked(`p${i}`)
  await pass(0)
  server.fate = () => 'well'
  await pass(100_000)
  expect((await server.kept(collector.anonymousId)).length).toBe(10)
  expect(problems.filter(({ what }) => what === 'lost')).toHaveLength(3)
  page.close()
})

test('a batch that cannot be read is taken apart until the one at fault is found', async () => {
  const problems: Problem[] = []
  const answer = { success: true, accepted: 1, duplicates: 0, dropped: 0, rejected: [], warnings: [] }
  const taken: string[] = []
  const fetch = async (_url: unknown, init?: RequestInit) => {
    const { batch } = JSON.parse(String(init?.body)) as { batch: { name: string }[] }
    const names = batch.map(({ name }) => name)
    if (names.includes('bad')) return new Response('{"error":{"code":"BODY_INVALID","message":"bad"}}', { status: 400 })
    taken.push(...names)
    return new Response(JSON.stringify(answer))
  }
  const onProblem = (problem: Problem) => problems.push(problem)
  const collector = new Collector({ url: '', key: 'k', fetch, onProblem })
  for (const name of ['a', 'b', 'bad', 'c', 'd']) collector.page(name)
  expect(await collector.flush()).toBe(0)
  expect(taken.sort()).toEqual(['a', 'b', 'c', 'd'])
  expect(problems).toMatchObject([{ what: 'lost', code: 'BODY_INVALID', message: { name: 'bad' } }])
})

test('what is sent on leaving stays below what browsers take', async () => {
  const page = new TestingPage()
  server.fate = () => 'unreached'
  const collector = new Collector({ url: '', key: server.publishable, fetch: server.fetch, onProblem: () => {} })
  for (let i = 0; i < 300; i++) collector.searched(`${i} ${'무선 이어폰 '.repeat(20)}`)
  page.fire('pagehide')
  const bytes = Buffer.byteLength(page.beacons[0]!.body)
  expect(bytes).toBeGreaterThan(40_000)
  expect(bytes).toBeLessThan(65_536)
  page.close()
})
