import { gluedBit, tokenMask } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'

/** 3-grams of units are counted in this many buckets: two of a title share one by chance every thousand or so. */
export const gramBuckets = 65_536
const space = 32
const spacedMax = 1024
const spaced = new Uint16Array(spacedMax)
const stretch = { units: new Uint16Array(), from: 0, to: 0 }

/** Bucket of three units. */
export function gramBucket(first: number, second: number, third: number): number {
  let hash = Math.imul(first ^ 0x9e3779b1, 0x85ebca6b)
  hash = Math.imul((hash ^ (hash >>> 15)) + second, 0xc2b2ae35)
  hash = Math.imul((hash ^ (hash >>> 13)) + third, 0x27d4eb2f)
  return (hash ^ (hash >>> 16)) & (gramBuckets - 1)
}

/** Writes a text's units, glued tokens together and a space before and behind all others. @returns how many */
export function spacedUnits(tokens: Uint32Array, vocabulary: Vocabulary, into: Uint16Array): number {
  let length = 0
  for (let i = 0; i < tokens.length; i++) {
    vocabulary.lay(stretch, tokens[i] & tokenMask)
    if (length + stretch.to - stretch.from + 2 > into.length) break
    if ((tokens[i] & gluedBit) === 0 || i === 0) into[length++] = space
    for (let at = stretch.from; at < stretch.to; at++) into[length++] = stretch.units[at]
  }
  if (length > 0) into[length++] = space
  return length
}

/** The different buckets of a text: which were seen, and in which round, so that it is emptied in O(1). 256 KB. */
export class GramsSeen {
  /** The buckets found last. */
  readonly found: Uint16Array = new Uint16Array(spacedMax)
  readonly #rounds = new Uint32Array(gramBuckets)
  #round = 0

  begin(): void {
    this.#round += 1
    if (this.#round < 0xffffffff) return
    this.#rounds.fill(0)
    this.#round = 1
  }

  /** @returns whether it is new since `begin` */
  add(gram: number): boolean {
    if (this.#rounds[gram] === this.#round) return false
    this.#rounds[gram] = this.#round
    return true
  }
}

/** Finds the different buckets of a text's 3-grams: for counting. @returns how many; they are in `seen.found` */
export function gramsOf(tokens: Uint32Array, vocabulary: Vocabulary, seen: GramsSeen): number {
  const length = spacedUnits(tokens, vocabulary, spaced)
  let count = 0
  seen.begin()
  for (let i = 0; i + 2 < length; i++) {
    const gram = gramBucket(spaced[i], spaced[i + 1], spaced[i + 2])
    if (seen.add(gram)) seen.found[count++] = gram
  }
  return count
}
