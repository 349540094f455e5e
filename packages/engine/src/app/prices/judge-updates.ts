import type { EpochMs, Minor, ProductId } from '../../domain/units.ts'
import { secondsOf } from '../../domain/units.ts'
import type { OffersRepriced, OfferTerms } from '../../events/offer.ts'
import type { ProductsRepriced } from '../../events/price.ts'
import type { Market } from '../../state/market.ts'
import { productNumberOf } from '../../state/offers.ts'
import type { Views } from '../../state/views.ts'
import type { PriceFault } from './price-faults.ts'
import type { PriceUpdate } from './read-update.ts'

/** Of one fact, at most: folding it keeps others waiting for a millisecond, and it fits into a message of any log. */
const updatesMax = 500
const nameCharsMax = 40_000

/** What a batch comes to. */
export type Judged = {
  readonly facts: readonly (OffersRepriced | ProductsRepriced)[]
  readonly counts: { applied: number; unchanged: number; late: number; unknown: number; rejected: number }
  readonly wrong: readonly { readonly index: number; readonly fault: PriceFault }[]
}

type About = {
  /** Of the batch. */
  readonly id: string
  readonly at: EpochMs
  /** Whether the batch leaves a fact even where nothing is new, to be known again by. */
  readonly isKept: boolean
}

/** What holds of an offer or product, and since when. */
type Known<Terms> = Terms & { readonly second: number }
type OfferKnown = Known<OfferTerms>
type ProductKnown = Known<{ readonly priceMinor?: Minor; readonly listPriceMinor?: Minor; readonly inStock: boolean }>

/** One update that is news, as it goes into a fact. */
type News<Terms> = { readonly name: string; readonly terms: Terms; readonly second: number | undefined }

/** Judges updates of a mall's offers in their order. @param known what earlier ones of the same turn said, by offer */
export function judgeOffers(
  { offers }: Market,
  about: About & { readonly mall: string },
  updates: readonly (PriceUpdate | PriceFault)[],
  known: Map<number, OfferKnown>,
): Judged {
  const { mall } = about
  const verdicts = new Verdicts<OfferTerms>(about.at)
  const judge = (update: PriceUpdate | PriceFault, index: number): void => {
    if ('code' in update) return verdicts.reject(index, update)
    const offer = offers.find({ mall, key: update.name })
    if (offer < 0 || !offers.isThere(offer)) return verdicts.unknown(index, { code: 'OFFER_UNKNOWN', field: 'key' })
    const earlier = known.get(offer)
    const before = earlier ?? offers.termsOf(offer)
    const since = earlier?.second ?? offers.saidAt(offer)
    const terms = {
      priceMinor: update.priceMinor ?? before.priceMinor,
      shippingMinor: said(update.shippingMinor, before.shippingMinor),
      couponMinor: said(update.couponMinor, before.couponMinor),
      inStock: update.inStock ?? before.inStock,
    }
    if (update.isFree !== true && saysAmount(update) && isAllTakenOff(terms))
      return verdicts.reject(index, { code: 'COUPON_ABSURD', field: 'couponMinor' })
    const isSame =
      terms.priceMinor === before.priceMinor &&
      terms.shippingMinor === before.shippingMinor &&
      terms.couponMinor === before.couponMinor &&
      terms.inStock === before.inStock
    const second = verdicts.judge(index, update, { isSame, second: since, terms })
    if (second !== undefined) known.set(offer, { ...terms, second })
  }
  for (const [index, update] of updates.entries()) judge(update, index)
  const facts = parts(verdicts.news, about).map(({ id, news }): OffersRepriced => {
    const shippings = news.map(({ terms }) => terms.shippingMinor ?? null)
    const coupons = news.map(({ terms }) => terms.couponMinor ?? null)
    return {
      ...{ kind: 'offers.repriced', at: about.at, id, mall },
      keys: news.map(({ name }) => name),
      prices: news.map(({ terms }) => terms.priceMinor ?? null),
      ...(shippings.some(isSaid) ? { shippings } : {}),
      ...(coupons.some(isSaid) ? { coupons } : {}),
      ...(news.every(({ terms }) => terms.inStock)
        ? {}
        : { inStock: news.map(({ terms }) => (terms.inStock ? 1 : 0)) }),
      ...timesOf(news),
    }
  })
  return { facts, counts: verdicts.counts, wrong: verdicts.wrong }
}

/**
 * Judges updates of the shop's own products. Others may be telling of these meanwhile, so a fact says what the sender did, and nothing that
 * was only known.
 *
 * @param known what earlier ones of the same turn said, by item
 */
export function judgeProducts(
  { catalog, watched }: Pick<Views, 'catalog' | 'watched'>,
  about: About,
  updates: readonly (PriceUpdate | PriceFault)[],
  known: Map<number, ProductKnown>,
): Judged {
  const verdicts = new Verdicts<PriceUpdate>(about.at)
  const judge = (update: PriceUpdate | PriceFault, index: number): void => {
    if ('code' in update) return verdicts.reject(index, update)
    const id = update.name as ProductId
    if (productNumberOf(id) >= 0) return verdicts.reject(index, { code: 'PRODUCT_OF_OFFERS', field: 'product' })
    const item = catalog.find(id)
    const product = item >= 0 && catalog.isListed(item) ? catalog.product(item) : undefined
    if (!product) return verdicts.unknown(index, { code: 'PRODUCT_UNKNOWN', field: 'product' })
    const before = known.get(item) ?? { ...product, second: watched.prices.seenUntil(item) }
    const terms = {
      priceMinor: update.priceMinor ?? before.priceMinor,
      listPriceMinor: said(update.listPriceMinor, before.listPriceMinor),
      inStock: update.inStock ?? before.inStock,
    }
    const isSame =
      terms.priceMinor === before.priceMinor &&
      terms.listPriceMinor === before.listPriceMinor &&
      terms.inStock === before.inStock
    const second = verdicts.judge(index, update, { isSame, second: before.second, terms: update })
    if (second !== undefined) known.set(item, { ...terms, second })
  }
  for (const [index, update] of updates.entries()) judge(update, index)
  const facts = parts(verdicts.news, about).map(({ id, news }): ProductsRepriced => {
    const column = <Value>(read: (update: PriceUpdate) => Value | undefined): (Value | null)[] | undefined => {
      const values = news.map(({ terms }) => read(terms) ?? null)
      return values.some(isSaid) ? values : undefined
    }
    const prices = column(({ priceMinor }) => priceMinor)
    const listPrices = column(({ listPriceMinor }) => (listPriceMinor === null ? 'none' : listPriceMinor))
    const inStock = column(({ inStock: stock }) => (stock === undefined ? undefined : ((stock ? 1 : 0) as 0 | 1)))
    return {
      ...{ kind: 'products.repriced', at: about.at, id },
      products: news.map(({ name }) => name as ProductId),
      ...(prices && { prices }),
      ...(listPrices && { listPrices }),
      ...(inStock && { inStock }),
      ...timesOf(news),
    }
  })
  return { facts, counts: verdicts.counts, wrong: verdicts.wrong }
}

class Verdicts<Terms> {
  readonly news: News<Terms>[] = []
  readonly counts = { applied: 0, unchanged: 0, late: 0, unknown: 0, rejected: 0 }
  readonly wrong: { readonly index: number; readonly fault: PriceFault }[] = []
  readonly #nowSecond: number

  constructor(at: EpochMs) {
    this.#nowSecond = secondsOf(at)
  }

  reject(index: number, fault: PriceFault): void {
    this.counts.rejected += 1
    this.wrong.push({ index, fault })
  }

  unknown(index: number, fault: PriceFault): void {
    this.counts.unknown += 1
    this.wrong.push({ index, fault })
  }

  /**
   * Judges an update that can be used: late, the same, or news. What is the same but said of a later second is kept too, so that nothing
   * between the two comes after it. @returns the second from which on it holds, where it is kept
   */
  judge(
    index: number,
    { name, second }: PriceUpdate,
    is: { readonly isSame: boolean; readonly second: number; readonly terms: Terms },
  ): number | undefined {
    if (second !== undefined && second < is.second) {
      this.counts.late += 1
      this.wrong.push({ index, fault: { code: 'TIME_LATE', field: 'at' } })
      return undefined
    }
    this.counts[is.isSame ? 'unchanged' : 'applied'] += 1
    if (is.isSame && (second === undefined || second === is.second)) return undefined
    this.news.push({ name, terms: is.terms, second })
    return second ?? this.#nowSecond
  }
}

/** The news in parts that fit a fact each, with the facts' ids. */
function parts<Terms>(all: readonly News<Terms>[], { id, isKept }: About) {
  const found: { readonly id: string; readonly news: News<Terms>[] }[] = []
  let chars = 0
  for (const one of all) {
    chars += one.name.length
    let last = found.at(-1)
    if (!last || last.news.length === updatesMax || chars > nameCharsMax) {
      last = { id: `${id}:${found.length}`, news: [] }
      found.push(last)
      chars = one.name.length
    }
    last.news.push(one)
  }
  return found.length === 0 && isKept ? [{ id: `${id}:0`, news: [] }] : found
}

function timesOf(news: readonly News<unknown>[]): { readonly times?: readonly (number | null)[] } {
  const times = news.map(({ second }) => second ?? null)
  return times.some(isSaid) ? { times } : {}
}

const saysAmount = ({ priceMinor, shippingMinor, couponMinor }: PriceUpdate): boolean =>
  priceMinor !== undefined || shippingMinor !== undefined || couponMinor !== undefined

/** A coupon of all that is paid is rather a slip of digits, and everybody would be told of a price of nothing. */
const isAllTakenOff = ({ priceMinor, shippingMinor = 0 as Minor, couponMinor = 0 as Minor }: OfferTerms): boolean =>
  priceMinor !== undefined && couponMinor > 0 && couponMinor >= priceMinor + shippingMinor

const isSaid = (value: unknown): boolean => value !== null

/** What is said now, else what was known; null takes it away. */
function said<Value>(now: Value | null | undefined, before: Value | undefined): Value | undefined {
  return now === undefined ? before : (now ?? undefined)
}
