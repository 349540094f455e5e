import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import colors from 'picocolors'
import { noteLog } from '../adapters/files/log-note.ts'
import { FileModelStore } from '../adapters/files/model-store.ts'
import { FileSnapshotStore } from '../adapters/files/snapshot-store.ts'
import { unusable } from '../adapters/files/unusable.ts'
import { openNatsLog } from '../adapters/nats/event-log.ts'
import { openDataFolder } from '../adapters/sqlite/data-folder.ts'
import type { Trouble } from '../app/chores.ts'
import { MatchingApart } from '../app/malls/matching-apart.ts'
import { Shop, type ShopParts } from '../app/shop.ts'
import { runInWorker, startTask } from '../app/tasks.ts'
import type { CategoryTree } from '../decide/attributes/learn-categories.ts'
import type { PolicyShares } from '../decide/rank/policy.ts'
import { epochMs } from '../domain/units.ts'
import type { KeyStore } from '../ports/key-store.ts'
import { folderBytes } from './folder-bytes.ts'
import { checkLog, logOf } from './log-of.ts'
import { trainInThread } from './train-in-thread.ts'

export type ShopPlace = {
  /** Folder of the vault, the keys, the snapshots and, unless `log` says otherwise, the log. */
  readonly data: string
  /** nats://host:4222/stream to keep the log in NATS JetStream; NUNCHI_LOG from the environment when absent. */
  readonly log?: string
  readonly policies?: PolicyShares
  /** Share of the pages on which something is tried by chance; none when absent. */
  readonly explore?: number
  /** Days after which a ranker is learned anew by itself. */
  readonly trainEveryDays?: number
  /** Days after which it is learned anew whether waiting for a price pays. */
  readonly learnWaitingDays?: number
  /** Hours after which a price that was held is believed; 0: never by itself. */
  readonly heldHours?: number
  /** The tree that malls' offers are put into. */
  readonly categories?: CategoryTree
  /** Travel times by road, for depots that ask for them. */
  readonly roads?: ShopParts['roads']
  /** Told of what goes wrong behind the answers; standard error when absent. */
  readonly tell?: (trouble: Trouble) => void
}

export type OpenedShop = {
  readonly shop: Shop
  readonly keys: KeyStore
  /** Closes the shop, then gives the folder free. */
  close(): Promise<void>
}

/**
 * Opens the shop of a data folder; the only place that chooses adapters.
 * @throws Refusal DATA_*, LOG_*
 */
export async function openShop({
  data,
  log: logUrl = process.env.NUNCHI_LOG || undefined,
  policies,
  explore = 0,
  trainEveryDays,
  learnWaitingDays,
  heldHours,
  categories,
  roads,
  tell = ({ chore, reason }) => console.error(`${colors.yellow('warning')} ${chore}: ${reason}`),
}: ShopPlace): Promise<OpenedShop> {
  const dir = resolve(data)
  const opened: { close(): Promise<void> }[] = []
  const closeAll = async (): Promise<void> => {
    for (const one of opened.reverse()) await one.close()
  }
  try {
    const known = await logOf(dir, logUrl)
    const folder = await openDataFolder(dir, { withLog: logUrl === undefined })
    opened.push(folder)
    const taught = await FileSnapshotStore.open(join(dir, 'readers'))
    opened.push(taught)
    const matchers = await FileSnapshotStore.open(join(dir, 'matcher'))
    opened.push(matchers)
    const log = logUrl === undefined ? folder.log! : await openNatsLog(logUrl)
    opened.push(log)
    const identity = await log.identity()
    checkLog(known, identity)
    const parts: ShopParts = {
      log,
      vault: folder.vault,
      snapshots: folder.snapshots,
      clock: { now: () => epochMs(Date.now()) },
      inBackground: () => runInWorker('snapshot', { dir, logUrl }),
      policies,
      explore: { share: explore },
      models: new FileModelStore(dir),
      trainer: (task, onProgress) => trainInThread({ dir, logUrl, ...task }, onProgress),
      trainEveryDays,
      waiting: {
        store: new FileModelStore(dir, 'waiting'),
        teacher: (lesson) => startTask('learn-waiting', lesson),
        everyDays: learnWaitingDays,
        offsetMinutes: -new Date().getTimezoneOffset(),
      },
      heldHours,
      taught,
      teacher: (ask) => runInWorker('learn-readers', ask),
      categories,
      ...(roads && { roads }),
      matchers,
      matching: (start, onEnd) => new MatchingApart(start, onEnd, availableParallelism() > 1 ? 2 : 1),
      tell,
      storage: async () => ({ place: identity.place, bytes: await folderBytes(dir) }),
    }
    const shop = await Shop.open(parts)
    opened.push(shop)
    if (known?.id !== identity.id || known.place !== identity.place) await noteLog(dir, identity)
    return { shop, keys: folder.keys, close: closeAll }
  } catch (error) {
    await closeAll()
    throw unusable(dir, error)
  }
}

/** Where a shop is kept when the command does not say; a demo in a place of its own, so that it never meets own data. */
export function defaultData({ demo = false } = {}): string {
  return process.env.NUNCHI_DATA || join(process.cwd(), demo ? 'nunchi-demo' : 'nunchi-data')
}
