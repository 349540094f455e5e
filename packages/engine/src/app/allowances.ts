import { limits } from '../domain/limits.ts'
import type { EpochMs } from '../domain/units.ts'

const dayMs = 86_400_000

/** Names that nobody has heard of: of devices and users, of products, of tags. */
export type Newcomers = { readonly shoppers: number; readonly products: number; readonly tags: number }

const newPerDay: Newcomers = {
  shoppers: limits.newShoppersPerDayMax,
  products: limits.newProductsPerDayMax,
  tags: limits.newTagsPerDayMax,
}

/**
 * What publishable keys have opened today (UTC). Such a key is in every page, so anybody can send names that nobody has
 * heard of, each of which takes memory for good: this bounds how fast. Counted since the start of the process.
 */
export class Allowances {
  #day = -1
  readonly #spent = new Map<string, Newcomers>()
  readonly #perDay: Newcomers

  constructor(perDay: Newcomers = newPerDay) {
    this.#perDay = perDay
  }

  /**
   * Takes what an event opens from what its key has left today, all of it or nothing.
   * @returns what there is not enough of
   */
  spend(key: string, on: Newcomers, now: EpochMs): keyof Newcomers | undefined {
    const day = Math.floor(now / dayMs)
    if (day !== this.#day) this.#spent.clear()
    this.#day = day
    const { shoppers, products, tags } = this.#spent.get(key) ?? { shoppers: 0, products: 0, tags: 0 }
    const sum = { shoppers: shoppers + on.shoppers, products: products + on.products, tags: tags + on.tags }
    for (const what of ['shoppers', 'products', 'tags'] as const) if (sum[what] > this.#perDay[what]) return what
    this.#spent.set(key, sum)
    return undefined
  }
}
