import { Random } from '@nunchi/kernel'
import type { Offer } from '../../domain/offer.ts'

/** Offers that are learned from: more of them teach little more, and take memory and time. */
const offersMax = 50_000
const seed = 1

/**
 * Some of many offers, each as likely to be among them as any other, however many there are. Source: Vitter (1985), Random sampling with a
 * reservoir, algorithm R, doi 10.1145/3147.3165. Deterministic; O(1) an offer.
 */
export class OfferSample {
  readonly #random = new Random(seed)
  readonly #kept: Offer[] = []
  #seen = 0

  add(offer: Offer): void {
    const place = this.#seen < offersMax ? this.#seen : this.#random.below(this.#seen + 1)
    this.#seen += 1
    if (place < offersMax) this.#kept[place] = offer
  }

  /** Those that were drawn, in an order of chance. Draw no more afterwards. */
  drawn(): readonly Offer[] {
    return this.#random.shuffle(this.#kept)
  }
}
