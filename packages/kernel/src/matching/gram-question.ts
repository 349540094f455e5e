import { weightOfCode } from './gram-fields.ts'
import { gramsMax } from './noted-grams.ts'
import { textsMax } from './posting.ts'
import { type GramWorths, spreading, type TextGrams } from './text-grams.ts'

const slotBits = 14
const insertionMax = 100

/**
 * A question's grams that texts have, whole words first and of both the rarest first, and what they weigh; the squares of all
 * weights sum to 1 at most.
 */
export class GramQuestion {
  readonly grams: Uint32Array = new Uint32Array(gramsMax)
  /** By place in `grams`: texts that have it. */
  readonly frequencies: Uint32Array = new Uint32Array(gramsMax)
  readonly weights: Float64Array = new Float64Array(gramsMax)
  /** The squares of all weights that some text can get. */
  known = 0
  lists = 0
  #squares = 0
  /** Scratch for the order: whether a word, frequency, place given. */
  readonly #keys = new Float64Array(gramsMax)
  readonly #gramsGiven = new Uint32Array(gramsMax)
  readonly #weightsGiven = new Float64Array(gramsMax)
  /** Few of the slots are used, so that they stay in the first cache. */
  readonly #worths: GramWorths & { shift: number } = {
    slots: new Uint32Array(1 << slotBits),
    worths: new Float64Array(1 << slotBits),
    shift: 32 - slotBits,
  }

  begin(): void {
    this.lists = 0
    this.#squares = 0
  }

  /** @param frequency texts that have the gram; one that none has counts in the question's length alone */
  add(gram: number, frequency: number, weight: number, isWord: boolean): void {
    this.#squares += weight * weight
    if (frequency === 0 || weight === 0) return
    this.#keys[this.lists] = ((isWord ? 0 : textsMax) + frequency) * gramsMax + this.lists
    this.#gramsGiven[this.lists] = gram
    this.#weightsGiven[this.lists++] = weight
  }

  /** Puts the grams in order; to be called when all are there. O(n log n) */
  finish(): void {
    const length = Math.sqrt(this.#squares)
    this.#sortKeys()
    const keys = this.#keys
    this.#clearSlots()
    this.known = 0
    for (let place = 0; place < this.lists; place++) {
      const key = keys[place]!
      const given = key % gramsMax
      this.frequencies[place] = Math.floor(key / gramsMax) % textsMax
      this.grams[place] = this.#gramsGiven[given]!
      this.weights[place] = this.#weightsGiven[given]! / length
      this.known += this.weights[place]! ** 2
      this.#put(this.grams[place]!, this.weights[place]!)
    }
  }

  /** A text's score: 0 to 1. O(grams of the text) */
  scoreOf(texts: TextGrams, text: number): number {
    return texts.score(text, this.#worths, weightOfCode)
  }

  /** Puts the places in order, lowest key first: by insertion, which for some 60 beats a call of `sort`. */
  #sortKeys(): void {
    const keys = this.#keys
    if (this.lists > insertionMax) keys.subarray(0, this.lists).sort()
    else
      for (let i = 1; i < this.lists; i++) {
        const key = keys[i]!
        let at = i
        for (; at > 0 && keys[at - 1]! > key; at--) keys[at] = keys[at - 1]!
        keys[at] = key
      }
  }

  #clearSlots(): void {
    let bits = 6
    while (1 << bits < this.lists * 4 && bits < slotBits) bits += 1
    const { slots, worths } = this.#worths
    slots.fill(0, 0, 1 << bits)
    worths.fill(0, 0, 1 << bits)
    this.#worths.shift = 32 - bits
  }

  #put(gram: number, weight: number): void {
    const { slots, worths, shift } = this.#worths
    const mask = 2 ** (32 - shift) - 1
    let slot = Math.imul(gram + 1, spreading) >>> shift
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = gram + 1
    worths[slot] = weight
  }
}
