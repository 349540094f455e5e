import type { Columns } from '@nunchi/kernel'
import { corrected } from '../../decide/attributes/correction.ts'
import type { LessonAsk } from '../../decide/match/lessons.ts'
import type { LearnedFile } from '../../decide/match/match-messages.ts'
import type { Moved } from '../../decide/match/placement.ts'
import type { Review } from '../../decide/match/review.ts'
import type { OfferWord } from '../../decide/match/verdict-book.ts'
import type { Offer, OfferRef } from '../../domain/offer.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { Market } from '../../state/market.ts'
import { productIdOf } from '../../state/offers.ts'
import { type Matched, type Matching, MatchingHere, type MatchingMaker, type OfferToPlace } from './matching.ts'
import type { Placed, Placer } from './reading.ts'

/** What a person says of two offers; 'unsure' takes back what was said before, and puts the pair aside. */
export type Verdict = 'same' | 'different' | 'unsure'

/** Whether the matcher is there; 'idle': it is made when it is needed. */
export type MatcherState = 'idle' | 'making' | 'ready'

export type PlacingParts = {
  readonly log: EventLog
  readonly market: Market
  /** In this thread when absent. */
  readonly matching?: MatchingMaker
  /** Does something with nothing being placed or stored meanwhile. At once when absent. */
  readonly alone?: (work: () => Promise<void>) => Promise<void>
  /** Resolves when what is being stored is stored, or was refused. */
  readonly stored?: () => Promise<unknown>
}

/** Offers read back from the log at a time, and how many times before the first of them are through. */
const perRead = 500
const readsMax = 2

/**
 * Which product each offer is of: knows the shop's side of it, the log from which the matcher is made by `ready`, or when it is first
 * needed (0.1 to 0.2 ms an offer), and again after something that it placed could not be stored, or it failed. It is made of what is
 * stored when the making begins, so this never happens between an answer and its being stored. All but `ready`, `teach`, `use`, `learn`,
 * `reset`, `endMaking` and `close` are to be called `alone`.
 */
export class Placing implements Placer {
  readonly #log: EventLog
  readonly #market: Market
  readonly #make: MatchingMaker
  readonly #alone: NonNullable<PlacingParts['alone']>
  readonly #stored: NonNullable<PlacingParts['stored']>
  #readers: Columns | undefined
  #model: object | undefined
  #matching: Promise<Matching> | undefined
  #isMade = false
  #isEnding = false
  /** Malls of which the matcher knows that many sellers offer there. */
  #manySellers = new Set<string>()

  constructor({ log, market, matching = (start) => new MatchingHere(start), alone, stored }: PlacingParts) {
    this.#log = log
    this.#market = market
    this.#make = matching
    this.#alone = alone ?? ((work) => work())
    this.#stored = stored ?? (async () => {})
  }

  /** Reads offers with these readers from now on. Takes the columns over. */
  teach(readers: Columns): void {
    this.#readers = readers
    this.#matching?.then((matching) => matching.teach(readers)).catch(() => {}) // told to whoever needs it
  }

  /** Answers with what was learned, a file of `matcherFile`, from now on; with what the program comes with when undefined. */
  async use(model: object | undefined): Promise<void> {
    this.#model = model
    await (await this.#matching)?.use(model)
  }

  /** Learns from verdicts and GTINs. @returns what was learned and answers from now on; undefined for too little to learn from */
  async learn(ask: LessonAsk): Promise<LearnedFile | undefined> {
    const learned = await (await this.#begun()).learn(ask)
    this.#model = learned?.model ?? this.#model
    return learned
  }

  get state(): MatcherState {
    if (!this.#matching) return 'idle'
    return this.#isMade ? 'ready' : 'making'
  }

  /** Not to be waited for `alone`, behind which the making begins. @throws Refusal MATCHING_STOPPED */
  async ready(): Promise<void> {
    await this.#begun()
  }

  async place(offers: readonly Offer[]): Promise<readonly Placed[]> {
    const matching = await this.#ready()
    for (const mall of new Set(offers.map((offer) => offer.mall))) await this.#tellSellers(matching, mall)
    const matched = await matching.place(offers.map((offer) => this.#withWords(offer)))
    return matched.map(placedOf)
  }

  /** Places an offer as if a person had said this of it already; '' for none, undefined for a word that was taken back. */
  async placeAsSaid(offer: Offer, name: string, value: string | undefined): Promise<Placed> {
    const { said = [], ...asIs } = this.#withWords(offer)
    const others = said.filter((word) => word[0] !== name)
    const words = value === undefined ? others : [...others, [name, value] as const]
    const [matched] = await (await this.#ready()).place([{ ...asIs, said: words }])
    return placedOf(matched!)
  }

  async withdraw(offers: readonly OfferRef[]): Promise<Placed['moved']> {
    const matching = await this.#matching
    return matching ? told(await matching.withdraw(offers)) : []
  }

  /** The pairs of which a person's word would change most, and how many wait in all. */
  async reviews(count: number): Promise<{ readonly waiting: number; readonly reviews: readonly Review[] }> {
    return (await this.#ready()).reviews(count)
  }

  /** Takes a person's word. @returns `holds: false` where earlier words say the opposite, and then nothing has changed */
  async judge(one: OfferRef, other: OfferRef, verdict: OfferWord): Promise<{ holds: boolean; moved: Placed['moved'] }> {
    const { holds, moved } = await (await this.#ready()).judge(one, other, verdict)
    return { holds, moved: told(moved) }
  }

  /** Takes out a mall that the market knows no more, and what persons said of its offers. @returns others that moved */
  async forgetMall(mall: string): Promise<Placed['moved']> {
    const matching = this.#matching
    if (!matching) return []
    if (this.#isMade) {
      this.#manySellers.delete(mall)
      return told(await (await matching).forgetMall(mall))
    }
    this.reset() // it has some of the mall already
    this.#ready().catch(() => {}) // told to whoever needs it
    return []
  }

  /** Forgets all it knows: it is made anew from what the log has. What was asked for and not yet answered is refused. */
  reset(): void {
    this.close().catch(() => {})
  }

  /** From now on none is made, and one that is being made ends: for a program that ends. One that is made goes on until `close`. */
  async endMaking(): Promise<void> {
    this.#isEnding = true
    if (!this.#isMade) await this.close()
  }

  /** Ends the matcher, also while it is being made. */
  async close(): Promise<void> {
    const matching = this.#matching
    if (matching) this.#forget(matching)
    await matching?.then((made) => made.close()).catch(() => {})
  }

  /** Begins the making `alone`, and waits for it outside. */
  async #begun(): Promise<Matching> {
    if (this.#matching) return this.#matching
    const begun: { making?: Promise<Matching> } = {}
    await this.#alone(async () => {
      begun.making = this.#ready()
      begun.making.catch(() => {}) // told below
    })
    return begun.making!
  }

  #ready(): Promise<Matching> {
    if (this.#matching) return this.#matching
    if (this.#isEnding) return Promise.reject(stopped())
    const isWanted = () => this.#matching === restored
    const restored: Promise<Matching> = Promise.resolve().then(() =>
      this.#restored(() => this.#forget(restored), isWanted),
    )
    restored.then(
      () => {
        if (isWanted()) this.#isMade = true
      },
      () => this.#forget(restored),
    )
    this.#matching = restored
    return restored
  }

  /** The next one who needs it has it made anew. */
  #forget(matching: Promise<Matching>): void {
    if (this.#matching !== matching) return
    this.#matching = undefined
    this.#isMade = false
  }

  /** The oldest offer first, as they came; then what persons said. */
  async #restored(onEnd: () => void, isWanted: () => boolean): Promise<Matching> {
    const { offers, judgements } = this.#market
    const check = () => {
      if (!isWanted()) throw stopped()
    }
    await this.#stored() // a block is placed while the one before it is being stored
    check()
    const matching = this.#make({ model: this.#model }, onEnd)
    this.#manySellers = new Set()
    try {
      if (this.#readers) matching.teach(this.#readers)
      for (const { mall } of this.#market.malls.all()) {
        check()
        await this.#tellSellers(matching, mall.id)
      }
      await this.#putBack(matching, check)
      await matching.numberFrom(offers.productCount)
      for (const { one, other, verdict } of judgements.all())
        await matching.judge(offers.refOf(one), offers.refOf(other), verdict)
      for (const { one, other } of judgements.asides())
        await matching.judge(offers.refOf(one), offers.refOf(other), 'unsure')
      check()
      return matching
    } catch (error) {
      await matching.close()
      throw error
    }
  }

  /** What a mall is can be said anew at any time. */
  async #tellSellers(matching: Matching, mall: string): Promise<void> {
    const areMany = this.#market.malls.find(mall)?.mall.manySellers === true
    if (areMany === this.#manySellers.has(mall)) return
    if (areMany) this.#manySellers.add(mall)
    else this.#manySellers.delete(mall)
    await matching.sellers(mall, areMany)
  }

  #withWords(offer: Offer): OfferToPlace {
    const { offers, judgements } = this.#market
    const number = offers.find(offer)
    const said = number < 0 ? [] : [...judgements.correctionsOf(number)]
    return said.length === 0 ? offer : { ...offer, said }
  }

  /** Reads on in the log while the matcher is at work. */
  async #putBack(matching: Matching, check: () => void): Promise<void> {
    const { offers, values, judgements } = this.#market
    const there = Array.from({ length: offers.size }, (_, offer) => offer).filter((offer) => offers.isThere(offer))
    const underWay: Promise<void>[] = []
    for (let from = 0; from < there.length; from += perRead) {
      check()
      const some = there.slice(from, from + perRead)
      const events = await this.#log.readAt(some.map((offer) => offers.positions[offer]!))
      const known = events.flatMap((event, i) => {
        if (event.kind !== 'offer.listed') return [] // of a mall that is being erased
        const offer = some[i]!
        const known = corrected(values.of(offer), judgements.correctionsOf(offer))
        return [{ offer: event.offer, values: known, product: offers.productOf(offer) }]
      })
      if (underWay.length >= readsMax) await underWay.shift()
      const putBack = matching.putBack(known)
      putBack.catch(() => {}) // told when it is waited for
      underWay.push(putBack)
    }
    await Promise.all(underWay)
  }
}

function stopped(): Refusal {
  return new Refusal('MATCHING_STOPPED', { reason: 'it is made anew, or the program ends' })
}

function told(moved: readonly Moved[]): Placed['moved'] {
  return moved.map(({ product, offers }) => ({ product: productIdOf(product), offers }))
}

function placedOf({ product, values, by, moved }: Matched): Placed {
  return { product: productIdOf(product), values, by, moved: told(moved) }
}
