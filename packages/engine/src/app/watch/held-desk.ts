import { randomUUID } from 'node:crypto'
import { slipOf } from '../../decide/deals/price-slip.ts'
import type { HeldPrice } from '../../domain/held-price.ts'
import type { OfferRef } from '../../domain/offer.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type EpochMs, epochMs, type Minor, type ProductId } from '../../domain/units.ts'
import type { OfferEvent } from '../../events/offer.ts'
import type { PriceEvent } from '../../events/price.ts'
import { productIdOf } from '../../state/offers.ts'
import type { Views } from '../../state/views.ts'
import type { Chores } from '../chores.ts'
import type { HeldFace, HeldJudged, HeldOf, HeldTold } from './held-answers.ts'
import { WatchTeller } from './watch-teller.ts'

const hourMs = 3_600_000
/** A price that stands for so long is believed, as a mistake would have been mended. */
export const heldHoursUsual = 24
const tickMs = 60_000
const packOf = /^\d{1,4}$/

type Parts = {
  readonly views: Views
  readonly now: () => EpochMs
  readonly chores: Chores
  /** Stores facts, and resolves once they are folded. */
  readonly append: (facts: readonly PriceEvent[]) => Promise<unknown>
  readonly appendOffers: (facts: readonly OfferEvent[]) => Promise<void>
  /** 0: only a person says that a price is right. */
  readonly hours?: number
}

/** One that is held, by its place in the views. */
type Held = { readonly item: number; readonly offer?: number; readonly price: HeldPrice }

/** Tells of prices that are held, takes a person's word on them, and believes those that stand for long. */
export class HeldDesk implements HeldFace {
  readonly #parts: Parts
  readonly #teller: WatchTeller
  readonly #standMs: number
  #timer: NodeJS.Timeout | undefined
  #checking: Promise<unknown> = Promise.resolve()
  #isChecking = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#teller = new WatchTeller(parts.views)
    this.#standMs = (parts.hours ?? heldHoursUsual) * hourMs
  }

  /** Looks from now on, minute by minute, at what has stood for long enough; ends with `close`. */
  start(): void {
    if (this.#standMs > 0) this.#timer = setInterval(() => this.tick(), tickMs).unref()
  }

  /** Believes what has stood for long enough. */
  tick(): void {
    if (this.#standMs === 0 || this.#isChecking) return
    const due = this.#all().filter(({ price }) => !price.isWrong && this.#believedAt(price)! <= this.#parts.now())
    if (due.length === 0) return
    this.#isChecking = true
    this.#checking = this.#parts.chores
      .run('held-prices', () => this.#say(due, 'right', 'time'))
      .catch(() => {}) // told
      .finally(() => {
        this.#isChecking = false
      })
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#checking
  }

  /** O(n log n) for n held prices: who would be told is asked for those of the page alone, as a mall's slip of currency holds all it has. */
  page({ offset, count, currency }: Parameters<HeldFace['page']>[0]) {
    const { subscriptions } = this.#parts.views.watched
    const all = this.#all().map((held) => ({ ...held, waiting: subscriptions.waitingFor(held.item) }))
    const wrong = all.filter(({ price }) => price.isWrong).length
    all.sort(
      (one, other) =>
        Number(one.price.isWrong) - Number(other.price.isWrong) ||
        other.waiting - one.waiting ||
        one.price.at - other.price.at,
    )
    const page = all.slice(offset, offset + count)
    return { open: all.length - wrong, wrong, held: page.flatMap((held) => this.#tell(held, currency)) }
  }

  async judge(of: HeldOf, totalMinor: number, verdict: 'right' | 'wrong'): Promise<HeldJudged> {
    const held = this.#find(of)
    if (held?.price.totalMinor !== totalMinor) {
      const name = 'mall' in of ? `${of.mall}/${of.key}` : of.product
      throw new Refusal('PRICE_NOT_HELD', { name, totalMinor })
    }
    const told = verdict === 'right' ? this.#wouldTell(held) : { subscriptions: 0, shoppers: 0 }
    if (verdict === 'right' || !held.price.isWrong) await this.#say([held], verdict, 'person')
    return told
  }

  #all(): Held[] {
    const { watched, market, catalog } = this.#parts.views
    const offers = [...market.checks.held.all()].map(([offer, price]) => {
      return { item: catalog.find(productIdOf(market.offers.productOf(offer))), offer, price }
    })
    return [...offers, ...[...watched.held.all()].map(([item, price]) => ({ item, price }))]
  }

  #find(of: HeldOf): Held | undefined {
    const { watched, market, catalog } = this.#parts.views
    if ('mall' in of) {
      const offer = market.offers.find(of)
      const price = market.checks.held.get(offer)
      return price && { item: catalog.find(productIdOf(market.offers.productOf(offer))), offer, price }
    }
    const item = catalog.find(of.product as ProductId)
    const price = watched.held.get(item)
    return price && { item, price }
  }

  /** Nobody where the product can be had for as little as it is, so that it costs what it did. */
  #wouldTell({ item, offer, price }: Held): HeldJudged {
    const { watched, market } = this.#parts.views
    const isAlone = offer === undefined || market.isHeld(market.offers.productOf(offer))
    if (!isAlone && price.totalMinor >= watched.priceOf(item)) return { subscriptions: 0, shoppers: 0 }
    const told = watched.wouldTell(item, price.totalMinor, this.#parts.now())
    return { subscriptions: told.length, shoppers: new Set(told.map(({ row }) => row)).size }
  }

  #believedAt({ at }: HeldPrice): EpochMs | undefined {
    return this.#standMs === 0 ? undefined : epochMs(at + this.#standMs)
  }

  #tell(held: Held, currency: string): HeldTold[] {
    const { item, offer, price } = held
    const { catalog, market } = this.#parts.views
    const glance = this.#teller.glance(catalog.idOf(item))
    if (!glance) return []
    const { totalMinor, usualMinor, at, isWrong } = price
    const pack = catalog.product(item)?.attributes.packCount ?? ''
    const pieces = packOf.test(pack) ? Number(pack) : undefined
    const slip = slipOf({ price: totalMinor, usual: usualMinor, currency, pieces })
    const ref: OfferRef | undefined = offer === undefined ? undefined : market.offers.refOf(offer)
    const mallName = ref && market.malls.find(ref.mall)?.mall.name
    const believedAt = isWrong ? undefined : this.#believedAt(price)
    const amounts = { totalMinor: totalMinor as Minor, usualMinor: usualMinor as Minor }
    return [{ ...glance, ...ref, mallName, ...amounts, at, slip, isWrong, believedAt, ...this.#wouldTell(held) }]
  }

  async #say(all: readonly Held[], verdict: 'right' | 'wrong', by: 'person' | 'time'): Promise<void> {
    const { views, now, append, appendOffers } = this.#parts
    const said = () => ({ at: now(), id: randomUUID(), verdict, by })
    const own = all.flatMap(({ item, offer, price }): PriceEvent[] => {
      if (offer !== undefined) return []
      const priceMinor = price.totalMinor as Minor
      return [{ ...said(), kind: 'product.checked', product: views.catalog.idOf(item), priceMinor }]
    })
    const ofMalls = all.flatMap(({ offer, price }): OfferEvent[] => {
      if (offer === undefined) return []
      const totalMinor = price.totalMinor as Minor
      return [{ ...said(), kind: 'offer.checked', ...views.market.offers.refOf(offer), totalMinor }]
    })
    if (own.length > 0) await append(own)
    if (ofMalls.length > 0) await appendOffers(ofMalls)
  }
}
