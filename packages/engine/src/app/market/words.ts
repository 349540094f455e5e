import { readCorrection } from '../../decide/attributes/correction.ts'
import { attributeNames } from '../../domain/attribute.ts'
import type { Offer, OfferRef } from '../../domain/offer.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { OfferEvent } from '../../events/offer.ts'
import type { EventLog } from '../../ports/event-log.ts'
import { productIdOf } from '../../state/offers.ts'
import type { Views } from '../../state/views.ts'
import { movesOf } from '../malls/moves.ts'
import { notedMatch } from '../malls/noted-match.ts'
import type { Placing } from '../malls/placing.ts'
import type { Placed } from '../malls/reading.ts'
import type { JudgeAsk, Judged, PairAsk, Withdrawn } from './answers.ts'
import { standsAgainst } from './contradiction.ts'

/** Of a chain of pairs that stand against a verdict, so many are named. */
const namedMax = 5

type Parts = {
  readonly views: Views
  readonly log: EventLog
  readonly placing: Pick<Placing, 'judge' | 'placeAsSaid'>
  /** Does something with no feed's offers being placed and stored in between. */
  readonly alone: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** Resolves once the facts are durable and folded. */
  readonly append: (events: readonly OfferEvent[]) => Promise<void>
  /** Told of every correction: readers learn from them. */
  readonly corrected: () => void
  /** Told of every verdict: the matcher learns from them. */
  readonly judged: () => void
  readonly now: () => EpochMs
}

/** Takes what persons say of pairs and values, and makes facts of it, which no feed and no later model undoes. */
export class PersonsWords {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** @throws Refusal OFFER_UNKNOWN, VERDICT_CONTRADICTS */
  judge({ one, other, verdict }: JudgeAsk): Promise<Judged> {
    const { placing, alone, append } = this.#parts
    return alone(async () => {
      const [a, b] = [this.#find(one), this.#find(other)]
      if (a === b) throw new Refusal('BODY_INVALID', { field: 'body.other', reason: 'is the same offer' })
      const { holds, moved } = await placing.judge(one, other, verdict)
      if (!holds && verdict !== 'unsure') throw this.#contradicted(a, b, verdict)
      const fact = this.#fact('pair.judged', one, other)
      const moves = this.#moves(moved, fact.at, 'person')
      await append([{ ...fact, kind: 'pair.judged', one, other, verdict }, ...moves])
      this.#parts.judged()
      return this.#judged(a, b, moved)
    })
  }

  /**
   * Takes back whatever was said of a pair, also of offers that are there no more: it waits for a word again where the matcher is not sure.
   * No other verdict rests on it, so nothing forbids it; what the others say of the pair goes on holding.
   * @throws Refusal OFFER_UNKNOWN, VERDICT_UNKNOWN
   */
  withdrawVerdict({ one, other }: PairAsk): Promise<Withdrawn> {
    const { views, placing, alone, append } = this.#parts
    const { judgements } = views.market
    return alone(async () => {
      const [a, b] = [this.#findEver(one), this.#findEver(other)]
      if (judgements.verdictOf(a, b) === undefined && !judgements.isAside(a, b))
        throw new Refusal('VERDICT_UNKNOWN', { pair: `${nameOf(one)}, ${nameOf(other)}` })
      const { moved } = await placing.judge(one, other, 'open')
      const fact = this.#fact('verdict.withdrawn', one, other)
      const moves = this.#moves(moved, fact.at, 'person')
      await append([{ ...fact, kind: 'verdict.withdrawn', one, other }, ...moves])
      this.#parts.judged()
      const opposites = { same: 'different', different: 'same' } as const
      const follows = (['same', 'different'] as const).find(
        (verdict) => standsAgainst(judgements, { one: a, other: b, verdict: opposites[verdict] }).length > 0,
      )
      return { ...this.#judged(a, b, moved), ...(follows && { follows }) }
    })
  }

  /**
   * Says what an attribute of an offer is; null: that it has none. It may show that the offer is of another product, so it is placed
   * anew. @throws Refusal OFFER_UNKNOWN, ATTRIBUTE_UNKNOWN, ATTRIBUTE_VALUE
   */
  correct(ref: OfferRef, name: string, value: string | null): Promise<void> {
    const { alone, append } = this.#parts
    return alone(async () => {
      const offer = await this.#asListed(ref)
      this.#checkName(name, offer)
      const read = value === null ? undefined : readCorrection(name, value)
      if (value !== null && !read) throw new Refusal('ATTRIBUTE_VALUE', { name, value })
      const { mall, key } = offer
      const fact = this.#fact('value.corrected', offer, { mall: name, key: '' })
      const listing = await this.#placedAnew(offer, name, read?.value ?? '')
      await append([
        { ...fact, kind: 'value.corrected', mall, key, name, ...(read && { value: read.value }) },
        ...listing,
      ])
      this.#parts.corrected()
    })
  }

  /**
   * Takes back what was said of an attribute of an offer: what is read of it counts again, also for where it belongs.
   * @throws Refusal CORRECTION_UNKNOWN, OFFER_UNKNOWN
   */
  withdrawCorrection(ref: OfferRef, name: string): Promise<void> {
    const { views, alone, append } = this.#parts
    return alone(async () => {
      const offer = await this.#asListed(ref)
      const { mall, key } = offer
      if (!views.market.judgements.correctionsOf(this.#find(offer)).has(name))
        throw new Refusal('CORRECTION_UNKNOWN', { mall, key, name })
      const fact = this.#fact('correction.withdrawn', offer, { mall: name, key: '' })
      const listing = await this.#placedAnew(offer, name, undefined)
      await append([{ ...fact, kind: 'correction.withdrawn', mall, key, name }, ...listing])
      this.#parts.corrected()
    })
  }

  #judged(one: number, other: number, moved: Placed['moved']): Judged {
    const { offers } = this.#parts.views.market
    const productOf = (offer: number) => (offers.isThere(offer) ? productIdOf(offers.productOf(offer)) : undefined)
    return {
      moved: moved.reduce((sum, each) => sum + each.offers.length, 0),
      products: { one: productOf(one), other: productOf(other) },
    }
  }

  /** Those that are read, that were read anywhere, or that the offer's own feed has. */
  #checkName(name: string, { attributes }: Offer): void {
    const known = [...attributeNames, ...Object.keys(attributes)]
    if (known.includes(name) || this.#parts.views.market.values.names.find(name) >= 0) return
    throw new Refusal('ATTRIBUTE_UNKNOWN', { name, names: known.join(', ') })
  }

  /** The facts of where an offer belongs once a word holds: none where it already is there. */
  async #placedAnew(offer: Offer, name: string, value: string | undefined): Promise<OfferEvent[]> {
    const { views, placing } = this.#parts
    const { offers } = views.market
    const { product, values, by, moved } = await placing.placeAsSaid(offer, name, value)
    if (productIdOf(offers.productOf(this.#find(offer))) === product && moved.length === 0) return []
    const fact = this.#fact('offer.listed', offer)
    const noted = notedMatch(views.market, offer.mall, by)
    const moves = this.#moves(moved, fact.at, 'matcher')
    return [{ ...fact, kind: 'offer.listed', offer, product, values, by: noted }, ...moves]
  }

  #moves(moved: Placed['moved'], at: EpochMs, by: 'person' | 'matcher'): OfferEvent[] {
    return movesOf(moved, { mark: `${by}:${this.#parts.views.position}`, at, by })
  }

  /** An offer as its mall describes it, at the terms of now. */
  async #asListed(ref: OfferRef): Promise<Offer> {
    const { views, log } = this.#parts
    const { offers } = views.market
    const offer = this.#find(ref)
    const [event] = await log.readAt([offers.positions[offer]!])
    if (event?.kind !== 'offer.listed') throw new Refusal('OFFER_UNKNOWN', { mall: ref.mall, key: ref.key })
    return { ...event.offer, ...offers.termsOf(offer) }
  }

  #find(ref: OfferRef): number {
    const { offers } = this.#parts.views.market
    const offer = offers.find(ref)
    if (offer < 0 || !offers.isThere(offer)) throw new Refusal('OFFER_UNKNOWN', { mall: ref.mall, key: ref.key })
    return offer
  }

  /** Also one that is there no more. */
  #findEver(ref: OfferRef): number {
    const offer = this.#parts.views.market.offers.find(ref)
    if (offer < 0) throw new Refusal('OFFER_UNKNOWN', { mall: ref.mall, key: ref.key })
    return offer
  }

  #contradicted(one: number, other: number, verdict: 'same' | 'different'): Refusal {
    const { judgements, offers } = this.#parts.views.market
    const earlier = standsAgainst(judgements, { one, other, verdict })
      .slice(0, namedMax)
      .map((pair) => {
        const sign = pair.verdict === 'same' ? '=' : '≠'
        return `${nameOf(offers.refOf(pair.one))} ${sign} ${nameOf(offers.refOf(pair.other))}`
      })
    return new Refusal('VERDICT_CONTRADICTS', { earlier: earlier.join(', ') })
  }

  /** The position makes a word that is said again another fact. */
  #fact(kind: string, ...of: readonly OfferRef[]): { at: EpochMs; id: string } {
    const { views, now } = this.#parts
    return { at: now(), id: [kind, ...of.flatMap(({ mall, key }) => [mall, key]), views.position].join(':') }
  }
}

function nameOf({ mall, key }: OfferRef): string {
  return `${mall}/${key}`
}
