import { type Columns, matcherFile } from '@nunchi/kernel'
import type { OfferRef } from '../../domain/offer.ts'
import type { LearnedMatcher } from './learn-matcher.ts'
import type { LessonAsk } from './lessons.ts'
import type { OfferWord } from './verdict-book.ts'

/*
 * What is said where matching has two threads of its own. One reads offers and looks for titles (the reader), one has all else that the
 * matcher knows (the matcher), and the shop talks to both. Offers and values go as JSON text: it is written and read faster than
 * objects are copied.
 */

/** What the shop tells the reader: to read a block of offers, or to read with what feeds taught from now on. */
export type ReaderRequest =
  | {
      readonly block: number
      /** Offer[], those to be placed with `said`: what persons corrected, names and values */
      readonly offers: string
      /** ReadValue[][], where the offers were read long ago: they are put back. */
      readonly values?: string
    }
  | { readonly teach: Columns }

/** What the reader answers to the shop. `values`: ReadValue[][] */
export type ReaderAnswer = { readonly block: number; readonly values: string }

/** What the reader tells the matcher, in the order in which it is asked: a block as it is to be matched, and offers with titles alike. */
export type ForMatcher =
  | {
      readonly block: number
      /** MatchOffer[] */
      readonly offers: string
    }
  | Alike

/** For each title that was looked for, how many offers were found, and these one after the other. */
export type Alike = { readonly counts: Uint8Array; readonly alike: Uint32Array }

/** What the matcher asks the reader. */
export type TitleRequest =
  | {
      /** The titles of offers `from` and on of a block are to be kept under these numbers; 0xffffffff: not to be kept. */
      readonly block: number
      readonly from: number
      readonly offers: Uint32Array
      /** 1 where others like it are asked for. */
      readonly isSought: Uint8Array
    }
  | { readonly done: number }
  | { readonly remove: number }
  | { readonly titles: readonly string[] }

/** In `TitleRequest`: an offer that says what it said before. */
export const notKept = 0xffffffff

/** What the shop asks the matcher; each is answered in its turn. */
export type MatcherRequest =
  | { readonly do: 'place'; readonly block: number }
  | { readonly do: 'putBack'; readonly block: number; readonly products: Uint32Array }
  | { readonly do: 'numberFrom'; readonly count: number }
  | { readonly do: 'sellers'; readonly mall: string; readonly areMany: boolean }
  | { readonly do: 'withdraw'; readonly offers: readonly OfferRef[] }
  | { readonly do: 'forgetMall'; readonly mall: string }
  | {
      readonly do: 'judge'
      readonly one: OfferRef
      readonly other: OfferRef
      readonly verdict: OfferWord
    }
  | { readonly do: 'reviews'; readonly count: number }
  | { readonly do: 'use'; readonly model: object | undefined }
  | { readonly do: 'learn'; readonly ask: LessonAsk }

/** What a matcher starts with. */
export type MatcherStart = {
  /** What was learned, a file of `matcherFile`; the model that the program comes with when absent. */
  readonly model?: object
}

/** What a matcher learned, as it goes from thread to thread and is kept: `model` is a file of `matcherFile`. */
export type LearnedFile = Omit<LearnedMatcher, 'model'> & { readonly model: object }

/** For keeping, or for another thread. */
export function learnedFile({ model, ...about }: LearnedMatcher): LearnedFile {
  return { ...about, model: matcherFile(model) }
}
