import { closeSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../../domain/refusal.ts'
import { refused } from './refused.ts'

/** A database file of ours: where it is, and what it holds. */
export type DatabaseFormat = {
  /** Format that this code writes. Older ones are brought up to it, newer ones refused. */
  readonly version: number
  /** Makes an empty file into one of this format. */
  readonly schema: string
  /** By version: what brings a file of the version before up to it. */
  readonly upgrades?: Readonly<Record<number, string>>
}

/** Pages of 8 KiB: measured a fifth faster than 4 KiB for appends of small events. */
const pageBytes = 8_192
/** 16 MiB of write-ahead log between checkpoints: long enough to be cheap, short enough not to delay an append for long. */
const checkpointPages = 2_048
/** How long a statement waits for another connection of ours. None holds a lock for longer than a page of events. */
const busyMsMax = 20_000

/**
 * Opens (or makes) a database for writing, durable on every commit, and hands it to `use`; closes it when that throws.
 * Readable by its owner only; SQLite gives the files that it puts beside it the same mode.
 * @throws Refusal DATA_NEWER, DATA_DAMAGED, DATA_UNUSABLE
 */
export function openForWriting<Opened>(
  path: string,
  format: DatabaseFormat,
  use: (db: Database.Database) => Opened,
): Opened {
  try {
    closeSync(openSync(path, 'a', 0o600))
    const db = new Database(path, { timeout: busyMsMax })
    try {
      prepare(db, path, format)
      return use(db)
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    throw refused(path, error)
  }
}

function prepare(db: Database.Database, path: string, format: DatabaseFormat): void {
  const found = db.pragma('user_version', { simple: true }) as number
  if (found > format.version) throw new Refusal('DATA_NEWER', { dir: dirname(path), found, known: format.version })
  if (found === 0) db.pragma(`page_size = ${pageBytes}`)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL') // an acknowledged row survives power loss; the default would not promise that
  db.pragma('secure_delete = ON') // freed pages and cells are zeroed: erasing leaves no bytes behind
  db.pragma('temp_store = MEMORY') // no rows in temporary files
  db.pragma(`wal_autocheckpoint = ${checkpointPages}`)
  db.pragma(`journal_size_limit = ${4 * checkpointPages * pageBytes}`)
  if (found === format.version) return
  const steps = Array.from({ length: format.version - found }, (_, step) => format.upgrades?.[found + step + 1] ?? '')
  const change = found === 0 ? format.schema : steps.join(';')
  db.transaction(() => db.exec(`${change}; PRAGMA user_version = ${format.version}`))()
}

/** A second connection for reading: in write-ahead mode readers and the writer never wait for each other. */
export function openForReading(path: string): Database.Database {
  return new Database(path, { readonly: true, timeout: busyMsMax })
}

/**
 * Moves everything from the write-ahead log into the database file and cuts the former to nothing, so that no old page
 * is left in either. False when a reader was in the way for longer than busyMsMax.
 */
export function checkpointWhole(db: Database.Database): boolean {
  const [{ busy }] = db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }]
  return busy === 0
}
