import type Database from 'better-sqlite3'
import { openForReading } from './database.ts'
import type { LogRead } from './log-requests.ts'
import type { Outcome } from './messages.ts'
import { refused } from './refused.ts'
import { failure, serveThread } from './thread-loop.ts'

/** SQLite itself strings a page together: one crossing for thousands of rows. */
const rangeSql = `SELECT CAST('[' || coalesce(group_concat(body), '') || ']' AS BLOB)
  FROM log WHERE position >= ? AND position < ?`

class LogReader {
  readonly #length: Database.Statement
  readonly #range: Database.Statement
  readonly #at: Database.Statement

  constructor(db: Database.Database) {
    this.#length = db.prepare('SELECT coalesce(max(position) + 1, 0) FROM log').pluck()
    this.#range = db.prepare(rangeSql).pluck()
    this.#at = db.prepare('SELECT body FROM log WHERE position = ?').pluck()
  }

  read(request: LogRead): number | Uint8Array {
    switch (request.kind) {
      case 'length':
        return this.#length.get() as number
      case 'range':
        return this.#range.get(request.from, request.to) as Buffer
      case 'at': {
        const bodies = request.positions.map((position) => this.#at.get(position))
        return Buffer.from(`[${bodies.filter((body) => body !== undefined).join(',')}]`)
      }
    }
  }
}

serveThread(({ path }: { readonly path: string }) => {
  // Opened at the first read: this thread starts beside the writer's, which may still be making the file.
  let db: Database.Database | undefined
  let reader: LogReader | undefined
  const outcomeOf = (request: LogRead): Outcome => {
    try {
      db ??= openForReading(path)
      reader ??= new LogReader(db)
      return { value: reader.read(request) }
    } catch (error) {
      return failure(refused(path, error))
    }
  }
  return {
    opened: undefined,
    answer: (requests) => (requests as readonly LogRead[]).map(outcomeOf),
    close: () => db?.close(),
  }
})
