import { type PairModel, TopK, type Vocabulary } from '@nunchi/kernel'
import type { OfferRef } from '../../domain/offer.ts'
import { chanceOf } from './chance.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import type { OfferBook } from './offer-book.ts'
import type { OfferPair, ReviewQueue } from './review-queue.ts'
import type { VerdictBook } from './verdict-book.ts'

/** Chances of being the same between which a person is asked. */
export type GreyBand = { readonly greyFrom: number; readonly greyTo: number }

/** A pair for a person to look at, side by side. */
export type Review = {
  readonly one: OfferRef
  readonly other: OfferRef
  /** Of being the same, by the trees. */
  readonly chance: number
  /** Whether they are of one product for now. */
  readonly isTogether: boolean
  /** Offers of their products: so many may move with a word. */
  readonly offers: number
  readonly evidence: Evidence
}

/** What is to be known to show pairs. */
export type ReviewView = {
  readonly book: OfferBook
  readonly verdicts: VerdictBook
  readonly model: PairModel
  readonly vocabulary: Vocabulary
  /** Log-odds that two offers are the same, 0 where they were not compared. */
  readonly weightOf: (one: number, other: number) => number
  readonly productOf: (offer: number) => number
  /** Offers of its product. */
  readonly sizeOf: (offer: number) => number
  readonly band: GreyBand
}

/** Whether a person is to be asked. */
export function isGrey(chance: number, { greyFrom, greyTo }: GreyBand): boolean {
  return chance >= greyFrom && chance <= greyTo
}

/**
 * The pairs of which a person's word would change most: how unsure the trees are, times the offers that the word may move. Drops from
 * the queue what is settled: judged since, or withdrawn. O(queue), and 0.1 ms for each pair that is answered.
 */
export function reviewsOf(queue: ReviewQueue, count: number, view: ReviewView): Review[] {
  const open: OfferPair[] = []
  for (const pair of [...queue.pairs()]) {
    if (isOpen(pair, view)) open.push(pair)
    else queue.remove(pair.one, pair.other)
  }
  const best = new TopK(count)
  open.forEach((pair, i) => {
    const chance = chanceOf(view.weightOf(pair.one, pair.other))
    best.offer(i, (1 - Math.abs(2 * chance - 1)) * offersOf(pair, view))
  })
  const order = new Uint32Array(count)
  const found = best.drain(order)
  return Array.from(order.subarray(0, found), (i) => reviewOf(open[i]!, view))
}

function isOpen({ one, other }: OfferPair, { book, verdicts, weightOf, band }: ReviewView): boolean {
  if (!book.isThere(one) || !book.isThere(other) || verdicts.between(one, other)) return false
  const weight = weightOf(one, other)
  return weight !== 0 && isGrey(chanceOf(weight), band)
}

function offersOf({ one, other }: OfferPair, { productOf, sizeOf }: ReviewView): number {
  return productOf(one) === productOf(other) ? sizeOf(one) : sizeOf(one) + sizeOf(other)
}

function reviewOf(pair: OfferPair, view: ReviewView): Review {
  const { book, model, vocabulary, weightOf, productOf } = view
  const { one, other } = pair
  return {
    one: book.refOf(one),
    other: book.refOf(other),
    chance: chanceOf(weightOf(one, other)),
    isTogether: productOf(one) === productOf(other),
    offers: offersOf(pair, view),
    evidence: evidenceOf({
      model,
      vocabulary,
      records: [book.recordOf(one), book.recordOf(other)],
      words: [book.wordsOf(one), book.wordsOf(other)],
      values: [book.valuesOf(one), book.valuesOf(other)],
    }),
  }
}
