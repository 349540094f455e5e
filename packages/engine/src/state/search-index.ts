import {
  type Clause,
  grown,
  hash64,
  hashString,
  initialsOf,
  isInitials,
  keysOf,
  spelled,
  TermIndex,
  TermMatcher,
  type Word,
  WordList,
  wordsOf,
} from '@nunchi/kernel'
import type { Product } from '../domain/product.ts'

/** Parts of a product's description in which words are looked for: what its own name says counts most. */
const fields = [
  { weight: 3, lengthShare: 0.5 }, // title
  { weight: 2.5, lengthShare: 0.2 }, // brand
  { weight: 1.5, lengthShare: 0.2 }, // category path
  { weight: 1, lengthShare: 0.5 }, // attributes, bar code
]
/** A term that nothing holds. */
const nothing = 0
/** How much a word counts that only begins as was asked, and one that holds the one character asked for. */
const beginsWeight = 0.6
const holdsWeight = 0.4
const expansionsMax = 300
/** How much the pairs of characters of a word count beside the word itself. */
const pairsWeight = 0.7
/** Share of a word's pairs that is enough once words may be missed, for endings and slips of the finger: of two both. */
const forgivingShare = 0.6
/** Particles of one syllable that stand behind a noun: without them 냄비를 is 냄비. */
const particle = /(?<=..)[을를이가은는의에로도와과만]$/
/** Korean names begin with this among the names by keys: what is typed is either. */
const koreanMark = '\u0001'
/** Brands, categories and values come again and again: so many are kept read. */
const keptMax = 20_000
/** Words of a question; what comes after is passed over. */
const wordsMax = 16
/** Dropped texts are cleared away when they are more than this and a fifth of all. */
const droppedMax = 1_000
const droppedShare = 0.2

/** The terms of a text: its words, and the pairs of characters of its runs. */
type Terms = readonly number[]

/** What a question is to be read as. */
export type Reading = {
  /** Whether its last word is still being typed. */
  readonly isTyping?: boolean
  /** Whether a product may miss part of a word. */
  readonly isForgiving?: boolean
}

/**
 * The words of the products' descriptions, for finding products by them: Korean without a dictionary, by words and by pairs
 * of characters, so that 이어폰 is found in 무선이어폰, and 무선이어폰 where it is written apart.
 *
 * It is told of the catalogue's changes (`Catalog.takeRetold`) and not saved: a start reads the catalogue, 6 us a product of ten words.
 * Memory: 0.4 KB such a product. Words outlive the products that had them.
 */
export class SearchIndex {
  readonly #index = new TermIndex(fields)
  readonly #matcher = new TermMatcher(this.#index)
  #terms = nothing + 1
  readonly #words = new Map<string, number>()
  /** Two characters, as one number -> term; and character -> terms of pairs with it. */
  readonly #pairs = new Map<number, number>()
  readonly #pairsWith = new Map<number, number[]>()
  readonly #byKeys = new WordList()
  readonly #byInitials = new WordList()
  readonly #kept = new Map<string, Terms>()
  /** By item: its text + 1, 0 for none, and the hash of its description. */
  #texts: Uint32Array = new Uint32Array(16)
  #hashes: Uint32Array = new Uint32Array(16)
  /** By text: its item. */
  #items: Uint32Array = new Uint32Array(16)
  /** What `find` found, in no order: the first `count`. */
  readonly found: { items: Uint32Array; scores: Float32Array; count: number } = {
    items: new Uint32Array(64),
    scores: new Float32Array(64),
    count: 0,
  }

  /** Products that can be found. */
  get size(): number {
    return this.#index.size
  }

  /** Notes what is said of an item now; undefined takes it out. O(words), 6 us for ten. */
  put(item: number, product: Product | undefined): void {
    this.#texts = grown(this.#texts, item + 1)
    this.#hashes = grown(this.#hashes, item + 1)
    const before = this.#texts[item]! - 1
    const hash = product ? hashOf(product) : 0
    if (product && before >= 0 && this.#hashes[item] === hash) return
    if (before >= 0) this.#index.drop(before)
    this.#hashes[item] = hash
    this.#texts[item] = product ? this.#add(item, product) + 1 : 0
    const { dropped, texts } = this.#index
    if (dropped > droppedMax && dropped > texts * droppedShare) this.#index.compact()
  }

  /** The words of a question; none when it has no letter or digit. */
  read(question: string): readonly Word[] {
    return wordsOf(spelled(question)).slice(0, wordsMax)
  }

  /**
   * Finds the items that match the most words of a question. What is found stands in `found` until the next call.
   * @returns how many words they match
   */
  find(words: readonly Word[], { isTyping = false, isForgiving = false }: Reading = {}): number {
    const clauses = words.map((word, i) =>
      this.#clauseOf(word, { isTyping: isTyping && i === words.length - 1, isForgiving }),
    )
    this.#matcher.match(clauses, { allWeight: pairsWeight, allShare: isForgiving ? forgivingShare : 1 })
    const { texts, scores, count, matched } = this.#matcher
    const { found } = this
    found.items = grown(found.items, count)
    found.count = count
    found.scores = scores
    for (let i = 0; i < count; i++) found.items[i] = this.#items[texts[i]!]!
    return matched
  }

  #add(item: number, { title, brand, categoryPath, attributes, gtin }: Product): number {
    this.#note(this.#termsIn(title), 0)
    if (brand) this.#note(this.#keptTermsIn(brand), 1)
    for (const level of categoryPath) this.#note(this.#keptTermsIn(level), 2)
    for (const value of Object.values(attributes)) this.#note(this.#keptTermsIn(value), 3)
    if (gtin) this.#note(this.#termsIn(gtin), 3)
    const text = this.#index.add()
    this.#items = grown(this.#items, text + 1)
    this.#items[text] = item
    return text
  }

  #note(terms: Terms, field: number): void {
    for (const term of terms) this.#index.note(term, field)
  }

  #keptTermsIn(text: string): Terms {
    const known = this.#kept.get(text)
    if (known) return known
    if (this.#kept.size >= keptMax) this.#kept.clear()
    const terms = this.#termsIn(text)
    this.#kept.set(text, terms)
    return terms
  }

  #termsIn(text: string): Terms {
    const terms: number[] = []
    let last = ''
    for (const { text: word, isRun, followsRun, parts } of wordsOf(spelled(text))) {
      terms.push(this.#wordTerm(word))
      for (const part of parts) terms.push(this.#wordTerm(part))
      if (!isRun) continue
      if (followsRun) terms.push(this.#pairTerm(last, word[0]!))
      for (let i = 1; i < word.length; i++) terms.push(this.#pairTerm(word[i - 1]!, word[i]!))
      last = word.at(-1)!
    }
    return terms
  }

  #wordTerm(word: string): number {
    const known = this.#words.get(word)
    if (known !== undefined) return known
    const term = this.#terms++
    this.#words.set(word, term)
    this.#byKeys.add(namedByKeys(word), term)
    const initials = initialsOf(word)
    if (initials !== word) this.#byInitials.add(initials, term)
    return term
  }

  #pairTerm(first: string, second: string): number {
    const pair = pairOf(first, second)
    const known = this.#pairs.get(pair)
    if (known !== undefined) return known
    const term = this.#terms++
    this.#pairs.set(pair, term)
    for (const code of new Set([first.charCodeAt(0), second.charCodeAt(0)])) {
      const others = this.#pairsWith.get(code)
      if (others) others.push(term)
      else this.#pairsWith.set(code, [term])
    }
    return term
  }

  #clauseOf({ text, isRun, parts }: Word, { isTyping, isForgiving }: Required<Reading>): Clause {
    const any = [{ term: this.#words.get(text) ?? nothing, weight: 1 }]
    const widen = (terms: readonly number[], weight: number) => {
      for (const term of terms) if (term !== any[0]!.term) any.push({ term, weight })
    }
    const begun = () => this.#byKeys.prefixed(namedByKeys(text), expansionsMax)
    if (!isRun) {
      if (isTyping || (text.length > 1 && !/^\p{N}+$/u.test(text))) widen(begun(), beginsWeight)
      return { any, ...togetherOf(parts, this.#words) }
    }
    if (isInitials(text)) {
      widen(this.#byInitials.prefixed(text, expansionsMax), beginsWeight)
      return { any, all: [] }
    }
    if (isTyping || /[ㄱ-ㅣ]/.test(text)) widen(begun(), beginsWeight)
    if (text.length === 1) widen(this.#pairsWith.get(text.charCodeAt(0)) ?? [], holdsWeight)
    const stem = isForgiving ? text.replace(particle, '') : text
    const pairs = Array.from({ length: stem.length - 1 }, (_, i) => pairOf(stem[i]!, stem[i + 1]!))
    return { any, ...togetherOf(pairs, this.#pairs) }
  }
}

/** Parts of a word as the terms that a text has to hold together, those that no text holds counted apart. */
function togetherOf<Part>(parts: readonly Part[], terms: ReadonlyMap<Part, number>): Pick<Clause, 'all' | 'absent'> {
  const distinct = new Set(parts)
  const all = [...distinct].flatMap((part) => terms.get(part) ?? [])
  return { all, absent: distinct.size - all.length }
}

function pairOf(first: string, second: string): number {
  return first.charCodeAt(0) * 65_536 + second.charCodeAt(0)
}

/** Korean words by the keys that type them, so that they are found while a syllable is being put together. */
function namedByKeys(word: string): string {
  const keys = keysOf(word)
  return keys === word ? word : koreanMark + keys
}

function hashOf({ title, brand = '', categoryPath, attributes, gtin = '' }: Product): number {
  hashString([title, brand, gtin, ...categoryPath, '', ...Object.values(attributes)].join('\u0001'))
  return hash64.low
}
