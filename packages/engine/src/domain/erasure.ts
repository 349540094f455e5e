import type { ShopperKey } from './units.ts'

/** What still has to be erased of one person. */
export type Erasure = {
  /** Their rows, whose log entries have to go. */
  readonly rows: readonly number[]
  /** The keys that stood for them, and for where things were brought to them, whose entries in the vault have to go. */
  readonly keys: readonly ShopperKey[]
  /** Keys of devices of theirs that are somebody else's now: they keep their aliases, and lose what was told of them. */
  readonly lent: readonly ShopperKey[]
}
