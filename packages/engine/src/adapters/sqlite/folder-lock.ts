import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../../domain/refusal.ts'

/**
 * Takes a data folder for this process alone: an exclusive transaction that is never committed. Its lock belongs to the
 * process and the kernel gives it back however the process ends, so that no stale lock file has to be removed by hand.
 * (Node offers no file lock of its own.)
 * @returns what gives the folder back
 * @throws Refusal DATA_IN_USE
 */
export function lockFolder(dir: string): () => void {
  const path = join(dir, 'lock.db')
  closeSync(openSync(path, 'a', 0o600))
  const db = new Database(path, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') throw new Refusal('DATA_IN_USE', { dir })
    throw error
  }
  return () => db.close()
}
