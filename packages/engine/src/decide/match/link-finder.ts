import { PairMatcher, type PairModel, type Vocabulary } from '@nunchi/kernel'
import type { ReadValue } from '../../domain/attribute.ts'
import { isShopsOwn } from './gtins.ts'
import { KeyChains } from './key-chains.ts'
import { brandSureMin, type MatchOffer, surest } from './match-offer.ts'
import type { OfferBook } from './offer-book.ts'
import { modelsDiffer, plainCode } from './value-conflicts.ts'
import type { SureValues } from './vetoes.ts'

/** What speaks for an offer being the same as another. */
export type Link = {
  readonly offer: number
  readonly how: 'gtin' | 'code' | 'trees'
  /** Of being the same; of no meaning where it is vetoed. */
  readonly logOdds: number
  readonly isVetoed: boolean
}

export type LinkOptions = {
  /** Offers with the same GTIN or code that an offer is tied to, at most. */
  readonly tiesMax: number
  /** Added to what titles say: below 0 where two offers are the same more rarely than between two malls, as within one. */
  readonly priorLogOdds: number
  /** Whether one mall's offers with different model codes are two products: where its codes are all by one hand, as in a file alone. */
  readonly codesPart: boolean
}

/** Chosen on made-up catalogues (bench catalog): more ties find hardly more. */
export const linkDefaults: LinkOptions = { tiesMax: 6, priorLogOdds: 0, codesPart: false }

/** Log-odds of two offers with the same GTIN, or the same brand and model code, of which nothing says that they differ. */
const sure = { gtin: 7, code: 3.5 } as const
/** What titles say is never surer than this. */
const treesMost = 6
const codeLengthMin = 4
const modelSureMin = 0.6

/**
 * Finds what ties offers of the book to one another: GTIN, then brand and model code, and where neither decides, boosted trees that
 * compare it with those of similar titles, which somebody else finds (`TitleIndex`). What vetoes keep apart is not compared.
 *
 * 10 us where a code decides, else 30 us for 10 candidates. Memory: the chains, 40 to 100 bytes an offer.
 */
export class LinkFinder {
  readonly #book: OfferBook
  readonly #options: LinkOptions
  readonly #vocabulary: Vocabulary
  #matcher: PairMatcher
  readonly #gtins = new KeyChains()
  readonly #codes = new KeyChains()
  #scores: Float64Array = new Float64Array(16)

  constructor(book: OfferBook, vocabulary: Vocabulary, model: PairModel, options: LinkOptions) {
    this.#book = book
    this.#vocabulary = vocabulary
    this.#options = options
    this.#matcher = new PairMatcher(model, vocabulary)
  }

  /** Answers with what was learned since; links found before stay as they are. */
  use(model: PairModel): void {
    this.#matcher = new PairMatcher(model, this.#vocabulary)
  }

  /**
   * Finds what codes tie an offer to, which is in the book, and keeps its codes so that later ones find it.
   * @returns at most 2 `tiesMax` of them
   */
  byKeys(offer: number, { values }: MatchOffer): Link[] {
    const [gtin, code] = [gtinKey(values), codeKey(values)]
    const [byGtin, byCode] = [
      this.#gtins.find(gtin, this.#options.tiesMax),
      this.#codes.find(code, this.#options.tiesMax),
    ]
    const links = this.#byKey(offer, byGtin, 'gtin')
    for (const link of this.#byKey(offer, byCode, 'code'))
      if (!links.some((known) => known.offer === link.offer)) links.push(link)
    this.#gtins.put(offer, gtin)
    this.#codes.put(offer, code)
    return links
  }

  /** Compares an offer with those of similar titles; those that `links` has already are left out. Adds to `links`. */
  byTitles(offer: number, candidates: ArrayLike<number>, links: Link[]): void {
    if (candidates.length === 0) return
    const keyed = links.length
    const open: number[] = []
    for (let i = 0; i < candidates.length; i++) {
      const other = candidates[i]!
      if (isAmong(links, keyed, other)) continue
      if (this.areApart(offer, other)) links.push({ offer: other, how: 'trees', logOdds: -treesMost, isVetoed: true })
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

  remove(offer: number): void {
    this.#gtins.remove(offer)
    this.#codes.remove(offer)
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

  /** Whether something keeps two offers in the book from being one product. */
  areApart(offer: number, other: number): boolean {
    if (this.#book.areApart(offer, other)) return true
    if (!this.#options.codesPart || this.#book.mallOf(offer) !== this.#book.mallOf(other)) return false
    const [own, there] = [this.#book.sureValuesOf(offer), this.#book.sureValuesOf(other)]
    return !haveOneGtin(own, there) && modelsDiffer(own.get('model') ?? [], there.get('model') ?? [])
  }

  #byKey(offer: number, others: readonly number[], how: 'gtin' | 'code'): Link[] {
    return others.map((other) => {
      return { offer: other, how, logOdds: sure[how], isVetoed: this.areApart(offer, other) }
    })
  }

  /** What trees say, no surer than they are. */
  #held(score: number): number {
    return Math.max(-treesMost, Math.min(treesMost, score + this.#options.priorLogOdds))
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

function haveOneGtin(one: SureValues, other: SureValues): boolean {
  const here = one.get('gtin')
  return here !== undefined && other.get('gtin')?.some(({ value }) => here.some((own) => own.value === value)) === true
}

/** Brand and model code without signs; '' where either is missing. */
function codeKey(values: readonly ReadValue[]): string {
  const [brand, model] = [surest(values, 'brand', brandSureMin), surest(values, 'model', modelSureMin)]
  if (!brand || !model) return ''
  const code = plainCode(model.value)
  return code.length < codeLengthMin ? '' : `${brand.value.toLowerCase()}\n${code}`
}

function isAmong(links: readonly Link[], count: number, offer: number): boolean {
  for (let i = 0; i < count; i++) if (links[i]!.offer === offer) return true
  return false
}
