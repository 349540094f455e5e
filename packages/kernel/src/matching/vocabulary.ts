import { grown } from '../grown.ts'
import { hash64, hashString } from '../hash64.ts'
import { Interner } from '../interner.ts'
import { GramsSeen, gramBuckets, gramsOf } from './grams.ts'
import { halfLog } from './half-logs.ts'
import { soundCodeOf } from './sound-code.ts'
import type { Stretch } from './stretch.ts'
import { meaningOf } from './token-meaning.ts'
import { type TokenKind, tokenKinds, tokenMask } from './tokens.ts'

/**
 * The tokens of all texts, and how many texts hold each: what likeness is weighed by. One for a whole catalogue; grows with
 * every text that is read into it, forgets nothing.
 *
 * Memory: about 80 bytes a different token beside its string, 512 KB for the counts of 3-grams. O(1) a look-up.
 */
export class Vocabulary {
  readonly #names = new Interner()
  #kinds = new Uint8Array(1024)
  #hashes = new Uint32Array(1024)
  #signatures = new Uint32Array(1024)
  #sounds = new Uint32Array(1024)
  #shapes = new Uint32Array(1024)
  #quantities = new Uint32Array(1024)
  #amounts = new Float64Array(1024)
  #counts = new Uint32Array(1024)
  #starts = new Uint32Array(1024)
  #units = new Uint16Array(8192)
  readonly #gramCounts = new Uint32Array(gramBuckets)
  readonly #gramWeights = new Float32Array(gramBuckets)
  readonly #gramsSeen = new GramsSeen()
  #texts = 0
  /** ln(texts + 1). */
  #logTexts = 0
  /** What the greatest inverse document frequency is divided by. */
  #scale = 1
  #textsAtWeights = -1

  /** Different tokens so far. */
  get size(): number {
    return this.#names.size
  }

  /** Texts that were counted. */
  get texts(): number {
    return this.#texts
  }

  /** The number of a token; a new one gets the next. */
  idOf(text: string, kind: TokenKind): number {
    const before = this.#names.size
    const id = this.#names.idOf(text)
    if (id < before) return id
    this.#kinds = grown(this.#kinds, id + 1)
    this.#hashes = grown(this.#hashes, id + 1)
    this.#signatures = grown(this.#signatures, id + 1)
    this.#sounds = grown(this.#sounds, id + 1)
    this.#shapes = grown(this.#shapes, id + 1)
    this.#quantities = grown(this.#quantities, id + 1)
    this.#amounts = grown(this.#amounts, id + 1)
    this.#counts = grown(this.#counts, id + 1)
    this.#starts = grown(this.#starts, id + 2)
    const start = this.#starts[id]
    this.#units = grown(this.#units, start + text.length)
    for (let i = 0; i < text.length; i++) this.#units[start + i] = text.charCodeAt(i)
    this.#starts[id + 1] = start + text.length
    this.#kinds[id] = kind
    this.#signatures[id] = signatureOf(text)
    this.#sounds[id] = kind === tokenKinds.word ? soundCodeOf(text) : 0
    const { shape, quantity, amount } = meaningOf(text, kind)
    this.#shapes[id] = shape
    this.#quantities[id] = quantity
    this.#amounts[id] = amount
    hashString(text)
    this.#hashes[id] = hash64.low
    return id
  }

  /** Counts a title: each of its tokens and 3-grams once. To be called once for every different text. */
  count(title: Uint32Array): void {
    this.#tally(title, 1)
  }

  /** Takes a title back that was counted: the text is there no more. Its tokens stay known. */
  uncount(title: Uint32Array): void {
    this.#tally(title, -1)
  }

  textOf(id: number): string {
    return this.#names.nameOf(id)
  }

  kindOf(id: number): TokenKind {
    return this.#kinds[id] as TokenKind
  }

  /** 32 bits that are the same in every vocabulary: what is learned about a token is kept by it. */
  hashOf(id: number): number {
    return this.#hashes[id]
  }

  /** Which units a token has, by 32 kinds: texts that are alike have nearly the same bits. */
  signatureOf(id: number): number {
    return this.#signatures[id]
  }

  /** How a word sounds, see `soundCodeOf`. */
  soundOf(id: number): number {
    return this.#sounds[id]
  }

  /** The shape of a token, see `TokenMeaning`. */
  shapeOf(id: number): number {
    return this.#shapes[id]
  }

  /** What a token measures, see `TokenMeaning`. */
  quantityOf(id: number): number {
    return this.#quantities[id]
  }

  /** How much a token measures, see `TokenMeaning`. */
  amountOf(id: number): number {
    return this.#amounts[id]
  }

  /** Points `stretch` at the units of a token. */
  lay(stretch: Stretch, id: number): void {
    stretch.units = this.#units
    stretch.from = this.#starts[id]
    stretch.to = this.#starts[id + 1]
  }

  /**
   * How much it says that two texts share this token: 1 for one that stands in a single text, near 0 for one in most. The
   * inverse document frequency over its greatest value, so that a catalogue of another size has the same scale.
   */
  rarity(id: number): number {
    return this.#rarityOf(this.#counts[id])
  }

  /** `rarity` of all buckets of 3-grams; made anew when there are a hundredth more or fewer texts. */
  gramRarities(): Float32Array {
    if (Math.abs(this.#texts - this.#textsAtWeights) > this.#textsAtWeights * 0.01) {
      this.#textsAtWeights = this.#texts
      for (let gram = 0; gram < gramBuckets; gram++) this.#gramWeights[gram] = this.#rarityOf(this.#gramCounts[gram])
    }
    return this.#gramWeights
  }

  #tally(title: Uint32Array, change: 1 | -1): void {
    this.#texts += change
    this.#logTexts = Math.log(this.#texts + 1)
    this.#scale = 1 / (this.#logTexts - halfLog(0))
    for (let i = 0; i < title.length; i++) if (isFirst(title, i)) this.#counts[title[i] & tokenMask] += change
    const grams = gramsOf(title, this, this.#gramsSeen)
    for (let i = 0; i < grams; i++) this.#gramCounts[this.#gramsSeen.found[i]] += change
  }

  /** ln(1 + (texts - held + 0.5) / (held + 0.5)), scaled. A token that no text holds yet counts as held by the one that asks. */
  #rarityOf(count: number): number {
    return (this.#logTexts - halfLog(count === 0 ? 1 : count)) * this.#scale
  }
}

/** Whether a token stands nowhere before in the list, which is short. */
function isFirst(tokens: Uint32Array, at: number): boolean {
  for (let i = 0; i < at; i++) if ((tokens[i] & tokenMask) === (tokens[at] & tokenMask)) return false
  return true
}

function signatureOf(text: string): number {
  let bits = 0
  for (let i = 0; i < text.length; i++) bits |= 1 << (Math.imul(text.charCodeAt(i), 0x9e3779b1) >>> 27)
  return bits
}
