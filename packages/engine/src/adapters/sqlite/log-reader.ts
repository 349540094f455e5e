import { join } from 'node:path'
import { Refusal } from '../../domain/refusal.ts'
import type { ShopEvent } from '../../events/event.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { LogRead } from './log-requests.ts'
import { StorageThread } from './thread.ts'

/** Events that cross from the reader at a time: while one page is parsed here, the next is fetched there. */
const pageCount = 5_000

/** The reading half of a log, for the process (and its threads) to which the log's folder belongs. */
export class SqliteLogReader implements Pick<EventLog, 'length' | 'read' | 'readAt' | 'close'> {
  readonly #thread: StorageThread
  readonly #path: string

  private constructor(thread: StorageThread, path: string) {
    this.#thread = thread
    this.#path = path
  }

  /** Starts a reader of the log in this folder; the log itself is opened at the first read. */
  static async open(dir: string): Promise<SqliteLogReader> {
    const path = join(dir, 'log.db')
    const { thread } = await StorageThread.start('log-reader', { path })
    return new SqliteLogReader(thread, path)
  }

  length(): Promise<number> {
    return this.#call({ kind: 'length' }) as Promise<number>
  }

  async read(from: number, countMax: number): Promise<readonly ShopEvent[]> {
    return this.readWithin(from, Math.min(from + countMax, await this.length()))
  }

  /** Events `from` to before `to`, all of which must be there. @throws Refusal DATA_DAMAGED when one is not */
  async readWithin(from: number, to: number): Promise<readonly ShopEvent[]> {
    const pageFrom = (start: number): Promise<Uint8Array> | undefined =>
      start < to ? this.#page({ kind: 'range', from: start, to: Math.min(to, start + pageCount) }) : undefined
    const pages: ShopEvent[][] = []
    let next = pageFrom(from)
    for (let start = from; next; ) {
      const page = await next
      const wanted = Math.min(to, start + pageCount) - start
      start += pageCount
      next = pageFrom(start)
      next?.catch(() => {}) // reported when its turn comes
      pages.push(this.#eventsOf(page, wanted))
    }
    return pages.length === 1 ? pages[0] : pages.flat()
  }

  async readAt(positions: readonly number[]): Promise<readonly ShopEvent[]> {
    const pages: ShopEvent[][] = []
    for (let start = 0; start < positions.length; start += pageCount) {
      const asked = positions.slice(start, start + pageCount)
      pages.push(this.#eventsOf(await this.#page({ kind: 'at', positions: asked }), asked.length))
    }
    return pages.flat()
  }

  /** Waits for what was asked before. */
  close(): Promise<void> {
    return this.#thread.close()
  }

  #page(request: LogRead): Promise<Uint8Array> {
    return this.#call(request) as Promise<Uint8Array>
  }

  #call(request: LogRead): Promise<unknown> {
    return this.#thread.call(request)
  }

  /** The events of a page, which are what was asked for: a log with a gap would give everything behind it a wrong place. */
  #eventsOf(page: Uint8Array, wanted: number): ShopEvent[] {
    const text = Buffer.from(page.buffer, page.byteOffset, page.byteLength).toString()
    let events: ShopEvent[]
    try {
      events = JSON.parse(text)
    } catch {
      throw new Refusal('DATA_DAMAGED', { what: this.#path, reason: 'an event is not the text that was written' })
    }
    if (events.length === wanted) return events
    throw new Refusal('DATA_DAMAGED', { what: this.#path, reason: `${wanted - events.length} events are missing` })
  }
}
