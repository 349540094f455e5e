/** More pairs than any person will look at: the ones that waited longest go first. */
const pairsMax = 200_000
const shift = 2 ** 26

/** A pair of offers by number, the lower one first. */
export type OfferPair = { readonly one: number; readonly other: number }

/** Pairs of offers that wait for a person, each once, in the order in which they came. 40 bytes a pair. */
export class ReviewQueue {
  readonly #keys = new Set<number>()

  get size(): number {
    return this.#keys.size
  }

  add(one: number, other: number): void {
    this.#keys.add(keyOf(one, other))
    if (this.#keys.size <= pairsMax) return
    for (const first of this.#keys) {
      this.#keys.delete(first)
      return
    }
  }

  /** Has a pair wait, or wait no more. */
  take(one: number, other: number, isOpen: boolean): void {
    if (isOpen) this.add(one, other)
    else this.remove(one, other)
  }

  remove(one: number, other: number): void {
    this.#keys.delete(keyOf(one, other))
  }

  *pairs(): Generator<OfferPair> {
    for (const key of this.#keys) yield { one: Math.floor(key / shift), other: key % shift }
  }
}

function keyOf(one: number, other: number): number {
  return Math.min(one, other) * shift + Math.max(one, other)
}
