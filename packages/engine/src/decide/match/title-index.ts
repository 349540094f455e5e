import { GramIndex, GramSearcher, grown, Interner, NotedGrams, TopK } from '@nunchi/kernel'
import { brandMark } from './match-offer.ts'

/** How titles are looked for. */
export type TitleOptions = {
  /** Others that a title is compared with, at most. */
  readonly candidatesMax: number
  /** Where the best title of the same brand has less in common than this, all groups are searched; always for one without a brand. */
  readonly brandScoreMin: number
  /** Titles with less in common are not compared, nor are those with less than this share of what the best one has. */
  readonly scoreMin: number
  readonly shareMin: number
}

/** Chosen on made-up catalogues (bench catalog): more of any finds hardly more. */
export const titleDefaults: TitleOptions = { candidatesMax: 10, brandScoreMin: 0.57, scoreMin: 0.2, shareMin: 0.55 }

/** A title to look for, and to find later: see `MatchOffer`. */
export type Title = { readonly title: string; readonly group: string }

/** Less than the searcher reads by default: on a made-up catalogue it finds the same products in half the time. */
const searching = { scoredMax: 32, postingsMax: 1_200, scannedMax: 120 } as const
const compactMin = 4096
const compactShare = 0.25
const none: readonly number[] = []

/**
 * Finds offers with titles like one by the grams that they share, those of its brand or category first. Knows nothing else of offers, so
 * that it can be in a thread of its own; the same calls in the same order give the same answers.
 *
 * 35 us a title at 300,000 offers. Memory: 350 bytes an offer.
 */
export class TitleIndex {
  readonly #options: TitleOptions
  readonly #index = new GramIndex([{ weight: 1 }])
  readonly #searcher: GramSearcher
  readonly #noted = new NotedGrams()
  readonly #best: TopK
  /** Scratch: the texts found, best first, and their scores. */
  readonly #found: Uint32Array
  readonly #scores: Float64Array
  readonly #groups = new Interner()
  /** By offer: its text in the index + 1. By text: its offer. */
  #texts: Uint32Array = new Uint32Array(16)
  #offers: Uint32Array = new Uint32Array(16)

  constructor(options: Partial<TitleOptions> = {}) {
    this.#options = { ...titleDefaults, ...options }
    const count = this.#options.candidatesMax
    this.#searcher = new GramSearcher(this.#index, { ...searching, count })
    this.#best = new TopK(count)
    this.#found = new Uint32Array(count)
    this.#scores = new Float64Array(count)
    this.#groups.idOf(' ') // the one of offers with neither brand nor category
  }

  /**
   * Adds an offer's title, so that later ones find it.
   * @param isSought whether others like it are asked for
   * @returns the offers with the most similar titles, best first
   */
  findAndAdd(offer: number, { title, group }: Title, isSought: boolean): readonly number[] {
    const partition = this.#groups.idOf(group)
    this.#noted.clear()
    this.#noted.note(title, 0)
    const found = isSought ? this.#candidates(partition, group.startsWith(brandMark)) : none
    this.#add(offer, partition)
    return found
  }

  remove(offer: number): void {
    const text = (this.#texts[offer] ?? 0) - 1
    if (text < 0) return
    this.#index.drop(text)
    this.#texts[offer] = 0
    const { dropped, size } = this.#index
    if (dropped > compactMin && dropped > size * compactShare) this.#index.compact()
  }

  /** Offers with titles like a text, of all groups. */
  alike(text: string): readonly number[] {
    this.#noted.clear()
    this.#noted.note(text, 0)
    return this.#candidates(0, false)
  }

  /** Bytes of the gram index. */
  get bytes(): number {
    return this.#index.bytes
  }

  /**
   * The offers with the most similar titles: of the partition and of others; of a brand's alone where one there is like it. Those that share
   * no more than a category are no such sign: its twin may well be one that has a brand.
   */
  #candidates(partition: number, isBrand: boolean): number[] {
    const { brandScoreMin, scoreMin, shareMin } = this.#options
    const searcher = this.#searcher
    searcher.search(this.#noted, partition === 0 ? undefined : partition)
    this.#offerFound(-1)
    const isLike = searcher.count > 0 && searcher.scores[0]! >= brandScoreMin
    if (partition !== 0 && !(isBrand && isLike)) {
      searcher.searchAll()
      this.#offerFound(partition)
    }
    const found: number[] = []
    const count = this.#best.drain(this.#found, this.#scores)
    const least = count === 0 ? 0 : Math.max(scoreMin, shareMin * this.#scores[0]!)
    for (let i = 0; i < count; i++) if (this.#scores[i]! >= least) found.push(this.#offers[this.#found[i]!]!)
    return found
  }

  /** What the searcher found, but for one partition, of which the best are known. */
  #offerFound(known: number): void {
    const { texts, scores, count } = this.#searcher
    for (let i = 0; i < count; i++)
      if (this.#index.partitions[texts[i]!] !== known) this.#best.offer(texts[i]!, scores[i]!)
  }

  #add(offer: number, partition: number): void {
    const text = this.#index.add(this.#noted, partition)
    this.#texts = grown(this.#texts, offer + 1)
    this.#offers = grown(this.#offers, text + 1)
    this.#texts[offer] = text + 1
    this.#offers[text] = offer
  }
}
