import { grown } from '../grown.ts'
import { TokenList, tokenKind } from './token-list.ts'

/** What a stretch of a title can be as a value. */
export const spanForm = { number: 1, word: 2, product: 3, phrase: 4 } as const

const wordTokensMax = 8
let times: Set<number> | undefined

/**
 * The stretches of a title that may be somebody's value: numbers, words with a digit in them (48U, E8200, RJ-45), products of
 * numbers (1440 x 900), and phrases that the caller knows. Flat, used again for the next title.
 */
export class SpanCandidates {
  count = 0
  from: Int32Array = new Int32Array(64)
  to: Int32Array = new Int32Array(64)
  forms: Uint8Array = new Uint8Array(64)

  add(from: number, to: number, form: number): void {
    for (let i = this.count - 1; i >= 0; i--) if (this.from[i] === from && this.to[i] === to) return
    this.from = grown(this.from, this.count + 1)
    this.to = grown(this.to, this.count + 1)
    this.forms = grown(this.forms, this.count + 1)
    this.from[this.count] = from
    this.to[this.count] = to
    this.forms[this.count] = form
    this.count += 1
  }

  /** Gathers all but the phrases. O(tokens). */
  gather(tokens: TokenList): void {
    this.count = 0
    for (let at = 0; at < tokens.count; at++) {
      const kind = tokens.kinds[at]!
      if (kind === tokenKind.number) {
        if (!isInsideName(tokens, at)) this.add(at, at + 1, spanForm.number)
        const end = productEnd(tokens, at)
        if (end > 0) this.add(at, end, spanForm.product)
      }
      if (startsWord(tokens, at)) this.#words(tokens, at)
    }
  }

  /** The word that begins here, and what of it stands before a slash, a bracket or the like. */
  #words(tokens: TokenList, at: number): void {
    let hasDigit = false
    let hasLetter = false
    for (let end = at; end < tokens.count && end - at < wordTokensMax; end++) {
      if (end > at && tokens.glued[end] === 0) break
      const kind = tokens.kinds[end]!
      if (kind === tokenKind.mark || kind === tokenKind.syllable) break
      if (kind === tokenKind.joiner) continue
      if (kind === tokenKind.number) hasDigit = true
      else hasLetter = true
      const next = end + 1
      const ends =
        next >= tokens.count ||
        tokens.glued[next] === 0 ||
        tokens.kinds[next] === tokenKind.joiner ||
        tokens.kinds[next] === tokenKind.mark
      if (ends && hasDigit && (hasLetter || end > at)) this.add(at, next, spanForm.word)
    }
  }
}

function startsWord(tokens: TokenList, at: number): boolean {
  const kind = tokens.kinds[at]!
  if (kind !== tokenKind.word && kind !== tokenKind.number) return false
  if (at === 0 || tokens.glued[at] === 0) return true
  const before = tokens.kinds[at - 1]!
  return before === tokenKind.joiner || before === tokenKind.mark
}

/** Whether a letter stands right before the number: the 8 of i8 is no number of anything. */
export function isInsideName(tokens: TokenList, at: number): boolean {
  return at > 0 && tokens.glued[at] === 1 && tokens.kinds[at - 1] === tokenKind.word
}

/** The end of 1440 x 900 or 64.6x33.8x2, or 0. */
function productEnd(tokens: TokenList, at: number): number {
  let end = at + 1
  while (end + 1 < tokens.count && isTimes(tokens, end) && tokens.kinds[end + 1] === tokenKind.number) end += 2
  return end > at + 1 ? end : 0
}

/** x, X, × and * between numbers. */
function isTimes(tokens: TokenList, at: number): boolean {
  if (tokens.ends[at]! - tokens.starts[at]! !== 1) return false
  times ??= new Set(['x', '×', '*'].map((sign) => new TokenList().read(sign).hashes[0]!))
  return times.has(tokens.hashes[at]!)
}
