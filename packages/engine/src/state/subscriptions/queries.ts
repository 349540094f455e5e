import {
  type Columns,
  grown,
  Interner,
  nested,
  type PriceChange,
  partOf,
  type Saved,
  StandingQueries,
} from '@nunchi/kernel'
import { type Basis, basisOf } from '../../domain/counting.ts'
import type { Product } from '../../domain/product.ts'
import type { PriceCondition, Subscription, WantedQuery } from '../../domain/subscription.ts'
import { termsOfProduct, termsOfQuery } from '../../domain/wanted-terms.ts'
import { anyPrice, gone, highestOf } from './bounds.ts'

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
  /** The price before and now as somebody counts it; undefined while it is held, or cannot be asked for. */
  readonly countedBy: (basis: Basis) => Prices | undefined
}

/** What a query needs besides its words, where prices are not matched as everybody's lowest one. */
type Careful = {
  readonly query: WantedQuery
  readonly basis: Basis | undefined
  /** Whether it waits for a fall, so that a product may have fitted it before. */
  readonly isDrop: boolean
}

/**
 * Subscriptions (`owner`, a number) to whatever comes to fit a query, and what each was told of. Those that count prices in a way of their
 * own, or wait for a fall, are matched by their words alone, and then asked one by one.
 *
 * fitting: as StandingQueries says, beside some 10 us for the words of a product. Memory: some 100 bytes a query and as many for each product told of.
 */
export class WantedQueries implements Saved {
  readonly #standing = new StandingQueries()
  /** The careful ones, at any price. */
  readonly #byWords = new StandingQueries()
  readonly #careful = new Map<number, Careful>()
  readonly #terms: Interner
  /** By subscription: item -> the price that was told of last. */
  #told = new Map<number, Map<number, number>>()
  readonly #subscriptionOf: (owner: number) => Subscription
  /** Queries that count prices in a way of their own. */
  countingCount = 0
  /** By item: twice the `#version` at which it was asked whether the words of one of these fit it, and one more if so. */
  #asked: Uint32Array = new Uint32Array(16)
  /** Another one whenever these queries are others. */
  #version = 1

  constructor(hashSeed: number, subscriptionOf: (owner: number) => Subscription) {
    this.#terms = new Interner(hashSeed)
    this.#subscriptionOf = subscriptionOf
  }

  get count(): number {
    return this.#told.size
  }

  add(owner: number, query: WantedQuery): void {
    const terms = termsOfQuery(query).map((term) => this.#terms.idOf(term))
    const { fromMinor = 0, toMinor = anyPrice } = query
    this.#told.set(owner, new Map())
    if (this.#note(owner, query)) this.#byWords.set(owner, { terms, priceFrom: 0, priceTo: anyPrice })
    else this.#standing.set(owner, { terms, priceFrom: fromMinor, priceTo: toMinor })
  }

  end(owner: number): void {
    this.#standing.remove(owner)
    this.#byWords.remove(owner)
    if (this.#careful.get(owner)?.basis) this.#countCounting(-1)
    this.#careful.delete(owner)
    this.#told.delete(owner)
  }

  /** Whether a query that counts prices in a way of its own may be told of a product, by its words. O(1) until the product or a query is another. */
  isCounted(item: number, listing: Product | undefined): boolean {
    if (this.countingCount === 0 || !listing) return false
    this.#asked = grown(this.#asked, item + 1)
    const known = this.#asked[item]!
    if (known >>> 1 === this.#version) return (known & 1) === 1
    const found: number[] = []
    this.#byWords.match(this.#textOf(listing), 0, found)
    const isCounted = found.some((owner) => this.#careful.get(owner)!.basis !== undefined)
    this.#asked[item] = this.#version * 2 + Number(isCounted)
    return isCounted
  }

  /** Notes that a product is described anew. */
  describe(item: number): void {
    if (item < this.#asked.length) this.#asked[item] = 0
  }

  /** Those that a product has come to fit, each with the price before and now as it counts; notes that they were told of it. */
  change(change: FitChange): Fit[] {
    const found = this.fitting(change)
    for (const { owner, now } of found) this.#told.get(owner)!.set(change.item, now)
    return found
  }

  /** Those that `change` would give; nothing is noted. */
  fitting(change: FitChange): Fit[] {
    const { now, before, listing, isDescribedAnew } = change
    if (this.#standing.count + this.#byWords.count === 0 || !listing) return []
    const text = this.#textOf(listing)
    const found: number[] = []
    if (now < gone) this.#standing.match(text, now, found, isDescribedAnew ? gone : before)
    const fits = found.map((owner): Fit => ({ owner, before, now }))
    found.length = 0
    this.#byWords.match(text, 0, found)
    for (const owner of found) {
      const { basis } = this.#careful.get(owner)!
      const prices = basis ? change.countedBy(basis) : { before, now }
      if (prices && this.#isReached(owner, prices, isDescribedAnew)) fits.push({ owner, ...prices })
    }
    return fits.filter((fit) => this.#isToldOf(fit, change, listing))
  }

  save(): Columns {
    const told = [...this.#told].flatMap(([owner, items]) =>
      [...items].flatMap(([item, price]) => [owner, item, price]),
    )
    return {
      ...nested('standing', this.#standing.save()),
      ...nested('byWords', this.#byWords.save()),
      terms: this.#terms.names(),
      owners: Uint32Array.from(this.#told.keys()),
      told: Float64Array.from(told),
    }
  }

  restore(columns: Columns): void {
    this.#standing.restore(partOf(columns, 'standing'))
    this.#byWords.restore(partOf(columns, 'byWords'))
    this.#terms.restore(columns.terms as string[])
    this.#told = new Map(Array.from(columns.owners as Uint32Array, (owner) => [owner, new Map()]))
    const told = columns.told as Float64Array
    for (let i = 0; i < told.length; i += 3) this.#told.get(told[i]!)!.set(told[i + 1]!, told[i + 2]!)
    this.#careful.clear()
    this.#countCounting(-this.countingCount)
    for (const owner of this.#told.keys()) {
      const { wanted } = this.#subscriptionOf(owner)
      if (wanted.what === 'query') this.#note(owner, wanted)
    }
  }

  #textOf(listing: Product): { readonly terms: Uint32Array; readonly count: number } {
    const known = [...termsOfProduct(listing)].map((term) => this.#terms.find(term)).filter((term) => term >= 0)
    return { terms: Uint32Array.from(known), count: known.length }
  }

  #countCounting(change: number): void {
    this.countingCount += change
    this.#version += 1
  }

  /** @returns whether the query is to be asked by itself */
  #note(owner: number, query: WantedQuery): boolean {
    const { counting, conditions } = this.#subscriptionOf(owner)
    const basis = counting && basisOf(counting)
    const isDrop = conditions.some(({ when }) => when === 'drop')
    if (!basis && !isDrop) return false
    this.#careful.set(owner, { query, basis, isDrop })
    if (basis) this.#countCounting(1)
    return true
  }

  /** Whether a careful query's price has come into its band, or has changed within it where it waits for a fall. */
  #isReached(owner: number, { before, now }: Prices, isDescribedAnew: boolean): boolean {
    const { query, isDrop } = this.#careful.get(owner)!
    const { fromMinor = 0, toMinor = anyPrice } = query
    const isWithin = (price: number) => price >= fromMinor && price <= toMinor
    if (!isWithin(now) || (now === before && !isDescribedAnew)) return false
    return isDrop || isDescribedAnew || !isWithin(before)
  }

  /** Whether a query is told of a product that fits it: all its conditions hold, and it was not told of it at about this price. */
  #isToldOf({ owner, ...prices }: Fit, { item, lowestIn }: FitChange, { attributes }: Product): boolean {
    const told = this.#told.get(owner)!.get(item)
    if (told !== undefined && prices.now > told * (1 - againBelow)) return false
    const { conditions } = this.#subscriptionOf(owner)
    return conditions.every((condition) => holdsOfNew(condition, { ...prices, lowestIn, attributes }))
  }
}

/** `wasHeld`: that it could be had before, at a price that was held: `before` is Infinity then, and it is not back in stock. */
type Prices = { readonly before: number; readonly now: number; readonly wasHeld?: boolean }

/** A query that a product has come to fit, and its prices as the query counts them. */
export type Fit = Prices & { readonly owner: number }

/** Whether a condition holds of a product that has come to fit a query. */
function holdsOfNew(
  condition: PriceCondition,
  {
    before,
    now,
    wasHeld = false,
    lowestIn,
    attributes,
  }: Prices & Pick<FitChange, 'lowestIn'> & Pick<Product, 'attributes'>,
): boolean {
  switch (condition.when) {
    case 'at-most':
      return now <= highestOf(condition, { base: before, attributes })
    case 'lowest':
      return condition.orEqual ? now <= lowestIn(condition.days ?? 0) : now < lowestIn(condition.days ?? 0)
    case 'back-in-stock':
      return before === gone && !wasHeld
    case 'drop':
      return before < gone && now <= highestOf(condition, { base: before, attributes })
    case 'rise':
      return false // counted from the price of a product: not taken with a query
  }
}
