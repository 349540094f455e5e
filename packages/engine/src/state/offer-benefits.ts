import { type Columns, grown, Interner, type Saved } from '@nunchi/kernel'
import { programmeKey } from '../domain/counting.ts'
import type { OfferBenefit } from '../domain/offer.ts'
import type { Minor } from '../domain/units.ts'

const unknown = -1

/** A benefit by its programme's number; -1 for an amount that is not said. */
type Kept = { readonly programme: number; readonly price: number; readonly shipping: number }

/**
 * What offers cost who has a card or a membership, by offer: nothing is kept of an offer that says nothing of it, and some 100 bytes a benefit of
 * others. A programme that no offer names any more is forgotten. O(benefits of the offer).
 */
export class OfferBenefits implements Saved {
  readonly #of = new Map<number, readonly Kept[]>()
  readonly #programmes: Interner
  /** By programme: benefits that name it. */
  #uses: Uint32Array = new Uint32Array(16)

  constructor(hashSeed: number) {
    this.#programmes = new Interner(hashSeed)
  }

  put(offer: number, benefits: readonly OfferBenefit[] = []): void {
    const kept = benefits.map(({ programme, priceMinor = unknown, shippingMinor = unknown }): Kept => {
      return { programme: this.#use(programmeKey(programme)), price: priceMinor, shipping: shippingMinor }
    })
    this.clear(offer)
    if (kept.length > 0) this.#of.set(offer, kept)
  }

  /** Undefined when the offer costs everybody the same. Programmes by `programmeKey`. */
  of(offer: number): OfferBenefit[] | undefined {
    return this.#of.get(offer)?.map(({ programme, price, shipping }) => ({
      programme: this.#programmes.nameOf(programme),
      ...(price === unknown ? {} : { priceMinor: price as Minor }),
      ...(shipping === unknown ? {} : { shippingMinor: shipping as Minor }),
    }))
  }

  clear(offer: number): void {
    for (const { programme } of this.#of.get(offer) ?? []) {
      this.#uses[programme]! -= 1
      if (this.#uses[programme] === 0) this.#programmes.forget(programme)
    }
    this.#of.delete(offer)
  }

  save(): Columns {
    const all = [...this.#of].flatMap(([offer, kept]) => kept.map((one) => ({ offer, ...one })))
    return {
      programmes: this.#programmes.names(),
      offers: Uint32Array.from(all, ({ offer }) => offer),
      ofProgramme: Uint32Array.from(all, ({ programme }) => programme),
      prices: Float64Array.from(all, ({ price }) => price),
      shippings: Float64Array.from(all, ({ shipping }) => shipping),
    }
  }

  restore(columns: Columns): void {
    this.#programmes.restore(columns.programmes as string[])
    this.#uses = grown(new Uint32Array(16), this.#programmes.size)
    this.#of.clear()
    const [programmes, prices, shippings] = [
      columns.ofProgramme as Uint32Array,
      columns.prices as Float64Array,
      columns.shippings as Float64Array,
    ]
    for (const [i, offer] of (columns.offers as Uint32Array).entries()) {
      const kept = { programme: programmes[i]!, price: prices[i]!, shipping: shippings[i]! }
      this.#of.set(offer, [...(this.#of.get(offer) ?? []), kept])
      this.#uses[kept.programme]! += 1
    }
  }

  #use(name: string): number {
    const programme = this.#programmes.idOf(name)
    this.#uses = grown(this.#uses, programme + 1)
    this.#uses[programme]! += 1
    return programme
  }
}
