import type { ShopperKey } from '../../domain/units.ts'
import type { Alias, Vault } from '../../ports/vault.ts'
import type { Shoppers } from '../../state/shoppers.ts'
import type { PersonName } from './answers.ts'

const rememberedMax = 10_000

/** The names behind keys. Remembers some, so that a stream need not ask the vault for each of its events. */
export class PersonNames {
  readonly #vault: Vault
  readonly #shoppers: Shoppers
  readonly #known = new Map<ShopperKey, PersonName>()

  constructor({ vault, shoppers }: { readonly vault: Vault; readonly shoppers: Shoppers }) {
    this.#vault = vault
    this.#shoppers = shoppers
  }

  /** The name of each key. Who was forgotten, also just now, is not in it. */
  async of(keys: Iterable<ShopperKey>): Promise<ReadonlyMap<ShopperKey, PersonName>> {
    const asked = new Set(keys)
    const names = new Map<ShopperKey, PersonName>()
    const missing: ShopperKey[] = []
    for (const key of asked) {
      const known = this.#known.get(key)
      if (known) names.set(key, known)
      else missing.push(key)
    }
    const aliases = await this.#vault.namesOf(missing)
    if (this.#known.size + missing.length > rememberedMax) this.#known.clear()
    missing.forEach((key, index) => {
      const alias = aliases[index]
      if (!alias || this.#shoppers.find(key) < 0) return
      names.set(key, nameOf(alias))
      this.#known.set(key, nameOf(alias))
    })
    for (const key of names.keys()) if (this.#shoppers.find(key) < 0) names.delete(key)
    return names
  }

  /** When somebody was forgotten. */
  forget(): void {
    this.#known.clear()
  }
}

function nameOf({ type, id }: Alias): PersonName {
  return type === 'user' ? { user: id } : { anonymous: id }
}
