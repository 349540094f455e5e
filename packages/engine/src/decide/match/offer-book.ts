import { grown, Interner, type MatchRecord, readMatchText, SlabLists, type Vocabulary } from '@nunchi/kernel'
import type { ReadValue } from '../../domain/attribute.ts'
import type { OfferRef } from '../../domain/offer.ts'
import { ReadValues } from '../../state/read-values.ts'
import type { MatchOffer } from './match-offer.ts'
import { areApart, isSure, type SureValues, saysOf, sureValues } from './vetoes.ts'

/** Between a mall and its own id of an offer: stands in neither. */
const between = '\u0001'
const flag = { there: 1, isNew: 2 } as const
const noTokens = new Uint32Array()

/**
 * What the matcher keeps of each offer to compare it with others: its title and maker as numbers of words, its price, and those of its
 * values that may speak against another offer, or be shown. An offer's number stays its own until it is forgotten.
 *
 * Memory: some 330 bytes an offer with a title of 12 words and five values, its name included.
 */
export class OfferBook {
  readonly #refs = new Interner()
  readonly #mallNames = new Interner()
  readonly #values = new ReadValues(0)
  /** By offer: words of the title, then of the maker. */
  readonly #tokens = new SlabLists({ token: 'u32' }, 3)
  #titleTokens: Uint8Array = new Uint8Array(16)
  #prices: Float32Array = new Float32Array(16)
  #malls: Uint32Array = new Uint32Array(16)
  #flags: Uint8Array = new Uint8Array(16)
  #hashes: Uint32Array = new Uint32Array(16)
  /** What each is sure of: see `saysOf`. */
  #says: Uint32Array = new Uint32Array(16)
  /** The offer that was last set beside others, and its values. */
  #last = -1
  #lastValues: SureValues = new Map()
  readonly #vocabulary: Vocabulary
  /** Offers that are there. */
  count = 0

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  /** Numbers given out. */
  get size(): number {
    return this.#refs.size
  }

  find({ mall, key }: OfferRef): number {
    return this.#refs.find(mall + between + key)
  }

  idOf({ mall, key }: OfferRef): number {
    const offer = this.#refs.idOf(mall + between + key)
    this.#malls = grown(this.#malls, offer + 1)
    this.#flags = grown(this.#flags, offer + 1)
    this.#hashes = grown(this.#hashes, offer + 1)
    this.#says = grown(this.#says, offer + 1)
    this.#prices = grown(this.#prices, offer + 1)
    this.#titleTokens = grown(this.#titleTokens, offer + 1)
    this.#malls[offer] = this.#mallNames.idOf(mall)
    return offer
  }

  refOf(offer: number): OfferRef {
    const [mall, key] = this.#refs.nameOf(offer).split(between)
    return { mall: mall!, key: key! }
  }

  mallOf(offer: number): number {
    return this.#malls[offer]!
  }

  isThere(offer: number): boolean {
    return (this.#flags[offer]! & flag.there) !== 0
  }

  /** Whether it is sold as new. */
  isNew(offer: number): boolean {
    return (this.#flags[offer]! & flag.isNew) !== 0
  }

  /** Whether it is there and says what it said before. Of n offers that changed, n / 2^32 are taken for unchanged. */
  saysTheSame(offer: number, { hash }: MatchOffer): boolean {
    return this.isThere(offer) && this.#hashes[offer] === hash
  }

  /** Its words count for nothing yet: see `countWords`. */
  put(offer: number, content: MatchOffer): void {
    const record = readMatchText(content, this.#vocabulary)
    this.#tokens.clear(offer)
    this.#tokens.reach(offer)
    for (const token of record.title) this.#pushToken(offer, token)
    for (const token of record.maker) this.#pushToken(offer, token)
    this.#titleTokens[offer] = record.title.length
    this.#prices[offer] = record.amount
    this.#values.put(offer, content.values)
    this.#says[offer] = saysOf(content.values, ReadValues.kept)
    if (this.#last === offer) this.#last = -1
    this.#hashes[offer] = content.hash
    this.#flags[offer] = flag.there | (content.isNew ? flag.isNew : 0)
    this.count += 1
  }

  /** Counts the words of an offer's title, by which is told how rare a word is. Once for each `put`. */
  countWords(offer: number): void {
    this.#vocabulary.count(this.recordOf(offer).title)
  }

  takeOut(offer: number): void {
    this.#vocabulary.uncount(this.recordOf(offer).title)
    this.#flags[offer] = 0
    if (this.#last === offer) this.#last = -1
    this.#tokens.clear(offer)
    this.#values.clear(offer)
    this.count -= 1
  }

  /** Forgets that the offer ever was. */
  forget(offer: number): void {
    this.#refs.forget(offer)
    this.#hashes[offer] = 0
    this.#prices[offer] = 0
  }

  recordOf(offer: number): MatchRecord {
    const start = this.#tokens.starts[offer]!
    const end = start + this.#tokens.countOf(offer)
    const middle = start + this.#titleTokens[offer]!
    const { token } = this.#tokens.columns
    return {
      title: token.subarray(start, middle),
      body: noTokens,
      maker: token.subarray(middle, end),
      amount: this.#prices[offer]!,
    }
  }

  valuesOf(offer: number): ReadValue[] {
    return this.#values.of(offer)
  }

  /**
   * Whether values of two offers keep them apart. The first one's are read once and kept for the next calls, so that one may be set beside
   * many; the other's are read as they are asked for: most never are.
   */
  areApart(offer: number, other: number): boolean {
    if (this.#last !== offer) this.#lastValues = sureValues(this.valuesOf(offer))
    this.#last = offer
    return areApart(this.#lastValues, this.#says[offer]!, this.sureValuesOf(other), this.#says[other]!)
  }

  /** Those of its values that may speak against others, each attribute read when it is asked for. */
  sureValuesOf(offer: number): SureValues {
    return {
      get: (name) => {
        const values = this.#values.named(offer, name)
        const sure = values.every(isSure) ? values : values.filter(isSure)
        return sure.length > 0 ? sure : undefined
      },
    }
  }

  /** The words of an offer's title, as they are compared. */
  wordsOf(offer: number): string[] {
    return Array.from(this.recordOf(offer).title, (token) => this.#vocabulary.textOf(token & 0x7fffffff))
  }

  haveOneTitle(one: number, other: number): boolean {
    const [a, b] = [this.recordOf(one).title, this.recordOf(other).title]
    return a.length === b.length && a.every((token, i) => token === b[i])
  }

  /** All offers of a mall, withdrawn ones too. O(offers of all malls) */
  *allOf(mall: string): Generator<number> {
    const number = this.#mallNames.find(mall)
    for (let offer = 0; offer < this.size; offer++)
      if (this.#malls[offer] === number && this.#refs.nameOf(offer) !== '') yield offer
  }

  #pushToken(offer: number, token: number): void {
    const slot = this.#tokens.push(offer)
    this.#tokens.columns.token[slot] = token
  }
}
