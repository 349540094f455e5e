import { type Columns, Interner, nested, partOf, type Saved } from '@nunchi/kernel'
import { type Basis, basisOf, believedOf, type CountedPrice, type Counting } from '../domain/counting.ts'
import type { Product } from '../domain/product.ts'
import type { Alert, Subscription } from '../domain/subscription.ts'
import { type EpochMs, type Minor, type ProductId, secondsOf } from '../domain/units.ts'
import { type Attributes, gone } from './subscriptions/bounds.ts'
import { type LaneHistory, Lanes } from './subscriptions/lanes.ts'
import { type FitChange, WantedQueries } from './subscriptions/queries.ts'
import { type Stand, Waits } from './subscriptions/waits.ts'

export type { Stand } from './subscriptions/waits.ts'

/** A subscription and whose it is. */
export type Kept = { readonly row: number; readonly subscription: Subscription }

/** An alert, whose it is, and how it is to get to them. */
export type Due = { readonly row: number; readonly alert: Alert; readonly channels: Subscription['channels'] }

/** Of what something is told: a product, and where in the log. */
type Happening = {
  readonly product: ProductId
  readonly at: EpochMs
  /** Since when it is so, in seconds since 1970. */
  readonly second: number
  /** Of the fact, and which of its updates it is. */
  readonly position: number
  readonly index: number
}

/** A product's lowest price changes, its offers do, or what it is. */
export type ItemChange = Happening &
  Omit<FitChange, 'countedBy'> & {
    /** What the product costs now, and did cost, as somebody counts it. Undefined where that is not asked. */
    readonly counted?: { readonly now: (basis: Basis) => CountedPrice; readonly before: (basis: Basis) => CountedPrice }
  }

/** All offers of a product have become another's, which costs `now`. */
export type ItemMove = Happening & {
  readonly from: { readonly item: number; readonly product: ProductId; readonly price: number }
  readonly into: { readonly item: number; readonly price: number }
  readonly counted: (basis: Basis) => CountedPrice
  readonly lowestIn: FitChange['lowestIn']
}

/** What a subscription begins with: its items, and what they cost now; Infinity for nothing. */
export type Beginning = {
  readonly at: EpochMs
  readonly itemOf: (id: ProductId) => number
  readonly priceOf: (item: number) => number
  readonly countedPriceOf: (item: number, basis: Basis) => number
}

/** Whom it is to be told to, and at which price. */
type Told = { readonly owner: number; readonly before: number; readonly now: number }

type Parts = { readonly attributesOf: (item: number) => Attributes; readonly laneHistory: LaneHistory }

/**
 * Who waits for which price, by catalogue item and by standing query, and whom a change of price is to be told to. The same facts give the same alerts, so
 * what is to be told is as durable as the facts about prices.
 *
 * change: O(1) for a product that nobody waits for, as `Waits` and `WantedQueries` say for others, and O(offers) for each lane of the product.
 * Memory: some 300 bytes a subscription beside its text.
 */
export class Subscriptions implements Saved {
  readonly #ids: Interner
  #kept: (Kept | undefined)[] = []
  /** By catalogue item; and by lane, for those who count prices in a way of their own. */
  readonly #waits: Waits
  readonly #laneWaits: Waits
  readonly #lanes: Lanes
  readonly #queries: WantedQueries
  #ofShopper = new Map<number, Set<number>>()
  /** Subscriptions that stand. */
  count = 0

  constructor(hashSeed: number, { attributesOf, laneHistory }: Parts) {
    this.#ids = new Interner(hashSeed)
    const subscriptionOf = (owner: number) => this.#kept[owner]!.subscription
    const conditionsOf = (owner: number) => subscriptionOf(owner).conditions
    this.#lanes = new Lanes(laneHistory)
    this.#waits = new Waits({ conditionsOf, attributesOf })
    const ofLane = (lane: number) => attributesOf(this.#lanes.get(lane).item)
    this.#laneWaits = new Waits({ conditionsOf, attributesOf: ofLane })
    this.#queries = new WantedQueries(hashSeed, subscriptionOf)
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

  /** What is waited for of one product of a subscription; with its price where the subscription counts it in a way of its own. Undefined when it is not of it. */
  standOf(id: string, item: number): (Stand & { readonly price?: number }) | undefined {
    const number = this.#ids.find(id)
    const stand = this.#waits.standOf(number, item)
    if (stand || number < 0) return stand
    for (const lane of this.#lanes.of(item)) {
      const counted = this.#laneWaits.standOf(number, lane)
      if (counted) return { ...counted, price: this.#lanes.get(lane).price }
    }
    return undefined
  }

  /** How many subscriptions wait for the price of an item as everybody counts it, and in ways of their own. */
  waitingFor(item: number): number {
    return this.#waits.waitingFor(item) + this.countingFor(item)
  }

  /** How many of them count it in ways of their own. */
  countingFor(item: number): number {
    return this.#lanes.of(item).reduce((sum, lane) => sum + this.#lanes.get(lane).waits, 0)
  }

  /** In how many ways of their own those who wait count the price of an item, but for this one. O(1). */
  otherWaysOf(item: number, counting: Counting): number {
    const basis = basisOf(counting)
    return basis === undefined || this.#lanes.find(item, basis) >= 0 ? 0 : this.#lanes.of(item).length
  }

  /** Whether somebody counts the price of an item in a way of their own, or may come to. */
  isCounting(item: number, listing: Product | undefined): boolean {
    return this.#lanes.of(item).length > 0 || this.#queries.isCounted(item, listing)
  }

  /** Notes that an item is described anew. */
  describe(item: number): void {
    this.#queries.describe(item)
  }

  /** Whether anybody counts the price of anything in a way of their own. */
  get hasCounting(): boolean {
    return this.#queries.countingCount > 0 || this.#lanes.count > 0
  }

  /** Whether a change of an item's price can be to be told to anybody. O(1). */
  concerns(item: number): boolean {
    return this.#queries.count > 0 || this.waitingFor(item) > 0
  }

  /** Whether queries count prices in ways of their own: then what offers said before a fact is asked for. */
  get hasCountingQueries(): boolean {
    return this.#queries.countingCount > 0
  }

  /** The items that most wait for, those first; of as many the lowest number first. O(items). */
  busiest(countMax: number): number[] {
    const most: { item: number; count: number }[] = []
    const items = Math.max(this.#waits.rows, this.#lanes.itemsEnd())
    for (let item = 0; item < items; item++) {
      const count = this.waitingFor(item)
      if (count === 0 || (most.length === countMax && count <= most.at(-1)!.count)) continue
      const place = most.findIndex((other) => other.count < count)
      most.splice(place < 0 ? most.length : place, 0, { item, count })
      if (most.length > countMax) most.pop()
    }
    return most.map(({ item }) => item)
  }

  /** Whom a change of the price that everybody pays would be told to: what `change` would tell, and nothing is noted. */
  wouldTell(change: ItemChange): Kept[] {
    const { item: row, before, now, lowestIn } = change
    const fits = this.#queries.fitting({ ...change, countedBy: () => undefined })
    const told = [...this.#waits.wouldTell({ row, before, now, lowestIn }), ...fits.map(({ owner }) => owner)]
    return this.#dueOf(told, change.at).map((number) => this.#kept[number]!)
  }

  /** Takes the place of the same shopper's of that id; somebody else's stays. */
  make(row: number, subscription: Subscription, begin: Beginning): void {
    const known = this.find(subscription.id)
    if (known && known.row !== row) return
    this.end(subscription.id)
    const number = this.#ids.idOf(subscription.id)
    this.#kept[number] = { row, subscription }
    this.#ofShopper.set(row, (this.#ofShopper.get(row) ?? new Set()).add(number))
    this.count += 1
    const { wanted, counting } = subscription
    if (wanted.what === 'query') return this.#queries.add(number, wanted)
    for (const item of wanted.products.map(begin.itemOf)) {
      if (!counting) this.#waits.add(number, item, begin.priceOf(item))
      else {
        const priceOf = (basis: Basis) => begin.countedPriceOf(item, basis)
        const lane = this.#lanes.join(item, counting, { at: secondsOf(begin.at), priceOf })
        this.#laneWaits.add(number, lane, this.#lanes.get(lane).price)
      }
    }
  }

  /** @returns whether it stood */
  end(id: string): boolean {
    const number = this.#ids.find(id)
    const kept = number < 0 ? undefined : this.#kept[number]
    if (!kept) return false
    this.#waits.end(number)
    for (const lane of this.#laneWaits.end(number)) this.#lanes.leave(lane)
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

  /** As `Lanes.forgetPast`: for what is erased. */
  forgetPast(...of: Parameters<Lanes['forgetPast']>): void {
    this.#lanes.forgetPast(...of)
  }

  /** Whom a change is to be told to. The order is the same for the same facts. */
  change(change: ItemChange): Due[] {
    const { item: row, before, now, lowestIn, isDescribedAnew, counted } = change
    const told: Told[] = []
    const isRecounted = isDescribedAnew && this.#waits.recount(row)
    const asked = now === before && isRecounted ? -1 : before // nothing fell: only who waits for another price now is asked
    for (const owner of this.#waits.change({ row, before: asked, now, lowestIn })) told.push({ owner, before, now })
    if (counted) told.push(...this.#changeLanes(change, counted.now))
    if (now !== before || isDescribedAnew || counted) {
      const countedBy = (basis: Basis) => {
        const price = counted?.now(basis)
        if (price === undefined || price.isHeld) return undefined
        const before = counted!.before(basis)
        return { before: believedOf(before), now: price.price, wasHeld: before.isHeld }
      }
      told.push(...this.#queries.change({ ...change, countedBy }))
    }
    return this.#alertsOf(told, change)
  }

  /** Has whoever waits for a product wait for the one that took all its offers. Whom it is to be told to, at the other's price. */
  follow(move: ItemMove): Due[] {
    const { from, into, lowestIn, counted, product } = move
    const told: Told[] = []
    const owners = this.#waits.ownersAt(from.item)
    for (const owner of owners) this.#waits.move(owner, from.item, into.item)
    if (owners.length > 0)
      for (const owner of this.#waits.change({ row: into.item, before: -1, now: into.price, lowestIn }))
        told.push({ owner, before: from.price, now: into.price })
    for (const lane of [...this.#lanes.of(from.item)]) {
      const { counting, price: before } = this.#lanes.get(lane)
      const laneOwners = this.#laneWaits.ownersAt(lane)
      const begin = { at: move.second, priceOf: (basis: Basis) => believedOf(counted(basis)) }
      let other = -1
      for (const owner of laneOwners) {
        other = this.#lanes.join(into.item, counting, begin)
        const isThere = this.#laneWaits.standOf(owner, other) !== undefined
        this.#laneWaits.move(owner, lane, other)
        this.#lanes.leave(lane)
        if (isThere) this.#lanes.leave(other)
      }
      const { price: now } = this.#lanes.get(other)
      const lowestOfLane = (days: number) => this.#lanes.lowestIn(other, days, move.second)
      for (const owner of this.#laneWaits.change({ row: other, before: -1, now, lowestIn: lowestOfLane }))
        told.push({ owner, before, now })
      owners.push(...laneOwners)
    }
    for (const owner of owners) this.#rename(owner, from.product, product)
    return this.#alertsOf(told, move)
  }

  save(): Columns {
    return {
      ids: this.#ids.names(),
      kept: Array.from({ length: this.#ids.size }, (_, number) => textOf(this.#kept[number])),
      ...nested('waits', this.#waits.save()),
      ...nested('lanes', this.#lanes.save()),
      ...nested('laneWaits', this.#laneWaits.save()),
      ...nested('queries', this.#queries.save()),
    }
  }

  restore(columns: Columns): void {
    this.#ids.restore(columns.ids as string[])
    this.#kept = (columns.kept as string[]).map((text) => (text === '' ? undefined : (JSON.parse(text) as Kept)))
    this.#waits.restore(partOf(columns, 'waits'))
    this.#lanes.restore(partOf(columns, 'lanes'))
    this.#laneWaits.restore(partOf(columns, 'laneWaits'))
    this.#queries.restore(partOf(columns, 'queries'))
    this.#ofShopper = new Map()
    this.count = 0
    this.#kept.forEach((kept, number) => {
      if (!kept) return
      this.count += 1
      this.#ofShopper.set(kept.row, (this.#ofShopper.get(kept.row) ?? new Set()).add(number))
    })
  }

  /** Brings the lanes of an item up to date; those whose lowest offer is held stay as they are. */
  #changeLanes({ item, second, isDescribedAnew }: ItemChange, priceOf: (basis: Basis) => CountedPrice): Told[] {
    const told: Told[] = []
    for (const row of this.#lanes.of(item)) {
      const { basis, price: before } = this.#lanes.get(row)
      const counted = priceOf(basis)
      const now = counted.isHeld ? before : counted.price
      const isRecounted = isDescribedAnew && this.#laneWaits.recount(row)
      if (now === before && !isRecounted) continue
      const lowestIn = (days: number) => this.#lanes.lowestIn(row, days, second)
      const asked = now === before ? -1 : before
      for (const owner of this.#laneWaits.change({ row, before: asked, now, lowestIn }))
        told.push({ owner, before, now })
      this.#lanes.note(row, second, now)
    }
    return told
  }

  /** Puts one product of a subscription in the place of another. */
  #rename(owner: number, from: ProductId, into: ProductId): void {
    const { row, subscription } = this.#kept[owner]!
    const { wanted } = subscription
    if (wanted.what !== 'products') return
    const products = [...new Set(wanted.products.map((one) => (one === from ? into : one)))]
    this.#kept[owner] = { row, subscription: { ...subscription, wanted: { what: 'products', products } } }
  }

  /** Each once, in order, without those whose time is over. */
  #dueOf(told: readonly number[], at: EpochMs): number[] {
    const due = told.filter((number) => {
      const { until } = this.#kept[number]!.subscription
      return until === undefined || at <= until
    })
    return [...new Set(due)].sort((a, b) => a - b)
  }

  #alertsOf(told: readonly Told[], { product, at, position, index }: Happening): Due[] {
    const prices = new Map(told.map((one) => [one.owner, one]))
    return this.#dueOf([...prices.keys()], at).map((number): Due => {
      const { before, now } = prices.get(number)!
      const { row, subscription } = this.#kept[number]!
      const id = `${subscription.id}:${product}:${index === 0 ? position : `${position}.${index}`}`
      const price = { priceMinor: now as Minor, ...(before < gone && { beforeMinor: before as Minor }) }
      const alert = { id, subscription: subscription.id, product, ...price, at }
      return { row, alert, channels: subscription.channels }
    })
  }
}

function textOf(kept: Kept | undefined): string {
  return kept ? JSON.stringify(kept) : ''
}
