import { type Columns, nested, partOf, type Saved } from '../columns.ts'
import { mixed } from './span-features.ts'
import { isContent, TokenList, tokenKind } from './token-list.ts'

/** What a text was put down as: the class, and the chance that it is right. */
export type ClassGuess = { readonly label: number; readonly chance: number }

/**
 * Puts texts into one of several classes by their words and pairs of words: multinomial logistic regression over those that were
 * seen in training. Scripts without spaces are read by syllables, pairs and threes of them.
 *
 * Memory: 4 bytes times classes times features kept. guess: features x classes, 2 us for 143 classes and 20 features.
 */
export class TextClassifier implements Saved {
  readonly tokens = new TokenList()
  /** Hash of a feature at `slots[2 i]`, its row + 1 at `slots[2 i + 1]`; 0 is empty. */
  #slots: Uint32Array = new Uint32Array(2)
  /** Shape [rows * classes]; row 0 is there for every text. */
  weights: Float32Array = new Float32Array(0)
  classes = 0
  /** By how much scores are stretched before they are made chances: what validation showed. */
  slope = 1
  /** Of the text read last: rows of its features. */
  rows: Int32Array = new Int32Array(256)
  rowCount = 0
  #scores: Float64Array = new Float64Array(0)

  /** Begins anew with these features, each with a row of zeros. */
  reset(classes: number, features: readonly number[]): void {
    let size = 2
    while (size < features.length * 2) size *= 2
    this.#slots = new Uint32Array(size * 2)
    features.forEach((feature, i) => {
      let place = feature & (size - 1)
      while (this.#slots[place * 2 + 1] !== 0) place = (place + 1) & (size - 1)
      this.#slots[place * 2] = feature
      this.#slots[place * 2 + 1] = i + 2
    })
    this.classes = classes
    this.slope = 1
    this.weights = new Float32Array((features.length + 1) * classes)
    this.#scores = new Float64Array(classes)
  }

  /** Looks up the features of a text: `rows`. */
  read(text: string): void {
    this.rowCount = 1
    this.rows[0] = 0
    eachTextFeature(this.tokens.read(text), (feature) => {
      const row = this.#rowOf(feature)
      if (row > 0 && this.rowCount < this.rows.length) this.rows[this.rowCount++] = row
    })
  }

  /** The likeliest class of a text. */
  guess(text: string): ClassGuess {
    this.read(text)
    const scores = this.chances()
    let label = 0
    for (let c = 1; c < this.classes; c++) if (scores[c]! > scores[label]!) label = c
    return { label, chance: scores[label] ?? 0 }
  }

  /** The chance of each class for the text read last. Valid until the next call. */
  chances(): Float64Array {
    const { weights, classes, rows, rowCount, slope } = this
    const scores = this.#scores.fill(0)
    for (let k = 0; k < rowCount; k++) {
      const at = rows[k]! * classes
      for (let c = 0; c < classes; c++) scores[c]! += weights[at + c]!
    }
    let most = -Infinity
    for (let c = 0; c < classes; c++) if (scores[c]! > most) most = scores[c]!
    let sum = 0
    for (let c = 0; c < classes; c++) sum += scores[c] = Math.exp(slope * (scores[c]! - most))
    for (let c = 0; c < classes; c++) scores[c]! /= sum
    return scores
  }

  #rowOf(feature: number): number {
    const mask = this.#slots.length / 2 - 1
    for (let place = feature & mask; ; place = (place + 1) & mask) {
      const row = this.#slots[place * 2 + 1]!
      if (row === 0) return -1
      if (this.#slots[place * 2] === feature) return row - 1
    }
  }

  save(): Columns {
    const numbers = Float64Array.of(this.classes, this.slope)
    return nested('classifier', { slots: this.#slots, weights: this.weights, numbers })
  }

  restore(columns: Columns): void {
    const { slots, weights, numbers } = partOf(columns, 'classifier')
    this.#slots = slots as Uint32Array
    this.weights = weights as Float32Array
    this.classes = (numbers as Float64Array)[0]!
    this.slope = (numbers as Float64Array)[1]!
    this.#scores = new Float64Array(this.classes)
  }
}

/** Calls `visit` with the hash of every word, of every two that follow each other, and of the text's first and last word. */
export function eachTextFeature(tokens: TokenList, visit: (feature: number) => void): void {
  let before = 0x3c6ef372
  let beforeThat = 0x1b873593
  let first = true
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kinds[i]!
    if (!isContent(kind) || kind === tokenKind.mark) continue
    const hash = tokens.hashes[i]!
    if (first) visit(mixed(hash, 7))
    first = false
    visit(hash)
    visit(mixed(hash, before))
    visit(mixed(mixed(hash, 5), beforeThat))
    if (kind === tokenKind.syllable) visit(mixed(mixed(hash, before), beforeThat))
    beforeThat = before
    before = hash
  }
  visit(mixed(before, 9))
}
