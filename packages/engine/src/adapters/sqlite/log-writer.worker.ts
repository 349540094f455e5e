import { randomUUID } from 'node:crypto'
import type Database from 'better-sqlite3'
import { assert } from '../../domain/assert.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type DatabaseFormat, openForWriting } from './database.ts'
import { GroupCommit } from './group-commit.ts'
import type { LogWrite } from './log-requests.ts'
import { serveThread } from './thread-loop.ts'

/**
 * **Invariant:** the log has no secondary index and no row is ever deleted or changed in length. Appends then touch only the
 * last page, and no row is ever moved to another page, where a copy of it could outlive its erasure.
 */
const format: DatabaseFormat = {
  version: 1,
  schema: 'CREATE TABLE log (position INTEGER PRIMARY KEY, body TEXT NOT NULL)',
}

/** Beside the events, and made where it is missing: files of earlier versions get one, and those versions can still read it. */
const aboutSql = 'CREATE TABLE IF NOT EXISTS about (id TEXT NOT NULL)'

/** Rows per insert statement: crossing into SQLite once for many rows is a quarter faster than once for each. */
const rowsPerInsert = 50

/** The tombstone, filled up with blanks to the length of what it overwrites. */
const eraseSql = `UPDATE log SET body = printf('%-*s', octet_length(body), '{"kind":"erased"}') WHERE position = ?`

class LogWriter {
  readonly #db: Database.Database
  readonly #insertMany: Database.Statement
  readonly #insertOne: Database.Statement
  readonly #erase: Database.Statement
  readonly #id: string
  length = 0

  constructor(db: Database.Database) {
    this.#db = db
    db.exec(aboutSql)
    db.prepare('INSERT INTO about SELECT ? WHERE NOT EXISTS (SELECT 1 FROM about)').run(randomUUID())
    this.#id = db.prepare('SELECT id FROM about').pluck().get() as string
    this.#insertMany = db.prepare(`INSERT INTO log VALUES ${Array(rowsPerInsert).fill('(?, ?)').join(', ')}`)
    this.#insertOne = db.prepare('INSERT INTO log VALUES (?, ?)')
    this.#erase = db.prepare(eraseSql)
    this.recount()
  }

  recount(): void {
    this.length = this.#db.prepare('SELECT coalesce(max(position) + 1, 0) FROM log').pluck().get() as number
  }

  write(request: LogWrite): number | string {
    switch (request.kind) {
      case 'append':
        return this.#append(request.text === '' ? [] : request.text.split('\n'), request.expectedLength)
      case 'erase':
        for (const position of request.positions) {
          assert(Number.isInteger(position) && position >= 0 && position < this.length, `log: no event at ${position}`)
        }
        for (const position of request.positions) this.#erase.run(position)
        return this.length
      case 'scrub':
        return this.length
      case 'identity':
        return this.#id
    }
  }

  #append(bodies: readonly string[], expected: number): number {
    const actual = this.length
    if (expected !== actual) throw new Refusal('LOG_CONFLICT', { expected, actual })
    let index = 0
    for (; index + rowsPerInsert <= bodies.length; index += rowsPerInsert) {
      const row: (number | string)[] = []
      for (let place = index; place < index + rowsPerInsert; place++) row.push(actual + place, bodies[place])
      this.#insertMany.run(row)
    }
    for (; index < bodies.length; index++) this.#insertOne.run(actual + index, bodies[index])
    this.length += bodies.length
    return this.length
  }
}

serveThread(({ path }: { readonly path: string }) =>
  openForWriting(path, format, (db) => {
    const writer = new LogWriter(db)
    const commit = new GroupCommit(db, () => writer.recount())
    return {
      opened: writer.length,
      answer: (requests) =>
        commit.run(
          (requests as readonly LogWrite[]).map((request) => ({
            run: () => writer.write(request),
            scrubs: request.kind === 'scrub',
          })),
        ),
      close: () => db.close(),
    }
  }),
)
