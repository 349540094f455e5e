import type { ContactId, Target } from '../../domain/contact.ts'
import type { ShopperKey } from '../../domain/units.ts'
import type { Vault } from '../../ports/vault.ts'
import type { Contacts } from './delivery-options.ts'

export type VaultContactsParts = {
  readonly vault: Vault
  /** All keys that stand for a person now: of their login and of their devices. */
  readonly keysOf: (shopper: ShopperKey) => readonly ShopperKey[]
}

/** The places of people in the vault. A person has several keys; a place is kept under the one by which it was named. */
export class VaultContacts implements Contacts {
  readonly #parts: VaultContactsParts

  constructor(parts: VaultContactsParts) {
    this.#parts = parts
  }

  async targetOf(shopper: ShopperKey, contact: ContactId): Promise<Target | undefined> {
    const { vault, keysOf } = this.#parts
    for (const key of keysOf(shopper)) {
      const found = (await vault.contactsOf(key)).find(({ id }) => id === contact)
      if (found !== undefined) return found.target
    }
    return undefined
  }

  async remove(shopper: ShopperKey, contact: ContactId): Promise<void> {
    const { vault, keysOf } = this.#parts
    for (const key of keysOf(shopper)) if (await vault.removeContact(key, contact)) return
  }
}
