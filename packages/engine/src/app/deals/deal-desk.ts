import { dealScore } from '../../decide/deals/deal-score.ts'
import { checkDiscount } from '../../decide/deals/fake-discount.ts'
import type { Product } from '../../domain/product.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type EpochMs, epochMs, type Minor, type ProductId, secondsOf } from '../../domain/units.ts'
import type { Views } from '../../state/views.ts'
import type { Chores } from '../chores.ts'
import type { DealsFace, DealTold, HistoryAsk, PriceTold, WaitingState } from './answers.ts'
import { offerPasts } from './offer-pasts.ts'
import { priceTold, stepsTold } from './price-told.ts'
import { WaitingLearning, type WaitingParts } from './waiting-learning.ts'

const daySeconds = 86_400
const dayMs = 86_400_000
/** What is told of prices unless asked otherwise, and at most. */
const historyDays = { usual: 90, max: 3_660 } as const
/** A reduction is held against the 90 days before it and the 60 before a rise; the rest of two years is room for long ones. */
const discountDays = 730

type Parts = {
  readonly views: Views
  readonly now: () => EpochMs
  readonly chores: Chores
  readonly waiting?: WaitingParts
}

/** Says of prices what their past says: how good one is, what a reduction is worth, whether waiting pays. */
export class DealDesk implements DealsFace {
  readonly #views: Views
  readonly #now: () => EpochMs
  readonly learning: WaitingLearning

  constructor({ views, now, chores, waiting }: Parts) {
    this.#views = views
    this.#now = now
    this.learning = new WaitingLearning({ views, now, chores, waiting })
  }

  get waiting(): WaitingState {
    return this.learning.state
  }

  learn(): void {
    this.learning.learn()
  }

  cancel(): Promise<boolean> {
    return this.learning.cancel()
  }

  /** O(points of the product); some 100 us with a year of changes a day. */
  deal(product: ProductId): DealTold {
    const { watched } = this.#views
    const { item, title, listPriceMinor } = this.#known(product)
    const named = { product, title, listPriceMinor }
    const price = watched.priceOf(item)
    if (price === Number.POSITIVE_INFINITY)
      return { ...named, windows: [], waiting: { chances: [], why: 'not-to-be-had' } }
    const priceMinor = price as Minor
    const now = secondsOf(this.#now())
    const steps = watched.prices.stepsOf(item, now)
    const { score, windows, ...standing } = dealScore({ steps, now, totalMinor: price })
    const isReduced = listPriceMinor !== undefined && listPriceMinor > price
    return {
      ...named,
      priceMinor,
      score,
      windows,
      standing,
      discount: isReduced ? this.#discount(item, { now, priceMinor, listMinor: listPriceMinor }) : undefined,
      waiting: this.learning.answer({ steps, now, priceMinor }) ?? { chances: [], why: 'not-learned' },
    }
  }

  /** O(points + days asked for). */
  history(product: ProductId, { from: asked, to = this.#now(), by }: HistoryAsk): PriceTold {
    const { item, title } = this.#known(product)
    const from = asked ?? epochMs(Math.max(0, to - historyDays.usual * dayMs))
    if (from >= to || to - from > historyDays.max * dayMs)
      throw new Refusal('BODY_INVALID', { field: 'querystring.from', reason: 'is not up to ten years before "to"' })
    const { watched, market } = this.#views
    const now = secondsOf(this.#now())
    const span = { from: secondsOf(from), to: secondsOf(to) }
    return {
      product,
      title,
      from,
      to,
      ...priceTold(watched.prices.stepsOf(item, now), span),
      listSteps: stepsTold(watched.listPrices.stepsOf(item, now), span).steps,
      ...(by === 'mall' && offerPasts(market, product, { now, ...span })),
    }
  }

  #known(product: ProductId): Product & { readonly item: number } {
    const { catalog } = this.#views
    const item = catalog.find(product)
    const known = item < 0 ? undefined : catalog.product(item)
    if (!known) throw new Refusal('PRODUCT_UNKNOWN', { product })
    return { ...known, item }
  }

  #discount(item: number, ask: { readonly now: number; readonly priceMinor: Minor; readonly listMinor: Minor }) {
    const { prices, listPrices } = this.#views.watched
    const from = ask.now - discountDays * daySeconds
    const [steps, listSteps] = [prices.stepsOf(item, ask.now, from), listPrices.stepsOf(item, ask.now, from)]
    return checkDiscount({ ...ask, steps, listSteps })
  }
}
