import { parentPort, workerData } from 'node:worker_threads'
import { FileSnapshotStore } from '../adapters/files/snapshot-store.ts'
import { Views } from '../state/views.ts'
import { foldUpTo, type LogPlace, openLog } from './read-log.ts'

/**
 * Makes the next snapshot from the last one and the log's tail, on connections of its own, so that the shop's thread
 * does none of the work. Takes the views' memory a second time while it runs.
 */
async function makeSnapshot(place: LogPlace): Promise<number> {
  const log = await openLog(place)
  const store = await FileSnapshotStore.open(place.dir)
  const views = new Views()
  const found = await store.load()
  const last = found && Views.canRestore(found.views) ? found : undefined
  if (last) views.restore(last.position, last.views)
  await foldUpTo(log, views, { end: await log.length() })
  if (views.position > (last?.position ?? 0)) await store.save({ position: views.position, views: views.save() })
  await Promise.all([log.close(), store.close()])
  return views.position
}

void makeSnapshot(workerData as LogPlace).then((position) => parentPort!.postMessage({ position }))
