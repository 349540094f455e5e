import { unitPriceOf } from '../../decide/attributes/unit-price.ts'
import type { OfferRef } from '../../domain/offer.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ProductId } from '../../domain/units.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { Market } from '../../state/market.ts'
import { votesOf } from '../../state/market-votes.ts'
import { productNumberOf } from '../../state/offers.ts'
import type { Views } from '../../state/views.ts'
import type { Finding } from '../finding.ts'
import type { Malls } from '../malls/malls.ts'
import type {
  JudgeAsk,
  Judged,
  MarketFace,
  OffersAsk,
  OffersFound,
  OfferTold,
  Page,
  PairAsk,
  ProductOffers,
  ReviewsTold,
  ReviewTold,
  Withdrawn,
} from './answers.ts'
import { type AttributeCoverage, attributeCoverageOf, type CoverageAsk } from './attribute-coverage.ts'
import { OfferFinding } from './offer-finding.ts'
import { OfferTeller } from './offer-teller.ts'

type Parts = {
  readonly log: EventLog
  readonly views: Views
  readonly finding: Finding
  readonly malls: Pick<Malls, 'get' | 'reviews' | 'words' | 'matcherLearned'>
}

/** Shows persons what many malls offer, and takes their word on it. */
export class MarketDesk implements MarketFace {
  readonly #views: Views
  readonly #market: Market
  readonly #teller: OfferTeller
  readonly #finding: OfferFinding
  readonly #coverage: MarketFace['coverage']
  readonly #malls: Parts['malls']

  constructor({ log, views, finding, malls }: Parts) {
    this.#malls = malls
    this.#views = views
    this.#market = views.market
    this.#teller = new OfferTeller({ log, market: views.market })
    this.#finding = new OfferFinding({
      market: views.market,
      productsBy: (words, ask) => finding.productsBy(words, ask),
    })
    this.#coverage = attributeCoverageOf(views)
  }

  async offersOf(product: ProductId, { offset, count }: Page): Promise<ProductOffers> {
    const { catalog } = this.#views
    const title = catalog.product(catalog.find(product))?.title
    if (title === undefined) throw new Refusal('PRODUCT_UNKNOWN', { product })
    const { offers } = this.#market
    const number = productNumberOf(product)
    const isOfOffers = number >= 0 && number < offers.productCount
    const all = isOfOffers ? offers.inOrder(offers.offersOf(number)) : []
    const lowest = isOfOffers ? offers.lowestOf(number) : -1
    const totalMinor = lowest < 0 ? undefined : offers.totalOf(lowest)
    const votes = isOfOffers ? votesOf(this.#market, number) : new Map()
    const page = all.slice(offset, offset + count)
    const [told, [cheapest]] = await Promise.all([
      this.#teller.tell(page),
      this.#teller.tell(lowest < 0 ? [] : [lowest]),
    ])
    const unitPrice = cheapest && totalMinor !== undefined ? unitPriceOf(totalMinor, cheapest.values) : undefined
    return { product, title, totalMinor, unitPrice, total: all.length, votes, offers: told }
  }

  async find({ offset, count, words, mall }: OffersAsk): Promise<OffersFound> {
    this.#checkMall(mall)
    const found = await this.#finding.find({ words, mall })
    return { total: found.length, offers: await this.#teller.tell(found.slice(offset, offset + count)) }
  }

  async offer(ref: OfferRef): Promise<OfferTold> {
    const offer = this.#market.offers.find(ref)
    const [told] = offer < 0 ? [] : await this.#teller.tell([offer])
    if (!told) throw new Refusal('OFFER_UNKNOWN', { ...ref })
    return told
  }

  async coverage(ask: CoverageAsk): Promise<AttributeCoverage> {
    this.#checkMall(ask.mall)
    return this.#coverage(ask)
  }

  async correct(ref: OfferRef, name: string, value: string | null): Promise<OfferTold> {
    await this.#malls.words.correct(ref, name, value)
    return this.offer(ref)
  }

  async withdrawCorrection(ref: OfferRef, name: string): Promise<OfferTold> {
    await this.#malls.words.withdrawCorrection(ref, name)
    return this.offer(ref)
  }

  async reviews(count: number): Promise<ReviewsTold> {
    const { offers, judgements } = this.#market
    const { waiting, reviews: open } = await this.#malls.reviews(count)
    const pairs = open.flatMap(({ one, other }) => [offers.find(one), offers.find(other)])
    const told = new Map<string, OfferTold>()
    for (const offer of await this.#teller.tell([...new Set(pairs)].filter((each) => each >= 0)))
      told.set(nameOf(offer), offer)
    return {
      waiting,
      judged: judgements.count,
      learned: this.#malls.matcherLearned,
      reviews: open.flatMap((review): ReviewTold[] => {
        const [one, other] = [told.get(nameOf(review.one)), told.get(nameOf(review.other))]
        return one && other ? [{ ...review, one, other }] : []
      }),
    }
  }

  judge(ask: JudgeAsk): Promise<Judged> {
    return this.#malls.words.judge(ask)
  }

  withdrawVerdict(pair: PairAsk): Promise<Withdrawn> {
    return this.#malls.words.withdrawVerdict(pair)
  }

  /** @throws Refusal MALL_UNKNOWN */
  #checkMall(mall: string | undefined): void {
    if (mall !== undefined) this.#malls.get(mall)
  }
}

function nameOf({ mall, key }: OfferRef): string {
  return JSON.stringify([mall, key])
}
