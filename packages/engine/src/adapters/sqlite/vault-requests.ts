import type { Contact, ContactId } from '../../domain/contact.ts'
import type { ShopperKey } from '../../domain/units.ts'
import type { Alias, Traits } from '../../ports/vault.ts'

/** What the vault's thread is asked. */
export type VaultRequest =
  /** text: JSON of the new aliases as [type, id, key, type, id, key, ...]: one string crosses faster than many arrays. */
  | { readonly kind: 'add'; readonly text: string }
  /** Answers, as UTF-8 JSON of the same shape, the aliases of the rows `after` < row <= `upTo`. */
  | { readonly kind: 'load'; readonly after: number; readonly upTo: number }
  /** Answers which of those rows have one of these keys, as FoundAlias. */
  | { readonly kind: 'find'; readonly after: number; readonly upTo: number; readonly keys: readonly ShopperKey[] }
  /** Takes more rows into the index of keys; answers whether there are further ones. */
  | { readonly kind: 'index' }
  /** Answers, by that index, the Alias of each key, null where there is none. */
  | { readonly kind: 'names'; readonly keys: readonly ShopperKey[] }
  /** Answers the keys, in one string with spaces between, of those of the rows `after` < row <= `upTo` whose id begins so. */
  | { readonly kind: 'like'; readonly after: number; readonly upTo: number; readonly prefix: string }
  /** Answers the last row there is. */
  | { readonly kind: 'last' }
  | { readonly kind: 'traits'; readonly key: ShopperKey }
  | { readonly kind: 'put'; readonly key: ShopperKey; readonly traits: Traits }
  /** Keeps this contact, whose id counts only if the place is new. Answers it as it is kept; null when the person has enough of them. */
  | { readonly kind: 'put-contact'; readonly key: ShopperKey; readonly contact: Contact }
  /** Answers the contacts of a key. */
  | { readonly kind: 'contacts'; readonly key: ShopperKey }
  /** Answers whether it was there. */
  | { readonly kind: 'remove-contact'; readonly key: ShopperKey; readonly id: ContactId }
  | { readonly kind: 'erase'; readonly rows: readonly number[]; readonly keys: readonly ShopperKey[] }

export type FoundAlias = Alias & { readonly row: number; readonly key: ShopperKey }
