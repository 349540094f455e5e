import { join } from 'node:path'
import type { ShopEvent } from '../../events/event.ts'
import type { EventLog, LogIdentity } from '../../ports/event-log.ts'
import { SqliteLogReader } from './log-reader.ts'
import type { LogWrite } from './log-requests.ts'
import { StorageThread } from './thread.ts'

/** In the data folder. */
export const logFile = 'log.db'
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
  readonly #reader: SqliteLogReader
  #length: number

  private constructor(writer: StorageThread, reader: SqliteLogReader, length: number) {
    this.#writer = writer
    this.#reader = reader
    this.#length = length
  }

  /** Opens the log in this folder, making it when there is none. @throws Refusal DATA_NEWER */
  static async open(dir: string): Promise<SqliteEventLog> {
    const [writer, reader] = await Promise.allSettled([
      StorageThread.start('log-writer', { path: join(dir, logFile) }),
      SqliteLogReader.open(dir),
    ])
    if (writer.status === 'fulfilled' && reader.status === 'fulfilled') {
      return new SqliteEventLog(writer.value.thread, reader.value, writer.value.opened as number)
    }
    if (reader.status === 'fulfilled') await reader.value.close()
    if (writer.status === 'fulfilled') await writer.value.thread.close()
    throw writer.status === 'rejected' ? writer.reason : (reader as PromiseRejectedResult).reason
  }

  /** A second reader of a log that this process has opened, for one of its threads: what it reads delays no one else. */
  static openForReading(dir: string): Promise<SqliteLogReader> {
    return SqliteLogReader.open(dir)
  }

  async identity(): Promise<LogIdentity> {
    return { id: (await this.#write({ kind: 'identity' })) as string, place: logFile }
  }

  async length(): Promise<number> {
    return this.#length
  }

  async append(events: readonly ShopEvent[], expectedLength: number): Promise<number> {
    // JSON text has no raw line ends, so they can part the events.
    const text = events.map((event) => JSON.stringify(event)).join('\n')
    const length = (await this.#write({ kind: 'append', expectedLength, text })) as number
    this.#length = Math.max(this.#length, length)
    return length
  }

  async read(from: number, countMax: number): Promise<readonly ShopEvent[]> {
    return this.#reader.readWithin(from, Math.min(from + countMax, this.#length))
  }

  readAt(positions: readonly number[]): Promise<readonly ShopEvent[]> {
    return this.#reader.readAt(positions)
  }

  async erase(positions: readonly number[]): Promise<void> {
    if (positions.length === 0) return
    const ordered = [...new Set(positions)].sort((a, b) => a - b)
    const writes: Promise<unknown>[] = []
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

  #write(request: LogWrite): Promise<unknown> {
    return this.#writer.call(request)
  }
}
