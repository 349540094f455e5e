import type Database from 'better-sqlite3'
import { type Contact, contactsMax, placeOf } from '../../domain/contact.ts'
import type { ShopperKey } from '../../domain/units.ts'
import { blank, padded, roomy } from './blank.ts'
import { RowsByKey } from './rows-by-key.ts'

/** A row is a person's for good, and blank when it is nobody's any more: see the invariant of the vault. body: JSON of a Contact. */
export const contactSchema = `
    CREATE TABLE contact (row INTEGER PRIMARY KEY, key TEXT NOT NULL, body TEXT NOT NULL);
    CREATE INDEX contact_by_key ON contact (key)`

type Row = { readonly row: number; readonly key: ShopperKey; readonly body: string; readonly bytes: number }
type Kept = { readonly row: number; readonly bytes: number; readonly contact: Contact }

/** The places where people are told, in the vault's file. */
export class ContactTable {
  readonly #of: Database.Statement
  readonly #at: Database.Statement
  readonly #all: Database.Statement
  readonly #add: Database.Statement
  readonly #set: Database.Statement
  readonly #blank: Database.Statement
  readonly #blankAll: Database.Statement
  /** Rows by the endpoint of a browser, whose they may be; made when the first browser is put. Rows that changed since are told apart by what they hold. */
  #browsers: RowsByKey | undefined

  constructor(db: Database.Database) {
    const select = 'SELECT row, key, body, octet_length(body) AS bytes FROM contact'
    this.#of = db.prepare(`${select} WHERE key = ? ORDER BY row`)
    this.#at = db.prepare(`${select} WHERE row = ?`)
    this.#all = db.prepare(`${select} WHERE body LIKE '{%'`)
    this.#add = db.prepare('INSERT INTO contact (key, body) VALUES (?, ?)')
    this.#set = db.prepare('UPDATE contact SET body = ? WHERE row = ?')
    this.#blank = db.prepare(`UPDATE contact SET ${blank('body')}, ${blank('key')} WHERE row = ?`)
    this.#blankAll = db.prepare(`UPDATE contact SET ${blank('body')}, ${blank('key')} WHERE key = ?`)
  }

  of(key: ShopperKey): readonly Contact[] {
    return this.#kept(key)
      .map(({ contact }) => contact)
      .sort((a, b) => a.addedAt - b.addedAt)
  }

  /** Undefined when the person has as many as there may be. */
  put(key: ShopperKey, contact: Contact): Contact | undefined {
    const mine = this.#kept(key)
    const place = placeOf(contact.target)
    const known = mine.find((one) => placeOf(one.contact.target) === place)
    if (known === undefined && mine.length >= contactsMax) return undefined
    const browsers = contact.target.kind === 'web-push' ? this.#browsersByPlace() : undefined
    if (browsers !== undefined) this.#takeFromOthers(key, place, browsers)
    if (known === undefined) {
      this.#store(key, contact, place, browsers)
      return contact
    }
    const renewed = { ...contact, id: known.contact.id, addedAt: known.contact.addedAt }
    const json = JSON.stringify(renewed)
    if (Buffer.byteLength(json) <= known.bytes) this.#set.run(padded(json, known.bytes), known.row)
    else {
      this.#blank.run(known.row)
      this.#store(key, renewed, place, browsers)
    }
    return renewed
  }

  remove(key: ShopperKey, id: string): boolean {
    const found = this.#kept(key).find(({ contact }) => contact.id === id)
    if (found !== undefined) this.#blank.run(found.row)
    return found !== undefined
  }

  erase(key: ShopperKey): void {
    this.#blankAll.run(key)
  }

  /** Forgets what was read of rows that were then undone. */
  undone(): void {
    this.#browsers = undefined
  }

  #kept(key: ShopperKey): Kept[] {
    return (this.#of.all(key) as Row[]).map(keptIn)
  }

  #store(key: ShopperKey, contact: Contact, place: string, browsers: RowsByKey | undefined): void {
    const { lastInsertRowid } = this.#add.run(key, roomy(JSON.stringify(contact)))
    browsers?.add(place, Number(lastInsertRowid))
  }

  #takeFromOthers(key: ShopperKey, place: string, browsers: RowsByKey): void {
    for (const row of browsers.rowsOf(place)) {
      const found = this.#at.get(row) as Row | undefined
      if (found === undefined || found.key === key || !found.body.startsWith('{')) continue
      if (placeOf(keptIn(found).contact.target) === place) this.#blank.run(row)
    }
  }

  #browsersByPlace(): RowsByKey {
    if (this.#browsers !== undefined) return this.#browsers
    const browsers = new RowsByKey()
    for (const one of this.#all.iterate() as Iterable<Row>) browsers.add(placeOf(keptIn(one).contact.target), one.row)
    this.#browsers = browsers
    return browsers
  }
}

const keptIn = ({ row, bytes, body }: Row): Kept => ({ row, bytes, contact: JSON.parse(body) })
