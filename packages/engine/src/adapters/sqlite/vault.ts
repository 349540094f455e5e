import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Contact, type ContactId, contactsMax, type Target } from '../../domain/contact.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ShopperKey } from '../../domain/units.ts'
import type { Alias, Traits, Vault } from '../../ports/vault.ts'
import { newContactId, newShopperKeys } from '../memory/shopper-keys.ts'
import { AliasIndex } from './alias-index.ts'
import { StorageThread } from './thread.ts'
import type { FoundAlias, VaultRequest } from './vault-requests.ts'

/** A key that was given out but is not stored yet. */
type Pending = { readonly key: ShopperKey; readonly stored: Promise<void> }

/** Someone not seen before: where in the answer their key belongs. */
type Stranger = { readonly alias: Alias; readonly places: number[]; key: ShopperKey }

/** In the data folder. */
export const vaultFile = 'vault.db'
/** Rows loaded or searched at a time: 10 ms of the vault's thread, so that new shoppers never wait long behind it. */
const rowsPerPage = 50_000
/** Between two pages of the first index, so that who asks meanwhile reads the table nearly as fast as alone. */
const indexPauseMs = 50

/**
 * The embedded vault: one SQLite file apart from the log, written by a thread of its own with group commit. The keys of
 * all aliases are held in memory, so that known shoppers cost no read.
 * Failures of the disk are refused as LOG_UNAVAILABLE: nothing was stored, ask again.
 */
export class SqliteVault implements Vault {
  readonly #thread: StorageThread
  readonly #index = new AliasIndex()
  readonly #pending = new Map<string, Pending>()
  /** Keys whose erasure is under way: whoever comes back meanwhile is a stranger already. */
  readonly #erasing = new Set<ShopperKey>()
  /** Whether the thread has an index of keys, and its making. */
  #isIndexed = false
  #indexing: Promise<void> | undefined

  private constructor(thread: StorageThread) {
    this.#thread = thread
  }

  /**
   * Opens the vault in this folder, making it when there is none. A million aliases load in about a second.
   * @throws Refusal DATA_NEWER
   */
  static async open(dir: string): Promise<SqliteVault> {
    const { thread } = await StorageThread.start('vault', { path: join(dir, vaultFile) })
    const vault = new SqliteVault(thread)
    await vault.#load()
    return vault
  }

  async keysFor(aliases: readonly Alias[]): Promise<readonly ShopperKey[]> {
    const keys: ShopperKey[] = new Array(aliases.length)
    const waitingFor = new Set<Promise<void>>()
    const strangers = new Map<string, Stranger>()
    for (let place = 0; place < aliases.length; place++) {
      const alias = aliases[place]
      const known = this.keyOf(alias)
      if (known !== undefined) {
        keys[place] = known
        continue
      }
      const name = nameOf(alias)
      const pending = this.#pending.get(name)
      const stranger = strangers.get(name)
      if (pending) {
        keys[place] = pending.key
        waitingFor.add(pending.stored)
      } else if (stranger) stranger.places.push(place)
      else strangers.set(name, { alias, places: [place], key: '' as ShopperKey })
    }
    if (strangers.size > 0) waitingFor.add(this.#meet(strangers, keys))
    if (waitingFor.size > 0) await Promise.all(waitingFor)
    return keys
  }

  keyOf({ type, id }: Alias): ShopperKey | undefined {
    const key = this.#index.get(type, id)
    return key === undefined || (this.#erasing.size > 0 && this.#erasing.has(key)) ? undefined : key
  }

  /** Reads the whole table: 100 ms a million aliases, in pages between which new shoppers are served. */
  async aliasesOf(key: ShopperKey): Promise<readonly Alias[]> {
    return (await this.#find([key])).map(({ type, id }) => ({ type, id }))
  }

  /** The first call reads the whole table, as `aliasesOf`, and has an index made in memory; from then on O(1) a key. */
  async namesOf(keys: readonly ShopperKey[]): Promise<readonly (Alias | undefined)[]> {
    if (keys.length === 0) return []
    const names = this.#isIndexed ? await this.#namesByIndex(keys) : await this.#namesByReading(keys)
    return names.map((name, place) => (this.#erasing.has(keys[place]) ? undefined : name))
  }

  /** Reads the whole table: 100 ms a million aliases, in pages between which new shoppers are served. */
  async *keysLike(prefix: string): AsyncIterable<readonly ShopperKey[]> {
    const last = (await this.#call({ kind: 'last' })) as number
    for (let after = 0; after < last; after += rowsPerPage) {
      const found = await this.#call({ kind: 'like', after, upTo: after + rowsPerPage, prefix })
      if (found === '') continue
      const keys = (found as string).split(' ') as ShopperKey[]
      yield this.#erasing.size === 0 ? keys : keys.filter((key) => !this.#erasing.has(key))
    }
  }

  async putTraits(key: ShopperKey, traits: Traits): Promise<void> {
    await this.#call({ kind: 'put', key, traits })
  }

  traitsOf(key: ShopperKey): Promise<Traits> {
    return this.#call({ kind: 'traits', key }) as Promise<Traits>
  }

  /** As in the port; the first one of a browser reads all contacts, 2 us each, and has an index of them made in memory. */
  async putContact(key: ShopperKey, target: Target, addedAt: number): Promise<Contact> {
    const contact: Contact = { id: newContactId(), target, addedAt }
    const kept = (await this.#call({ kind: 'put-contact', key, contact })) as Contact | null
    if (kept === null) throw new Refusal('CONTACTS_FULL', { count: contactsMax })
    return kept
  }

  contactsOf(key: ShopperKey): Promise<readonly Contact[]> {
    return this.#call({ kind: 'contacts', key }) as Promise<readonly Contact[]>
  }

  removeContact(key: ShopperKey, id: ContactId): Promise<boolean> {
    return this.#call({ kind: 'remove-contact', key, id }) as Promise<boolean>
  }

  /** As in the port; costs as much as `aliasesOf`, however many keys there are. */
  async erase(keys: readonly ShopperKey[]): Promise<void> {
    if (keys.length === 0) return
    const erased = new Set(keys)
    for (const key of erased) this.#erasing.add(key)
    try {
      const found = await this.#find([...erased])
      await this.#call({ kind: 'erase', rows: found.map(({ row }) => row), keys: [...erased] })
      for (const { type, id } of found) {
        const key = this.#index.get(type, id)
        if (key !== undefined && erased.has(key)) this.#index.delete(type, id)
      }
    } finally {
      for (const key of erased) this.#erasing.delete(key)
    }
  }

  async #namesByReading(keys: readonly ShopperKey[]): Promise<readonly (Alias | undefined)[]> {
    const found = new Map((await this.#find(keys)).map(({ key, type, id }) => [key, { type, id }]))
    this.#indexing ??= this.#catchUpIndex(indexPauseMs).then(
      () => {
        this.#isIndexed = true
      },
      () => {
        this.#indexing = undefined // the vault was closed, or its file failed: begun anew when asked again
      },
    )
    return keys.map((key) => found.get(key))
  }

  async #namesByIndex(keys: readonly ShopperKey[]): Promise<readonly (Alias | undefined)[]> {
    await this.#catchUpIndex()
    const names = (await this.#call({ kind: 'names', keys })) as readonly (Alias | null)[]
    return names.map((name) => name ?? undefined)
  }

  async #catchUpIndex(pauseMs = 0): Promise<void> {
    while (await this.#call({ kind: 'index' })) if (pauseMs > 0) await setTimeout(pauseMs)
  }

  /** Waits for what was asked before. */
  close(): Promise<void> {
    return this.#thread.close()
  }

  /** Gives every stranger a key and resolves when all are stored; until then they are pending. */
  #meet(strangers: ReadonlyMap<string, Stranger>, keys: ShopperKey[]): Promise<void> {
    const fresh = newShopperKeys(strangers.size)
    const fields: string[] = []
    let index = 0
    for (const stranger of strangers.values()) {
      stranger.key = fresh[index++]
      for (const place of stranger.places) keys[place] = stranger.key
      fields.push(stranger.alias.type, stranger.alias.id, stranger.key)
    }
    const stored = this.#store(strangers, JSON.stringify(fields))
    for (const [name, { key }] of strangers) this.#pending.set(name, { key, stored })
    return stored
  }

  async #store(strangers: ReadonlyMap<string, Stranger>, text: string): Promise<void> {
    try {
      await this.#call({ kind: 'add', text })
      for (const { alias, key } of strangers.values()) this.#index.set(alias.type, alias.id, key)
    } finally {
      for (const name of strangers.keys()) this.#pending.delete(name)
    }
  }

  async #load(): Promise<void> {
    const last = (await this.#call({ kind: 'last' })) as number
    const pageAfter = (after: number): Promise<Uint8Array> | undefined =>
      after < last ? (this.#call({ kind: 'load', after, upTo: after + rowsPerPage }) as Promise<Uint8Array>) : undefined
    let next = pageAfter(0)
    for (let after = rowsPerPage; next; after += rowsPerPage) {
      const page = await next
      next = pageAfter(after) // fetched while this one is taken in
      const fields: readonly string[] = JSON.parse(
        Buffer.from(page.buffer, page.byteOffset, page.byteLength).toString(),
      )
      for (let at = 0; at < fields.length; at += 3) {
        this.#index.set(fields[at] as Alias['type'], fields[at + 1], fields[at + 2] as ShopperKey)
      }
    }
  }

  async #find(keys: readonly ShopperKey[]): Promise<FoundAlias[]> {
    const last = (await this.#call({ kind: 'last' })) as number
    const found: FoundAlias[] = []
    for (let after = 0; after < last; after += rowsPerPage) {
      found.push(...((await this.#call({ kind: 'find', after, upTo: after + rowsPerPage, keys })) as FoundAlias[]))
    }
    return found
  }

  #call(request: VaultRequest): Promise<unknown> {
    return this.#thread.call(request)
  }
}

function nameOf(alias: Alias): string {
  return alias.type.charAt(0) + alias.id
}
