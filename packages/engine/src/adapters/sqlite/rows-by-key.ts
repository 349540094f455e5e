const slotsFirst = 1 << 11

/**
 * Key -> rows of a table that may hold it, in memory: an index that no file keeps, so that nothing of an erased person can
 * outlive them there. It holds a hash and a row a key; whether a row's key is the one asked for is for the table to say.
 * 16 to 32 bytes a key; O(1) each.
 */
export class RowsByKey {
  /** Two numbers a slot: the hash, and the row (0: empty). At most half of the slots are taken. */
  #slots: Uint32Array
  #taken = 0
  /** Rows up to here were looked at, for whoever fills it. */
  upTo = 0

  /** @param count so many keys fit before it grows */
  constructor(count = 0) {
    let length = slotsFirst
    while (length < count * 4 + 4) length *= 2
    this.#slots = new Uint32Array(length)
  }

  add(key: string, row: number): void {
    if ((this.#taken + 1) * 4 > this.#slots.length) this.#enlarge()
    put(this.#slots, hashOf(key), row)
    this.#taken += 1
  }

  /** The rows that may have this key; nearly always one, or none. */
  rowsOf(key: string): number[] {
    const rows: number[] = []
    const hash = hashOf(key)
    const mask = this.#slots.length - 2
    for (let slot = (hash << 1) & mask; this.#slots[slot + 1] !== 0; slot = (slot + 2) & mask)
      if (this.#slots[slot] === hash) rows.push(this.#slots[slot + 1])
    return rows
  }

  #enlarge(): void {
    const before = this.#slots
    this.#slots = new Uint32Array(before.length * 2)
    for (let slot = 0; slot < before.length; slot += 2)
      if (before[slot + 1] !== 0) put(this.#slots, before[slot], before[slot + 1])
  }
}

function put(slots: Uint32Array, hash: number, row: number): void {
  const mask = slots.length - 2
  let slot = (hash << 1) & mask
  while (slots[slot + 1] !== 0) slot = (slot + 2) & mask
  slots[slot] = hash
  slots[slot + 1] = row
}

/** 32 bits, FNV-1a. Keys are random, so nobody can choose ones that fall together. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
