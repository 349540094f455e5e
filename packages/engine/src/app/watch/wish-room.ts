import { limits } from '../../domain/limits.ts'
import { Refusal } from '../../domain/refusal.ts'
import { subscriptionLimits } from '../../domain/subscription-limits.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Alias } from '../../ports/vault.ts'
import { Allowances } from '../allowances.ts'
import { nameOf } from '../names.ts'
import type { WishAsk } from './answers.ts'

type Parts = {
  readonly now: () => EpochMs
  /** What publishable keys may open in a day. */
  readonly allowances: Allowances
  /** The row of a shopper; below 0 for a stranger. */
  readonly rowOf: (alias: Alias) => number
  /** How many subscriptions of a row stand, and whether one does. */
  readonly countOf: (row: number) => number
  readonly stands: (id: string) => boolean
}

/**
 * Whether there is room for one more subscription. Anybody can take a publishable key from a page, and each subscription takes
 * memory until it ends: so many of a shopper at once, so many new ones a day of a shopper and of a key.
 */
export class WishRoom {
  readonly #parts: Parts
  /** Of each shopper, whatever key they come with. */
  readonly #own = new Allowances({ subscriptions: limits.newSubscriptionsPerShopperPerDayMax })
  /** Those that are being stored: they do not stand yet, and take their room already. */
  readonly #underWay = new Map<string, Alias>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Keeps room for a new subscription while `make` stores it. @throws Refusal SUBSCRIPTIONS_FULL, TOO_MANY_NEW */
  async keep<Made>({ alias, sender }: WishAsk, id: string, make: () => Promise<Made>): Promise<Made> {
    if (this.#underWay.has(id)) return make() // the same call again, before the first was through
    this.#checkCount(alias)
    if (sender.publishableKey !== undefined) this.#spend(alias, sender.publishableKey)
    this.#underWay.set(id, alias)
    try {
      return await make()
    } finally {
      this.#underWay.delete(id)
    }
  }

  #checkCount(alias: Alias): void {
    const { rowOf, countOf, stands } = this.#parts
    const { perShopperMax } = subscriptionLimits
    const row = rowOf(alias)
    const standing = row < 0 ? 0 : countOf(row)
    if (standing + this.#underWay.size < perShopperMax) return
    const isSame = (other: Alias) => (row < 0 ? nameOf(other) === nameOf(alias) : rowOf(other) === row)
    const coming = [...this.#underWay].filter(([id, other]) => isSame(other) && !stands(id)).length
    if (standing + coming >= perShopperMax) throw new Refusal('SUBSCRIPTIONS_FULL', { max: perShopperMax })
  }

  #spend(alias: Alias, key: string): void {
    const { allowances, now } = this.#parts
    const one = { subscriptions: 1 }
    if (this.#own.spend(nameOf(alias), one, now()))
      throw new Refusal('TOO_MANY_NEW', { reason: 'is one new subscription more than this person may begin today' })
    if (allowances.spend(key, one, now()))
      throw new Refusal('TOO_MANY_NEW', {
        reason: 'is one new subscription more than this publishable key may bring today',
      })
  }
}
