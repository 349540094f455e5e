import { type SpanCandidates, spanForm } from './span-candidates.ts'
import { isContent, type TokenList } from './token-list.ts'

/** Features of one candidate, of one title: numbers that a hashed table of weights is asked for. */
export const spanFeaturesMax = 24

const nothing = 0x5bd1e995

/**
 * Describes titles and the stretches in them by hashes: of the value, of its neighbours, of both together, of its form and place.
 * Used again for title after title; allocates nothing once it has room.
 */
export class SpanFeatures {
  /** Of the title: its words, pairs of words, and each word with the last one. */
  bag: Uint32Array = new Uint32Array(256)
  bagCount = 0
  /** Of the candidate described last. */
  readonly own = new Uint32Array(spanFeaturesMax)
  ownCount = 0
  /** Keys by which the labels that a candidate may have are looked up: its value, and its neighbours with its form. */
  readonly keys = new Uint32Array(3)

  /** Notes the title's words. O(tokens). */
  title(tokens: TokenList): void {
    this.bagCount = 0
    if (this.bag.length < tokens.count * 3) this.bag = new Uint32Array(tokens.count * 4)
    let before = nothing
    const last = tokens.count === 0 ? nothing : tokens.hashes[tokens.count - 1]!
    for (let i = 0; i < tokens.count; i++) {
      if (!isContent(tokens.kinds[i]!)) continue
      const hash = tokens.hashes[i]!
      this.bag[this.bagCount++] = mixed(hash, 101)
      this.bag[this.bagCount++] = mixed(hash, before)
      this.bag[this.bagCount++] = mixed(mixed(hash, 19), last)
      before = hash
    }
  }

  /** Describes candidate `index`. O(its tokens). */
  describe(tokens: TokenList, { from, to, forms }: SpanCandidates, index: number): void {
    const first = from[index]!
    const end = to[index]!
    const form = forms[index]!
    const value = valueHash(tokens, first, end)
    const left = neighbour(tokens, first, -1)
    const right = neighbour(tokens, end - 1, 1)
    const left2 = left < 0 ? -1 : neighbour(tokens, left, -1)
    const right2 = right < 0 ? -1 : neighbour(tokens, right, 1)
    const l1 = left < 0 ? nothing : mixed(tokens.hashes[left]!, tokens.glued[first]! + 1)
    const r1 = right < 0 ? nothing : mixed(tokens.hashes[right]!, tokens.glued[end] === 1 ? 3 : 4)
    const l2 = left2 < 0 ? nothing : tokens.hashes[left2]!
    const r2 = right2 < 0 ? nothing : tokens.hashes[right2]!
    const last = tokens.hashes[end - 1]!
    const size = form * 16 + Math.min(15, end - first)
    const number = form === spanForm.number ? 1 + Math.floor(2 * Math.log2(1 + tokens.values[first]!)) : 0
    this.keys[0] = mixed(value, 11)
    this.keys[1] = mixed(mixed(r1, form), 12)
    this.keys[2] = mixed(mixed(l1, form), 13)
    this.ownCount = 0
    this.#add(value, 1)
    this.#add(l1, 2)
    this.#add(r1, 3)
    this.#add(l2, 4)
    this.#add(r2, 5)
    this.#add(mixed(l1, l2), 6)
    this.#add(mixed(r1, r2), 7)
    this.#add(mixed(l1, r1), 8)
    this.#add(mixed(value, l1), 9)
    this.#add(mixed(value, r1), 10)
    this.#add(size, 11)
    this.#add(mixed(size, r1), 12)
    this.#add(mixed(size, l1), 13)
    this.#add(mixed(number, r1), 14)
    this.#add(first < 4 ? first : first < 8 ? 5 : 6, 15)
    this.#add(mixed(Math.min(6, tokens.count - end), form), 16)
    this.#add(mixed(tokens.hashes[0]!, size), 17)
    this.#add(mixed(tokens.hashes[0]!, value), 18)
    this.#add(mixed(last, size), 19)
    this.#add(mixed(tokens.hashes[first]!, size), 20)
    this.#add(mixed(mixed(l1, r1), value), 21)
    this.#add(mixed(tokens.hashes[0]!, r1), 22)
  }

  #add(hash: number, kind: number): void {
    this.own[this.ownCount++] = mixed(hash, Math.imul(kind, 0x27d4eb2f))
  }
}

/** The hash of a value: of its tokens but for hyphens, brackets and the like. */
export function valueHash(tokens: TokenList, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) if (isContent(tokens.kinds[i]!)) hash = mixed(hash, tokens.hashes[i]!)
  return hash >>> 0
}

/** Two hashes as one. */
export function mixed(a: number, b: number): number {
  const hash = Math.imul(a ^ (b >>> 3) ^ (b << 29), 0x9e3779b1) ^ b
  const spread = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (spread ^ (spread >>> 13)) >>> 0
}

/** The next token that is no hyphen or the like, or -1. */
function neighbour(tokens: TokenList, at: number, step: 1 | -1): number {
  for (let i = at + step; i >= 0 && i < tokens.count; i += step) if (isContent(tokens.kinds[i]!)) return i
  return -1
}
