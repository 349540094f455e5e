import { durableFiles } from './adapters/files/durable-file.ts'
import { MemoryEventLog } from './adapters/memory/event-log.ts'
import { MemoryKeyStore } from './adapters/memory/key-store.ts'
import { MemorySnapshotStore } from './adapters/memory/snapshot-store.ts'
import { MemoryVault } from './adapters/memory/vault.ts'
import { WebFeedFetcher } from './adapters/web/feed-fetcher.ts'
import { ImportJobs } from './app/import/jobs.ts'
import { FeedRuns } from './app/malls/feed-runs.ts'
import { RoutingDesk } from './app/routing/routing-desk.ts'
import { Shop } from './app/shop.ts'
import { epochMs } from './domain/units.ts'
import { buildServer, type Server, type ServerOptions } from './http/server.ts'

export type InMemory = {
  readonly shop: Shop
  readonly keys: MemoryKeyStore
  readonly server: Server
  /** One key of each scope. */
  readonly secret: string
  readonly publishable: string
  /** Stops the server, then the shop; everything is gone. */
  close(): Promise<void>
}

export type InMemoryOptions = ServerOptions & {
  /** Folder for files to import; without one they are refused. */
  readonly importsDir?: string
  /** Folder for feeds of malls; without one they are refused. */
  readonly feedsDir?: string
}

/**
 * A whole server that keeps nothing: for tests of what talks to one, and to try things out in a program of one's own. No
 * port is open before `server.listen`.
 */
export async function openInMemory({ importsDir, feedsDir, ...options }: InMemoryOptions = {}): Promise<InMemory> {
  const clock = { now: () => epochMs(Date.now()) }
  const parts = { log: new MemoryEventLog(), vault: new MemoryVault(), snapshots: new MemorySnapshotStore(), clock }
  const shop = await Shop.open(parts)
  const keys = new MemoryKeyStore()
  const add = (scope: 'secret' | 'publishable') => keys.add({ name: scope, scope, consent: 'assumed' }, clock.now())
  const [{ secret }, { secret: publishable }] = [await add('secret'), await add('publishable')]
  const currency = options.currency?.code ?? 'KRW'
  const forFiles = { files: durableFiles, currency, now: clock.now }
  const imports = importsDir === undefined ? undefined : await ImportJobs.open({ ...forFiles, shop, dir: importsDir })
  const forFeeds = { ...forFiles, malls: shop.malls, fetcher: new WebFeedFetcher() }
  const feeds = feedsDir === undefined ? undefined : await FeedRuns.open({ ...forFeeds, dir: feedsDir })
  const routing = new RoutingDesk({ now: clock.now })
  const server = buildServer({ shop, keys, imports, feeds, routing, options: { logLevel: 'silent', ...options } })
  const close = async () => {
    await Promise.all([server.stop(), routing.close()])
    await imports?.close()
    await feeds?.close()
    await shop.close()
  }
  return { shop, keys, server, secret, publishable, close }
}
