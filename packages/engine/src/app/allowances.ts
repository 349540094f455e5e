import { limits } from '../domain/limits.ts'
import type { EpochMs } from '../domain/units.ts'

const dayMs = 86_400_000

/** Names that nobody has heard of: of devices and users, of products, of tags; and what somebody wants to be told of. */
export type Newcomers = {
  readonly shoppers: number
  readonly products: number
  readonly tags: number
  readonly subscriptions: number
}

const newPerDay: Newcomers = {
  shoppers: limits.newShoppersPerDayMax,
  products: limits.newProductsPerDayMax,
  tags: limits.newTagsPerDayMax,
  subscriptions: limits.newSubscriptionsPerDayMax,
}
const kinds = ['shoppers', 'products', 'tags', 'subscriptions'] as const
const nothing: Newcomers = { shoppers: 0, products: 0, tags: 0, subscriptions: 0 }

/**
 * What publishable keys have opened today (UTC). Such a key is in every page, so anybody can send names that nobody has
 * heard of, each of which takes memory for good: this bounds how fast. Counted since the start of the process.
 */
export class Allowances {
  #day = -1
  readonly #spent = new Map<string, Newcomers>()
  readonly #perDay: Newcomers

  constructor(perDay: Partial<Newcomers> = {}) {
    this.#perDay = { ...newPerDay, ...perDay }
  }

  /**
   * Takes what an event opens from what its key has left today, all of it or nothing.
   * @returns what there is not enough of
   */
  spend(key: string, on: Partial<Newcomers>, now: EpochMs): keyof Newcomers | undefined {
    const day = Math.floor(now / dayMs)
    if (day !== this.#day) this.#spent.clear()
    this.#day = day
    const sum = { ...(this.#spent.get(key) ?? nothing) }
    for (const what of kinds) sum[what] += on[what] ?? 0
    for (const what of kinds) if (sum[what] > this.#perDay[what]) return what
    this.#spent.set(key, sum)
    return undefined
  }
}
