import { parentPort, workerData } from 'node:worker_threads'
import { FileSnapshotStore } from '../adapters/files/snapshot-store.ts'
import { openNatsLog } from '../adapters/nats/event-log.ts'
import { SqliteEventLog } from '../adapters/sqlite/event-log.ts'
import { Views } from '../state/views.ts'

/** What the thread is started with: the data folder, and the log's address when it is not in the folder. */
export type SnapshotTask = { readonly dir: string; readonly logUrl?: string }

const readPage = 10_000

/**
 * Makes the next snapshot from the last one and the log's tail, on connections of its own, so that the shop's thread
 * does none of the work. Takes the views' memory a second time while it runs.
 */
async function makeSnapshot({ dir, logUrl }: SnapshotTask): Promise<number> {
  const log = logUrl === undefined ? await SqliteEventLog.openForReading(dir) : await openNatsLog(logUrl)
  const store = await FileSnapshotStore.open(dir)
  const views = new Views()
  const found = await store.load()
  const last = found && Views.canRestore(found.views) ? found : undefined
  if (last) views.restore(last.position, last.views)
  const end = await log.length()
  while (views.position < end) {
    for (const event of await log.read(views.position, Math.min(readPage, end - views.position))) views.fold(event)
  }
  if (views.position > (last?.position ?? 0)) await store.save({ position: views.position, views: views.save() })
  await Promise.all([log.close(), store.close()])
  return views.position
}

parentPort!.postMessage({ position: await makeSnapshot(workerData as SnapshotTask) })
