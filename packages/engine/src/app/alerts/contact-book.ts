import { randomUUID } from 'node:crypto'
import {
  type ContactId,
  type ContactKind,
  contactKinds,
  type ShownContact,
  shownContact,
  type Target,
} from '../../domain/contact.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { TellingWishes } from '../../domain/subscription.ts'
import type { EpochMs, ShopperKey } from '../../domain/units.ts'
import type { Alias, Vault } from '../../ports/vault.ts'
import type { Shoppers } from '../../state/shoppers.ts'
import type { Views } from '../../state/views.ts'
import type { Ledger } from '../ledger.ts'
import { channelOf } from './channels.ts'
import type { Contacts } from './delivery-options.ts'
import { laneOf } from './lane.ts'

/** Of who did not say otherwise. */
export const defaultWishes: TellingWishes = { language: 'ko', zone: 'Asia/Seoul', perDayMax: 20 }

export type ContactBookParts = {
  readonly vault: Vault
  readonly views: Views
  readonly ledger: Pick<Ledger, 'append'>
  readonly now: () => EpochMs
}

/** Where people are told of what they wait for, as the rim sees it. */
export interface ContactsFace {
  /** Without keys and secrets, in the order in which they came. */
  of(shopper: ShopperKey): Promise<readonly ShownContact[]>
  /** One that is there already is renewed. It was looked at before (`Notifiers.check`). @throws Refusal SHOPPER_UNKNOWN, CONTACTS_FULL */
  add(alias: Alias, target: Target, addedAt: number): Promise<ShownContact>
  wishesOf(shopper: ShopperKey): TellingWishes
  /** Durable when it resolves. @throws Refusal SHOPPER_UNKNOWN */
  wish(shopper: ShopperKey, wishes: TellingWishes): Promise<void>
  /** Returns whether it was there. */
  remove(shopper: ShopperKey, contact: ContactId): Promise<boolean>
}

/** The places of people in the vault: a person has several keys, and a place is kept under the one by which it was named. O(keys of the person). */
export class ContactBook implements Contacts, ContactsFace {
  readonly #vault: Vault
  readonly #parts: ContactBookParts
  readonly #shoppers: Shoppers

  constructor(parts: ContactBookParts) {
    this.#vault = parts.vault
    this.#parts = parts
    this.#shoppers = parts.views.shoppers
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
    if (this.#vault.keyOf(alias) === key) {
      const kept = { contact: contact.id, channel: channelOf(target.kind), lane: laneOf(target) }
      await this.#parts.ledger.append([{ kind: 'contact.kept', ...this.#by(key), ...kept }])
      return shownContact(contact)
    }
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
    const row = this.#shoppers.find(shopper)
    let isGone = false
    for (const key of this.#keysOf(shopper)) isGone ||= await this.#vault.removeContact(key, contact)
    if (this.#parts.views.watched.outgoing.placesOf(row).some((place) => place.contact === contact))
      await this.#parts.ledger.append([{ kind: 'contact.removed', ...this.#by(shopper), contact }])
    return isGone
  }

  /** When and how somebody wants to be told from now on. Durable when it resolves. @throws Refusal SHOPPER_UNKNOWN */
  async wish(shopper: ShopperKey, wishes: TellingWishes): Promise<void> {
    if (this.#shoppers.find(shopper) < 0) throw new Refusal('SHOPPER_UNKNOWN')
    await this.#parts.ledger.append([{ kind: 'contact.wished', ...this.#by(shopper), wishes }])
  }

  wishesOf(shopper: ShopperKey): TellingWishes {
    const row = this.#shoppers.find(shopper)
    return this.#parts.views.watched.outgoing.wishesOf(row) ?? defaultWishes
  }

  #by(shopper: ShopperKey) {
    return { at: this.#parts.now(), id: `contact:${randomUUID()}`, shopper }
  }

  /** The keys that stand for the person now: of devices that changed hands nobody can say whose places are named there. */
  #keysOf(shopper: ShopperKey): readonly ShopperKey[] {
    const row = this.#shoppers.find(shopper)
    return row < 0 ? [] : this.#shoppers.keysOf(row).filter((key) => this.#shoppers.find(key) === row)
  }
}
