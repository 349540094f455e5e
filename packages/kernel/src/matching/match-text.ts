import { isOneSpelling } from '../text-words.ts'
import { measureUnit } from './measure-units.ts'
import { chunkHas, eachPlainChunk } from './plain-chunks.ts'
import { gluedBit, type TokenKind, tokenKinds, tokenMask } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A record's texts as they are compared. What a record does not say is '' or NaN. */
export type MatchText = {
  /** What it is called: the text that is weighed most. */
  readonly title: string
  /** What else is said of it: where a title's words are looked for too. */
  readonly body?: string
  /** Who makes it. */
  readonly maker?: string
  /** A positive amount that the same things share about, such as a price. */
  readonly amount?: number
}

/** A record that was read: numbers of tokens in their order, with `gluedBit`. About 200 bytes for a title alone. */
export type MatchRecord = {
  readonly title: Uint32Array
  readonly body: Uint32Array
  readonly maker: Uint32Array
  readonly amount: number
}

/** Tokens of a title beyond this many are not compared, so that a pair has a bounded cost. */
export const titleTokensMax = 64
/** The same for what else is said. */
export const bodyTokensMax = 192

const chunkPattern = /[\p{L}\p{N}]+(?:[-/._+][\p{L}\p{N}]+)*/gu
const signs = /[-/._+]/
const number = /^\d+(?:\.\d+)?$/
const numberAndLetters = /^(\d+(?:\.\d+)?)-?(\p{L}+)$/u
const digit = /\d/
const romans = new Map(Object.entries({ ii: '2', iii: '3', iv: '4', vi: '6', vii: '7', viii: '8' }))
const romanMax = 4

/**
 * Reads a record's texts. Words that are new to the vocabulary get a number there; they are counted only by
 * `Vocabulary.count`. About 10 us for a title of 12 words.
 */
export function readMatchText(text: MatchText, vocabulary: Vocabulary): MatchRecord {
  const amount = text.amount ?? Number.NaN
  return {
    title: tokensOf(text.title, vocabulary, titleTokensMax),
    body: tokensOf(text.body ?? '', vocabulary, bodyTokensMax),
    maker: tokensOf(text.maker ?? '', vocabulary, titleTokensMax),
    amount: amount > 0 ? amount : Number.NaN,
  }
}

/**
 * One spelling: lower case, no accents on Latin letters, compatibility forms and widths alike, decimal points, no thousands'
 * signs, inches by name, versions without their v and their last .0.
 */
export function plainSpelling(text: string): string {
  const whole = isOneSpelling(text)
    ? text
    : text
        .normalize('NFKD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize('NFC')
  const lower = whole.toLowerCase()
  return oddNumber.test(lower) ? plainNumbers(lower) : lower
}

/** Only where this stands, `plainNumbers` has something to do. */
const oddNumber = /["”″,.]|''|(?:^|[\s([])v\d/

function plainNumbers(text: string): string {
  return text
    .replace(/(\d)\s*(?:''|["”″])/g, '$1 inch ')
    .replace(/(\d),(\d{3})(?!\d)/g, '$1$2')
    .replace(/(\d),(\d)/g, '$1.$2')
    .replace(/(^|[\s([])v(?=\d+(?:[.\s]|$))/g, '$1')
    .replace(/(\d) \.(\d)/g, '$1.$2')
    .replace(/\.0\b(?!\.)/g, '')
}

function tokensOf(text: string, vocabulary: Vocabulary, most: number): Uint32Array {
  if (text === '') return none
  const tokens = new TokenList(vocabulary)
  const plain = plainSpelling(text)
  if (isOneSpelling(plain))
    eachPlainChunk(plain, (chunk, has) => {
      addChunk(chunk, tokens, has)
      return tokens.length >= most
    })
  else
    for (const [chunk] of plain.matchAll(chunkPattern)) {
      addChunk(chunk, tokens, (digit.test(chunk) ? chunkHas.digits : 0) | (signs.test(chunk) ? chunkHas.signs : 0))
      if (tokens.length >= most) break
    }
  return tokens.first(most)
}

const none = new Uint32Array()

/** What stands between two spaces: a number, a number with its unit, or parts that signs hold together. */
function addChunk(chunk: string, tokens: TokenList, has: number): void {
  if ((has & chunkHas.digits) !== 0) {
    if (number.test(chunk)) return tokens.add(chunk, tokenKinds.number)
    const measure = measureIn(chunk)
    if (measure) return tokens.add(measure, tokenKinds.measure)
  } else if ((has & chunkHas.signs) === 0) return addWord(chunk, tokens, 0)
  if ((has & chunkHas.signs) === 0) return tokens.add(chunk, tokenKinds.code)
  let isGlued = false
  for (const part of chunk.split(signs)) {
    addPart(part, tokens, isGlued ? gluedBit : 0)
    isGlued = true
  }
}

function addPart(part: string, tokens: TokenList, glued: number): void {
  if (!digit.test(part)) return addWord(part, tokens, glued)
  const measure = measureIn(part)
  if (measure) return tokens.add(measure, tokenKinds.measure, glued)
  tokens.add(part, number.test(part) ? tokenKinds.number : tokenKinds.code, glued)
}

/** Letters: a unit behind its number, a roman number, or a word. */
function addWord(word: string, tokens: TokenList, glued: number): void {
  const unit = glued === 0 && tokens.endsInNumber ? measureUnit(word) : undefined
  if (unit) return tokens.joinUnit(unit)
  const roman = word.length <= romanMax ? romans.get(word) : undefined
  tokens.add(roman ?? word, roman ? tokenKinds.number : tokenKinds.word, glued)
}

function measureIn(text: string): string | undefined {
  const found = numberAndLetters.exec(text)
  const unit = found && measureUnit(found[2])
  return unit ? found[1] + unit : undefined
}

/** The tokens of a text while it is read. */
class TokenList {
  readonly #vocabulary: Vocabulary
  readonly #tokens: number[] = []

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  get length(): number {
    return this.#tokens.length
  }

  get endsInNumber(): boolean {
    const last = this.#tokens.at(-1)
    return last !== undefined && this.#vocabulary.kindOf(last & tokenMask) === tokenKinds.number
  }

  add(text: string, kind: TokenKind, glued = 0): void {
    this.#tokens.push((this.#vocabulary.idOf(text, kind) | glued) >>> 0)
  }

  /** Makes the number at the end a number of this unit. */
  joinUnit(unit: string): void {
    const last = this.#tokens.pop()!
    const number = this.#vocabulary.textOf(last & tokenMask)
    this.add(number + unit, tokenKinds.measure, (last & gluedBit) >>> 0)
  }

  first(most: number): Uint32Array {
    return Uint32Array.from(this.#tokens.slice(0, most))
  }
}
