import { setImmediate } from 'node:timers/promises'
import { type Columns, parseMatcher } from '@nunchi/kernel'
import { corrected } from '../../decide/attributes/correction.ts'
import { readAttributes, type TaughtReaders } from '../../decide/attributes/read-attributes.ts'
import { taughtOfColumns } from '../../decide/attributes/taught-columns.ts'
import type { LessonAsk } from '../../decide/match/lessons.ts'
import { type LearnedFile, learnedFile, type MatcherStart } from '../../decide/match/match-messages.ts'
import { OfferMatcher } from '../../decide/match/matcher.ts'
import type { Moved, Placement } from '../../decide/match/placement.ts'
import type { Review } from '../../decide/match/review.ts'
import { shippedMatcher } from '../../decide/match/shipped-matcher.ts'
import type { OfferWord } from '../../decide/match/verdict-book.ts'
import type { ReadValue } from '../../domain/attribute.ts'
import type { Offer, OfferRef } from '../../domain/offer.ts'

/** An offer as its mall describes it, and what persons said instead of what is read out of it: names and values, '' for none. */
export type OfferToPlace = Offer & { readonly said?: readonly (readonly [name: string, value: string])[] }

/** What was read out of an offer, whatever persons said, and where it was put. */
export type Matched = Pick<Placement, 'product' | 'by' | 'moved'> & { readonly values: readonly ReadValue[] }

/** An offer as it was when the program last ran. */
export type Known = { readonly offer: Offer; readonly values: readonly ReadValue[]; readonly product: number }

/** Reads offers and matches them, in this thread or beside it; what is asked for first is done first. */
export interface Matching {
  /** Reads with what feeds taught from now on. Takes the columns over. */
  teach(readers: Columns): void
  place(offers: readonly OfferToPlace[]): Promise<readonly Matched[]>
  putBack(known: readonly Known[]): Promise<void>
  /** @see MatcherInParts.numberFrom */
  numberFrom(count: number): Promise<void>
  /** Says whether many sellers offer one thing on a mall, for what is placed from now on; they do not until it is said. */
  sellers(mall: string, areMany: boolean): Promise<void>
  withdraw(offers: readonly OfferRef[]): Promise<readonly Moved[]>
  /** @see MatcherInParts.forgetMall */
  forgetMall(mall: string): Promise<readonly Moved[]>
  judge(
    one: OfferRef,
    other: OfferRef,
    verdict: OfferWord,
  ): Promise<{ readonly holds: boolean; readonly moved: readonly Moved[] }>
  reviews(count: number): Promise<{ readonly waiting: number; readonly reviews: readonly Review[] }>
  /** Answers with what was learned, a file of `matcherFile`, from now on; with the model that the program comes with when undefined. */
  use(model: object | undefined): Promise<void>
  /** @returns what was learned and answers from now on; undefined when there is too little to learn from */
  learn(ask: LessonAsk): Promise<LearnedFile | undefined>
  close(): Promise<void>
}

/** Begins matching with nothing in it. `onEnd` is told once of an end that nobody asked for. */
export type MatchingMaker = (start: MatcherStart, onEnd: (error: Error) => void) => Matching

/** Offers placed before others have their turn: some milliseconds. */
const perTurn = 25

/** Matches in this thread, giving way every few offers: for few offers, and for tests. */
export class MatchingHere implements Matching {
  readonly #matcher: OfferMatcher
  readonly #manySellers = new Set<string>()
  #taught: TaughtReaders = {}
  #turns: Promise<unknown> = Promise.resolve()

  constructor({ model }: MatcherStart) {
    const manySellers = this.#manySellers
    this.#matcher = new OfferMatcher(shippedMatcher(), { manySellers })
    this.#matcher.use(model && parseMatcher(model))
  }

  teach(readers: Columns): void {
    this.#taught = taughtOfColumns(readers)
  }

  place(offers: readonly OfferToPlace[]): Promise<readonly Matched[]> {
    return this.#inTurn(async () => {
      const matched: Matched[] = []
      for (const [n, offer] of offers.entries()) {
        if (n % perTurn === perTurn - 1) await setImmediate()
        const values = readAttributes(offer, this.#taught)
        const { product, by, moved } = this.#matcher.place(offer, corrected(values, new Map(offer.said)))
        matched.push({ values, product, by, moved })
      }
      return matched
    })
  }

  putBack(known: readonly Known[]): Promise<void> {
    return this.#inTurn(async () => {
      for (const [n, { offer, values, product }] of known.entries()) {
        if (n % perTurn === perTurn - 1) await setImmediate()
        this.#matcher.putBack(offer, values, product)
      }
    })
  }

  numberFrom(count: number): Promise<void> {
    return this.#inTurn(() => this.#matcher.numberFrom(count))
  }

  sellers(mall: string, areMany: boolean): Promise<void> {
    return this.#inTurn(() => {
      if (areMany) this.#manySellers.add(mall)
      else this.#manySellers.delete(mall)
    })
  }

  withdraw(offers: readonly OfferRef[]): Promise<readonly Moved[]> {
    return this.#inTurn(() => offers.flatMap((offer) => this.#matcher.withdraw(offer)))
  }

  forgetMall(mall: string): Promise<readonly Moved[]> {
    return this.#inTurn(() => {
      this.#manySellers.delete(mall)
      return this.#matcher.forgetMall(mall)
    })
  }

  judge(...said: Parameters<Matching['judge']>): ReturnType<Matching['judge']> {
    return this.#inTurn(() => this.#matcher.judge(...said))
  }

  reviews(count: number): ReturnType<Matching['reviews']> {
    return this.#inTurn(() => {
      const reviews = this.#matcher.reviews(count) // drops what is settled, so that the others can be counted
      return { waiting: this.#matcher.waiting, reviews }
    })
  }

  use(model: object | undefined): Promise<void> {
    return this.#inTurn(() => this.#matcher.use(model && parseMatcher(model)))
  }

  learn(ask: LessonAsk): Promise<LearnedFile | undefined> {
    return this.#inTurn(() => {
      const learned = this.#matcher.learn(ask)
      return learned && learnedFile(learned)
    })
  }

  async close(): Promise<void> {}

  #inTurn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const result = this.#turns.then(work)
    this.#turns = result.catch(() => {})
    return result
  }
}
