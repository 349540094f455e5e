import { join } from 'node:path'
import type { ShopperKey } from '../../domain/units.ts'
import type { Alias, Traits, Vault } from '../../ports/vault.ts'
import { newShopperKeys } from '../memory/shopper-keys.ts'
import { AliasIndex } from './alias-index.ts'
import { StorageThread } from './thread.ts'
import type { AliasPage, AliasRow, VaultRequest } from './vault-requests.ts'

/** A key that was given out but is not stored yet. */
type Pending = { readonly key: ShopperKey; readonly stored: Promise<void> }

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

  private constructor(thread: StorageThread) {
    this.#thread = thread
  }

  /** Opens the vault in this folder, making it when there is none. A million aliases load in one or two seconds. */
  static async open(dir: string): Promise<SqliteVault> {
    const { thread } = await StorageThread.start('vault', { path: join(dir, 'vault.db') })
    const vault = new SqliteVault(thread)
    for (let afterRow: number | undefined = -1; afterRow !== undefined; ) {
      const page = (await vault.#call({ kind: 'load', afterRow })) as AliasPage
      for (const [type, id, key] of page.rows) vault.#index.set(type, id, key)
      afterRow = page.lastRow
    }
    return vault
  }

  async keysFor(aliases: readonly Alias[]): Promise<readonly ShopperKey[]> {
    const keys: ShopperKey[] = new Array(aliases.length)
    const waitingFor = new Set<Promise<void>>()
    const strangers = new Map<string, number[]>()
    for (const [place, alias] of aliases.entries()) {
      const known = this.keyOf(alias)
      if (known) keys[place] = known
      else this.#findPending(alias, place, { keys, waitingFor, strangers })
    }
    if (strangers.size > 0) waitingFor.add(this.#addAll(aliases, strangers, keys))
    await Promise.all(waitingFor)
    return keys
  }

  keyOf({ type, id }: Alias): ShopperKey | undefined {
    const key = this.#index.get(type, id)
    return key === undefined || (this.#erasing.size > 0 && this.#erasing.has(key)) ? undefined : key
  }

  aliasesOf(key: ShopperKey): Promise<readonly Alias[]> {
    return this.#call({ kind: 'aliases', key }) as Promise<readonly Alias[]>
  }

  async putTraits(key: ShopperKey, traits: Traits): Promise<void> {
    await this.#call({ kind: 'put', key, traits })
  }

  traitsOf(key: ShopperKey): Promise<Traits> {
    return this.#call({ kind: 'traits', key }) as Promise<Traits>
  }

  async erase(keys: readonly ShopperKey[]): Promise<void> {
    if (keys.length === 0) return
    const erased = new Set(keys)
    for (const key of erased) this.#erasing.add(key)
    try {
      for (const { type, id } of (await this.#call({ kind: 'erase', keys: [...erased] })) as readonly Alias[]) {
        const key = this.#index.get(type, id)
        if (key !== undefined && erased.has(key)) this.#index.delete(type, id)
      }
    } finally {
      for (const key of erased) this.#erasing.delete(key)
    }
  }

  /** Waits for what was asked before. */
  close(): Promise<void> {
    return this.#thread.close()
  }

  #findPending(
    alias: Alias,
    place: number,
    found: { keys: ShopperKey[]; waitingFor: Set<Promise<void>>; strangers: Map<string, number[]> },
  ): void {
    const name = nameOf(alias)
    const pending = this.#pending.get(name)
    if (pending) {
      found.keys[place] = pending.key
      found.waitingFor.add(pending.stored)
      return
    }
    const places = found.strangers.get(name)
    if (places) places.push(place)
    else found.strangers.set(name, [place])
  }

  /** Gives every stranger a key and resolves when all are stored; until then they are pending. */
  #addAll(
    aliases: readonly Alias[],
    strangers: ReadonlyMap<string, readonly number[]>,
    keys: ShopperKey[],
  ): Promise<void> {
    const fresh = newShopperKeys(strangers.size)
    const rows = [...strangers.values()].map((places, index): AliasRow => {
      for (const place of places) keys[place] = fresh[index]
      return [aliases[places[0]].type, aliases[places[0]].id, fresh[index]]
    })
    const stored = this.#add(rows, [...strangers.keys()])
    for (const [index, name] of [...strangers.keys()].entries()) this.#pending.set(name, { key: fresh[index], stored })
    return stored
  }

  async #add(rows: readonly AliasRow[], names: readonly string[]): Promise<void> {
    try {
      await this.#call({ kind: 'add', rows })
      for (const [type, id, key] of rows) this.#index.set(type, id, key)
    } finally {
      for (const name of names) this.#pending.delete(name)
    }
  }

  #call(request: VaultRequest): Promise<unknown> {
    return this.#thread.call(request)
  }
}

function nameOf(alias: Alias): string {
  return alias.type === 'user' ? `u${alias.id}` : `a${alias.id}`
}
