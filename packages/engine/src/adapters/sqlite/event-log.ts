import { join } from 'node:path'
import { assert } from '../../domain/assert.ts'
import type { ShopEvent } from '../../events/event.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { LogRead, LogWrite } from './log-requests.ts'
import { StorageThread } from './thread.ts'

/** Events that cross from the reader at a time: while one page is parsed here, the next is fetched there. */
const pageCount = 5_000
/** Erasures per request: appends can pass between two of them. */
const erasePerRequest = 2_000

/**
 * The embedded log: one SQLite file, one row per event, its body the event's JSON text.
 * One thread writes (all appends waiting when it gets round share one commit), another reads, so that a rebuild or an
 * export delays no append and neither ever blocks the event loop.
 * Belongs to one process at a time: `openDataFolder` sees to that.
 */
export class SqliteEventLog implements EventLog {
  readonly #writer: StorageThread
  readonly #reader: StorageThread
  #length: number

  private constructor(writer: StorageThread, reader: StorageThread, length: number) {
    this.#writer = writer
    this.#reader = reader
    this.#length = length
  }

  /** Opens the log in this folder, making it when there is none. @throws Refusal DATA_NEWER */
  static async open(dir: string): Promise<SqliteEventLog> {
    const path = join(dir, 'log.db')
    const starting = [StorageThread.start('log-writer', { path }), StorageThread.start('log-reader', { path })]
    const [writer, reader] = await Promise.allSettled(starting)
    if (writer.status === 'fulfilled' && reader.status === 'fulfilled') {
      return new SqliteEventLog(writer.value.thread, reader.value.thread, writer.value.opened as number)
    }
    for (const started of [reader, writer]) if (started.status === 'fulfilled') await started.value.thread.close()
    throw writer.status === 'rejected' ? writer.reason : (reader as PromiseRejectedResult).reason
  }

  async length(): Promise<number> {
    return this.#length
  }

  async append(events: readonly ShopEvent[], expectedLength: number): Promise<number> {
    // JSON text has no raw line ends, so they can part the events.
    const text = events.map((event) => JSON.stringify(event)).join('\n')
    const length = await this.#write({ kind: 'append', expectedLength, text })
    this.#length = Math.max(this.#length, length)
    return length
  }

  async read(from: number, countMax: number): Promise<readonly ShopEvent[]> {
    const end = Math.min(this.#length, from + countMax)
    const pageFrom = (start: number): Promise<Uint8Array> | undefined =>
      start < end ? this.#read({ kind: 'range', from: start, to: Math.min(end, start + pageCount) }) : undefined
    const pages: ShopEvent[][] = []
    let next = pageFrom(from)
    for (let start = from; next; ) {
      const page = await next
      start += pageCount
      next = pageFrom(start)
      pages.push(eventsOf(page))
    }
    return pages.length === 1 ? pages[0] : pages.flat()
  }

  async readAt(positions: readonly number[]): Promise<readonly ShopEvent[]> {
    for (const position of positions) {
      assert(Number.isInteger(position) && position >= 0 && position < this.#length, `log: no event at ${position}`)
    }
    const pages: ShopEvent[][] = []
    for (let start = 0; start < positions.length; start += pageCount) {
      pages.push(eventsOf(await this.#read({ kind: 'at', positions: positions.slice(start, start + pageCount) })))
    }
    return pages.flat()
  }

  async erase(positions: readonly number[]): Promise<void> {
    if (positions.length === 0) return
    const ordered = [...new Set(positions)].sort((a, b) => a - b)
    const writes: Promise<number>[] = []
    for (let start = 0; start < ordered.length; start += erasePerRequest) {
      writes.push(this.#write({ kind: 'erase', positions: ordered.slice(start, start + erasePerRequest) }))
    }
    writes.push(this.#write({ kind: 'scrub' }))
    await Promise.all(writes)
  }

  /** Waits for what was asked before. */
  async close(): Promise<void> {
    await this.#reader.close() // first, so that the writer is the last and can fold up the write-ahead log
    await this.#writer.close()
  }

  #write(request: LogWrite): Promise<number> {
    return this.#writer.call(request) as Promise<number>
  }

  #read(request: LogRead): Promise<Uint8Array> {
    return this.#reader.call(request) as Promise<Uint8Array>
  }
}

function eventsOf(page: Uint8Array): ShopEvent[] {
  return JSON.parse(Buffer.from(page.buffer, page.byteOffset, page.byteLength).toString())
}
