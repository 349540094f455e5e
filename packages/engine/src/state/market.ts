import { type Columns, nested, partOf, type Saved } from '@nunchi/kernel'
import type { CountedOffer } from '../domain/counting.ts'
import type { OfferRef } from '../domain/offer.ts'
import type { Product } from '../domain/product.ts'
import { type EpochMs, minor, type ProductId, secondsOf } from '../domain/units.ts'
import type { CatalogEvent } from '../events/catalog.ts'
import { type OfferEvent, type OfferUpdate, type Repricing, updateOf, updatesIn } from '../events/offer.ts'
import { Judgements } from './judgements.ts'
import { Malls } from './malls.ts'
import { type Doubt, MarketChecks } from './market-checks.ts'
import { composeProduct, withPrice } from './market-products.ts'
import { OfferBenefits } from './offer-benefits.ts'
import { OfferTexts } from './offer-texts.ts'
import { Offers, productIdOf, productNumberOf } from './offers.ts'
import { NotedPrices } from './prices.ts'
import { ReadValues } from './read-values.ts'

type Of<Kind extends OfferEvent['kind']> = Extract<OfferEvent, { kind: Kind }>

/**
 * What many malls offer: the views of meta-shopping, and where facts about malls and offers are dealt out to them. The products
 * that offers make are in the catalogue like any others: `views.ts` puts there what `apply` says has changed.
 */
export class Market implements Saved {
  readonly malls = new Malls()
  readonly offers: Offers
  /** By offer: what it could be had for in all, from when on; a price that was held is a gap until it was believed. */
  readonly prices = new NotedPrices()
  readonly benefits: OfferBenefits
  readonly texts: OfferTexts
  readonly values: ReadValues
  readonly judgements = new Judgements()
  readonly checks: MarketChecks
  /** Numbers of products of which the shop's own catalogue spoke. */
  #overlaid = new Set<number>()

  /** @param doubt says which prices are to be checked first; none when absent */
  constructor(hashSeed: number, doubt: Doubt = () => undefined) {
    this.offers = new Offers(hashSeed)
    this.checks = new MarketChecks(this.offers, doubt, (offer, at) => this.#noted(offer, secondsOf(at)))
    this.benefits = new OfferBenefits(hashSeed)
    this.texts = new OfferTexts(hashSeed)
    this.values = new ReadValues(hashSeed)
  }

  /**
   * @param position where in the log the fact is
   * @returns the products that are another than before, by number: see `listing`
   *
   * 1 us for an offer repriced, 5 for one listed with ten values; for a mall erased as long as it has offers.
   */
  apply(event: OfferEvent, position: number): readonly number[] {
    switch (event.kind) {
      case 'mall.registered':
      case 'mall.paused':
      case 'mall.resumed':
      case 'feed.read':
        this.malls.apply(event, position)
        return []
      case 'mall.scrubbed':
        this.offers.numberFrom(event.products ?? 0)
        this.malls.apply(event, position)
        return []
      case 'mall.erased':
        return this.#erase(event, position)
      case 'offer.listed':
        return this.#list(event, position)
      case 'offer.repriced':
      case 'offers.repriced': {
        const products = Array.from({ length: updatesIn(event) }, (_, i) => {
          const update = updateOf(event, i)
          return this.reprice(this.offers.find(update), update, event.at)
        })
        return [...new Set(products.filter((product) => product >= 0))]
      }
      case 'offer.checked':
        return this.#productsOf([this.checks.judge(event)])
      case 'offer.withdrawn': {
        const offer = this.#noted(this.offers.withdraw(event), secondsOf(event.at))
        if (offer >= 0) this.values.clear(offer)
        this.checks.forget(offer)
        return this.#productsOf([offer])
      }
      case 'offers.moved':
        return this.#move(event)
      case 'pair.judged': {
        const [one, other] = [this.offers.find(event.one), this.offers.find(event.other)]
        if (one >= 0 && other >= 0) this.judgements.judge(one, other, event.verdict)
        return []
      }
      case 'verdict.withdrawn':
        this.judgements.withdraw(this.offers.find(event.one), this.offers.find(event.other))
        return []
      case 'value.corrected':
      case 'correction.withdrawn':
        return this.#correct(event)
    }
    event satisfies never
    return []
  }

  /** Whether the price of a product is one that is held: no other can be had. */
  isHeld(number: number): boolean {
    const lowest = this.offers.lowestOf(number)
    return lowest >= 0 && this.offers.isHeld(lowest)
  }

  /**
   * Gives an offer the terms of one update of a fact; -1 is none. @returns the product, by number, when what it can be had for is another
   * now, else -1
   *
   * 1 us; O(offers of the product) when its lowest gets dearer.
   */
  reprice(offer: number, update: OfferUpdate, at: EpochMs): number {
    const { offers } = this
    if (offer < 0 || !offers.isThere(offer)) return -1
    const product = offers.productOf(offer)
    const [before, wasHeld] = [offers.lowestPriceOf(product), this.isHeld(product)]
    offers.reprice(offer, update, update.second)
    this.checks.look(offer, at)
    this.#noted(offer, update.second)
    const isAsBefore = offers.lowestPriceOf(product) === before && this.isHeld(product) === wasHeld
    return isAsBefore && !this.isOverlaid(product) ? -1 : product
  }

  /** Whether the shop's own catalogue ever spoke of a product: what it is listed as may be another than what its offers make. */
  isOverlaid(product: number): boolean {
    return this.#overlaid.size > 0 && this.#overlaid.has(product)
  }

  /** Notes that the shop's own catalogue speaks of a product, if it is one of offers. */
  overlay(id: ProductId): void {
    const product = productNumberOf(id)
    if (product >= 0) this.#overlaid.add(product)
  }

  /** What a product in the catalogue becomes when only what it can be had for is another; undefined: its offers have to be asked. */
  repriced(number: number, listed: Product | undefined): Product | undefined {
    if (listed === undefined || this.isOverlaid(number)) return undefined
    const lowest = this.offers.lowestPriceOf(number)
    return withPrice(listed, lowest === Number.POSITIVE_INFINITY ? undefined : minor(lowest))
  }

  /** What a fact makes of a product in the catalogue: listed as its offers are now, or taken out when none is left. */
  listing(number: number, { at, id }: OfferEvent): CatalogEvent {
    const product = composeProduct(this, number)
    if (product) return { kind: 'product.listed', at, id, product }
    return { kind: 'product.delisted', at, id, product: productIdOf(number) }
  }

  /** Whether offers of malls make, or made, a product. */
  isOfOffers(product: ProductId): boolean {
    const number = productNumberOf(product)
    return number >= 0 && number < this.offers.productCount
  }

  /** What of the offers of a product its price for somebody follows from; none of the shop's own products. O(offers). */
  countedOffersOf(product: ProductId): CountedOffer[] {
    const number = productNumberOf(product)
    if (number < 0 || this.offers.ofProduct.countOf(number) === 0) return []
    return this.offers.offersOf(number).map((offer) => {
      const { mall } = this.offers.refOf(offer)
      const [isUsed, isHeld] = [this.offers.isUsed(offer), this.offers.isHeld(offer)]
      return { mall, isUsed, isHeld, ...this.offers.termsOf(offer), benefits: this.benefits.of(offer) }
    })
  }

  /** The products that a fact, not yet folded, may change, by number. O(its offers); for a mall erased all it has. */
  touchedBy(event: Exclude<OfferEvent, Repricing>): readonly number[] {
    const numbersOf = (refs: readonly OfferRef[]) => this.#productsOf(refs.map((ref) => this.offers.find(ref)))
    switch (event.kind) {
      case 'offer.listed':
        return [...numbersOf([event.offer]), productNumberOf(event.product)]
      case 'offer.checked':
      case 'offer.withdrawn':
      case 'value.corrected':
      case 'correction.withdrawn':
        return numbersOf([event])
      case 'offers.moved':
        return [...numbersOf(event.offers), productNumberOf(event.product)]
      case 'mall.erased':
        return this.#productsOf([...this.offers.allOf(event.mall)])
      default:
        return []
    }
  }

  save(): Columns {
    return {
      ...nested('malls', this.malls.save()),
      ...nested('offers', this.offers.save()),
      ...nested('prices', this.prices.save()),
      ...nested('benefits', this.benefits.save()),
      ...nested('texts', this.texts.save()),
      ...nested('values', this.values.save()),
      ...nested('judgements', this.judgements.save()),
      ...nested('checks', this.checks.save()),
      overlaid: Uint32Array.from(this.#overlaid).sort(),
    }
  }

  restore(columns: Columns): void {
    this.malls.restore(partOf(columns, 'malls'))
    this.offers.restore(partOf(columns, 'offers'))
    this.prices.restore(partOf(columns, 'prices'))
    this.benefits.restore(partOf(columns, 'benefits'))
    this.texts.restore(partOf(columns, 'texts'))
    this.values.restore(partOf(columns, 'values'))
    this.judgements.restore(partOf(columns, 'judgements'))
    this.checks.restore(partOf(columns, 'checks'))
    this.#overlaid = new Set(columns.overlaid as Uint32Array)
  }

  #list(event: Of<'offer.listed'>, position: number): number[] {
    const known = this.offers.find(event.offer)
    const before = known < 0 ? [] : this.#productsOf([known])
    const offer = this.offers.list(event, position)
    this.benefits.put(offer, event.offer.benefits)
    this.texts.put(offer, event.offer)
    this.values.put(offer, event.values)
    this.judgements.stir(offer)
    this.#noted(this.#checked(offer, event), secondsOf(event.at))
    return [...new Set([...before, ...this.#productsOf([offer])])]
  }

  #correct(event: Of<'value.corrected' | 'correction.withdrawn'>): number[] {
    const offer = this.offers.find(event)
    if (offer < 0) return []
    if (event.kind === 'value.corrected') this.judgements.correct(offer, event.name, event.value)
    else this.judgements.withdrawCorrection(offer, event.name)
    this.judgements.stir(offer)
    return this.#productsOf([offer])
  }

  #move({ offers, product, at }: Of<'offers.moved'>): number[] {
    const moved = offers.map((ref) => this.offers.find(ref)).filter((offer) => offer >= 0)
    const before = this.#productsOf(moved)
    for (const offer of moved) this.offers.move(offer, product)
    for (const offer of moved) {
      this.checks.look(offer, at)
      this.#noted(offer, secondsOf(at))
    }
    return [...new Set([...this.#productsOf(moved), ...before])] // where they are now first, then what they left
  }

  #erase(event: Of<'mall.erased'>, position: number): number[] {
    const gone = [...this.offers.allOf(event.mall)]
    const products = this.#productsOf(gone)
    for (const offer of gone) {
      this.prices.clear(offer)
      this.benefits.clear(offer)
      this.texts.clear(offer)
      this.values.clear(offer)
      this.judgements.forget(offer)
      this.checks.forget(offer)
      this.offers.forget(offer)
    }
    this.offers.forgetMall(event.mall)
    this.offers.numberFrom(event.products ?? 0)
    this.malls.apply(event, position)
    return products
  }

  /** Notes what an offer can be had for from a second on: nothing while its price is held. -1 is none. @returns the offer */
  #noted(offer: number, second: number): number {
    const { offers } = this
    if (offer >= 0)
      this.prices.note(offer, second, offers.isHeld(offer) ? Number.POSITIVE_INFINITY : offers.priceOf(offer))
    return offer
  }

  /** The offer, after a look at what it costs now. */
  #checked(offer: number, { at }: OfferEvent): number {
    if (offer >= 0) this.checks.look(offer, at)
    return offer
  }

  #productsOf(offers: readonly number[]): number[] {
    const products = offers.map((offer) => (offer < 0 ? -1 : this.offers.productOf(offer)))
    return [...new Set(products.filter((product) => product >= 0))]
  }
}
