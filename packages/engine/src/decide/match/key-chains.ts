import { grown, hash64, hashString } from '@nunchi/kernel'

const slotsFirst = 64

/**
 * Which offers have the same key, such as a GTIN: one key an offer, looked up by a hash of 53 bits, so that of a million keys two
 * share one with a chance of 1 in 10,000. find: O(offers of the key that are asked for). 12 bytes an offer, 24 to 48 a key, all of it in
 * flat memory that no garbage collection looks through.
 */
export class KeyChains {
  /** Open-addressed, at most half of the slots taken: the hash, 0 for an empty slot, and the offer that came last + 1, 0 where none is left. */
  #hashes = new Float64Array(slotsFirst)
  #heads = new Uint32Array(slotsFirst)
  #taken = 0
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
    const slot = this.#slotFor(hash)
    this.#next[offer] = this.#heads[slot]!
    this.#heads[slot] = offer + 1
  }

  /** O(offers of its key that came later). */
  remove(offer: number): void {
    const hash = this.#keys[offer] ?? 0
    if (hash === 0) return
    this.#keys[offer] = 0
    const slot = this.#slotOf(hash)
    const head = this.#heads[slot]! - 1
    if (head === offer) {
      this.#heads[slot] = this.#next[offer]!
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
    for (let at = this.#heads[this.#slotOf(hashOf(key))]!; at !== 0 && found.length < most; at = this.#next[at - 1]!)
      found.push(at - 1)
    return found
  }

  /** Where a hash is, or would be. */
  #slotOf(hash: number): number {
    const mask = this.#hashes.length - 1
    let slot = hash & mask
    while (this.#hashes[slot] !== 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & mask
    return slot
  }

  /** The slot of a hash, taken if it was not. */
  #slotFor(hash: number): number {
    const slot = this.#slotOf(hash)
    if (this.#hashes[slot] === hash) return slot
    if (this.#taken * 2 >= this.#hashes.length) {
      this.#enlarge()
      return this.#slotFor(hash)
    }
    this.#hashes[slot] = hash
    this.#taken += 1
    return slot
  }

  /** Makes the table twice as large, without those keys that no offer has any more. */
  #enlarge(): void {
    const [hashes, heads] = [this.#hashes, this.#heads]
    this.#hashes = new Float64Array(hashes.length * 2)
    this.#heads = new Uint32Array(hashes.length * 2)
    this.#taken = 0
    for (let slot = 0; slot < hashes.length; slot++) {
      if (heads[slot] === 0) continue
      const to = this.#slotOf(hashes[slot]!)
      this.#hashes[to] = hashes[slot]!
      this.#heads[to] = heads[slot]!
      this.#taken += 1
    }
  }
}

function hashOf(key: string): number {
  hashString(key)
  return (hash64.high & 0x1fffff) * 2 ** 32 + hash64.low + 1
}
