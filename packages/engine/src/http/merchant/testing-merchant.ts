import { durableFiles } from '../../adapters/files/durable-file.ts'
import { MemoryEventLog } from '../../adapters/memory/event-log.ts'
import { MemoryKeyStore } from '../../adapters/memory/key-store.ts'
import { MemorySnapshotStore } from '../../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../../adapters/memory/vault.ts'
import { ImportJobs, type ImportJobsOptions } from '../../app/import/jobs.ts'
import { FeedRuns, type FeedRunsOptions } from '../../app/malls/feed-runs.ts'
import { Shop, type ShopParts } from '../../app/shop.ts'
import { epochMs } from '../../domain/units.ts'
import { buildServer, type ServerParts } from '../server.ts'

export const day = 86_400_000

/** For tests only: a whole shop in memory behind the rim, a clock that is moved by hand, and calls with a secret key. */
export async function openMerchant(
  options: Pick<ShopParts, 'policies'> &
    Pick<ServerParts, 'options'> & {
      readonly imports?: Pick<ImportJobsOptions, 'dir'> & Partial<ImportJobsOptions>
      readonly feeds?: Pick<FeedRunsOptions, 'dir' | 'fetcher'> & Partial<FeedRunsOptions>
    } = {},
) {
  const clock = { ms: 20_000 * day, now: () => epochMs(clock.ms) }
  const log = new MemoryEventLog()
  const parts = { log, vault: new MemoryVault(), snapshots: new MemorySnapshotStore(), clock }
  const shop = await Shop.open({ ...parts, policies: options.policies })
  const byDefault = { files: durableFiles, currency: 'KRW', now: () => clock.ms }
  const imports = options.imports && (await ImportJobs.open({ ...byDefault, shop, ...options.imports }))
  const forFeeds = { ...byDefault, malls: shop.malls, tickMs: 0 }
  const feeds = options.feeds && (await FeedRuns.open({ ...forFeeds, ...options.feeds }))
  const keys = new MemoryKeyStore()
  const { secret } = await keys.add({ name: 'server', scope: 'secret', consent: 'assumed' }, 0)
  const server = buildServer({ shop, keys, imports, feeds, options: { logLevel: 'silent', ...options.options } })
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const get = async (url: string) => {
    const answer = (await server.inject({ url, headers })).json()
    await shop.settled()
    return answer
  }
  const post = async (url: string, payload: object) =>
    (await server.inject({ method: 'POST', url, headers, payload })).json()
  const tell = (...events: object[]) => post('/v1/events', { events })
  return { shop, imports, feeds, server, keys, log, clock, headers, get, post, tell }
}
