import type { FeedLook } from '../../decide/market/hold.ts'
import type { Market } from '../../state/market.ts'
import type { FeedRow } from './open-feed.ts'

/** What a row of a feed means for what is there. */
export type Change = 'listed' | 'changed' | 'repriced' | 'unchanged' | 'withdrawn' | 'unknown' | 'rejected'

/** None of each. */
export const noChanges: Readonly<Record<Change, number>> = {
  listed: 0,
  changed: 0,
  repriced: 0,
  unchanged: 0,
  withdrawn: 0,
  unknown: 0,
  rejected: 0,
}

/** What a row means now: `unknown` is a withdrawal of what is not there. Costs a hash of what the offer says, 1 to 3 us. */
export function changeOf({ offers }: Market, mall: string, row: FeedRow): Change {
  if ('fault' in row) return 'rejected'
  if ('withdrawn' in row) {
    const offer = offers.find({ mall, key: row.withdrawn })
    return offer >= 0 && offers.isThere(offer) ? 'withdrawn' : 'unknown'
  }
  const offer = offers.find(row.offer)
  if (offer < 0 || !offers.isThere(offer)) return 'listed'
  if (!offers.saysTheSame(offer, row.offer)) return 'changed'
  return offers.hasTerms(offer, row.offer) ? 'unchanged' : 'repriced'
}

/**
 * Compares a whole feed with what is there, without changing anything: what it would do, so that it can be held before it does. Of rows
 * with the same id the later ones count too, as each will be applied in its turn. Memory: a bit an offer that is there.
 */
export class Comparison {
  readonly counts: Record<Change, number> = { ...noChanges }
  rows = 0
  /** Rejected rows of which it is not known which offers they are about. */
  lost = 0
  readonly #market: Market
  readonly #mall: string
  /** By offer: whether the feed named it. */
  readonly #isNamed: Uint8Array

  constructor(market: Market, mall: string) {
    this.#market = market
    this.#mall = mall
    this.#isNamed = new Uint8Array((market.offers.size >> 3) + 1)
  }

  /** @returns what the row means */
  take(row: FeedRow): Change {
    const change = changeOf(this.#market, this.#mall, row)
    this.rows += 1
    this.counts[change] += 1
    const key = 'offer' in row ? row.offer.key : 'fault' in row ? row.key : undefined
    const offer = key === undefined ? -1 : this.#market.offers.find({ mall: this.#mall, key })
    this.#name(offer)
    if ('fault' in row && (key === undefined || (row.isGuess && offer < 0))) this.lost += 1
    return change
  }

  /** The offers of the mall that are there and that no row names, not even one that cannot be used: gone, if the feed is a full one. O(offers of all malls). */
  *missing(): Generator<number> {
    const { offers } = this.#market
    for (const offer of offers.allOf(this.#mall)) if (offers.isThere(offer) && !this.#wasNamed(offer)) yield offer
  }

  /** What it comes to when the feed is through. */
  look(scope: FeedLook['scope']): FeedLook {
    let known = 0
    let missing = 0
    const { offers } = this.#market
    for (const offer of offers.allOf(this.#mall)) {
      if (!offers.isThere(offer)) continue
      known += 1
      if (!this.#wasNamed(offer)) missing += 1
    }
    if (scope !== 'full') missing = 0
    const { withdrawn, rejected } = this.counts
    return { scope, known, missing, withdrawn: withdrawn + missing, rows: this.rows, rejected, lost: this.lost }
  }

  #name(offer: number): void {
    if (offer >= 0) this.#isNamed[offer >> 3]! |= 1 << (offer & 7)
  }

  #wasNamed(offer: number): boolean {
    return (this.#isNamed[offer >> 3]! & (1 << (offer & 7))) !== 0
  }
}
