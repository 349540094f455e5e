import { type Columns, Interner, nested, type PriceChange, partOf, type Saved, StandingQueries } from '@nunchi/kernel'
import type { Product } from '../../domain/product.ts'
import type { PriceCondition, WantedQuery } from '../../domain/subscription.ts'
import { termsOfProduct, termsOfQuery } from '../../domain/wanted-terms.ts'
import { anyPrice, gone } from './bounds.ts'

/** A product that a query told of is told of again when its price is so much lower than what was told. */
const againBelow = 0.05

/** A product's price changes, or what it is. Infinity: it cannot be had. */
export type FitChange = {
  readonly item: number
  readonly before: number
  readonly now: number
  /** What it is now, when it is listed; where only its price changed, queries that wanted it before are left out. */
  readonly listing: Product | undefined
  readonly isDescribedAnew: boolean
  readonly lowestIn: PriceChange['lowestIn']
}

/**
 * Subscriptions (`owner`, a number) to whatever comes to fit a query, and what each was told of.
 *
 * fitting: as StandingQueries says. Memory: some 100 bytes a query and as many for each product told of.
 */
export class WantedQueries implements Saved {
  readonly #standing = new StandingQueries()
  readonly #terms: Interner
  /** By subscription: item -> the price that was told of last. */
  #told = new Map<number, Map<number, number>>()
  readonly #conditionsOf: (owner: number) => readonly PriceCondition[]

  constructor(hashSeed: number, conditionsOf: (owner: number) => readonly PriceCondition[]) {
    this.#terms = new Interner(hashSeed)
    this.#conditionsOf = conditionsOf
  }

  get count(): number {
    return this.#standing.count
  }

  add(owner: number, query: WantedQuery): void {
    const terms = termsOfQuery(query).map((term) => this.#terms.idOf(term))
    this.#standing.set(owner, { terms, priceFrom: query.fromMinor ?? 0, priceTo: query.toMinor ?? anyPrice })
    this.#told.set(owner, new Map())
  }

  end(owner: number): void {
    this.#standing.remove(owner)
    this.#told.delete(owner)
  }

  /** Those that a product has come to fit; notes that they were told of it. */
  change(change: FitChange): number[] {
    const found = this.fitting(change)
    for (const owner of found) this.#told.get(owner)!.set(change.item, change.now)
    return found
  }

  /** Those that `change` would give; nothing is noted. */
  fitting({ item, now, before, listing, isDescribedAnew, lowestIn }: FitChange): number[] {
    if (this.#standing.count === 0 || !listing || now === gone) return []
    const known = [...termsOfProduct(listing)].map((term) => this.#terms.find(term)).filter((term) => term >= 0)
    const terms = Uint32Array.from(known)
    const found: number[] = []
    this.#standing.match({ terms, count: terms.length }, now, found, isDescribedAnew ? gone : before)
    return found.filter((owner) => {
      const told = this.#told.get(owner)!
      if (now > (told.get(item) ?? gone) * (1 - againBelow) && told.has(item)) return false
      return this.#conditionsOf(owner).every((condition) => holdsOfNew(condition, { before, now, lowestIn }))
    })
  }

  save(): Columns {
    const told = [...this.#told].flatMap(([owner, items]) =>
      [...items].flatMap(([item, price]) => [owner, item, price]),
    )
    return {
      ...nested('standing', this.#standing.save()),
      terms: this.#terms.names(),
      owners: Uint32Array.from(this.#told.keys()),
      told: Float64Array.from(told),
    }
  }

  restore(columns: Columns): void {
    this.#standing.restore(partOf(columns, 'standing'))
    this.#terms.restore(columns.terms as string[])
    this.#told = new Map(Array.from(columns.owners as Uint32Array, (owner) => [owner, new Map()]))
    const told = columns.told as Float64Array
    for (let i = 0; i < told.length; i += 3) this.#told.get(told[i]!)!.set(told[i + 1]!, told[i + 2]!)
  }
}

/** Whether a condition holds of a product that has come to fit a query. */
function holdsOfNew(
  condition: PriceCondition,
  { before, now, lowestIn }: Pick<FitChange, 'before' | 'now' | 'lowestIn'>,
): boolean {
  switch (condition.when) {
    case 'at-most':
      return now <= condition.minor
    case 'lowest':
      return condition.orEqual ? now <= lowestIn(condition.days ?? 0) : now < lowestIn(condition.days ?? 0)
    case 'back-in-stock':
      return before === gone
    case 'drop':
    case 'rise':
      return false // counted from the price of a product: not taken with a query
  }
}
