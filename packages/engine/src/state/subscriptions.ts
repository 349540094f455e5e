import { type Columns, Interner, nested, partOf, type Saved } from '@nunchi/kernel'
import type { Alert, Subscription } from '../domain/subscription.ts'
import type { EpochMs, Minor, ProductId } from '../domain/units.ts'
import { gone } from './subscriptions/bounds.ts'
import { type FitChange, WantedQueries } from './subscriptions/queries.ts'
import { type Stand, Waits } from './subscriptions/waits.ts'

export type { Stand } from './subscriptions/waits.ts'

/** A subscription and whose it is. */
export type Kept = { readonly row: number; readonly subscription: Subscription }

/** An alert, whose it is, and how it is to get to them. */
export type Due = { readonly row: number; readonly alert: Alert; readonly channels: Subscription['channels'] }

/** A product's lowest price changes, or what the product is. */
export type ItemChange = FitChange & {
  readonly product: ProductId
  readonly at: EpochMs
  /** Of the fact, and which of its updates it is. */
  readonly position: number
  readonly index: number
}

/**
 * Who waits for which price, by catalogue item and by standing query, and whom a change of price is to be told to. The same facts give the same alerts, so
 * what is to be told is as durable as the facts about prices.
 *
 * change: O(1) for a product that nobody waits for, and as `Waits` and `WantedQueries` say for others. Memory: some 300 bytes a subscription beside its text.
 */
export class Subscriptions implements Saved {
  readonly #ids: Interner
  #kept: (Kept | undefined)[] = []
  /** By catalogue item. */
  readonly #waits: Waits
  readonly #queries: WantedQueries
  #ofShopper = new Map<number, Set<number>>()
  /** Subscriptions that stand. */
  count = 0

  constructor(hashSeed: number) {
    this.#ids = new Interner(hashSeed)
    const conditionsOf = (owner: number) => this.#kept[owner]!.subscription.conditions
    this.#waits = new Waits(conditionsOf)
    this.#queries = new WantedQueries(hashSeed, conditionsOf)
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
    return this.standOf(id, item)?.isArmed === false
  }

  /** What is waited for of one product of a subscription; undefined when it is not of it. */
  standOf(id: string, item: number): Stand | undefined {
    return this.#waits.standOf(this.#ids.find(id), item)
  }

  /** How many subscriptions wait for the price of an item. */
  waitingFor(item: number): number {
    return this.#waits.waitingFor(item)
  }

  /** Whether a change of an item's price can be to be told to anybody. O(1). */
  concerns(item: number): boolean {
    return this.#queries.count > 0 || this.#waits.waitingFor(item) > 0
  }

  /** The items that most wait for, those first; of as many the lowest number first. O(items). */
  busiest(countMax: number): number[] {
    return this.#waits.busiest(countMax)
  }

  /** Whom a change would be told to: what `change` would tell, and nothing is noted. */
  wouldTell(change: ItemChange): Kept[] {
    const told = [...this.#waits.wouldTell(priceOf(change)), ...this.#queries.fitting(change)]
    return this.#dueOf(told, change.at).map((number) => this.#kept[number]!)
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
    this.#ofShopper.set(row, (this.#ofShopper.get(row) ?? new Set()).add(number))
    this.count += 1
    const { wanted } = subscription
    if (wanted.what === 'query') return this.#queries.add(number, wanted)
    for (const item of wanted.products.map(itemOf)) this.#waits.add(number, item, priceOf(item))
  }

  /** @returns whether it stood */
  end(id: string): boolean {
    const number = this.#ids.find(id)
    const kept = number < 0 ? undefined : this.#kept[number]
    if (!kept) return false
    this.#waits.end(number)
    this.#queries.end(number)
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
    const told = [...this.#waits.change(priceOf(change)), ...this.#queries.change(change)]
    return this.#dueOf(told, change.at).map((number) => this.#alertOf(number, change))
  }

  save(): Columns {
    return {
      ids: this.#ids.names(),
      kept: Array.from({ length: this.#ids.size }, (_, number) => textOf(this.#kept[number])),
      ...nested('waits', this.#waits.save()),
      ...nested('queries', this.#queries.save()),
    }
  }

  restore(columns: Columns): void {
    this.#ids.restore(columns.ids as string[])
    this.#kept = (columns.kept as string[]).map((text) => (text === '' ? undefined : (JSON.parse(text) as Kept)))
    this.#waits.restore(partOf(columns, 'waits'))
    this.#queries.restore(partOf(columns, 'queries'))
    this.#ofShopper = new Map()
    this.count = 0
    this.#kept.forEach((kept, number) => {
      if (!kept) return
      this.count += 1
      this.#ofShopper.set(kept.row, (this.#ofShopper.get(kept.row) ?? new Set()).add(number))
    })
  }

  /** Each once, in order, without those whose time is over. */
  #dueOf(told: readonly number[], at: EpochMs): number[] {
    const due = told.filter((number) => {
      const { until } = this.#kept[number]!.subscription
      return until === undefined || at <= until
    })
    return [...new Set(due)].sort((a, b) => a - b)
  }

  #alertOf(number: number, { product, before, now, at, position, index }: ItemChange): Due {
    const { row, subscription } = this.#kept[number]!
    const id = `${subscription.id}:${product}:${index === 0 ? position : `${position}.${index}`}`
    const price = { priceMinor: now as Minor, ...(before < gone && { beforeMinor: before as Minor }) }
    return { row, alert: { id, subscription: subscription.id, product, ...price, at }, channels: subscription.channels }
  }
}

function priceOf({ item, before, now, lowestIn }: ItemChange) {
  return { row: item, before, now, lowestIn }
}

function textOf(kept: Kept | undefined): string {
  return kept ? JSON.stringify(kept) : ''
}
