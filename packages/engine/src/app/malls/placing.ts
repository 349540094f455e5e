import { setImmediate } from 'node:timers/promises'
import type { Columns } from '@nunchi/kernel'
import { readAttributes, type TaughtReaders } from '../../decide/attributes/read-attributes.ts'
import { taughtOfColumns } from '../../decide/attributes/taught-columns.ts'
import { OfferMatcher } from '../../decide/match/matcher.ts'
import type { Moved } from '../../decide/match/placement.ts'
import type { Review } from '../../decide/match/review.ts'
import { shippedMatcher } from '../../decide/match/shipped-matcher.ts'
import type { Offer, OfferRef } from '../../domain/offer.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { Market } from '../../state/market.ts'
import { productIdOf } from '../../state/offers.ts'
import type { Placed, Placer } from './reading.ts'

/** What a person says of two offers; 'unsure' takes back what was said before. */
export type Verdict = 'same' | 'different' | 'unsure'

/** Offers placed before others have their turn: some milliseconds. */
const perTurn = 25
/** Offers read back from the log at a time. */
const perRead = 2_000

/**
 * Reads attributes and matches in this thread, giving way every few offers. What it knows of the offers is made from the log when it is
 * first needed, 0.2 ms an offer, and again after something that it placed could not be stored.
 */
export class Placing implements Placer {
  readonly #log: EventLog
  readonly #market: Market
  #taught: TaughtReaders = {}
  #matcher: OfferMatcher | undefined

  constructor(parts: { log: EventLog; market: Market }) {
    this.#log = parts.log
    this.#market = parts.market
  }

  /** Reads offers with these readers from now on. Takes the columns over. */
  teach(readers: Columns): void {
    this.#taught = taughtOfColumns(readers)
  }

  async place(offers: readonly Offer[]): Promise<readonly Placed[]> {
    const matcher = await this.#ready()
    const placed: Placed[] = []
    for (const [n, offer] of offers.entries()) {
      if (n % perTurn === perTurn - 1) await setImmediate()
      const values = readAttributes(offer, this.#taught)
      const { product, by, moved } = matcher.place(offer, values)
      placed.push({ product: productIdOf(product), values, by, moved: told(moved) })
    }
    return placed
  }

  async withdraw(offers: readonly OfferRef[]): Promise<Placed['moved']> {
    const matcher = this.#matcher
    return matcher ? told(offers.flatMap((offer) => matcher.withdraw(offer))) : []
  }

  /** The pairs of which a person's word would change most, and how many wait in all. */
  async reviews(count: number): Promise<{ readonly waiting: number; readonly reviews: readonly Review[] }> {
    const matcher = await this.#ready()
    return { waiting: matcher.waiting, reviews: matcher.reviews(count) }
  }

  /** Takes a person's word. @returns `holds: false` where earlier words say the opposite, and then nothing has changed */
  async judge(one: OfferRef, other: OfferRef, verdict: Verdict): Promise<{ holds: boolean; moved: Placed['moved'] }> {
    const matcher = await this.#ready()
    const { holds, moved } = matcher.judge(one, other, verdict)
    return { holds, moved: told(moved) }
  }

  /** Forgets all it knows: it is made anew from what the log has. */
  reset(): void {
    this.#matcher = undefined
  }

  async #ready(): Promise<OfferMatcher> {
    this.#matcher ??= await this.#restored()
    return this.#matcher
  }

  /** The oldest offer first, as they came; then what persons said. */
  async #restored(): Promise<OfferMatcher> {
    const matcher = new OfferMatcher(shippedMatcher())
    const { offers, values, judgements } = this.#market
    const there = Array.from({ length: offers.size }, (_, offer) => offer).filter((offer) => offers.isThere(offer))
    for (let from = 0; from < there.length; from += perRead) {
      const some = there.slice(from, from + perRead)
      const events = await this.#log.readAt(some.map((offer) => offers.positions[offer]!))
      for (const [i, event] of events.entries()) {
        if (event.kind !== 'offer.listed') continue // of a mall that is being erased
        if (i % perTurn === perTurn - 1) await setImmediate()
        matcher.putBack(event.offer, values.of(some[i]!), offers.productOf(some[i]!))
      }
    }
    matcher.numberFrom(offers.productCount)
    for (const { one, other, verdict } of judgements.all())
      matcher.judge(offers.refOf(one), offers.refOf(other), verdict)
    return matcher
  }
}

function told(moved: readonly Moved[]): Placed['moved'] {
  return moved.map(({ product, offers }) => ({ product: productIdOf(product), offers }))
}
