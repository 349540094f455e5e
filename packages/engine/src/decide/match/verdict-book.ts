/** What a person said of two offers. */
export type OfferVerdict = 'same' | 'different'

/** What a person does with a pair: says what it is, puts it aside, or gives it back to those that wait for a word. */
export type OfferWord = OfferVerdict | 'unsure' | 'open'

/**
 * What persons said of offers, by number: it outlives that an offer is withdrawn and comes back. 100 bytes each.
 */
export class VerdictBook {
  readonly #ofOffer = new Map<number, Map<number, OfferVerdict>>()
  count = 0

  set(one: number, other: number, verdict: OfferWord): void {
    this.remove(one, other)
    if (verdict === 'unsure' || verdict === 'open') return
    this.#mapOf(one).set(other, verdict)
    this.#mapOf(other).set(one, verdict)
    this.count += 1
  }

  remove(one: number, other: number): void {
    if (!this.#ofOffer.get(one)?.delete(other)) return
    this.#ofOffer.get(other)!.delete(one)
    this.count -= 1
    for (const offer of [one, other]) if (this.#ofOffer.get(offer)!.size === 0) this.#ofOffer.delete(offer)
  }

  between(one: number, other: number): OfferVerdict | undefined {
    return this.#ofOffer.get(one)?.get(other)
  }

  /** The others that something was said of together with this one, in the order in which it was said. */
  of(offer: number): ReadonlyMap<number, OfferVerdict> {
    return this.#ofOffer.get(offer) ?? nothing
  }

  /** All that stands, each once. */
  *all(): Generator<{ readonly one: number; readonly other: number; readonly verdict: OfferVerdict }> {
    for (const [one, others] of this.#ofOffer)
      for (const [other, verdict] of others) if (one < other) yield { one, other, verdict }
  }

  #mapOf(offer: number): Map<number, OfferVerdict> {
    const known = this.#ofOffer.get(offer) ?? new Map<number, OfferVerdict>()
    this.#ofOffer.set(offer, known)
    return known
  }
}

const nothing: ReadonlyMap<number, OfferVerdict> = new Map()
