import type { Contact, ContactId, Target } from '../domain/contact.ts'
import type { ShopperKey } from '../domain/units.ts'

/**
 * The name under which a shop's client knows somebody: a login, or a device that nobody logged in on; or the shop's own number of a
 * delivery, whose traits are where and to whom it goes.
 */
export type Alias = { readonly type: 'user' | 'anonymous' | 'delivery'; readonly id: string }

/** What a shop told about a person (name, mail address, ...). JSON values only. */
export type Traits = Readonly<Record<string, unknown>>

/** Holds everything that identifies a person, apart from the log, so that it can be erased. */
export interface Vault {
  /**
   * The opaque key of each alias, in order; unknown aliases get a new random key, stored durably before the promise
   * resolves. Known ones are answered from memory: O(1) each.
   */
  keysFor(aliases: readonly Alias[]): Promise<readonly ShopperKey[]>
  /** The key of an alias if it has one; makes none. */
  keyOf(alias: Alias): ShopperKey | undefined
  /** Every alias of a key. */
  aliasesOf(key: ShopperKey): Promise<readonly Alias[]>
  /**
   * The alias of each key, in order; undefined where there is none (any more). What a page shows of many people: the first
   * call may read all aliases, O(1) a key from then on.
   */
  namesOf(keys: readonly ShopperKey[]): Promise<readonly (Alias | undefined)[]>
  /** The keys of all logins and devices whose id begins so, upper and lower case told apart, in batches. Reads all aliases. */
  keysLike(prefix: string): AsyncIterable<readonly ShopperKey[]>
  /** Merges `traits` into what is known of the person; null removes a trait. Durable when it resolves. */
  putTraits(key: ShopperKey, traits: Traits): Promise<void>
  traitsOf(key: ShopperKey): Promise<Traits>
  /**
   * Keeps a place where the person is told. One that they have already stays the same one, with what was handed in now. A browser is told things
   * for one person only: it is taken from whoever had it. Durable when it resolves. Throws Refusal CONTACTS_FULL.
   */
  putContact(key: ShopperKey, target: Target, addedAt: number): Promise<Contact>
  /** In the order in which they came. */
  contactsOf(key: ShopperKey): Promise<readonly Contact[]>
  /** Deletes a place beyond recovery from the vault's files. Returns whether it was there. */
  removeContact(key: ShopperKey, id: ContactId): Promise<boolean>
  /** Deletes aliases, traits and contacts of these keys beyond recovery from the vault's files. Erasing twice is no error. */
  erase(keys: readonly ShopperKey[]): Promise<void>
  close(): Promise<void>
}
