import { corrected } from '../../decide/attributes/correction.ts'
import type { OfferRef } from '../../domain/offer.ts'
import type { ShopEvent } from '../../events/event.ts'
import type { MatchedBy, NotedMatch } from '../../events/offer.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { Market } from '../../state/market.ts'
import { productIdOf } from '../../state/offers.ts'
import type { OfferTold } from './answers.ts'

/** More than a page has room for. */
const verdictsMax = 50

/** By position in the log: the offer that was listed there. */
type Partners = ReadonlyMap<number, OfferRef>

/**
 * Tells offers in their malls' own words, which are in the log alone: a reading from it for each, 20 to 50 us. For pages of offers, not
 * for all. Terms, product and corrections are those of now.
 */
export class OfferTeller {
  readonly #log: EventLog
  readonly #market: Market

  constructor({ log, market }: { readonly log: EventLog; readonly market: Market }) {
    this.#log = log
    this.#market = market
  }

  /** Those of the offers that are there, in their order. */
  async tell(offers: readonly number[]): Promise<OfferTold[]> {
    const { offers: view } = this.#market
    const there = offers.filter((offer) => view.isThere(offer))
    const events = await this.#log.readAt(there.map((offer) => view.positions[offer]!))
    const partners = await this.#partnersOf(events)
    return events.flatMap((event, i): OfferTold[] => {
      const offer = there[i]!
      // In the meantime it may have gone, and an erased mall's number is of nothing.
      if (event.kind !== 'offer.listed' || !view.isThere(offer)) return []
      const { malls, judgements } = this.#market
      const total = view.totalOf(offer)
      const corrections = judgements.correctionsOf(offer)
      return [
        {
          ...event.offer,
          ...view.termsOf(offer),
          mallName: malls.find(event.offer.mall)?.mall.name ?? event.offer.mall,
          product: productIdOf(view.productOf(offer)),
          ...(total < 0 ? {} : { totalMinor: total }),
          ...(view.isHeld(offer) ? { isHeld: true as const } : {}),
          values: corrected(event.values, corrections),
          saidNone: [...corrections].flatMap(([name, value]) => (value === '' ? [name] : [])),
          verdicts: this.#verdictsOn(offer),
          ...this.#matched(offer, event.by, partners),
        },
      ]
    })
  }

  #verdictsOn(offer: number): OfferTold['verdicts'] {
    const { offers, judgements } = this.#market
    return [...judgements.comparedWith(offer)].slice(0, verdictsMax).map((other) => {
      return { with: offers.refOf(other), verdict: judgements.verdictOf(offer, other) ?? 'unsure' }
    })
  }

  /** A person's word counts above what the matcher decided when the offer was listed; that, only while it is so. */
  #matched(offer: number, noted: NotedMatch, partners: Partners): { readonly matched?: MatchedBy } {
    const { offers, judgements } = this.#market
    const isWithIt = (other: number) => offers.isThere(other) && offers.productOf(other) === offers.productOf(offer)
    for (const other of judgements.comparedWith(offer))
      if (isWithIt(other) && judgements.verdictOf(offer, other) === 'same')
        return { matched: { how: 'person', chance: 1, with: offers.refOf(other) } }
    const { withAt, with: own, how, chance } = noted
    if (how === 'person') return {} // who took it back since
    if (withAt === undefined && own === undefined) return { matched: { how, chance } }
    const ref = own ?? partners.get(withAt!)
    const other = ref === undefined ? -1 : offers.find(ref)
    return other >= 0 && isWithIt(other) ? { matched: { how, chance, with: offers.refOf(other) } } : {}
  }

  /** The offers of other malls that some were put with; none of a mall that was erased. */
  async #partnersOf(events: readonly ShopEvent[]): Promise<Partners> {
    const positions = events.flatMap((event) => (event.kind === 'offer.listed' ? (event.by.withAt ?? []) : []))
    const listings = positions.length > 0 ? await this.#log.readAt(positions) : []
    return new Map(
      listings.flatMap((event, i) => (event.kind === 'offer.listed' ? [[positions[i]!, event.offer] as const] : [])),
    )
  }
}
