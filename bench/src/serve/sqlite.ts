import { join } from 'node:path'
import Database from 'better-sqlite3'

/**
 * The yardstick for collecting: better-sqlite3 by hand, one row an event, one transaction a batch, as durable as the
 * server's log (WAL, synchronous FULL). No HTTP, no parsing, no state.
 * @returns rows a second
 */
export function insertRate(dir: string, batches: readonly (readonly string[])[], secondsMax: number): number {
  const db = new Database(join(dir, 'yardstick.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE IF NOT EXISTS log (position INTEGER PRIMARY KEY, body TEXT NOT NULL)')
  const insert = db.prepare('INSERT INTO log (body) VALUES (?)')
  const insertAll = db.transaction((bodies: readonly string[]) => {
    for (const body of bodies) insert.run(body)
  })
  let rows = 0
  const start = performance.now()
  for (const batch of batches) {
    if (performance.now() - start >= secondsMax * 1000) break
    insertAll(batch)
    rows += batch.length
  }
  const seconds = (performance.now() - start) / 1000
  db.close()
  return rows / seconds
}

/** Reads a log's rows and parses them, nothing else: the least that any rebuild has to do. @returns rows a second */
export function parseRate(path: string): number {
  const db = new Database(path, { readonly: true })
  const bodies = db.prepare('SELECT body FROM log ORDER BY position').pluck().iterate() as IterableIterator<string>
  let rows = 0
  let kinds = 0
  const start = performance.now()
  for (const body of bodies) {
    kinds += (JSON.parse(body) as { kind: string }).kind.length
    rows += 1
  }
  const seconds = (performance.now() - start) / 1000
  db.close()
  if (kinds < rows) throw new Error('the log holds rows without a kind')
  return rows / seconds
}
