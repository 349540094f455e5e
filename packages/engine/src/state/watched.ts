import { type Columns, nested, partOf, type Saved } from '@nunchi/kernel'
import { type Basis, basisOf, believedOf, type CountedOffer, type CountedPrice, lowestFor } from '../domain/counting.ts'
import type { Product } from '../domain/product.ts'
import type { Subscription } from '../domain/subscription.ts'
import { type EpochMs, type ProductId, secondsOf } from '../domain/units.ts'
import { hasSameTerms } from '../domain/wanted-terms.ts'
import type { CatalogEvent } from '../events/catalog.ts'
import { type ProductChecked, type ProductsRepriced, secondOfUpdate } from '../events/price.ts'
import type { SubscriptionEvent } from '../events/subscription.ts'
import { Alerts } from './alerts.ts'
import type { Catalog } from './catalog.ts'
import { HeldPrices } from './held-prices.ts'
import { Outgoing } from './outgoing.ts'
import { NotedPrices, Prices } from './prices.ts'
import { type Due, type ItemChange, type Kept, Subscriptions } from './subscriptions.ts'

/** When something became so (`second`), and which fact says it at which moment; `index`: which update of that fact. */
export type Moment = Pick<ItemChange, 'at' | 'second' | 'position' | 'index'>

/** What offers of malls say of what a product costs; none of the shop's own products. */
export type OffersOf = (product: ProductId) => readonly CountedOffer[]

/** Of a product that offers make. */
type OfOffers = {
  /** Whether its price is that of an offer whose price is held. */
  readonly isHeld?: boolean
  /** What the offers of products said before: asked for where queries count prices in ways of their own. */
  readonly offersBefore?: ReadonlyMap<ProductId, readonly CountedOffer[]>
}

const gone = Number.POSITIVE_INFINITY

/** Looks on as alerts come to be, by shopper's row. */
export type AlertWatcher = {
  raised(row: number): void
  /** Two shoppers turned out to be one. */
  merged(from: number, into: number): void
  /** A shopper was forgotten. */
  cleared(row: number): void
}

/**
 * What products cost and did cost, who waits for which price, and what is to be told of it: all that follows from one change of
 * price follows here, at once. O(1) for a product that costs what it did.
 */
export class Watched implements Saved {
  readonly prices = new Prices()
  /** By item: the price before a reduction, as the shop said it. */
  readonly listPrices = new NotedPrices()
  /** Of the shop's own products, by item: prices that nobody is told of before they were checked. Those of offers: `Market.held`. */
  readonly held = new HeldPrices()
  /** By item: the price that counts while the one that is said is held. */
  readonly #instead = new Map<number, number>()
  /** What lanes did cost: `Subscriptions`. */
  readonly #lanePrices = new Prices()
  readonly subscriptions: Subscriptions
  readonly alerts = new Alerts()
  /** Told of what concerns somebody's alerts, right after; for those who wait for them. Must not throw. */
  watcher: AlertWatcher | undefined
  readonly outgoing = new Outgoing()
  readonly #catalog: Catalog
  readonly #offersOf: OffersOf

  constructor(catalog: Catalog, hashSeed: number, offersOf: OffersOf) {
    this.#catalog = catalog
    this.#offersOf = offersOf
    const attributesOf = (item: number) => catalog.product(item)?.attributes ?? {}
    this.subscriptions = new Subscriptions(hashSeed, { attributesOf, laneHistory: this.#lanePrices })
  }

  /**
   * Folds a fact into the catalogue, and tells whoever waits for what has become of its product.
   * @param of.index which of the updates of the fact it is
   */
  fold(
    event: CatalogEvent,
    position: number,
    { isHeld, offersBefore, index = 0 }: OfOffers & { readonly index?: number } = {},
  ): void {
    const product = typeof event.product === 'string' ? event.product : event.product.id
    const moment = { at: event.at, second: secondsOf(event.at), position, index }
    const apply = (item: number) => {
      this.#catalog.apply(event)
      const { listPriceMinor = gone } = this.#listingOf(item) ?? {}
      this.listPrices.note(item, moment.second, listPriceMinor)
      return isHeld ?? this.#isHeld(item, event.at)
    }
    this.#change(product, moment, apply, offersBefore)
  }

  /** As `fold` of a listing of a listed product that differs in nothing but price and stock. */
  reprice(item: number, product: Product, moment: Moment, { isHeld = false, offersBefore }: OfOffers): void {
    const before = this.priceOf(item)
    this.#catalog.reprice(item, product)
    this.listPrices.note(item, moment.second, product.listPriceMinor ?? gone)
    this.#believe(item, before, isHeld)
    if (this.subscriptions.concerns(item)) {
      const became = { ...moment, item, product: product.id, before, listing: product, isDescribedAnew: false }
      return this.#tell(became, offersBefore)
    }
    const now = this.priceOf(item)
    if (now !== before) this.prices.note(item, moment.second, now)
  }

  /** Tells those who count an item's price in ways of their own what has become of it: it costs everybody else what it did. */
  recount(item: number, moment: Moment, offersBefore: OfOffers['offersBefore']): void {
    const [product, before, listing] = [this.#catalog.idOf(item), this.priceOf(item), this.#listingOf(item)]
    this.#tell({ ...moment, item, product, before, listing, isDescribedAnew: false }, offersBefore)
  }

  /**
   * All offers of a product have become another's: whoever waits for it waits for the other, and is told of it if that costs what they wait for. To be
   * said once the other costs what it does with them, and before the product is taken out of the catalogue.
   */
  follow(from: ProductId, into: ProductId, { at, position }: Pick<Moment, 'at' | 'position'>): void {
    const [item, other] = [this.#catalog.itemFor(from), this.#catalog.itemFor(into)]
    if (this.subscriptions.waitingFor(item) === 0) return
    const second = secondsOf(at)
    const due = this.subscriptions.follow({
      from: { item, product: from, price: this.priceOf(item) },
      into: { item: other, price: this.priceOf(other) },
      ...{ product: into, at, second, position, index: 0 },
      counted: this.#counted(into).now,
      lowestIn: (days) => this.prices.lowestIn(other, days, second),
    })
    this.#raise(due)
  }

  /** Folds what many products cost now. 3 us each. */
  foldPrices(event: ProductsRepriced, position: number): void {
    const { at, products, prices, listPrices, inStock } = event
    for (const [index, product] of products.entries()) {
      const item = this.#catalog.find(product)
      if (item < 0) continue
      const moment = { at, second: secondOfUpdate(event, index), position, index }
      const [price, listPrice, stock] = [prices?.[index] ?? undefined, listPrices?.[index], inStock?.[index]]
      this.#change(product, moment, () => {
        this.#catalog.amend(item, {
          ...(price !== undefined && { priceMinor: price }),
          ...(listPrice != null && { listPriceMinor: listPrice === 'none' ? undefined : listPrice }),
          ...(stock != null && { inStock: stock === 1 }),
        })
        this.listPrices.note(item, moment.second, this.#listingOf(item)?.listPriceMinor ?? gone)
        return this.#isHeld(item, at)
      })
      this.prices.note(item, moment.second, this.priceOf(item)) // that it was so until then, where it is the same
    }
  }

  /** Folds what a check of a price that was held came to. */
  check(event: ProductChecked, position: number): void {
    const { at, product } = event
    this.#change(product, { at, second: secondsOf(at), position, index: 0 }, (item) => {
      if (event.verdict === 'wrong') this.held.reject(item, event.priceMinor)
      else if (this.held.get(item)?.totalMinor === event.priceMinor) this.held.release(item)
      return this.held.get(item)?.totalMinor === this.#saidOf(item)
    })
  }

  /** Whom it would be told to if an item cost this at a moment; nothing is noted. None of an item that is not listed. */
  wouldTell(item: number, now: number, at: EpochMs): readonly Kept[] {
    const [before, listing] = [this.priceOf(item), this.#listingOf(item)]
    if (!listing || now === before) return []
    const lowestIn = (days: number) => this.prices.lowestIn(item, days, secondsOf(at))
    const change = {
      item,
      product: listing.id,
      before,
      now,
      listing,
      isDescribedAnew: false,
      at,
      second: secondsOf(at),
      position: 0,
      index: 0,
      lowestIn,
    }
    return this.subscriptions.wouldTell(change)
  }

  apply(row: number, event: SubscriptionEvent): void {
    switch (event.kind) {
      case 'subscription.made': {
        return this.subscriptions.make(row, event.subscription, {
          at: event.at,
          itemOf: (id) => this.#catalog.itemFor(id),
          priceOf: (item) => this.priceOf(item),
          countedPriceOf: (item, basis) => this.#believedPriceOf(item, basis),
        })
      }
      case 'subscription.ended':
        if (this.subscriptions.find(event.subscription)?.row === row) this.subscriptions.end(event.subscription)
        return
      case 'contact.kept':
      case 'contact.removed':
      case 'contact.wished':
      case 'alerts.delayed':
      case 'alerts.settled':
        return this.outgoing.apply(row, event, ({ alert, channel }, outcome, isLast) => {
          if (outcome === 'sent' || isLast) this.alerts.settle(alert, channel, outcome)
        })
    }
    event satisfies never
  }

  /** What an item can be had for; Infinity when it cannot. While its price is held, the last one that was believed. */
  priceOf(item: number): number {
    return (this.#instead.size > 0 ? this.#instead.get(item) : undefined) ?? this.#saidOf(item)
  }

  /** Forgets what an item cost. @param at in seconds since 1970 */
  forgetPrices(item: number, at: number): void {
    this.prices.clear(item)
    this.listPrices.clear(item)
    this.held.release(item)
    this.subscriptions.forgetPast({ item }, at)
  }

  /** What an item can be had for as a subscription counts it; Infinity when it cannot. */
  priceFor(subscription: Subscription, item: number): number {
    const basis = subscription.counting && basisOf(subscription.counting)
    if (!basis) return this.priceOf(item)
    return this.subscriptions.standOf(subscription.id, item)?.price ?? this.#believedPriceOf(item, basis)
  }

  /** Two shoppers turned out to be one. */
  merge(from: number, into: number): void {
    this.subscriptions.merge(from, into)
    this.alerts.merge(from, into)
    this.outgoing.merge(from, into)
    this.watcher?.merged(from, into)
  }

  /** Forgets a shopper's. */
  clear(row: number): void {
    this.subscriptions.clear(row)
    this.alerts.clear(row)
    this.outgoing.clear(row)
    this.watcher?.cleared(row)
  }

  save(): Columns {
    return {
      ...nested('prices', this.prices.save()),
      ...nested('lanePrices', this.#lanePrices.save()),
      ...nested('listPrices', this.listPrices.save()),
      ...nested('held', this.held.save()),
      instead: Float64Array.from([...this.#instead].flat()),
      ...nested('subscriptions', this.subscriptions.save()),
      ...nested('alerts', this.alerts.save()),
      ...nested('outgoing', this.outgoing.save()),
    }
  }

  restore(columns: Columns): void {
    this.prices.restore(partOf(columns, 'prices'))
    this.#lanePrices.restore(partOf(columns, 'lanePrices'))
    this.listPrices.restore(partOf(columns, 'listPrices'))
    this.held.restore(partOf(columns, 'held'))
    this.#instead.clear()
    const instead = columns.instead as Float64Array
    for (let i = 0; i < instead.length; i += 2) this.#instead.set(instead[i]!, instead[i + 1]!)
    this.subscriptions.restore(partOf(columns, 'subscriptions'))
    this.alerts.restore(partOf(columns, 'alerts'))
    this.outgoing.restore(partOf(columns, 'outgoing'))
  }

  /** What is said of it, believed or not. */
  #saidOf(item: number): number {
    const price = this.#catalog.prices[item] ?? -1
    return this.#catalog.shown[item] === 1 && price >= 0 ? price : gone
  }

  /** Whether the price of a product of the shop's own is held now: as it was, or because it is far from what is usual. */
  #isHeld(item: number, at: EpochMs): boolean {
    const said = this.#saidOf(item)
    if (said === gone) return false
    if (this.held.get(item)?.totalMinor === said) return true
    this.held.release(item)
    const usualMinor = this.prices.doubtOf(item, said, secondsOf(at))
    if (usualMinor !== undefined) this.held.hold(item, { totalMinor: said, usualMinor, at, isWrong: false })
    return usualMinor !== undefined
  }

  /**
   * Has something change of a product, and tells whoever waits for what has become of it.
   * @param apply changes it; @returns whether its price is held then
   */
  #change(
    product: ProductId,
    moment: Moment,
    apply: (item: number) => boolean,
    offersBefore?: OfOffers['offersBefore'],
  ): void {
    const item = this.#catalog.itemFor(product)
    const [before, listingBefore] = [this.priceOf(item), this.#listingOf(item)]
    this.#believe(item, before, apply(item))
    const listing = this.#listingOf(item)
    const isDescribedAnew = listing !== undefined && !hasSameTerms(listingBefore, listing)
    this.#tell({ ...moment, item, product, before, listing, isDescribedAnew }, offersBefore)
  }

  /** While the price that is said is held, the one before counts. */
  #believe(item: number, before: number, isHeld: boolean): void {
    if (isHeld) this.#instead.set(item, before)
    else if (this.#instead.size > 0) this.#instead.delete(item)
  }

  /** Tells whoever waits for what an item became, and notes what it costs. */
  #tell(became: Omit<ItemChange, 'now' | 'lowestIn' | 'counted'>, offersBefore: OfOffers['offersBefore']): void {
    const { item, product, before, second } = became
    const now = this.priceOf(item)
    if (became.isDescribedAnew) this.subscriptions.describe(item)
    const isCounting = this.subscriptions.isCounting(item, became.listing)
    if (now === before && !became.isDescribedAnew && !isCounting) return
    if (this.subscriptions.concerns(item)) {
      const lowestIn = (days: number) => this.prices.lowestIn(item, days, second)
      const counted = isCounting ? this.#counted(product, offersBefore?.get(product)) : undefined
      this.#raise(this.subscriptions.change({ ...became, now, lowestIn, counted }))
    }
    this.prices.note(item, second, now)
  }

  #raise(due: readonly Due[]): void {
    for (const { row, alert, channels } of due) {
      const waiting = this.outgoing.raise(row, alert, channels)
      this.alerts.raise(row, alert, waiting)
      this.watcher?.raised(row)
    }
  }

  /** What a product costs as anybody counts it: each way is counted once. */
  #counted(product: ProductId, offersBefore: readonly CountedOffer[] = []) {
    const offers = this.#offersOf(product)
    const known = new Map<string, CountedPrice>()
    return {
      now: (basis: Basis) => {
        const price = known.get(basis.key) ?? lowestFor(offers, basis)
        known.set(basis.key, price)
        return price
      },
      before: (basis: Basis) => lowestFor(offersBefore, basis),
    }
  }

  #believedPriceOf(item: number, basis: Basis): number {
    return believedOf(lowestFor(this.#offersOf(this.#catalog.idOf(item)), basis))
  }

  #listingOf(item: number) {
    return this.#catalog.isListed(item) ? this.#catalog.product(item) : undefined
  }
}
