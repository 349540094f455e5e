import { grown } from '../grown.ts'

const slotsFirst = 1024

/**
 * Numbers for 32-bit hashes: the first new one gets 0, the next 1, and so on. Open-addressed, at most half full.
 * O(1); 8 bytes a slot and 4 a hash, so 20 to 36 bytes a hash.
 */
export class HashTable {
  /** By number: its hash. The first `size` entries. */
  hashes: Uint32Array = new Uint32Array(slotsFirst / 2)
  size = 0
  /** Two numbers a slot: the hash, and its number + 1 (0: empty). */
  #slots: Uint32Array = new Uint32Array(slotsFirst * 2)

  get slotBytes(): number {
    return this.#slots.byteLength
  }

  /** The hash's number, or -1. */
  find(hash: number): number {
    const slots = this.#slots
    const mask = slots.length - 2
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const id = slots[slot + 1]! - 1
      if (id < 0 || slots[slot] === hash) return id
    }
  }

  /** The hash's number; a new one if it has none. */
  idOf(hash: number): number {
    const known = this.find(hash)
    if (known >= 0) return known
    if ((this.size + 1) * 4 > this.#slots.length) this.#rebuild(this.#slots.length * 2)
    this.hashes = grown(this.hashes, this.size + 1)
    this.hashes[this.size] = hash
    this.#put(hash, this.size)
    this.size += 1
    return this.size - 1
  }

  /** Takes the hashes over, in order of their numbers. */
  restore(hashes: Uint32Array): void {
    this.hashes = hashes
    this.size = hashes.length
    let length = slotsFirst * 2
    while (length < this.size * 4 + 4) length *= 2
    this.#rebuild(length)
  }

  #put(hash: number, id: number): void {
    const slots = this.#slots
    const mask = slots.length - 2
    let slot = (hash << 1) & mask
    while (slots[slot + 1] !== 0) slot = (slot + 2) & mask
    slots[slot] = hash
    slots[slot + 1] = id + 1
  }

  #rebuild(length: number): void {
    this.#slots = new Uint32Array(length)
    for (let id = 0; id < this.size; id++) this.#put(this.hashes[id]!, id)
  }
}
