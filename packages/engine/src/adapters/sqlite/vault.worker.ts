import type Database from 'better-sqlite3'
import type { ShopperKey } from '../../domain/units.ts'
import type { Alias, Traits } from '../../ports/vault.ts'
import { mergedTraits } from '../memory/vault.ts'
import { type DatabaseFormat, openForWriting } from './database.ts'
import { GroupCommit } from './group-commit.ts'
import { serveThread } from './thread-loop.ts'
import type { AliasPage, AliasRow, VaultRequest } from './vault-requests.ts'

/**
 * **Invariant:** rows are only ever appended or overwritten at their own length, never deleted, and what says something about
 * a person is in no index. So SQLite never moves such a row to another page, where a copy of it could outlive its
 * erasure. (Only the opaque keys are indexed; they say nothing once the row they lead to is blank.)
 * type: 'u' user, 'a' anonymous, '!' erased. id, body: JSON text.
 */
const format: DatabaseFormat = {
  version: 1,
  schema: `
    CREATE TABLE alias (row INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL);
    CREATE INDEX alias_by_key ON alias (key);
    CREATE TABLE traits (row INTEGER PRIMARY KEY, key TEXT NOT NULL, body TEXT NOT NULL);
    CREATE INDEX traits_by_key ON traits (key)`,
}

/** Aliases loaded at a time. */
const pageRows = 20_000
/** Bytes of the smallest row of traits; larger ones are the next power of two, so that most changes fit in place. */
const traitsBytesMin = 256

type Row = { readonly row: number; readonly type: string; readonly id: string; readonly key: ShopperKey }

class VaultThread {
  readonly #add: Database.Statement
  readonly #page: Database.Statement
  readonly #aliases: Database.Statement
  readonly #blankAliases: Database.Statement
  readonly #traits: Database.Statement
  readonly #addTraits: Database.Statement
  readonly #setTraits: Database.Statement
  readonly #blankTraits: Database.Statement

  constructor(db: Database.Database) {
    const blank = (column: string, filler: string): string =>
      `replace(printf('%*s', octet_length(${column}), ''), ' ', '${filler}')`
    this.#add = db.prepare('INSERT INTO alias (type, id, key) VALUES (?, ?, ?)')
    this.#page = db.prepare(`SELECT row, type, id, key FROM alias WHERE row > ? ORDER BY row LIMIT ${pageRows}`)
    this.#aliases = db.prepare('SELECT row, type, id, key FROM alias WHERE key = ? ORDER BY row')
    this.#blankAliases = db.prepare(
      `UPDATE alias SET type = '!', id = ${blank('id', ' ')}, key = ${blank('key', '!')} WHERE key = ?`,
    )
    this.#traits = db.prepare('SELECT row, body, octet_length(body) AS bytes FROM traits WHERE key = ?')
    this.#addTraits = db.prepare('INSERT INTO traits (key, body) VALUES (?, ?)')
    this.#setTraits = db.prepare('UPDATE traits SET body = ? WHERE row = ?')
    this.#blankTraits = db.prepare(
      `UPDATE traits SET body = ${blank('body', ' ')}, key = ${blank('key', '!')} WHERE key = ?`,
    )
  }

  answer(request: VaultRequest): unknown {
    switch (request.kind) {
      case 'add':
        for (const [type, id, key] of request.rows) this.#add.run(type === 'user' ? 'u' : 'a', JSON.stringify(id), key)
        return undefined
      case 'load':
        return this.#load(request.afterRow)
      case 'aliases':
        return this.#aliasesOf(request.key)
      case 'traits':
        return this.#traitsOf(request.key)?.traits ?? {}
      case 'put':
        return this.#put(request.key, request.traits)
      case 'erase':
        return request.keys.flatMap((key) => {
          const aliases = this.#aliasesOf(key)
          this.#blankAliases.run(key)
          this.#blankTraits.run(key)
          return aliases
        })
    }
  }

  #load(afterRow: number): AliasPage {
    const found = this.#page.all(afterRow) as Row[]
    const rows = found
      .filter((row) => row.type !== '!')
      .map((row): AliasRow => [typeOf(row), JSON.parse(row.id), row.key])
    return { rows, lastRow: found.length === pageRows ? found.at(-1)!.row : undefined }
  }

  #aliasesOf(key: ShopperKey): Alias[] {
    return (this.#aliases.all(key) as Row[]).map((row) => ({ type: typeOf(row), id: JSON.parse(row.id) }))
  }

  #traitsOf(key: ShopperKey): { row: number; bytes: number; traits: Traits } | undefined {
    const found = this.#traits.get(key) as { row: number; body: string; bytes: number } | undefined
    return found && { row: found.row, bytes: found.bytes, traits: JSON.parse(found.body) }
  }

  #put(key: ShopperKey, change: Traits): void {
    const known = this.#traitsOf(key)
    const before = JSON.stringify(known?.traits ?? {})
    const after = JSON.stringify(mergedTraits(known?.traits ?? {}, change))
    if (after === before) return // clients identify again and again with the same traits
    const bytes = Buffer.byteLength(after)
    if (known && bytes <= known.bytes) {
      this.#setTraits.run(after + ' '.repeat(known.bytes - bytes), known.row)
      return
    }
    if (known) this.#blankTraits.run(key)
    const roomBytes = Math.max(traitsBytesMin, 2 ** Math.ceil(Math.log2(bytes)))
    this.#addTraits.run(key, after + ' '.repeat(roomBytes - bytes))
  }
}

function typeOf(row: Row): Alias['type'] {
  return row.type === 'u' ? 'user' : 'anonymous'
}

serveThread(({ path }: { readonly path: string }) => {
  const db = openForWriting(path, format)
  const vault = new VaultThread(db)
  const commit = new GroupCommit(db, () => {})
  return {
    opened: undefined,
    answer: (requests) =>
      commit.run(
        (requests as readonly VaultRequest[]).map((request) => ({
          run: () => vault.answer(request),
          scrubs: request.kind === 'erase',
        })),
      ),
    close: () => db.close(),
  }
})
