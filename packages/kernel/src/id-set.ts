import type { Columns, Saved } from './columns.ts'
import { hash64, hashString } from './hash64.ts'

const tablesCount = 1024
const slotsFirst = 16

/** One open-addressed table of 64-bit values, two numbers a slot; (0, 0) marks an empty slot. */
type Table = { slots: Uint32Array; count: number }

/**
 * The last n different strings added, as 64-bit hashes: at least `keep` of them, at most twice that. Older ones are
 * forgotten a generation at a time, so memory is bounded: 12 to 26 bytes a string. Adding one again does not renew it.
 *
 * has, add: O(1). Growing moves one of 1,024 tables at a time, so no add takes long.
 */
export class IdSet implements Saved {
  readonly #keep: number
  readonly #seed: number
  #young: Table[] = tables()
  #old: Table[] = tables()
  #youngCount = 0

  /** @param seed any integer: where hashes lie in a table. One that nobody outside knows keeps chosen ids apart. */
  constructor(keep: number, seed = 0) {
    this.#keep = keep
    this.#seed = seed
  }

  has(id: string): boolean {
    hashString(id)
    return this.#holds(hash64.high, hash64.low || 1)
  }

  /** @returns whether `id` was new */
  add(id: string): boolean {
    hashString(id)
    const { high } = hash64
    const low = hash64.low || 1 // (0, 0) marks an empty slot
    if (this.#holds(high, low)) return false
    if (this.#youngCount >= this.#keep) {
      this.#old = this.#young
      this.#young = tables()
      this.#youngCount = 0
    }
    insert(this.#young[high & (tablesCount - 1)]!, high, low, this.#seed)
    this.#youngCount += 1
    return true
  }

  save(): Columns {
    return { young: packed(this.#young), old: packed(this.#old) }
  }

  restore(columns: Columns): void {
    this.#young = unpacked(columns.young as Uint32Array, this.#seed)
    this.#old = unpacked(columns.old as Uint32Array, this.#seed)
    this.#youngCount = (columns.young as Uint32Array).length / 2
  }

  #holds(high: number, low: number): boolean {
    const index = high & (tablesCount - 1)
    return contains(this.#young[index]!, high, low, this.#seed) || contains(this.#old[index]!, high, low, this.#seed)
  }
}

function tables(): Table[] {
  return Array.from({ length: tablesCount }, () => ({ slots: new Uint32Array(0), count: 0 }))
}

/** Where a hash begins to look for its slot: its bits mixed with the seed's (MurmurHash3's finaliser). */
function scattered(high: number, low: number, seed: number): number {
  let mixed = low ^ seed
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b) ^ high
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

function contains(table: Table, high: number, low: number, seed: number): boolean {
  const { slots } = table
  if (slots.length === 0) return false
  const mask = slots.length / 2 - 1
  for (let slot = scattered(high, low, seed) & mask; ; slot = (slot + 1) & mask) {
    const slotHigh = slots[slot * 2]!
    const slotLow = slots[slot * 2 + 1]!
    if (slotHigh === high && slotLow === low) return true
    if (slotHigh === 0 && slotLow === 0) return false
  }
}

function insert(table: Table, high: number, low: number, seed: number): void {
  if (table.count * 3 >= table.slots.length) enlarge(table, seed)
  const { slots } = table
  const mask = slots.length / 2 - 1
  let slot = scattered(high, low, seed) & mask
  while (slots[slot * 2] !== 0 || slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask
  slots[slot * 2] = high
  slots[slot * 2 + 1] = low
  table.count += 1
}

function enlarge(table: Table, seed: number): void {
  const before = table.slots
  table.slots = new Uint32Array(Math.max(slotsFirst, before.length * 2))
  table.count = 0
  for (let i = 0; i < before.length; i += 2) {
    if (before[i] !== 0 || before[i + 1] !== 0) insert(table, before[i]!, before[i + 1]!, seed)
  }
}

/** The values alone, table by table and in order of value: the same strings give the same bytes, however they came. */
function packed(all: readonly Table[]): Uint32Array {
  const values = new Uint32Array(all.reduce((sum, table) => sum + table.count, 0) * 2)
  let end = 0
  for (const { slots, count } of all) {
    const first = end
    for (let i = 0; i < slots.length; i += 2) {
      if (slots[i] === 0 && slots[i + 1] === 0) continue
      values[end++] = slots[i]!
      values[end++] = slots[i + 1]!
    }
    new BigUint64Array(values.buffer, first * 4, count).sort()
  }
  return values
}

/** The length that the slots of a table have after `count` insertions. */
function lengthFor(count: number): number {
  let length = count === 0 ? 0 : slotsFirst
  while (length > 0 && (count - 1) * 3 >= length) length *= 2
  return length
}

function unpacked(values: Uint32Array, seed: number): Table[] {
  const counts = new Uint32Array(tablesCount)
  for (let i = 0; i < values.length; i += 2) counts[values[i]! & (tablesCount - 1)]! += 1
  const all = Array.from(counts, (count): Table => ({ slots: new Uint32Array(lengthFor(count)), count: 0 }))
  for (let i = 0; i < values.length; i += 2)
    insert(all[values[i]! & (tablesCount - 1)]!, values[i]!, values[i + 1]!, seed)
  return all
}
