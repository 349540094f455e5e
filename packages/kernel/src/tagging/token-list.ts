import { grown } from '../grown.ts'
import { charClass, charClasses, charFolds } from './char-classes.ts'

/** Kinds of tokens. A syllable is one character of a script that is written without spaces (Hangul, Kana, Han). */
export const tokenKind = { word: 1, number: 2, syllable: 3, joiner: 4, mark: 5 } as const

const comma = 0x2c
const point = 0x2e
const digitZero = 0x30

/**
 * A title cut into tokens, in flat memory that is used again for the next title: runs of letters, numbers with their
 * value, single syllables of Hangul, and marks. Offsets are those of the text that was read; hashes are of folded
 * letters, so that spellings in capitals, in full width and with accents are the same token.
 *
 * read: O(length), about 10 ns a character, and allocates nothing once it has room.
 */
export class TokenList {
  count = 0
  starts: Int32Array = new Int32Array(64)
  ends: Int32Array = new Int32Array(64)
  kinds: Uint8Array = new Uint8Array(64)
  hashes: Uint32Array = new Uint32Array(64)
  /** The value of a number, else 0. */
  values: Float64Array = new Float64Array(64)
  /** 1 where nothing stands between the token and the one before it. */
  glued: Uint8Array = new Uint8Array(64)

  /** Cuts `text`, or its part from `from` to `to`. @returns this list */
  read(text: string, from = 0, to = text.length): this {
    const classes = charClasses()
    this.count = 0
    let glued = 0
    let at = from
    while (at < to) {
      const kind = classes[text.charCodeAt(at)]!
      if (kind === charClass.space || kind >= charClass.sign) {
        if (kind === charClass.space) glued = 0
        at += 1
        continue
      }
      const start = at
      this.#room()
      this.glued[this.count] = glued
      if (kind === charClass.letter) at = this.#word(text, start, to)
      else if (kind === charClass.digit) at = this.#number(text, start, to)
      else at = this.#single(text, start, kind)
      this.starts[this.count] = start
      this.ends[this.count] = at
      this.count += 1
      glued = 1
    }
    return this
  }

  #word(text: string, from: number, to: number): number {
    const classes = charClasses()
    const folds = charFolds()
    let hash = 0x811c9dc5
    let at = from
    for (; at < to; at++) {
      const unit = text.charCodeAt(at)
      const kind = classes[unit]!
      if (kind === charClass.unseen) continue
      if (kind !== charClass.letter) break
      hash = Math.imul(hash ^ folds[unit]!, 0x01000193)
    }
    this.kinds[this.count] = tokenKind.word
    this.values[this.count] = 0
    this.hashes[this.count] = finished(hash)
    return at
  }

  /** 1,299 and 2.5 are one number each; 1.2.3 is two. */
  #number(text: string, from: number, to: number): number {
    const classes = charClasses()
    const folds = charFolds()
    let whole = 0
    let scale = 0
    let at = from
    for (; at < to; at++) {
      const unit = text.charCodeAt(at)
      if (classes[unit] === charClass.digit) {
        whole = whole * 10 + folds[unit]! - digitZero
        if (scale > 0) scale *= 10
      } else if (scale === 0 && unit === point && at + 1 < to && classes[text.charCodeAt(at + 1)] === charClass.digit)
        scale = 1
      else if (!(scale === 0 && unit === comma && isThousands(text, from, at, to))) break
    }
    const value = scale > 0 ? whole / scale : whole
    this.kinds[this.count] = tokenKind.number
    this.values[this.count] = value
    this.hashes[this.count] = numberHash(value)
    return at
  }

  #single(text: string, from: number, kind: number): number {
    const isRun = kind === charClass.run
    this.kinds[this.count] = isRun ? tokenKind.syllable : kind === charClass.joiner ? tokenKind.joiner : tokenKind.mark
    this.values[this.count] = 0
    this.hashes[this.count] = finished(Math.imul(0x811c9dc5 ^ charFolds()[text.charCodeAt(from)]!, 0x01000193))
    return from + 1
  }

  #room(): void {
    if (this.count < this.starts.length) return
    const length = this.count + 1
    this.starts = grown(this.starts, length)
    this.ends = grown(this.ends, this.starts.length)
    this.kinds = grown(this.kinds, this.starts.length)
    this.hashes = grown(this.hashes, this.starts.length)
    this.values = grown(this.values, this.starts.length)
    this.glued = grown(this.glued, this.starts.length)
  }
}

/** What a number hashes to as a token: 2, 2.0 and 2.00 are the same. */
export function numberHash(value: number): number {
  const low = Math.round(value * 1000)
  return finished(Math.imul((low % 0x100000000) ^ 0x2545f491, 0x9e3779b1) ^ Math.floor(low / 0x100000000))
}

/** Whether three digits and no fourth follow the comma, and one to three stand before it or its fellow. */
function isThousands(text: string, from: number, at: number, to: number): boolean {
  const classes = charClasses()
  if (at - from > 3 && text.charCodeAt(at - 4) !== comma) return false
  for (let i = 1; i <= 3; i++) if (at + i >= to || classes[text.charCodeAt(at + i)] !== charClass.digit) return false
  return at + 4 >= to || classes[text.charCodeAt(at + 4)] !== charClass.digit
}

function finished(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (mixed ^ (mixed >>> 13)) >>> 0
}

/** Whether a token counts where values are compared: all but hyphens, brackets and the like. */
export function isContent(kind: number): boolean {
  return kind !== tokenKind.joiner
}
