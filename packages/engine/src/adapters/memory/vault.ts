import { type Contact, type ContactId, contactsMax, placeOf, type Target } from '../../domain/contact.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ShopperKey } from '../../domain/units.ts'
import type { Alias, Traits, Vault } from '../../ports/vault.ts'
import { newContactId, newShopperKeys } from './shopper-keys.ts'

/** What is known of a person after `change` came in; null removes a trait. */
export function mergedTraits(known: Traits, change: Traits): Traits {
  return Object.fromEntries(Object.entries({ ...known, ...change }).filter(([, value]) => value !== null))
}

/** A vault for tests, demos and simulations. Forgets everything on exit. */
export class MemoryVault implements Vault {
  readonly #keys = new Map<string, ShopperKey>()
  readonly #aliases = new Map<ShopperKey, Alias>()
  readonly #traits = new Map<ShopperKey, Traits>()
  readonly #contacts = new Map<ShopperKey, readonly Contact[]>()

  async keysFor(aliases: readonly Alias[]): Promise<readonly ShopperKey[]> {
    return aliases.map((alias) => {
      const known = this.keyOf(alias)
      if (known) return known
      const [key] = newShopperKeys(1)
      this.#keys.set(nameOf(alias), key)
      this.#aliases.set(key, { type: alias.type, id: alias.id })
      return key
    })
  }

  keyOf(alias: Alias): ShopperKey | undefined {
    return this.#keys.get(nameOf(alias))
  }

  async aliasesOf(key: ShopperKey): Promise<readonly Alias[]> {
    const alias = this.#aliases.get(key)
    return alias ? [alias] : []
  }

  async namesOf(keys: readonly ShopperKey[]): Promise<readonly (Alias | undefined)[]> {
    return keys.map((key) => this.#aliases.get(key))
  }

  async *keysLike(prefix: string): AsyncIterable<readonly ShopperKey[]> {
    const found = [...this.#aliases].flatMap(([key, { type, id }]) =>
      type !== 'delivery' && id.startsWith(prefix) ? [key] : [],
    )
    if (found.length > 0) yield found
  }

  async putTraits(key: ShopperKey, traits: Traits): Promise<void> {
    // Through JSON: what is kept is a copy, and the same that a vault on disk would keep.
    this.#traits.set(key, JSON.parse(JSON.stringify(mergedTraits(this.#traits.get(key) ?? {}, traits))))
  }

  async traitsOf(key: ShopperKey): Promise<Traits> {
    return this.#traits.get(key) ?? {}
  }

  async putContact(key: ShopperKey, target: Target, addedAt: number): Promise<Contact> {
    const mine = this.#contacts.get(key) ?? []
    const place = placeOf(target)
    const known = mine.find((one) => placeOf(one.target) === place)
    if (known === undefined && mine.length >= contactsMax) throw new Refusal('CONTACTS_FULL', { count: contactsMax })
    if (target.kind === 'web-push')
      for (const [owner, theirs] of this.#contacts)
        if (owner !== key)
          this.#contacts.set(
            owner,
            theirs.filter((one) => placeOf(one.target) !== place),
          )
    const contact = { id: known?.id ?? newContactId(), target: { ...target }, addedAt: known?.addedAt ?? addedAt }
    this.#contacts.set(key, known ? mine.map((one) => (one === known ? contact : one)) : [...mine, contact])
    return contact
  }

  async contactsOf(key: ShopperKey): Promise<readonly Contact[]> {
    return this.#contacts.get(key) ?? []
  }

  async removeContact(key: ShopperKey, id: ContactId): Promise<boolean> {
    const mine = this.#contacts.get(key) ?? []
    const others = mine.filter((one) => one.id !== id)
    this.#contacts.set(key, others)
    return others.length < mine.length
  }

  async erase(keys: readonly ShopperKey[]): Promise<void> {
    for (const key of keys) {
      const alias = this.#aliases.get(key)
      if (alias) this.#keys.delete(nameOf(alias))
      this.#aliases.delete(key)
      this.#traits.delete(key)
      this.#contacts.delete(key)
    }
  }

  async close(): Promise<void> {}
}

function nameOf(alias: Alias): string {
  return `${alias.type}:${alias.id}`
}
