import type { ShopperKey } from '../../domain/units.ts'
import type { Alias, Traits } from '../../ports/vault.ts'

/** One alias as a row: its type, id and key. */
export type AliasRow = readonly [type: Alias['type'], id: string, key: ShopperKey]

/** What the vault's thread is asked. */
export type VaultRequest =
  | { readonly kind: 'add'; readonly rows: readonly AliasRow[] }
  /** Answers a Page: every alias in time, a page at a time. */
  | { readonly kind: 'load'; readonly afterRow: number }
  | { readonly kind: 'aliases'; readonly key: ShopperKey }
  | { readonly kind: 'traits'; readonly key: ShopperKey }
  | { readonly kind: 'put'; readonly key: ShopperKey; readonly traits: Traits }
  /** Answers the aliases that were erased. */
  | { readonly kind: 'erase'; readonly keys: readonly ShopperKey[] }

/** Aliases in the order they came; `lastRow` undefined when these were the last. */
export type AliasPage = { readonly rows: readonly AliasRow[]; readonly lastRow: number | undefined }
