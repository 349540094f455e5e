import type { OfferBenefit } from '../../domain/offer.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { epochMs, type ProductId, type ShopperKey } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import { Views } from '../views.ts'

const day = 86_400_000
const start = 1_700_000_000_000
const shopper = 'sh-1' as ShopperKey

/** What a test's offer costs; without a price it cannot be had. */
export type TestOffer = {
  readonly price?: number
  readonly shipping?: number
  readonly coupon?: number
  readonly benefits?: readonly OfferBenefit[]
  readonly isUsed?: boolean
}

/** Malls with offers, told of as facts a day apart; each product is described by an offer of the mall 'words' that cannot be had. */
export class Malls {
  views = new Views()
  at = start
  #n = 0

  /** @returns what is told because of it, as 'subscription product price' */
  fold(event: object): string[] {
    const { alerts } = this.views.watched
    const before = alerts.raised
    this.at += day
    this.views.fold({ at: epochMs(this.at), id: `e${this.#n++}`, ...event } as ShopEvent)
    const fresh = alerts.of(this.views.shoppers.rowFor(shopper)).slice(0, alerts.raised - before)
    return fresh.map(({ alert }) => `${alert.subscription} ${alert.product} ${alert.priceMinor}`).sort()
  }

  describe(product: string, attributes: Readonly<Record<string, string>> = {}, title = 'x'): string[] {
    const values = Object.entries(attributes).map(([name, value]) => {
      return { name, value, field: 'title', start: 0, end: 1, confidence: 1, by: 'rule' }
    })
    const offer = { mall: 'words', key: product, title, categoryPath: [], attributes: {}, inStock: false }
    return this.fold({ kind: 'offer.listed', offer, product, values, by: { how: 'alone', chance: 1 } })
  }

  /** Lists the offer that a mall has of a product. */
  list(mall: string, product: string, { price, shipping, coupon, benefits, isUsed }: TestOffer): string[] {
    const said = { mall, key: product, title: 'x', categoryPath: [], attributes: {}, inStock: price !== undefined }
    const terms = { priceMinor: price, shippingMinor: shipping, couponMinor: coupon, benefits }
    const offer = { ...said, ...terms, condition: isUsed ? 'used' : 'new' }
    return this.fold({ kind: 'offer.listed', offer, product, values: [], by: { how: 'alone', chance: 1 } })
  }

  reprice(mall: string, product: string, price?: number, shipping?: number): string[] {
    const terms = { priceMinor: price, shippingMinor: shipping, inStock: price !== undefined }
    return this.fold({ kind: 'offer.repriced', mall, key: product, ...terms })
  }

  /** The same for several products, as one fact. */
  repriceMany(mall: string, prices: Readonly<Record<string, number>>): string[] {
    return this.fold({ kind: 'offers.repriced', mall, keys: Object.keys(prices), prices: Object.values(prices) })
  }

  move(mall: string, key: string, product: string): string[] {
    return this.fold({ kind: 'offers.moved', offers: [{ mall, key }], product, by: 'matcher' })
  }

  wait(id: string, wish: Pick<Subscription, 'wanted' | 'conditions' | 'counting'>): string[] {
    return this.fold({ kind: 'subscription.made', shopper, subscription: { id, channels: ['page'], ...wish } })
  }

  item(product: string): number {
    return this.views.catalog.find(product as ProductId)
  }

  /** Goes on from what a snapshot says. */
  restart(): void {
    const views = new Views()
    views.restore(this.views.position, this.views.save())
    this.views = views
  }
}
