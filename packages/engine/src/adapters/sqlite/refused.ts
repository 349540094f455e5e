import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../../domain/refusal.ts'
import { unusable } from '../files/unusable.ts'

const damage = /^SQLITE_(CORRUPT|NOTADB)/

/** A failure to open or read the database at `path` as a refusal; anything else, our bugs among it, comes back as it was. */
export function refused(path: string, error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return unusable(dirname(path), error)
  const reason = `${error.code}: ${error.message}`
  if (damage.test(error.code)) return new Refusal('DATA_DAMAGED', { what: path, reason })
  return new Refusal('DATA_UNUSABLE', { dir: dirname(path), reason })
}
