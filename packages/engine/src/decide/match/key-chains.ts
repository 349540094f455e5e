import { grown, hash64, hashString } from '@nunchi/kernel'

/**
 * Which offers have the same key, such as a GTIN: one key an offer, looked up by a hash of 53 bits, so that of a million keys two
 * share one with a chance of 1 in 10,000. find: O(offers of the key that are asked for). 8 bytes an offer, 40 a key.
 */
export class KeyChains {
  /** Hash -> the offer that came last + 1. */
  readonly #heads = new Map<number, number>()
  /** By offer: the next one of its key + 1; and its key's hash, 0 for none. */
  #next = new Uint32Array(16)
  #keys = new Float64Array(16)

  /** Gives an offer a key, '' for none. */
  put(offer: number, key: string): void {
    this.remove(offer)
    if (key === '') return
    this.#next = grown(this.#next, offer + 1)
    this.#keys = grown(this.#keys, offer + 1)
    const hash = hashOf(key)
    this.#keys[offer] = hash
    this.#next[offer] = this.#heads.get(hash) ?? 0
    this.#heads.set(hash, offer + 1)
  }

  /** O(offers of its key that came later). */
  remove(offer: number): void {
    const hash = this.#keys[offer] ?? 0
    if (hash === 0) return
    this.#keys[offer] = 0
    const head = this.#heads.get(hash)! - 1
    if (head === offer) {
      if (this.#next[offer] === 0) this.#heads.delete(hash)
      else this.#heads.set(hash, this.#next[offer]!)
      return
    }
    let before = head
    while (this.#next[before]! - 1 !== offer) before = this.#next[before]! - 1
    this.#next[before] = this.#next[offer]!
  }

  /** Whether both have a key, and it is the same. */
  haveOne(offer: number, other: number): boolean {
    const hash = this.#keys[offer] ?? 0
    return hash !== 0 && hash === this.#keys[other]
  }

  /** The offers that got this key last, at most `most`. */
  find(key: string, most: number): number[] {
    const found: number[] = []
    if (key === '') return found
    for (let at = this.#heads.get(hashOf(key)) ?? 0; at !== 0 && found.length < most; at = this.#next[at - 1]!)
      found.push(at - 1)
    return found
  }
}

function hashOf(key: string): number {
  hashString(key)
  return (hash64.high & 0x1fffff) * 2 ** 32 + hash64.low + 1
}
