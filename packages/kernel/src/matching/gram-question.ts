import { weightOfCode } from './gram-fields.ts'
import { gramsMax } from './noted-grams.ts'
import type { TextBytes } from './text-bytes.ts'

const spreading = 0x9e3779b1
const slotBits = 13

/** A question's grams that texts have, rarest first, and what they weigh; the squares of all weights sum to 1 at most. */
export class GramQuestion {
  readonly grams: Uint32Array = new Uint32Array(gramsMax)
  /** By place in `grams`: texts that have it. */
  readonly frequencies: Uint32Array = new Uint32Array(gramsMax)
  readonly weights: Float64Array = new Float64Array(gramsMax)
  /** By place: the length, as a vector, of the weights from there on; 0 behind the last. */
  readonly rests: Float64Array = new Float64Array(gramsMax + 1)
  lists = 0
  #squares = 0
  /** Scratch for the order: frequency * gramsMax + place. */
  readonly #keys = new Float64Array(gramsMax)
  readonly #gramsGiven = new Uint32Array(gramsMax)
  readonly #weightsGiven = new Float64Array(gramsMax)
  /** Open-addressed: gram + 1 and its weight; few slots are looked at, so that they stay in the first cache. */
  readonly #slots = new Uint32Array(1 << slotBits)
  readonly #slotWeights = new Float64Array(1 << slotBits)
  #shift = 0
  #size = 0

  begin(): void {
    this.lists = 0
    this.#squares = 0
  }

  /** @param frequency texts that have the gram; one that none has counts in the question's length alone */
  add(gram: number, frequency: number, weight: number): void {
    this.#squares += weight * weight
    if (frequency === 0 || weight === 0) return
    this.#keys[this.lists] = frequency * gramsMax + this.lists
    this.#gramsGiven[this.lists] = gram
    this.#weightsGiven[this.lists++] = weight
  }

  /** Puts the grams in order; to be called when all are there. O(n log n) */
  finish(): void {
    const length = Math.sqrt(this.#squares)
    const keys = this.#keys.subarray(0, this.lists).sort()
    this.#clearSlots()
    for (let place = 0; place < this.lists; place++) {
      const given = keys[place]! % gramsMax
      this.frequencies[place] = Math.floor(keys[place]! / gramsMax)
      this.grams[place] = this.#gramsGiven[given]!
      this.weights[place] = this.#weightsGiven[given]! / length
      this.#put(this.grams[place]!, this.weights[place]!)
    }
    this.rests[this.lists] = 0
    let squares = 0
    for (let place = this.lists - 1; place >= 0; place--) {
      squares += this.weights[place]! ** 2
      this.rests[place] = Math.sqrt(squares)
    }
  }

  /** A text's score: 0 to 1. O(grams of the text) */
  scoreOf(texts: TextBytes, text: number): number {
    const count = texts.read(text)
    const { grams, codes } = texts
    const slots = this.#slots
    const mask = this.#size - 1
    let score = 0
    for (let i = 0; i < count; i++) {
      const key = grams[i]! + 1
      let slot = Math.imul(key, spreading) >>> this.#shift
      while (slots[slot] !== 0 && slots[slot] !== key) slot = (slot + 1) & mask
      if (slots[slot] === key) score += this.#slotWeights[slot]! * weightOfCode[codes[i]!]!
    }
    return score
  }

  #clearSlots(): void {
    let bits = 6
    while (1 << bits < this.lists * 4 && bits < slotBits) bits += 1
    this.#size = 1 << bits
    this.#shift = 32 - bits
    this.#slots.fill(0, 0, this.#size)
  }

  #put(gram: number, weight: number): void {
    const mask = this.#size - 1
    let slot = Math.imul(gram + 1, spreading) >>> this.#shift
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = gram + 1
    this.#slotWeights[slot] = weight
  }
}
