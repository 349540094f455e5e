import {
  type ContactId,
  type ContactKind,
  contactKinds,
  type ShownContact,
  shownContact,
  type Target,
} from '../../domain/contact.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ShopperKey } from '../../domain/units.ts'
import type { Alias, Vault } from '../../ports/vault.ts'
import type { Shoppers } from '../../state/shoppers.ts'
import type { Contacts } from './delivery-options.ts'

export type ContactBookParts = { readonly vault: Vault; readonly shoppers: Shoppers }

/** Where people are told of what they wait for, as the rim sees it. */
export interface ContactsFace {
  /** Without keys and secrets, in the order in which they came. */
  of(shopper: ShopperKey): Promise<readonly ShownContact[]>
  /** One that is there already is renewed. It was looked at before (`Notifiers.check`). @throws Refusal SHOPPER_UNKNOWN, CONTACTS_FULL */
  add(alias: Alias, target: Target, addedAt: number): Promise<ShownContact>
  /** Returns whether it was there. */
  remove(shopper: ShopperKey, contact: ContactId): Promise<boolean>
}

/** The places of people in the vault: a person has several keys, and a place is kept under the one by which it was named. O(keys of the person). */
export class ContactBook implements Contacts, ContactsFace {
  readonly #vault: Vault
  readonly #shoppers: Shoppers

  constructor({ vault, shoppers }: ContactBookParts) {
    this.#vault = vault
    this.#shoppers = shoppers
  }

  async of(shopper: ShopperKey): Promise<readonly ShownContact[]> {
    const found = await Promise.all(this.#keysOf(shopper).map((key) => this.#vault.contactsOf(key)))
    const order = (kind: ContactKind): number => contactKinds.indexOf(kind)
    return found
      .flat()
      .map(shownContact)
      .sort((a, b) => a.addedAt - b.addedAt || order(a.kind) - order(b.kind) || (a.id < b.id ? -1 : 1))
  }

  async add(alias: Alias, target: Target, addedAt: number): Promise<ShownContact> {
    const key = this.#vault.keyOf(alias)
    if (key === undefined || this.#shoppers.find(key) < 0) throw new Refusal('SHOPPER_UNKNOWN')
    const contact = await this.#vault.putContact(key, target, addedAt)
    if (this.#vault.keyOf(alias) === key) return shownContact(contact)
    await this.#vault.removeContact(key, contact.id) // they were forgotten meanwhile
    throw new Refusal('SHOPPER_UNKNOWN')
  }

  async targetOf(shopper: ShopperKey, contact: ContactId): Promise<Target | undefined> {
    for (const key of this.#keysOf(shopper)) {
      const found = (await this.#vault.contactsOf(key)).find(({ id }) => id === contact)
      if (found !== undefined) return found.target
    }
    return undefined
  }

  async remove(shopper: ShopperKey, contact: ContactId): Promise<boolean> {
    for (const key of this.#keysOf(shopper)) if (await this.#vault.removeContact(key, contact)) return true
    return false
  }

  /** The keys that stand for the person now: of devices that changed hands nobody can say whose places are named there. */
  #keysOf(shopper: ShopperKey): readonly ShopperKey[] {
    const row = this.#shoppers.find(shopper)
    return row < 0 ? [] : this.#shoppers.keysOf(row).filter((key) => this.#shoppers.find(key) === row)
  }
}
