import { grown } from '../grown.ts'

const none = 0xffffffff
/** Marks a distance of 16 bits or more, whose low and high half follow. */
const isFar = 0xffff

/**
 * The grams of every text in two bytes each: by weight, its code and how many grams have it, then the distances between
 * their sorted numbers. Two bytes also where one would do: numbers of one length are read twice as fast.
 */
export class TextGrams {
  words: Uint16Array = new Uint16Array(1024)
  /** By text: where its words begin. */
  starts: Uint32Array = new Uint32Array(64).fill(none)
  /** Words in use, those of forgotten texts included. */
  top = 0
  /** Scratch of `read`: the text's grams, the code of each one's weight. */
  grams: Uint32Array = new Uint32Array(256)
  codes: Uint8Array = new Uint8Array(256)
  #readEnd = 0

  /** Whether the text was begun and not forgotten. */
  has(text: number): boolean {
    return text < this.starts.length && this.starts[text] !== none
  }

  /** Begins a text; then come its groups, one for each weight. */
  begin(text: number, groups: number): void {
    const known = this.starts.length
    this.starts = grown(this.starts, text + 1)
    this.starts.fill(none, known)
    this.starts[text] = this.top
    this.words = grown(this.words, this.top + 1)
    this.words[this.top++] = groups
  }

  /** @param grams sorted, all different */
  addGroup(code: number, grams: Uint32Array): void {
    this.words = grown(this.words, this.top + 2 + grams.length * 3)
    this.words[this.top++] = code
    this.words[this.top++] = grams.length
    let before = 0
    for (const gram of grams) {
      const distance = gram - before
      before = gram
      this.words[this.top++] = Math.min(isFar, distance)
      if (distance < isFar) continue
      this.words[this.top++] = distance & 0xffff
      this.words[this.top++] = distance >>> 16
    }
  }

  forget(text: number): void {
    this.starts[text] = none
  }

  /** Forgets all texts. @param wordsMin room to make at once */
  clear(wordsMin: number): void {
    this.words = new Uint16Array(wordsMin)
    this.starts.fill(none)
    this.top = 0
  }

  /** Appends a text as another list of texts has it, under the same number. */
  copyFrom(other: TextGrams, text: number): void {
    other.read(text)
    const from = other.starts[text]!
    const length = other.#readEnd - from
    this.words = grown(this.words, this.top + length)
    this.words.set(other.words.subarray(from, from + length), this.top)
    this.starts[text] = this.top
    this.top += length
  }

  /** Reads a text's grams and codes into `grams` and `codes`. @returns how many */
  read(text: number): number {
    const { words } = this
    let at = this.starts[text]!
    let count = 0
    for (let groups = words[at++]!; groups > 0; groups--) {
      const code = words[at]!
      const end = count + words[at + 1]!
      at += 2
      this.grams = grown(this.grams, end)
      this.codes = grown(this.codes, end)
      for (let gram = 0; count < end; count++) {
        const distance = words[at++]!
        gram += distance < isFar ? distance : words[at++]! + words[at++]! * 65_536
        this.grams[count] = gram
        this.codes[count] = code
      }
    }
    this.#readEnd = at
    return count
  }

  /**
   * Has the memory of some texts fetched at once, as `score` one after another waits for each: half the time where there are a
   * million. @returns nothing of use, so that it is not optimised away
   */
  fetch(texts: Uint32Array, from: number, to: number): number {
    const { words, starts } = this
    const last = words.length - 1
    let sum = 0
    for (let i = from; i < to; i++) {
      const start = Math.min(starts[texts[i]!]!, last)
      sum += words[start]! + words[Math.min(start + 32, last)]!
    }
    return sum & 1
  }

  /**
   * Sum over the text's grams of what `slots` and `worths` say of them, times the gram's weight in the text.
   * @param slots open-addressed, 2^(32 - shift): gram + 1, 0 for an empty slot
   */
  score(text: number, { slots, worths, shift }: GramWorths, weights: Float64Array): number {
    const { words } = this
    const mask = 2 ** (32 - shift) - 1
    let at = this.starts[text]!
    let score = 0
    for (let groups = words[at++]!; groups > 0; groups--) {
      const weight = weights[words[at]!]!
      let left = words[at + 1]!
      at += 2
      let sum = 0
      for (let key = 1; left > 0; left--) {
        const distance = words[at++]!
        key += distance < isFar ? distance : words[at++]! + words[at++]! * 65_536
        let slot = Math.imul(key, spreading) >>> shift
        while (slots[slot] !== 0 && slots[slot] !== key) slot = (slot + 1) & mask
        sum += worths[slot]!
      }
      score += sum * weight
    }
    return score
  }
}

/** 2^32 divided by the golden ratio, odd (Knuth, TAOCP 3, 6.4). */
export const spreading = 0x9e3779b1

/** What each gram is worth to a question; `worths` is 0 where its slot is empty. */
export type GramWorths = { readonly slots: Uint32Array; readonly worths: Float64Array; readonly shift: number }
