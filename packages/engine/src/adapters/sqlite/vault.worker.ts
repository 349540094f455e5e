import type Database from 'better-sqlite3'
import type { ShopperKey } from '../../domain/units.ts'
import type { Alias, Traits } from '../../ports/vault.ts'
import { mergedTraits } from '../memory/vault.ts'
import { blank, padded, roomy } from './blank.ts'
import { ContactTable, contactSchema } from './contact-table.ts'
import { type DatabaseFormat, openForWriting } from './database.ts'
import { GroupCommit } from './group-commit.ts'
import { RowsByKey } from './rows-by-key.ts'
import { serveThread } from './thread-loop.ts'
import type { FoundAlias, VaultRequest } from './vault-requests.ts'

/**
 * **Invariant:** rows are only ever appended or overwritten at their own length, never deleted, and what says something about
 * a person is in no index. So SQLite never moves such a row to another page, where a copy of it could outlive its
 * erasure. (The keys of traits and contacts are indexed; they say nothing once the row they lead to is blank.) Aliases have no
 * index at all: looking one up by its key is rare and may read the table, while an index on random keys
 * would make every new shopper cost a page.
 * type: 'user', 'anonymous', 'delivery', or blank when erased. id, body: JSON text.
 */
const format: DatabaseFormat = {
  version: 2,
  schema: `
    CREATE TABLE alias (row INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL);
    CREATE TABLE traits (row INTEGER PRIMARY KEY, key TEXT NOT NULL, body TEXT NOT NULL);
    CREATE INDEX traits_by_key ON traits (key);
    ${contactSchema}`,
  upgrades: { 2: contactSchema },
}

const loadSql = `SELECT CAST('[' || coalesce(group_concat('"' || type || '",' || id || ',"' || key || '"'), '') || ']' AS BLOB)
  FROM alias WHERE row > ? AND row <= ? AND type <> printf('%*s', octet_length(type), '')`
const findSql = `SELECT row, type, id, key FROM alias
  WHERE row > ? AND row <= ? AND key IN (SELECT value FROM json_each(?)) ORDER BY row`
const likeSql = `SELECT coalesce(group_concat(key, ' '), '') FROM alias WHERE row > ? AND row <= ? AND substr(id, 1, length(:begin)) = :begin
  AND type IN ('user', 'anonymous')`
/** One string is read in a quarter of the time that a row at a time takes. */
const keysSql = `SELECT coalesce(group_concat(row || ' ' || key, ' '), '') FROM alias
  WHERE row > ? AND row <= ? AND type IN ('user', 'anonymous', 'delivery')`
/** Rows taken into the index at a time: some 15 ms. */
const indexedPerCall = 50_000

class VaultThread {
  readonly #add: Database.Statement
  readonly #last: Database.Statement
  readonly #load: Database.Statement
  readonly #find: Database.Statement
  readonly #keysAfter: Database.Statement
  readonly #aliasAt: Database.Statement
  readonly #like: Database.Statement
  readonly #blankAlias: Database.Statement
  readonly #traits: Database.Statement
  readonly #addTraits: Database.Statement
  readonly #setTraits: Database.Statement
  readonly #blankTraits: Database.Statement
  readonly #contacts: ContactTable
  /** Made when names are first asked for; most shops never do. */
  #byKey = new RowsByKey()

  constructor(db: Database.Database) {
    this.#contacts = new ContactTable(db)
    this.#add = db.prepare('INSERT INTO alias (type, id, key) VALUES (?, ?, ?)')
    this.#last = db.prepare('SELECT coalesce(max(row), 0) FROM alias').pluck()
    this.#load = db.prepare(loadSql).pluck()
    this.#find = db.prepare(findSql)
    this.#keysAfter = db.prepare(keysSql).pluck()
    this.#aliasAt = db.prepare('SELECT type, id FROM alias WHERE row = ? AND key = ?')
    this.#like = db.prepare(likeSql).pluck()
    this.#blankAlias = db.prepare(`UPDATE alias SET ${blank('type')}, ${blank('id')}, ${blank('key')} WHERE row = ?`)
    this.#traits = db.prepare('SELECT row, body, octet_length(body) AS bytes FROM traits WHERE key = ?')
    this.#addTraits = db.prepare('INSERT INTO traits (key, body) VALUES (?, ?)')
    this.#setTraits = db.prepare('UPDATE traits SET body = ? WHERE row = ?')
    this.#blankTraits = db.prepare(`UPDATE traits SET ${blank('body')}, ${blank('key')} WHERE key = ?`)
  }

  answer(request: VaultRequest): unknown {
    switch (request.kind) {
      case 'add':
        return this.#addAll(JSON.parse(request.text))
      case 'last':
        return this.#last.get()
      case 'load':
        return this.#load.get(request.after, request.upTo)
      case 'find':
        return (this.#find.all(request.after, request.upTo, JSON.stringify(request.keys)) as FoundAlias[]).map(
          ({ id, ...rest }): FoundAlias => ({ ...rest, id: JSON.parse(id) }),
        )
      case 'index':
        return this.#index()
      case 'names':
        return request.keys.map((key) => this.#nameOf(key))
      case 'like':
        return this.#like.get(request.after, request.upTo, { begin: JSON.stringify(request.prefix).slice(0, -1) })
      case 'traits':
        return this.#traitsOf(request.key)?.traits ?? {}
      case 'put':
        return this.#put(request.key, request.traits)
      case 'erase':
        for (const row of request.rows) this.#blankAlias.run(row)
        for (const key of request.keys) this.#blankTraits.run(key)
        for (const key of request.keys) this.#contacts.erase(key)
        return undefined
      case 'put-contact':
        return this.#contacts.put(request.key, request.contact) ?? null
      case 'contacts':
        return this.#contacts.of(request.key)
      case 'remove-contact':
        return this.#contacts.remove(request.key, request.id)
    }
  }

  /** Forgets what was read of rows that were then undone. */
  undone(): void {
    this.#byKey = new RowsByKey()
    this.#contacts.undone()
  }

  #index(): boolean {
    const last = this.#last.get() as number
    const from = this.#byKey.upTo
    const upTo = Math.min(last, from + indexedPerCall)
    const fields = (this.#keysAfter.get(from, upTo) as string).split(' ')
    if (from === 0) this.#byKey = new RowsByKey(last)
    for (let at = 1; at < fields.length; at += 2) this.#byKey.add(fields[at] as ShopperKey, Number(fields[at - 1]))
    this.#byKey.upTo = upTo
    return upTo < last
  }

  #nameOf(key: ShopperKey): Alias | null {
    for (const row of this.#byKey.rowsOf(key)) {
      const found = this.#aliasAt.get(row, key) as Alias | undefined
      if (found) return { type: found.type, id: JSON.parse(found.id) }
    }
    return null
  }

  #addAll(fields: readonly string[]): void {
    for (let at = 0; at < fields.length; at += 3)
      this.#add.run(fields[at], JSON.stringify(fields[at + 1]), fields[at + 2])
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
      this.#setTraits.run(padded(after, known.bytes), known.row)
      return
    }
    if (known) this.#blankTraits.run(key)
    this.#addTraits.run(key, roomy(after))
  }
}

serveThread(({ path }: { readonly path: string }) =>
  openForWriting(path, format, (db) => {
    const vault = new VaultThread(db)
    const commit = new GroupCommit(db, () => vault.undone())
    return {
      opened: undefined,
      answer: (requests) =>
        commit.run(
          (requests as readonly VaultRequest[]).map((request) => ({
            run: () => vault.answer(request),
            scrubs: request.kind === 'erase' || request.kind === 'remove-contact',
          })),
        ),
      close: () => db.close(),
    }
  }),
)
