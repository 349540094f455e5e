import { readCorrection } from '../../decide/attributes/correction.ts'
import { attributeNames } from '../../domain/attribute.ts'
import type { OfferRef } from '../../domain/offer.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { OfferEvent } from '../../events/offer.ts'
import { productIdOf } from '../../state/offers.ts'
import type { Views } from '../../state/views.ts'
import { movesOf } from '../malls/moves.ts'
import type { Placing } from '../malls/placing.ts'
import type { JudgeAsk, Judged } from './answers.ts'
import { standsAgainst } from './contradiction.ts'

/** Of a chain of pairs that stand against a verdict, so many are named. */
const namedMax = 5

type Parts = {
  readonly views: Views
  readonly placing: Pick<Placing, 'judge'>
  /** Does something with no feed's offers being placed and stored in between. */
  readonly alone: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** Resolves once the facts are durable and folded. */
  readonly append: (events: readonly OfferEvent[]) => Promise<void>
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
    const { views, placing, alone, append } = this.#parts
    const { offers } = views.market
    return alone(async () => {
      const [a, b] = [this.#find(one), this.#find(other)]
      if (a === b) throw new Refusal('BODY_INVALID', { field: 'body.other', reason: 'is the same offer' })
      const { holds, moved } = await placing.judge(one, other, verdict)
      if (!holds && verdict !== 'unsure') throw this.#contradicted(a, b, verdict)
      const fact = this.#fact('pair.judged', one, other)
      const moves = movesOf(moved, { ...fact, by: 'person' })
      await append([{ ...fact, kind: 'pair.judged', one, other, verdict }, ...moves])
      return {
        moved: moved.reduce((sum, each) => sum + each.offers.length, 0),
        products: { one: productIdOf(offers.productOf(a)), other: productIdOf(offers.productOf(b)) },
      }
    })
  }

  /**
   * @param feedNames what the offer's feed calls attributes of its own
   * @throws Refusal OFFER_UNKNOWN, ATTRIBUTE_UNKNOWN, ATTRIBUTE_VALUE
   */
  correct(ref: OfferRef, said: { name: string; value: string | null; feedNames: readonly string[] }): Promise<void> {
    const { views, alone, append } = this.#parts
    const { name, value, feedNames } = said
    return alone(async () => {
      this.#find(ref)
      const isKnown = (attributeNames as readonly string[]).includes(name) || feedNames.includes(name)
      if (!isKnown && views.market.values.names.find(name) < 0)
        throw new Refusal('ATTRIBUTE_UNKNOWN', { name, names: [...attributeNames, ...feedNames].join(', ') })
      const read = value === null ? undefined : readCorrection(name, value)
      if (value !== null && !read) throw new Refusal('ATTRIBUTE_VALUE', { name, value })
      const fact = this.#fact('value.corrected', ref, { mall: name, key: '' })
      await append([
        { ...fact, kind: 'value.corrected', mall: ref.mall, key: ref.key, name, ...(read && { value: read.value }) },
      ])
    })
  }

  #find(ref: OfferRef): number {
    const { offers } = this.#parts.views.market
    const offer = offers.find(ref)
    if (offer < 0 || !offers.isThere(offer)) throw new Refusal('OFFER_UNKNOWN', { mall: ref.mall, key: ref.key })
    return offer
  }

  #contradicted(one: number, other: number, verdict: 'same' | 'different'): Refusal {
    const { judgements, offers } = this.#parts.views.market
    const nameOf = (offer: number) => Object.values(offers.refOf(offer)).join('/')
    const earlier = standsAgainst(judgements, { one, other, verdict })
      .slice(0, namedMax)
      .map((pair) => `${nameOf(pair.one)} ${pair.verdict === 'same' ? '=' : '≠'} ${nameOf(pair.other)}`)
    return new Refusal('VERDICT_CONTRADICTS', { earlier: earlier.join(', ') })
  }

  /** The position makes a word that is said again another fact. */
  #fact(kind: string, ...of: readonly OfferRef[]): { at: EpochMs; id: string } {
    const { views, now } = this.#parts
    return { at: now(), id: [kind, ...of.flatMap(({ mall, key }) => [mall, key]), views.position].join(':') }
  }
}
