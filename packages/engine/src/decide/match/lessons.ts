import { type PairLesson, Random } from '@nunchi/kernel'
import { gtinKey, type LinkFinder } from './link-finder.ts'
import type { OfferBook } from './offer-book.ts'
import type { VerdictBook } from './verdict-book.ts'
import { sureValues, vetoesOf } from './vetoes.ts'

/** Pairs of offers of which is known whether they are the same. */
export type MatchLessons = {
  /** What persons said. */
  readonly persons: readonly PairLesson[]
  /** What GTINs say of offers that nothing else keeps apart. */
  readonly codes: readonly PairLesson[]
}

export type LessonAsk = {
  /** Offers with GTINs that are drawn to learn from, at most. */
  readonly offersMax: number
  readonly seed: number
}

export type LessonSource = { readonly book: OfferBook; readonly verdicts: VerdictBook; readonly links: LinkFinder }

const othersMax = 6
/** Of the offers that are like one and have another GTIN, so many are taken: about as many as there are of the same GTIN. */
const differentMax = 2

/**
 * Gathers what can be learned from: verdicts on offers that are there, and, of offers drawn by chance, those with the same GTIN in other
 * malls, and those with the most similar titles of another GTIN. O(verdicts), 0.2 ms an offer drawn.
 */
export function lessonsOf({ book, verdicts, links }: LessonSource, { offersMax, seed }: LessonAsk): MatchLessons {
  const persons: PairLesson[] = []
  for (const { one, other, verdict } of verdicts.all())
    if (book.isThere(one) && book.isThere(other))
      persons.push({ left: book.recordOf(one), right: book.recordOf(other), isSame: verdict === 'same' })
  const random = new Random(seed)
  const codes: PairLesson[] = []
  let drawn = 0
  for (const offer of random.shuffle(Uint32Array.from({ length: book.size }, (_, i) => i))) {
    if (drawn === offersMax) break
    const gtin = book.isThere(offer) ? gtinKey(book.valuesOf(offer)) : ''
    if (gtin === '') continue
    drawn += 1
    codes.push(...codeLessons(offer, gtin, { book, links }))
  }
  return { persons, codes }
}

function codeLessons(offer: number, gtin: string, { book, links }: Pick<LessonSource, 'book' | 'links'>): PairLesson[] {
  const left = book.recordOf(offer)
  const own = sureValues(book.valuesOf(offer))
  const vetoes = (other: number): string[] =>
    vetoesOf(own, sureValues(book.valuesOf(other))).map(({ attribute }) => attribute)
  const same = links
    .ofGtin(gtin, othersMax)
    .find((other) => book.mallOf(other) !== book.mallOf(offer) && vetoes(other).length === 0)
  const different = links
    .alike(book.wordsOf(offer).join(' '))
    .filter((other) => other !== offer && vetoes(other).join() === 'gtin')
    .slice(0, differentMax)
  const lessons = different.map((other): PairLesson => ({ left, right: book.recordOf(other), isSame: false }))
  if (same !== undefined) lessons.push({ left, right: book.recordOf(same), isSame: true })
  return lessons
}
