import { join, resolve } from 'node:path'
import { openNatsLog } from '../adapters/nats/event-log.ts'
import { openDataFolder } from '../adapters/sqlite/data-folder.ts'
import { Shop, type ShopParts } from '../app/shop.ts'
import { runInWorker } from '../app/tasks.ts'
import type { PolicyShares } from '../decide/rank/policy.ts'
import { epochMs } from '../domain/units.ts'
import type { KeyStore } from '../ports/key-store.ts'

export type ShopPlace = {
  /** Folder of the vault, the keys, the snapshots and, unless `log` says otherwise, the log. */
  readonly data: string
  /** nats://host:4222/stream to keep the log in NATS JetStream. */
  readonly log?: string
  readonly policies?: PolicyShares
}

export type OpenedShop = {
  readonly shop: Shop
  readonly keys: KeyStore
  /** Closes the shop, then gives the folder free. */
  close(): Promise<void>
}

/** Opens the shop of a data folder; the only place that chooses adapters. @throws Refusal DATA_IN_USE, DATA_NEWER */
export async function openShop({ data, log: logUrl, policies }: ShopPlace): Promise<OpenedShop> {
  const dir = resolve(data)
  const folder = await openDataFolder(dir, { withLog: logUrl === undefined })
  try {
    const log = logUrl === undefined ? folder.log! : await openNatsLog(logUrl)
    const parts: ShopParts = {
      log,
      vault: folder.vault,
      snapshots: folder.snapshots,
      clock: { now: () => epochMs(Date.now()) },
      inBackground: () => runInWorker('snapshot', { dir, logUrl }),
      policies,
    }
    const shop = await Shop.open(parts)
    return {
      shop,
      keys: folder.keys,
      close: async () => {
        await shop.close()
        await folder.close()
      },
    }
  } catch (error) {
    await folder.close()
    throw error
  }
}

/** Where a shop is kept when nobody says otherwise. */
export const defaultData = join(process.cwd(), 'nunchi-data')
