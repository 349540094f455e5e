import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { Refusal } from '../../domain/refusal.ts'
import type { ApiKey, KeyStore } from '../../ports/key-store.ts'
import { hashOfSecret, newApiKey } from '../memory/api-keys.ts'
import { MemoryKeyStore } from '../memory/key-store.ts'
import { type DatabaseFormat, openForWriting } from './database.ts'
import { refused } from './refused.ts'

const format: DatabaseFormat = {
  version: 2,
  schema: `CREATE TABLE api_key (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL, name TEXT NOT NULL, scope TEXT NOT NULL, consent TEXT NOT NULL,
    created_at INTEGER NOT NULL, vehicle TEXT)`,
  upgrades: { 2: 'ALTER TABLE api_key ADD COLUMN vehicle TEXT' },
}

/** In the data folder. */
export const keysFile = 'keys.db'

type Row = Omit<ApiKey, 'vehicle'> & { readonly hash: string; readonly vehicle: string | null }

/**
 * The API keys of a data folder, hashed. Changes are written by the caller's thread: they are made by hand, a few in a
 * shop's life, and each costs one commit (milliseconds). Looking up costs no read.
 */
export class SqliteKeyStore implements KeyStore {
  readonly #db: Database.Database
  readonly #keys = new MemoryKeyStore()

  private constructor(db: Database.Database) {
    this.#db = db
    const rows = db
      .prepare('SELECT id, hash, name, scope, consent, created_at AS createdAt, vehicle FROM api_key')
      .all() as Row[]
    for (const { hash, vehicle, ...key } of rows) this.#keys.put(hash, vehicle === null ? key : { ...key, vehicle })
  }

  /** Opens the keys in this folder, making an empty list when there is none. @throws Refusal DATA_NEWER */
  static async open(dir: string): Promise<SqliteKeyStore> {
    return openForWriting(join(dir, keysFile), format, (db) => new SqliteKeyStore(db))
  }

  async add(key: Omit<ApiKey, 'id' | 'createdAt'>, createdAt: number): Promise<{ key: ApiKey; secret: string }> {
    const made = newApiKey(key, createdAt)
    const row: Row = { ...made.key, hash: hashOfSecret(made.secret), vehicle: made.key.vehicle ?? null }
    this.#change('INSERT INTO api_key VALUES (:id, :hash, :name, :scope, :consent, :createdAt, :vehicle)', row)
    this.#keys.put(row.hash, made.key)
    return made
  }

  find(secret: string): ApiKey | undefined {
    return this.#keys.find(secret)
  }

  list(): readonly ApiKey[] {
    return this.#keys.list()
  }

  async revoke(id: string): Promise<void> {
    const changes = this.#change('DELETE FROM api_key WHERE id = :id', { id })
    if (changes === 0) throw new Refusal('KEY_UNKNOWN', { id })
    await this.#keys.revoke(id)
  }

  async close(): Promise<void> {
    this.#db.close()
  }

  #change(sql: string, values: Readonly<Record<string, unknown>>): number {
    try {
      return this.#db.prepare(sql).run(values).changes
    } catch (error) {
      throw refused(this.#db.name, error)
    }
  }
}
