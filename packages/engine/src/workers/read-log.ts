import { openNatsLog } from '../adapters/nats/event-log.ts'
import { SqliteEventLog } from '../adapters/sqlite/event-log.ts'
import type { ShopEvent } from '../events/event.ts'
import type { EventLog } from '../ports/event-log.ts'
import type { Views } from '../state/views.ts'

/** Where a thread finds the log: the data folder, and the log's address when it is not in the folder. */
export type LogPlace = { readonly dir: string; readonly logUrl?: string }
export type LogReader = Pick<EventLog, 'length' | 'read' | 'close'>

const readPage = 10_000

/** Opens the log for reading, on a connection of the thread's own. */
export function openLog({ dir, logUrl }: LogPlace): Promise<LogReader> {
  return logUrl === undefined ? SqliteEventLog.openForReading(dir) : openNatsLog(logUrl)
}

/** Folds the log into `views` up to position `end`. @throws Error when the log ends before */
export async function foldUpTo(
  log: LogReader,
  views: Views,
  { end, before, onPage }: { end: number; before?: (event: ShopEvent) => void; onPage?: () => void },
): Promise<void> {
  while (views.position < end) {
    const events = await log.read(views.position, Math.min(readPage, end - views.position))
    if (events.length === 0) throw new Error(`the log ends at ${views.position}, before ${end}`)
    for (const event of events) {
      before?.(event)
      views.fold(event)
    }
    onPage?.()
  }
}
