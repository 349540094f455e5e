import { fieldsMax } from './gram-fields.ts'
import { GramReader } from './gram-reader.ts'

/** A text counts by its first 4,096 different grams: whatever is longer is no short text. */
export const gramsMax = 4096
const slotBits = 13

/**
 * The different grams of one text's fields, read once and then both searched for and added. A gram that stands in several
 * fields counts in the one with the lowest number. note: some 20 ns a gram; nothing is allocated.
 */
export class NotedGrams {
  /** The different hashes, in the order in which they came; the first `count` entries. */
  readonly hashes: Uint32Array = new Uint32Array(gramsMax)
  /** By place in `hashes`: the field. */
  readonly fields: Uint8Array = new Uint8Array(gramsMax)
  /** By place: 1 for a whole word. */
  readonly isWord: Uint8Array = new Uint8Array(gramsMax)
  /** By field: how many grams count in it. */
  readonly counts: Uint32Array = new Uint32Array(fieldsMax)
  count = 0
  readonly #reader = new GramReader()
  /** Open-addressed: place in `hashes` + 1; 0 is empty. */
  readonly #slots = new Uint16Array(1 << slotBits)

  /** Forgets all; the next text begins. */
  clear(): void {
    if (this.count > 0) this.#slots.fill(0)
    this.counts.fill(0)
    this.count = 0
  }

  /** Notes the grams of a field's text, or of a part of it. */
  note(text: string, field: number): void {
    const count = this.#reader.read(text)
    const { hashes, words } = this.#reader
    for (let i = 0; i < count; i++) this.#noteHash(hashes[i]!, field, i < words ? 1 : 0)
  }

  #noteHash(hash: number, field: number, isWord: number): void {
    let slot = hash >>> (32 - slotBits)
    for (;;) {
      const place = this.#slots[slot]! - 1
      if (place < 0) break
      if (this.hashes[place] === hash) return this.#moveUp(place, field)
      slot = (slot + 1) & ((1 << slotBits) - 1)
    }
    if (this.count === gramsMax) return
    this.hashes[this.count] = hash
    this.fields[this.count] = field
    this.isWord[this.count] = isWord
    this.counts[field]! += 1
    this.count += 1
    this.#slots[slot] = this.count
  }

  #moveUp(place: number, field: number): void {
    const before = this.fields[place]!
    if (field >= before) return
    this.counts[before]! -= 1
    this.counts[field]! += 1
    this.fields[place] = field
  }
}
