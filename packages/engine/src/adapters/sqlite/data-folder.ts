import { mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { EventLog } from '../../ports/event-log.ts'
import type { KeyStore } from '../../ports/key-store.ts'
import type { SnapshotStore } from '../../ports/snapshot-store.ts'
import type { Vault } from '../../ports/vault.ts'
import { syncFolder } from '../files/durable-file.ts'
import { FileSnapshotStore } from '../files/snapshot-store.ts'
import { SqliteEventLog } from './event-log.ts'
import { lockFolder } from './folder-lock.ts'
import { keysFile, SqliteKeyStore } from './key-store.ts'
import { refused } from './refused.ts'
import { SqliteVault, vaultFile } from './vault.ts'

/** Everything that a shop keeps, in one folder. */
export type DataFolder = {
  /** Undefined when the log is kept elsewhere. */
  readonly log: EventLog | undefined
  readonly vault: Vault
  readonly keys: KeyStore
  readonly snapshots: SnapshotStore
  /** Closes all of them (those closed already too), then gives the folder back. */
  close(): Promise<void>
}

type Closable = { close(): Promise<void> }

/**
 * Opens a data folder for this process alone, making it when it is missing; readable by its owner only.
 * While it is open, nothing else in the process may open its `.db` files by other means: closing such a handle would
 * give up the locks of the whole process (POSIX).
 * @throws Refusal DATA_IN_USE, DATA_NEWER, DATA_DAMAGED, DATA_UNUSABLE
 */
export async function openDataFolder(dir: string, options: { readonly withLog?: boolean } = {}): Promise<DataFolder> {
  try {
    return await open(dir, options)
  } catch (error) {
    throw refused(join(dir, 'lock.db'), error)
  }
}

async function open(dir: string, { withLog = true }: { readonly withLog?: boolean }): Promise<DataFolder> {
  await makeFolder(dir)
  const unlock = lockFolder(dir)
  const opening = await Promise.allSettled([
    withLog ? SqliteEventLog.open(dir) : undefined,
    SqliteVault.open(dir),
    SqliteKeyStore.open(dir),
    FileSnapshotStore.open(dir),
  ])
  const close = async (): Promise<void> => {
    await Promise.all(
      opening.map(async (store) => store.status === 'fulfilled' && (store.value as Closable | undefined)?.close()),
    )
    unlock()
  }
  const [log, vault, keys, snapshots] = opening
  if (log.status === 'rejected') return close().then(() => Promise.reject(log.reason))
  if (vault.status === 'rejected') return close().then(() => Promise.reject(vault.reason))
  if (keys.status === 'rejected') return close().then(() => Promise.reject(keys.reason))
  if (snapshots.status === 'rejected') return close().then(() => Promise.reject(snapshots.reason))
  for (const folder of [dir, dirname(dir)]) await syncFolder(folder)
  return { log: log.value, vault: vault.value, keys: keys.value, snapshots: snapshots.value, close }
}

/**
 * Opens nothing but the keys of a data folder, for this process alone; quick, however much the folder holds.
 * A missing folder is refused: a mistyped name would make a key that no server knows.
 * @param options.make  whether keys are made where the folder has none yet, or refused
 * @throws as `openDataFolder`
 */
export async function openKeys(
  dir: string,
  { make }: { readonly make: boolean },
): Promise<{ readonly keys: KeyStore; close(): Promise<void> }> {
  try {
    if (make) await stat(dir)
    else await checkIsThere(dir, keysFile)
    const unlock = lockFolder(dir)
    const keys = await SqliteKeyStore.open(dir).catch((error: unknown) => {
      unlock()
      throw error
    })
    return { keys, close: () => keys.close().finally(unlock) }
  } catch (error) {
    throw refused(join(dir, 'lock.db'), error)
  }
}

/** For commands that make no sense on an empty folder: a mistyped name is refused, not made. @throws Refusal DATA_UNUSABLE */
export async function checkIsThere(dir: string, file: typeof keysFile | typeof vaultFile = vaultFile): Promise<void> {
  const path = join(dir, file)
  await stat(path).catch((error: unknown) => {
    throw refused(path, error)
  })
}

/**
 * Makes a folder and those above it, readable by their owner only. Not `recursive: true`: where the system says of an
 * existing folder's child that it does not exist (/proc), Node tries that for ever.
 */
async function makeFolder(dir: string): Promise<void> {
  const make = () =>
    mkdir(dir, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  await make().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || dirname(dir) === dir) throw error
    await makeFolder(dirname(dir))
    await make()
  })
}
