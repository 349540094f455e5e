import { durableFiles } from './adapters/files/durable-file.ts'
import { MemoryEventLog } from './adapters/memory/event-log.ts'
import { MemoryKeyStore } from './adapters/memory/key-store.ts'
import { MemorySnapshotStore } from './adapters/memory/snapshot-store.ts'
import { MemoryVault } from './adapters/memory/vault.ts'
import { ImportJobs } from './app/import/jobs.ts'
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
}

/**
 * A whole server that keeps nothing: for tests of what talks to one, and to try things out in a program of one's own. No
 * port is open before `server.listen`.
 */
export async function openInMemory({ importsDir, ...options }: InMemoryOptions = {}): Promise<InMemory> {
  const clock = { now: () => epochMs(Date.now()) }
  const parts = { log: new MemoryEventLog(), vault: new MemoryVault(), snapshots: new MemorySnapshotStore(), clock }
  const shop = await Shop.open(parts)
  const keys = new MemoryKeyStore()
  const add = (scope: 'secret' | 'publishable') => keys.add({ name: scope, scope, consent: 'assumed' }, clock.now())
  const [{ secret }, { secret: publishable }] = [await add('secret'), await add('publishable')]
  const currency = options.currency?.code ?? 'KRW'
  const forImports = { files: durableFiles, shop, currency, now: clock.now }
  const imports = importsDir === undefined ? undefined : await ImportJobs.open({ ...forImports, dir: importsDir })
  const server = buildServer({ shop, keys, imports, options: { logLevel: 'silent', ...options } })
  const close = async () => {
    await server.stop()
    await imports?.close()
    await shop.close()
  }
  return { shop, keys, server, secret, publishable, close }
}
