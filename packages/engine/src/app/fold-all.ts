import type { EventLog } from '../ports/event-log.ts'
import type { Views } from '../state/views.ts'
import { FoldInTwo } from './fold-in-two.ts'

const readPage = 10_000
const foldsPerBreath = 256
/** Below so many events a second thread has hardly started when all is done. */
export const inTwoFrom = 200_000

export type FoldOptions = {
  /** Told how many events are folded. */
  readonly onPage?: (events: number) => void
  /**
   * From so many events on two threads fold, if the views are new. Only for views that nobody reads before it is done,
   * and that are thrown away when it fails.
   */
  readonly inTwoFrom?: number
}

/** Folds the log into `views` from their position to its end; the next page is read while one is folded. */
export async function foldAll(
  log: EventLog,
  views: Views,
  { onPage = () => {}, inTwoFrom = Number.POSITIVE_INFINITY }: FoldOptions = {},
): Promise<void> {
  if (views.position > 0 || (await log.length()) < inTwoFrom) return foldPages(log, views, { onPage })
  const inTwo = new FoldInTwo(views)
  try {
    await foldPages(log, views, { onPage, breathe: () => inTwo.turn() })
    await inTwo.finish()
  } catch (error) {
    await inTwo.abandon()
    throw error
  }
}

async function foldPages(
  log: EventLog,
  views: Views,
  { onPage, breathe }: { onPage: (events: number) => void; breathe?: () => Promise<void> | undefined },
): Promise<void> {
  let next = log.read(views.position, readPage)
  for (;;) {
    const events = await next
    if (events.length === 0) return
    next = log.read(views.position + events.length, readPage)
    next.catch(() => {}) // reported when its turn comes
    for (let i = 0; i < events.length; i++) {
      views.fold(events[i]!)
      if (breathe && i % foldsPerBreath === 0) await breathe()
    }
    onPage(views.position)
  }
}
