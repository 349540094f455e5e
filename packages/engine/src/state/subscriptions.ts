import {
  type Columns,
  grown,
  Interner,
  nested,
  type PriceChange,
  PriceWaits,
  partOf,
  type Saved,
  StandingQueries,
} from '@nunchi/kernel'
import type { Product } from '../domain/product.ts'
import { type Alert, type PriceCondition, type Subscription, steppedFrom } from '../domain/subscription.ts'
import type { EpochMs, Minor, ProductId } from '../domain/units.ts'
import { termsOfProduct, termsOfQuery } from '../domain/wanted-terms.ts'

/** A price has to rise by this share above what was told of before it is told of again. */
export const hysteresis = 0.01
/** A product that a query told of is told of again when its price is so much lower than what was told. */
const againBelow = 0.05
const gone = Number.POSITIVE_INFINITY
/** For whoever waits for anything that can be had. */
const anyPrice = Number.MAX_VALUE

/** A subscription and whose it is. */
export type Kept = { readonly row: number; readonly subscription: Subscription }

/** An alert, whose it is, and how it is to get to them. */
export type Due = { readonly row: number; readonly alert: Alert; readonly channels: Subscription['channels'] }

/** What one product of a subscription is waited for. Prices are Infinity where it could not be had. */
export type Stand = {
  /** The price that it is counted from. */
  readonly base: number
  /** The price from which on it is so; `Number.MAX_VALUE` when it is so at any. */
  readonly at: number
  readonly isRise: boolean
  /** Whether it waits to be told; else it was so, and waits for its end. */
  readonly isArmed: boolean
}

type Rise = Extract<PriceCondition, { when: 'rise' }>

/** One product of a subscription: what waits in `PriceWaits`. */
type Wait = {
  readonly owner: number
  readonly item: number
  /** The lowest price when it was asked for; later, for drops since the last alert, the one told. Infinity: could not be had. */
  base: number
}

/** A product's lowest price changes, or what the product is. */
export type ItemChange = {
  readonly item: number
  readonly product: ProductId
  /** Infinity while it cannot be had. */
  readonly before: number
  readonly now: number
  /** What it is now, when it is listed; where only its price changed, queries that wanted it before are left out. */
  readonly listing: Product | undefined
  readonly isDescribedAnew: boolean
  readonly at: EpochMs
  readonly position: number
  readonly lowestIn: PriceChange['lowestIn']
}

/**
 * Who waits for which price, by catalogue item and by standing query, and whom a change of price is to be told to. The same facts give the same alerts, so
 * what is to be told is as durable as the facts about prices.
 *
 * change: O(1) for a product that nobody waits for, and as PriceWaits and StandingQueries say for others. Memory: some 300 bytes a subscription beside its text.
 */
export class Subscriptions implements Saved {
  readonly #ids: Interner
  #kept: (Kept | undefined)[] = []
  #waits = new PriceWaits(hysteresis)
  /** By number of a wait. */
  #wait: (Wait | undefined)[] = []
  #freeWaits: number[] = []
  /** By subscription: the numbers of its waits. */
  #waitsOf: number[][] = []
  readonly #standing = new StandingQueries()
  readonly #terms: Interner
  /** By subscription with a query: item -> the price that was told of last. */
  #toldBy = new Map<number, Map<number, number>>()
  #ofShopper = new Map<number, Set<number>>()
  /** By item: subscriptions that wait for its price. */
  #waiting: Uint32Array = new Uint32Array(16)
  /** Subscriptions that stand. */
  count = 0
  /** Scratch. */
  readonly #told: number[] = []

  constructor(hashSeed: number) {
    this.#ids = new Interner(hashSeed)
    this.#terms = new Interner(hashSeed)
  }

  find(id: string): Kept | undefined {
    const number = this.#ids.find(id)
    return number < 0 ? undefined : this.#kept[number]
  }

  /** A shopper's, the oldest first. */
  of(row: number): readonly Subscription[] {
    return [...(this.#ofShopper.get(row) ?? [])].sort((a, b) => a - b).map((number) => this.#kept[number]!.subscription)
  }

  /** Whether what a subscription waits for was so when it was asked last, of one of its products: it is told of again once it was not. */
  isMet(id: string, item: number): boolean {
    const waits = this.#waitsOf[this.#ids.find(id)] ?? []
    return waits.some((wait) => this.#wait[wait]!.item === item && !this.#waits.isArmed(wait))
  }

  /** What is waited for of one product of a subscription; undefined when it is not of it. */
  standOf(id: string, item: number): Stand | undefined {
    const number = this.#ids.find(id)
    const waits = this.#waitsOf[number] ?? []
    const found = waits.find((wait) => this.#wait[wait]!.item === item)
    if (found === undefined) return undefined
    const { base } = this.#wait[found]!
    const { at, isRise } = this.#boundOf(this.#kept[number]!.subscription, base)
    return { base, at, isRise, isArmed: this.#waits.isArmed(found) }
  }

  /** How many subscriptions wait for the price of an item. */
  waitingFor(item: number): number {
    return this.#waiting[item] ?? 0
  }

  /** The items that most wait for, those first; of as many the lowest number first. O(items). */
  busiest(countMax: number): number[] {
    const most: number[] = []
    this.#waiting.forEach((count, item) => {
      if (count === 0 || (most.length === countMax && count <= this.#waiting[most.at(-1)!]!)) return
      const place = most.findIndex((other) => this.#waiting[other]! < count)
      most.splice(place < 0 ? most.length : place, 0, item)
      if (most.length > countMax) most.pop()
    })
    return most
  }

  /** Whom a change would be told to: what `change` would tell, and nothing is noted. */
  wouldTell(change: ItemChange): Kept[] {
    const { item: row, before, now, lowestIn } = change
    this.#told.length = 0
    this.#waits.wouldTell({ row, before, now, lowestIn }, this.#told)
    const owners = this.#told.map((number) => this.#wait[number]!.owner)
    return this.#dueOf([...owners, ...this.#fitting(change)], change.at).map((number) => this.#kept[number]!)
  }

  /** Takes the place of the same shopper's of that id; somebody else's stays. @param itemOf the items of its products, and @param priceOf their lowest prices now, Infinity for none */
  make(
    row: number,
    subscription: Subscription,
    itemOf: (id: ProductId) => number,
    priceOf: (item: number) => number,
  ): void {
    const known = this.find(subscription.id)
    if (known && known.row !== row) return
    this.end(subscription.id)
    const number = this.#ids.idOf(subscription.id)
    this.#kept[number] = { row, subscription }
    this.#waitsOf[number] = []
    this.#ofShopper.set(row, (this.#ofShopper.get(row) ?? new Set()).add(number))
    this.count += 1
    const { wanted } = subscription
    if (wanted.what === 'products') for (const product of wanted.products) this.#await(number, itemOf(product), priceOf)
    else {
      const terms = termsOfQuery(wanted).map((term) => this.#terms.idOf(term))
      this.#standing.set(number, { terms, priceFrom: wanted.fromMinor ?? 0, priceTo: wanted.toMinor ?? anyPrice })
      this.#toldBy.set(number, new Map())
    }
  }

  /** @returns whether it stood */
  end(id: string): boolean {
    const number = this.#ids.find(id)
    const kept = number < 0 ? undefined : this.#kept[number]
    if (!kept) return false
    for (const wait of this.#waitsOf[number]!) {
      this.#waits.remove(wait)
      this.#waiting[this.#wait[wait]!.item]! -= 1
      this.#wait[wait] = undefined
      this.#freeWaits.push(wait)
    }
    this.#waitsOf[number] = []
    this.#standing.remove(number)
    this.#toldBy.delete(number)
    this.#kept[number] = undefined
    const own = this.#ofShopper.get(kept.row)!
    own.delete(number)
    if (own.size === 0) this.#ofShopper.delete(kept.row)
    this.#ids.forget(number)
    this.count -= 1
    return true
  }

  /** Two shoppers turned out to be one. */
  merge(from: number, into: number): void {
    for (const number of this.#ofShopper.get(from) ?? []) {
      this.#kept[number] = { row: into, subscription: this.#kept[number]!.subscription }
      this.#ofShopper.set(into, (this.#ofShopper.get(into) ?? new Set()).add(number))
    }
    this.#ofShopper.delete(from)
  }

  /** Ends all of a shopper's. */
  clear(row: number): void {
    for (const { id } of this.of(row)) this.end(id)
  }

  /** Whom a change is to be told to. The order is the same for the same facts. */
  change(change: ItemChange): Due[] {
    const told = [...this.#changePrice(change), ...this.#changeFit(change)]
    return this.#dueOf(told, change.at).map((number) => this.#alertOf(number, change))
  }

  save(): Columns {
    const owned = this.#wait.map((wait) => wait ?? { owner: 0, item: 0, base: -1 })
    const told = [...this.#toldBy].flatMap(([query, items]) =>
      [...items].flatMap(([item, price]) => [query, item, price]),
    )
    return {
      ids: this.#ids.names(),
      kept: Array.from({ length: this.#ids.size }, (_, number) => textOf(this.#kept[number])),
      ...nested('waits', this.#waits.save()),
      owners: Uint32Array.from(owned, ({ owner }) => owner),
      items: Uint32Array.from(owned, ({ item }) => item),
      bases: Float64Array.from(owned, ({ base }) => base),
      freeWaits: Uint32Array.from(this.#freeWaits),
      ...nested('standing', this.#standing.save()),
      terms: this.#terms.names(),
      told: Float64Array.from(told),
    }
  }

  restore(columns: Columns): void {
    this.#ids.restore(columns.ids as string[])
    this.#kept = (columns.kept as string[]).map((text) => (text === '' ? undefined : (JSON.parse(text) as Kept)))
    this.#waits.restore(partOf(columns, 'waits'))
    const [owners, items, bases] = [
      columns.owners as Uint32Array,
      columns.items as Uint32Array,
      columns.bases as Float64Array,
    ]
    this.#wait = Array.from(owners, (owner, i) =>
      bases[i]! < 0 ? undefined : { owner, item: items[i]!, base: bases[i]! },
    )
    this.#standing.restore(partOf(columns, 'standing'))
    this.#terms.restore(columns.terms as string[])
    this.#waitsOf = this.#kept.map(() => [])
    this.#freeWaits = Array.from(columns.freeWaits as Uint32Array)
    this.#waiting = new Uint32Array(16)
    for (const [number, wait] of this.#wait.entries()) {
      if (!wait) continue
      this.#waitsOf[wait.owner]!.push(number)
      this.#countWaiting(wait.item)
    }
    this.#ofShopper = new Map()
    this.#toldBy = new Map()
    this.count = 0
    this.#kept.forEach((kept, number) => {
      if (!kept) return
      this.count += 1
      this.#ofShopper.set(kept.row, (this.#ofShopper.get(kept.row) ?? new Set()).add(number))
      if (kept.subscription.wanted.what === 'query') this.#toldBy.set(number, new Map())
    })
    const told = columns.told as Float64Array
    for (let i = 0; i < told.length; i += 3) this.#toldBy.get(told[i]!)?.set(told[i + 1]!, told[i + 2]!)
  }

  #await(owner: number, item: number, priceOf: (item: number) => number): void {
    const number = this.#freeWaits.pop() ?? this.#wait.length
    this.#wait[number] = { owner, item, base: priceOf(item) }
    this.#waitsOf[owner]!.push(number)
    this.#countWaiting(item)
    this.#set(number, priceOf(item))
  }

  #countWaiting(item: number): void {
    this.#waiting = grown(this.#waiting, item + 1)
    this.#waiting[item]! += 1
  }

  /** Each once, in order, without those whose time is over. */
  #dueOf(told: readonly number[], at: EpochMs): number[] {
    const due = told.filter((number) => {
      const { until } = this.#kept[number]!.subscription
      return until === undefined || at <= until
    })
    return [...new Set(due)].sort((a, b) => a - b)
  }

  /** The price from which on a subscription's conditions on a price hold, counted from `base`. */
  #boundOf({ conditions }: Subscription, base: number): { readonly at: number; readonly isRise: boolean } {
    const rise = conditions.find((one): one is Rise => one.when === 'rise')
    if (rise && base < gone) return { at: steppedFrom(base, rise, 'up'), isRise: true }
    return { at: Math.min(anyPrice, ...conditions.map((condition) => highestOf(condition, base))), isRise: false }
  }

  /** Has a wait wait for what its subscription says, counted from its base. */
  #set(number: number, now: number): void {
    const { owner, item, base } = this.#wait[number]!
    const { subscription } = this.#kept[owner]!
    const { conditions } = subscription
    const { at, isRise } = this.#boundOf(subscription, base)
    if (isRise) {
      this.#waits.set(number, { kind: 'rise', row: item, at, again: at / (1 + hysteresis) }, now < at)
      return
    }
    const isBack = conditions.some(({ when }) => when === 'back-in-stock')
    const lowest = conditions.find(({ when }) => when === 'lowest') as
      | Extract<PriceCondition, { when: 'lowest' }>
      | undefined
    if (lowest) {
      const { days = 0, orEqual } = lowest
      this.#waits.set(number, { kind: 'lowest', row: item, at, days, orEqual, isBack }, !isBack || now === gone)
    } else if (isBack) this.#waits.set(number, { kind: 'fall', row: item, at, again: gone }, now === gone)
    else
      this.#waits.set(number, { kind: 'fall', row: item, at, again: Math.max(at + 1, at * (1 + hysteresis)) }, now > at)
  }

  /** The subscriptions to products that a change of price is to be told to. */
  #changePrice({ item: row, before, now, lowestIn }: ItemChange): number[] {
    this.#told.length = 0
    this.#waits.change({ row, before, now, lowestIn }, this.#told)
    return this.#told.map((number) => {
      const wait = this.#wait[number]!
      const { conditions } = this.#kept[wait.owner]!.subscription
      if (conditions.some((condition) => condition.when === 'drop' && condition.since === 'alert')) {
        wait.base = now
        this.#set(number, now)
      }
      return wait.owner
    })
  }

  /** The subscriptions to queries that a product has come to fit; notes that they were told of it. */
  #changeFit(change: ItemChange): number[] {
    const found = this.#fitting(change)
    for (const number of found) this.#toldBy.get(number)!.set(change.item, change.now)
    return found
  }

  #fitting({ item, now, before, listing, isDescribedAnew, lowestIn }: ItemChange): number[] {
    if (this.#standing.count === 0 || !listing || now === gone) return []
    const known = [...termsOfProduct(listing)].map((term) => this.#terms.find(term)).filter((term) => term >= 0)
    const terms = Uint32Array.from(known)
    const found: number[] = []
    this.#standing.match({ terms, count: terms.length }, now, found, isDescribedAnew ? gone : before)
    return found.filter((number) => {
      const { conditions } = this.#kept[number]!.subscription
      const told = this.#toldBy.get(number)!
      if (now > (told.get(item) ?? gone) * (1 - againBelow) && told.has(item)) return false
      return conditions.every((condition) => holdsOfNew(condition, { before, now, lowestIn }))
    })
  }

  #alertOf(number: number, { product, before, now, at, position }: ItemChange): Due {
    const { row, subscription } = this.#kept[number]!
    const id = `${subscription.id}:${product}:${position}`
    const price = { priceMinor: now as Minor, ...(before < gone && { beforeMinor: before as Minor }) }
    return { row, alert: { id, subscription: subscription.id, product, ...price, at }, channels: subscription.channels }
  }
}

/** The highest price at which a condition holds, counted from `base`. */
function highestOf(condition: PriceCondition, base: number): number {
  if (condition.when === 'at-most') return condition.minor
  if (condition.when !== 'drop') return anyPrice
  return base < gone ? steppedFrom(base, condition, 'down') : anyPrice
}

/** Whether a condition holds of a product that has come to fit a query. */
function holdsOfNew(
  condition: PriceCondition,
  { before, now, lowestIn }: Pick<ItemChange, 'before' | 'now' | 'lowestIn'>,
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

function textOf(kept: Kept | undefined): string {
  return kept ? JSON.stringify(kept) : ''
}
