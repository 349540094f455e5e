import { type EpochMs, secondsOf } from '../domain/units.ts'
import { isRepricing, type OfferEvent, type Repricing, secondIn, updatesIn } from '../events/offer.ts'
import type { Catalog } from './catalog.ts'
import { Market } from './market.ts'
import { productIdOf } from './offers.ts'
import type { Watched } from './watched.ts'

/**
 * Lists in the catalogue what offers of malls make, so that products of malls are found, shown and waited for like the shop's own. Keeps
 * nothing itself.
 */
export class Listings {
  readonly market: Market
  readonly #catalog: Catalog
  readonly #watched: Watched

  constructor({ catalog, watched }: { readonly catalog: Catalog; readonly watched: Watched }, hashSeed: number) {
    this.#catalog = catalog
    this.#watched = watched
    this.market = new Market(hashSeed, (...of) => this.#doubt(...of))
  }

  /** 10 us a product that is another than before, 1 to 3 where its price alone is. */
  apply(event: OfferEvent, position: number): void {
    if (isRepricing(event)) return this.#reprice(event, position)
    for (const product of this.market.apply(event, position)) {
      const listing = this.market.listing(product, event)
      this.#watched.fold(listing, position, { isHeld: this.market.isHeld(product) })
      if (event.kind !== 'mall.erased' || listing.kind !== 'product.delisted') continue
      this.#catalog.forget(listing.product)
      this.#watched.forgetPrices(this.#catalog.find(listing.product))
    }
  }

  /** The same as composing and listing each product anew. */
  #reprice(event: Repricing, position: number): void {
    const { market } = this
    for (let index = 0; index < updatesIn(event); index++) {
      const number = market.reprice(event, index)
      if (number < 0) continue
      const item = this.#catalog.find(productIdOf(number))
      const product = market.repriced(number, this.#catalog.product(item))
      const isHeld = market.isHeld(number)
      const moment = { at: event.at, second: secondIn(event, index), position, index }
      if (product) this.#watched.reprice(item, product, moment, isHeld)
      else this.#watched.fold(market.listing(number, event), position, { isHeld, index })
    }
  }

  /** Whether a total is far from what a product of offers usually costs. */
  #doubt(product: number, totalMinor: number, at: EpochMs): number | undefined {
    const item = this.#catalog.find(productIdOf(product))
    return item < 0 ? undefined : this.#watched.prices.doubtOf(item, totalMinor, secondsOf(at))
  }
}
