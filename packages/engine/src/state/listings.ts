import { grown } from '@nunchi/kernel'
import type { CountedOffer } from '../domain/counting.ts'
import { type EpochMs, type ProductId, secondsOf } from '../domain/units.ts'
import { isRepricing, type OfferEvent, type Repricing, updateOf, updatesIn } from '../events/offer.ts'
import type { Catalog } from './catalog.ts'
import { Market } from './market.ts'
import { productIdOf } from './offers.ts'
import type { Watched } from './watched.ts'

/**
 * Lists in the catalogue what offers of malls make, so that products of malls are found, shown and waited for like the shop's own. Keeps
 * nothing but 4 bytes a product, to find it faster.
 */
export class Listings {
  readonly market: Market
  readonly #catalog: Catalog
  readonly #watched: Watched
  /** By number of a product: its catalogue item + 1; 0 where it was not asked for yet. */
  #items: Uint32Array = new Uint32Array(16)

  constructor({ catalog, watched }: { readonly catalog: Catalog; readonly watched: Watched }, hashSeed: number) {
    this.#catalog = catalog
    this.#watched = watched
    this.market = new Market(hashSeed, (...of) => this.#doubt(...of))
  }

  /** 10 us a product that is another than before, 1 to 3 where its price alone is. */
  apply(event: OfferEvent, position: number): void {
    if (isRepricing(event)) return this.#reprice(event, position)
    const isAsked = this.#watched.subscriptions.hasCountingQueries
    const offersBefore = isAsked ? this.#offersOf(this.market.touchedBy(event)) : undefined
    for (const product of this.market.apply(event, position)) {
      const listing = this.market.listing(product, event)
      if (event.kind === 'offers.moved' && listing.kind === 'product.delisted' && listing.product !== event.product)
        this.#watched.follow(listing.product, event.product, { at: event.at, position })
      this.#watched.fold(listing, position, { isHeld: this.market.isHeld(product), offersBefore })
      if (event.kind !== 'mall.erased' || listing.kind !== 'product.delisted') continue
      this.#catalog.forget(listing.product)
      this.#watched.forgetPrices(this.#catalog.find(listing.product), secondsOf(event.at))
    }
    if (event.kind === 'mall.erased') this.#watched.subscriptions.forgetPast({ mall: event.mall }, secondsOf(event.at))
  }

  /** The same as composing and listing each product anew. */
  #reprice(event: Repricing, position: number): void {
    const { market } = this
    for (let index = 0; index < updatesIn(event); index++) {
      const update = updateOf(event, index)
      const offer = market.offers.find(update)
      const counted = this.#countedAs(offer)
      const offersBefore = counted && this.#offersOf([counted.number])
      const number = market.reprice(offer, update, event.at)
      const moment = { at: event.at, second: update.second, position, index }
      if (number < 0) {
        if (counted) this.#watched.recount(counted.item, moment, offersBefore)
        continue
      }
      const item = this.#itemOf(number)
      const product = market.repriced(number, this.#catalog.product(item))
      const of = { isHeld: market.isHeld(number), offersBefore }
      if (product) this.#watched.reprice(item, product, moment, of)
      else this.#watched.fold(market.listing(number, event), position, { ...of, index })
    }
  }

  /** The product of an offer, if somebody counts its price in a way of their own. */
  #countedAs(offer: number): { readonly number: number; readonly item: number } | undefined {
    const { subscriptions } = this.#watched
    if (!subscriptions.hasCounting) return undefined
    const number = offer < 0 ? -1 : this.market.offers.productOf(offer)
    const item = number < 0 ? -1 : this.#itemOf(number)
    return item >= 0 && subscriptions.isCounting(item, this.#catalog.product(item)) ? { number, item } : undefined
  }

  /** What the offers of products say now, by product. */
  #offersOf(numbers: readonly number[]): ReadonlyMap<ProductId, readonly CountedOffer[]> {
    return new Map(numbers.map(productIdOf).map((product) => [product, this.market.countedOffersOf(product)]))
  }

  /** The catalogue item of a product, which stays what it is once it is there; -1 for none. */
  #itemOf(number: number): number {
    const known = this.#items[number] ?? 0
    if (known > 0) return known - 1
    const item = this.#catalog.find(productIdOf(number))
    this.#items = grown(this.#items, number + 1)
    this.#items[number] = item + 1
    return item
  }

  /** Whether a total is far from what a product of offers usually costs. */
  #doubt(product: number, totalMinor: number, at: EpochMs): number | undefined {
    const item = this.#itemOf(product)
    return item < 0 ? undefined : this.#watched.prices.doubtOf(item, totalMinor, secondsOf(at))
  }
}
