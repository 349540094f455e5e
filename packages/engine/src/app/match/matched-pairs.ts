import type { Link } from '../../decide/match/link-finder.ts'
import type { Review } from '../../decide/match/review.ts'
import type { HardVerdict } from '../../ports/hard-cases.ts'
import { type MatchedFiles, type MatchedOffer, pairText, refText } from './match-files.ts'

/** Two offers of one product. */
export type MatchedPair = {
  readonly one: MatchedOffer
  readonly other: MatchedOffer
  /** Of being the same, 0 to 1. */
  readonly chance: number
  readonly how: Link['how'] | 'model'
  /** The product's number, from 1 in the order of the files. */
  readonly product: number
}

export type WhichPairs = {
  /** Whether pairs of one file count, beside those of two. */
  readonly isWithin: boolean
  /** Less likely ones are left out. */
  readonly chanceMin?: number
  /** By `pairText`: what a model said. */
  readonly words?: ReadonlyMap<string, ModelWord>
}

/** What a model said of a pair, and whether it was taken for a person's word. */
export type ModelWord = HardVerdict & { readonly isTaken: boolean }

/** An offer with the number of its product, and how many offers that has. */
export type PlacedOffer = { readonly offer: MatchedOffer; readonly product: number; readonly offers: number }

/** A pair that a person should look at, with the offers themselves. */
export type GreyPair = Omit<Review, 'one' | 'other'> & { readonly one: MatchedOffer; readonly other: MatchedOffer }

/** The products that files came to, numbered from 1 in the order of their first offers. */
export class FileProducts {
  readonly #files: MatchedFiles
  readonly #products: readonly (readonly MatchedOffer[])[]

  constructor(files: MatchedFiles) {
    const byNumber = new Map<number, MatchedOffer[]>()
    for (const offer of files.offers) {
      const number = files.matcher.productOf(offer)
      const offers = byNumber.get(number)
      if (offers) offers.push(offer)
      else byNumber.set(number, [offer])
    }
    this.#files = files
    this.#products = [...byNumber.values()]
  }

  get count(): number {
    return this.#products.length
  }

  /** Products that offers of several files have. */
  get sharedCount(): number {
    return this.#products.filter(([first, ...others]) => others.some(({ mall }) => mall !== first!.mall)).length
  }

  /** Products that have several offers. */
  get repeatedCount(): number {
    return this.#products.filter(({ length }) => length > 1).length
  }

  /**
   * The pairs of offers of one product, product by product. A product of n offers has up to n (n - 1) / 2 of them.
   */
  *pairs({ isWithin, chanceMin = 0, words }: WhichPairs): Generator<MatchedPair> {
    for (const [i, offers] of this.#products.entries())
      for (const [n, one] of offers.entries())
        for (const other of offers.slice(n + 1)) {
          if (!isWithin && one.mall === other.mall) continue
          const word = words?.get(pairText(one, other))
          const tie = word?.isTaken
            ? { how: 'model' as const, chance: word.chance }
            : this.#files.matcher.tieOf(one, other)
          if (tie.chance >= chanceMin) yield { one, other, ...tie, product: i + 1 }
        }
  }

  /** All offers with their products, product by product. */
  *placed(): Generator<PlacedOffer> {
    for (const [i, offers] of this.#products.entries())
      for (const offer of offers) yield { offer, product: i + 1, offers: offers.length }
  }
}

/** The pairs that a person should look at, those first of which a word would change most. 0.1 ms each. */
export function greyPairs({ matcher, offers }: MatchedFiles, { countMax, isWithin }: GreyAsk): GreyPair[] {
  const known = new Map(offers.map((offer) => [refText(offer), offer]))
  return matcher.reviews(Math.min(countMax, matcher.waiting)).flatMap(({ one, other, ...review }): GreyPair[] => {
    const [here, there] = [known.get(refText(one)), known.get(refText(other))]
    if (!here || !there || (!isWithin && here.mall === there.mall)) return []
    return [{ ...review, one: here, other: there }]
  })
}

export type GreyAsk = {
  readonly countMax: number
  /** Whether pairs of one file count. */
  readonly isWithin: boolean
}
