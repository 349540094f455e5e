import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { durableFiles } from '../../adapters/files/durable-file.ts'
import { MemoryEventLog } from '../../adapters/memory/event-log.ts'
import { MemoryKeyStore } from '../../adapters/memory/key-store.ts'
import { MemorySnapshotStore } from '../../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../../adapters/memory/vault.ts'
import { FeedRuns } from '../../app/malls/feed-runs.ts'
import { TestingFetcher } from '../../app/malls/testing-fetcher.ts'
import { Shop } from '../../app/shop.ts'
import { epochMs } from '../../domain/units.ts'
import { buildServer, type Server, type ServerOptions } from '../server.ts'

const day = 86_400_000

/** For tests only: a whole shop in memory behind the rim that can be opened anew, products, and malls with feeds. */
export async function openTestingShopper(more: { readonly withMall?: boolean; readonly options?: ServerOptions } = {}) {
  const clock = { ms: 20_000 * day, now: () => epochMs(clock.ms) }
  const parts = { log: new MemoryEventLog(), vault: new MemoryVault(), snapshots: new MemorySnapshotStore(), clock }
  const keys = new MemoryKeyStore()
  const { secret } = await keys.add({ name: 'server', scope: 'secret', consent: 'assumed' }, 0)
  const { secret: page } = await keys.add({ name: 'page', scope: 'publishable', consent: 'assumed' }, 0)
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-watch-'))
  const start = async () => {
    const shop = await Shop.open(parts)
    const byDefault = { files: durableFiles, currency: 'KRW', now: () => clock.ms, malls: shop.malls, tickMs: 0 }
    const feeds = await FeedRuns.open({ ...byDefault, dir: join(dir, 'feeds'), fetcher: new TestingFetcher() })
    const options = { logLevel: 'silent', stopMsMax: 300, ...more.options } as const
    return { shop, feeds, server: buildServer({ shop, keys, feeds, options }) }
  }
  let now = await start()
  let facts = 0
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, key = 'server') => {
    const headers = { authorization: `Bearer ${key === 'page' ? page : secret}` }
    const answer = await now.server.inject({ method, url, headers, payload })
    return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() }
  }
  const tell = async (event: object) => {
    const { body } = await call('POST', '/v1/events', { events: [{ id: `fact-${facts++}`, ...event }] })
    if (body.accepted !== 1) throw new Error(JSON.stringify(body))
  }
  if (more.withMall)
    await call('PUT', '/v1/malls/ganada', { name: '가나다몰', consent: { by: '김대표', note: '계약 12' } })
  const product = { categoryPath: [], attributes: {}, inStock: true }
  return {
    get shop(): Shop {
      return now.shop
    },
    get server(): Server {
      return now.server
    },
    clock,
    keys,
    secret,
    call,
    list: (id: string, priceMinor: number, said: object = {}) =>
      tell({ kind: 'product.listed', product: { id, title: id, priceMinor, ...product, ...said } }),
    reprice: (id: string, priceMinor: number) => tell({ kind: 'product.repriced', product: id, priceMinor }),
    stock: (id: string, inStock: boolean) => tell({ kind: 'product.stocked', product: id, inStock }),
    days: async (count: number) => {
      clock.ms += count * day
    },
    /** Sends a mall's feed and waits until it is through. */
    feed: async (csv: string) => {
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/octet-stream' }
      await now.server.inject({ method: 'POST', url: '/v1/malls/ganada/runs', headers, payload: csv })
      await now.feeds.settled()
      await now.shop.settled()
    },
    /** Opens the shop anew on what it left: with its last snapshot, or as if it had been killed before it took one. */
    restart: async ({ snapshot }: { readonly snapshot: boolean }) => {
      await now.server.stop()
      if (snapshot) await now.shop.close()
      else await now.shop.settled()
      if (!snapshot) parts.snapshots = new MemorySnapshotStore()
      now = await start()
    },
    close: async () => {
      await now.server.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** For tests only: the same, closed when the test that opened it has ended. */
export async function openShopperOfTest(...options: Parameters<typeof openTestingShopper>) {
  const opened = await openTestingShopper(...options)
  onTestFinished(opened.close)
  return opened
}
