import {
  GramIndex,
  GramSearcher,
  grown,
  Interner,
  NotedGrams,
  PairMatcher,
  type PairModel,
  type Vocabulary,
} from '@nunchi/kernel'
import type { ReadValue } from '../../domain/attribute.ts'
import type { Offer } from '../../domain/offer.ts'
import { canonicalTitle } from './canonical-title.ts'
import { isShopsOwn } from './gtins.ts'
import { KeyChains } from './key-chains.ts'
import type { OfferBook } from './offer-book.ts'
import { plainCode } from './value-conflicts.ts'
import { type SureValues, sureValues, vetoesOf } from './vetoes.ts'

/** What speaks for an offer being the same as another. */
export type Link = {
  readonly offer: number
  readonly how: 'gtin' | 'code' | 'trees'
  /** Of being the same; of no meaning where it is vetoed. */
  readonly logOdds: number
  readonly isVetoed: boolean
}

export type LinkOptions = {
  /** Others that titles are compared with, at most. */
  readonly candidatesMax: number
  /** Offers with the same GTIN or code that an offer is tied to, at most. */
  readonly tiesMax: number
  /** Where the best title of the same brand has less in common than this, all brands are searched. */
  readonly brandScoreMin: number
  /** Titles with less in common are not compared, nor are those with less than this share of what the best one has. */
  readonly scoreMin: number
  readonly shareMin: number
  /** Added to what titles say: below 0 where two offers are the same more rarely than between two malls, as within one. */
  readonly priorLogOdds: number
}

/** Chosen on made-up catalogues (bench catalog): more of any finds hardly more. */
export const linkDefaults: LinkOptions = {
  candidatesMax: 10,
  tiesMax: 6,
  brandScoreMin: 0.5,
  scoreMin: 0.2,
  shareMin: 0.55,
  priorLogOdds: 0,
}

/** Log-odds of two offers with the same GTIN, or the same brand and model code, of which nothing says that they differ. */
const sure = { gtin: 7, code: 3.5 } as const
/** What titles say is never surer than this. */
const treesMost = 6
/** Less than the searcher reads by default: on a made-up catalogue it finds the same products in two thirds of the time. */
const searching = { scoredMax: 40, postingsMax: 1_500 } as const
const codeLengthMin = 4
const brandSureMin = 0.5
const modelSureMin = 0.6
const compactMin = 4096
const compactShare = 0.25

/**
 * Finds the offers that may be the same as one: by GTIN, then by brand and model code, and where neither decides by the grams of
 * titles within the brand (else within the broadest category), compared by boosted trees. What vetoes keep apart is not compared.
 *
 * 20 us where a code decides, else 150 us for 10 candidates. Memory: the gram index, 300 bytes an offer; chains, 100.
 */
export class LinkFinder {
  readonly #book: OfferBook
  readonly #options: LinkOptions
  readonly #vocabulary: Vocabulary
  #matcher: PairMatcher
  readonly #index = new GramIndex([{ weight: 1 }])
  readonly #searcher: GramSearcher
  readonly #noted = new NotedGrams()
  readonly #gtins = new KeyChains()
  readonly #codes = new KeyChains()
  readonly #partitions = new Interner()
  /** By offer: its text in the index + 1. By text: its offer. */
  #texts: Uint32Array = new Uint32Array(16)
  #offers: Uint32Array = new Uint32Array(16)
  #scores: Float64Array = new Float64Array(16)

  constructor(book: OfferBook, vocabulary: Vocabulary, model: PairModel, options: LinkOptions) {
    this.#book = book
    this.#vocabulary = vocabulary
    this.#options = options
    this.#matcher = new PairMatcher(model, vocabulary)
    this.#searcher = new GramSearcher(this.#index, { ...searching, count: options.candidatesMax })
    this.#partitions.idOf(' ') // the one of offers with neither brand nor category
  }

  /** Answers with what was learned since; links found before stay as they are. */
  use(model: PairModel): void {
    this.#matcher = new PairMatcher(model, this.#vocabulary)
  }

  /**
   * Finds the links of an offer that is in the book, and adds it so that later ones find it.
   * @returns at most `candidatesMax` + 2 `tiesMax` of them
   */
  findAndAdd(offer: number, content: Offer, values: readonly ReadValue[]): Link[] {
    const own = sureValues(this.#book.valuesOf(offer))
    const [gtin, code] = [gtinKey(values), codeKey(values)]
    const links = this.#byKey(own, this.#gtins.find(gtin, this.#options.tiesMax), 'gtin')
    for (const link of this.#byKey(own, this.#codes.find(code, this.#options.tiesMax), 'code'))
      if (!links.some((known) => known.offer === link.offer)) links.push(link)
    this.#gtins.put(offer, gtin)
    this.#codes.put(offer, code)
    const partition = this.#partitions.idOf(partitionKey(content, values))
    this.#noted.clear()
    this.#noted.note(canonicalTitle(content.title, values), 0)
    if (!links.some(({ isVetoed }) => !isVetoed)) this.#byTitle(offer, own, links, partition)
    this.#add(offer, partition)
    return links
  }

  remove(offer: number): void {
    this.#gtins.remove(offer)
    this.#codes.remove(offer)
    const text = (this.#texts[offer] ?? 0) - 1
    if (text < 0) return
    this.#index.drop(text)
    this.#texts[offer] = 0
    const { dropped, size } = this.#index
    if (dropped > compactMin && dropped > size * compactShare) this.#index.compact()
  }

  /** Log-odds that two offers in the book are the same, by what decides first; vetoes are not looked at. */
  between(offer: number, other: number): number {
    if (this.#gtins.haveOne(offer, other)) return sure.gtin
    if (this.#codes.haveOne(offer, other)) return sure.code
    const score = new Float64Array(1)
    this.#matcher.compare(this.#book.recordOf(offer), [this.#book.recordOf(other)], score)
    return this.#held(score[0]!)
  }

  /** Offers with a GTIN, those that came last first. */
  ofGtin(gtin: string, most: number): number[] {
    return this.#gtins.find(gtin, most)
  }

  /** Offers with titles like a text, of all brands. */
  alike(text: string): number[] {
    this.#noted.clear()
    this.#noted.note(text, 0)
    return this.#candidates(0)
  }

  /** Bytes of the gram index. */
  get indexBytes(): number {
    return this.#index.bytes
  }

  #byKey(own: SureValues, others: readonly number[], how: 'gtin' | 'code'): Link[] {
    return others.map((offer) => {
      const isVetoed = vetoesOf(own, sureValues(this.#book.valuesOf(offer))).length > 0
      return { offer, how, logOdds: sure[how], isVetoed }
    })
  }

  #byTitle(offer: number, own: SureValues, links: Link[], partition: number): void {
    const candidates = this.#candidates(partition).filter((other) => !links.some((link) => link.offer === other))
    const open: number[] = []
    for (const other of candidates) {
      const isVetoed = vetoesOf(own, sureValues(this.#book.valuesOf(other))).length > 0
      if (isVetoed) links.push({ offer: other, how: 'trees', logOdds: -treesMost, isVetoed })
      else open.push(other)
    }
    if (open.length === 0) return
    if (this.#scores.length < open.length) this.#scores = new Float64Array(open.length * 2)
    const records = open.map((other) => this.#book.recordOf(other))
    this.#matcher.compare(this.#book.recordOf(offer), records, this.#scores)
    open.forEach((other, i) => {
      links.push({ offer: other, how: 'trees', logOdds: this.#held(this.#scores[i]!), isVetoed: false })
    })
  }

  /** What trees say, no surer than they are. */
  #held(score: number): number {
    return Math.max(-treesMost, Math.min(treesMost, score + this.#options.priorLogOdds))
  }

  /** The offers with the most similar titles, of the partition first, of all where nothing there is like it. */
  #candidates(partition: number): number[] {
    const { brandScoreMin, scoreMin, shareMin } = this.#options
    const searcher = this.#searcher
    searcher.search(this.#noted, partition === 0 ? undefined : partition)
    if (partition !== 0 && !(searcher.count > 0 && searcher.scores[0]! >= brandScoreMin)) searcher.search(this.#noted)
    const found: number[] = []
    const least = searcher.count === 0 ? 0 : Math.max(scoreMin, shareMin * searcher.scores[0]!)
    for (let i = 0; i < searcher.count; i++)
      if (searcher.scores[i]! >= least) found.push(this.#offers[searcher.texts[i]!]!)
    return found
  }

  #add(offer: number, partition: number): void {
    const text = this.#index.add(this.#noted, partition)
    this.#texts = grown(this.#texts, offer + 1)
    this.#offers = grown(this.#offers, text + 1)
    this.#texts[offer] = text + 1
    this.#offers[text] = offer
  }
}

/** By what two offers were tied, from the weight between them. */
export function howOf(logOdds: number): Link['how'] {
  if (logOdds >= sure.gtin) return 'gtin'
  return logOdds === sure.code ? 'code' : 'trees'
}

/** The offer's GTIN, '' for none, and for one that only its mall knows. */
export function gtinKey(values: readonly ReadValue[]): string {
  const found = values.find(({ name, value }) => name === 'gtin' && !isShopsOwn(value))
  return found?.value ?? ''
}

/** Brand and model code without signs; '' where either is missing. */
function codeKey(values: readonly ReadValue[]): string {
  const [brand, model] = [surest(values, 'brand', brandSureMin), surest(values, 'model', modelSureMin)]
  if (!brand || !model) return ''
  const code = plainCode(model.value)
  return code.length < codeLengthMin ? '' : `${brand.value.toLowerCase()}\n${code}`
}

function partitionKey({ categoryPath }: Offer, values: readonly ReadValue[]): string {
  const brand = surest(values, 'brand', brandSureMin)
  if (brand) return `b${brand.value.toLowerCase()}`
  const [category] = categoryPath
  return category ? `c${category}` : ' '
}

function surest(values: readonly ReadValue[], name: string, least: number): ReadValue | undefined {
  let best: ReadValue | undefined
  for (const value of values)
    if (value.name === name && value.confidence >= least && !(best && best.confidence >= value.confidence)) best = value
  return best
}
